"""Asks one question, which saved item proves a step, where there are more than a menu can hold."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from evidence_desk.domain.listed import Listed
from evidence_desk.domain.times import Moment
from evidence_desk.ui.actions import ActionId, Actions
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.delegates.evidence_delegate import EvidenceDelegate
from evidence_desk.ui.models.evidence_list_model import EvidenceListModel
from evidence_desk.ui.models.moment_words import local_day
from evidence_desk.ui.regions import set_tab_order
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.find_field import FindField
from evidence_desk.ui.widgets.focus_ring import FocusRing
from evidence_desk.ui.widgets.plain_label import PlainLabel
from evidence_desk.ui.widgets.row_list import RowList

_SIZE = (680, 600)
_EDGE = 24
_PAUSE_MS = 150
"""Typing is looked for when it rests."""


class ProofPicker(QDialog):
    """The newest items until something is typed; then those with all of the words. Every picture stays covered."""

    item_chosen = Signal(object)
    """The Listed."""
    words_typed = Signal(str)

    def __init__(self, application: QApplication, look: Appearance, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._now: Moment | None = None
        self.setWindowTitle(self.tr("Desk"))
        self.setAccessibleName(self.tr("Which item is the proof?"))
        self.setProperty("ground", "surface")
        self.model = EvidenceListModel(self)
        self.field = FindField(look, self.tr("Find an item"))
        self.list = RowList(look, self.tr("Saved items, newest first"))
        self.empty = PlainLabel(self.tr("Nothing matches."), ink="2")
        self.take = Button(look, self.tr("Use as proof"), kind="main")
        self._cancel = Button(look, self.tr("Cancel"))
        self._leave = Button(look, actions[ActionId.LEAVE].text(), "leave", kind="leave")
        self._leave.clicked.connect(actions[ActionId.LEAVE].trigger)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        delegate = EvidenceDelegate(look, self)
        self.list.show_rows(self.model, self.model, delegate, delegate)
        self.list.stretch_column(0)
        self._ring = FocusRing(application, look, self)
        self._lay_out()
        self._connect()

    def ask(self, newest: Sequence[Listed], now: Moment) -> None:
        """Offer these until something is typed."""
        self._now = now
        self.field.clear()
        self._pause.stop()
        self.set_found(newest)
        self.open()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_found(self, found: Sequence[Listed]) -> None:
        """Offer what was found."""
        if self._now is not None:
            self.model.set_rows(found, local_day(self._now))
        self.list.choose_row(1 if found else None)
        self.list.setVisible(bool(found))
        self.empty.setVisible(not found)
        self.take.setEnabled(bool(found))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move in the list while the field has the keyboard; Enter takes the item, Esc cancels."""
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down} and self.field.hasFocus():
            self.list.keyPressEvent(event)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._on_taken()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _on_paused(self) -> None:
        self.words_typed.emit(self.field.text())

    @Slot()
    def _on_taken(self) -> None:
        """What is chosen is what was found for the words in the field, never for those before."""
        row = self.list.chosen_row()
        item = self.model.item_at(row) if row is not None else None
        if item is not None and not self._pause.isActive():
            self.accept()
            self.item_chosen.emit(item)

    def _connect(self) -> None:
        self.field.textChanged.connect(self._pause.start)
        self._pause.timeout.connect(self._on_paused)
        self.list.doubleClicked.connect(self._on_taken)
        self.list.on_key(Qt.Key.Key_Return, self._on_taken)
        self.take.clicked.connect(self._on_taken)
        self._cancel.clicked.connect(self.reject)
        self._look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(PlainLabel(self.tr("Which item is the proof?"), TextSize.TITLE, wraps=True), 1)
        head.addWidget(self._leave, 0, Qt.AlignmentFlag.AlignTop)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addStretch()
        foot.addWidget(self._cancel)
        foot.addWidget(self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        column.setSpacing(16)
        column.addLayout(head)
        column.addWidget(self.field)
        column.addWidget(self.empty)
        column.addWidget(self.list, 1)
        column.addLayout(foot)
        set_tab_order((self._leave, self.field, self.list, self._cancel, self.take))

    @Slot()
    def _on_look_changed(self) -> None:
        px, room = self._look.theme.px, self.screen().availableGeometry()
        self.resize(min(px(_SIZE[0]), room.width()), min(px(_SIZE[1]), room.height()))
