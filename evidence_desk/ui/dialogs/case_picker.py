"""Asks one question, which case, where there are more than a menu can hold."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from evidence_desk.domain.cases import Case
from evidence_desk.ui.actions import ActionId, Actions
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.delegates.case_delegate import CaseDelegate
from evidence_desk.ui.models.cases_model import CasesModel
from evidence_desk.ui.regions import set_tab_order
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.find_field import FindField
from evidence_desk.ui.widgets.fitting import fitted
from evidence_desk.ui.widgets.focus_ring import FocusRing
from evidence_desk.ui.widgets.plain_label import PlainLabel
from evidence_desk.ui.widgets.row_list import RowList

_SIZE = (640, 560)
_EDGE = 24


class CasePicker(QDialog):
    """A list to search by any part of a title or reference; Enter opens the case chosen."""

    case_chosen = Signal(str)

    def __init__(self, application: QApplication, look: Appearance, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._cases: tuple[Case, ...] = ()
        self.setWindowTitle(self.tr("Desk"))
        self.setAccessibleName(self.tr("Which case?"))
        self.setProperty("ground", "surface")
        self.model = CasesModel(self)
        self.field = FindField(look, self.tr("Find a case"))
        self.list = RowList(look, self.tr("Cases, the one used last first"))
        self._empty = PlainLabel(self.tr("Nothing matches."), ink="2")
        self._open = Button(look, self.tr("Open the case"), kind="main")
        self._cancel = Button(look, self.tr("Cancel"))
        self._leave = Button(look, actions[ActionId.LEAVE].text(), "leave", kind="leave")
        self._leave.clicked.connect(actions[ActionId.LEAVE].trigger)
        delegate = CaseDelegate(look, self)
        self.list.show_rows(self.model, self.model, delegate, delegate)
        self.list.stretch_column(0)
        self._ring = FocusRing(application, look, self)
        self._lay_out()
        self._connect()

    def ask(self, cases: Sequence[Case]) -> None:
        """Offer these, the one used last first."""
        self._cases = tuple(cases)
        self.field.clear()
        self._show_found()
        self.open()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move in the list while the field has the keyboard; Enter opens, Esc cancels."""
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down} and self.field.hasFocus():
            self.list.keyPressEvent(event)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._on_open()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _show_found(self) -> None:
        words = self.field.text().strip().casefold()
        found = [case for case in self._cases if words in f"{case.title}\n{case.reference}".casefold()]
        self.model.set_rows(found)
        self.list.choose_row(0 if found else None)
        self.list.setVisible(bool(found))
        self._empty.setVisible(not found)
        self._open.setEnabled(bool(found))

    @Slot()
    def _on_open(self) -> None:
        row = self.list.chosen_row()
        if row is not None:
            self.accept()
            self.case_chosen.emit(self.model.case_id(row))

    def _connect(self) -> None:
        self.field.textChanged.connect(self._show_found)
        self.list.doubleClicked.connect(self._on_open)
        self.list.on_key(Qt.Key.Key_Return, self._on_open)
        self._open.clicked.connect(self._on_open)
        self._cancel.clicked.connect(self.reject)
        self._look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(PlainLabel(self.tr("Which case?"), TextSize.TITLE), 1)
        head.addWidget(self._leave, 0, Qt.AlignmentFlag.AlignTop)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addStretch()
        foot.addWidget(self._cancel)
        foot.addWidget(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        column.setSpacing(16)
        column.addLayout(head)
        column.addWidget(self.field)
        column.addWidget(self._empty)
        column.addWidget(self.list, 1)
        column.addLayout(foot)
        set_tab_order((self._leave, self.field, self.list, self._cancel, self._open))

    @Slot()
    def _on_look_changed(self) -> None:
        px = self._look.theme.px
        self.resize(fitted(self, px(_SIZE[0]), px(_SIZE[1])))
