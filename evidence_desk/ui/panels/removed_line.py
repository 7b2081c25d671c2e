"""Says that an entry was removed, with a button that brings it back."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.plain_label import PlainLabel


class RemovedLine(QFrame):
    """Stays until the room is left or something else is removed."""

    undo_asked = Signal(str)
    """The id of the entry."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._entry_id = ""
        self.setProperty("note", "plain")
        self._words = PlainLabel("", TextSize.SMALL, wraps=True)
        self.undo = Button(look, self.tr("Undo"), "undo", kind="quiet", size="small")
        self.undo.clicked.connect(self._on_undo)
        row = QHBoxLayout(self)
        row.setContentsMargins(11, 3, 3, 3)
        row.setSpacing(12)
        row.addWidget(self._words, 1)
        row.addWidget(self.undo)
        self.hide()

    @property
    def entry_id(self) -> str:
        """Which entry it speaks of."""
        return self._entry_id

    def say(self, entry_id: str, words: str) -> None:
        """Say that this one is gone."""
        self._entry_id = entry_id
        self._words.setText(words)
        self.show()

    @Slot()
    def _on_undo(self) -> None:
        self.hide()
        self.undo_asked.emit(self._entry_id)
