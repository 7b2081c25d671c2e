"""Asks one question, which saved item proves a step or shows an entry, among very many."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from evidence_desk.domain.listed import Listed
from evidence_desk.domain.times import Moment
from evidence_desk.ui.actions import Actions
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.delegates.evidence_delegate import EvidenceDelegate
from evidence_desk.ui.dialogs.finder_dialog import FinderDialog
from evidence_desk.ui.models.evidence_list_model import EvidenceListModel
from evidence_desk.ui.models.moment_words import local_day

_SIZE = (680, 600)
_PAUSE_MS = 150
"""Typing is looked for when it rests."""
_BELOW_THE_DAY = 1


class ItemPicker(FinderDialog):
    """The newest items until something is typed; then those with all of the words. Every picture stays covered."""

    item_chosen = Signal(object)
    """The Listed."""
    words_typed = Signal(str)

    def __init__(self, application: QApplication, look: Appearance, actions: Actions, parent: QWidget) -> None:
        super().__init__(application, look, actions, parent)
        self._now: Moment | None = None
        self.model = EvidenceListModel(self)
        self.show_rows(self.model, EvidenceDelegate(look, self), _SIZE)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._on_paused)
        self.field.textChanged.connect(self._pause.start)

    def ask(self, question: str, take: str, newest: Sequence[Listed], now: Moment) -> None:
        """Offer these until something is typed; `take` is what taking one is called."""
        self.name_parts(question, self.tr("Find an item"), self.tr("Saved items, newest first"), take)
        self._now = now
        self.field.clear()
        self._pause.stop()
        self.set_found(newest)
        self.ask_to_find()

    def set_found(self, found: Sequence[Listed]) -> None:
        """Offer what was found."""
        if self._now is not None:
            self.model.set_rows(found, local_day(self._now))
        self.show_found(_BELOW_THE_DAY if found else None)

    @Slot()
    def _on_paused(self) -> None:
        self.words_typed.emit(self.field.text())

    @override
    @Slot()
    def _on_taken(self) -> None:
        """What is chosen is what was found for the words in the field, never for those before."""
        row = self.list.chosen_row()
        item = self.model.item_at(row) if row is not None else None
        if item is not None and not self._pause.isActive():
            self.accept()
            self.item_chosen.emit(item)
