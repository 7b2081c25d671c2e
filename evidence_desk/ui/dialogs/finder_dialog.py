"""A question with a long list of answers: type some of it, arrows choose, Enter takes."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from evidence_desk.ui.actions import Actions
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.delegates.case_delegate import CaseDelegate
from evidence_desk.ui.delegates.evidence_delegate import EvidenceDelegate
from evidence_desk.ui.dialogs.question_dialog import QuestionDialog
from evidence_desk.ui.models.cases_model import CasesModel
from evidence_desk.ui.models.evidence_list_model import EvidenceListModel
from evidence_desk.ui.regions import set_tab_order
from evidence_desk.ui.widgets.button import Button, press_focused
from evidence_desk.ui.widgets.find_field import FindField
from evidence_desk.ui.widgets.fitting import fitted
from evidence_desk.ui.widgets.plain_label import PlainLabel
from evidence_desk.ui.widgets.row_list import RowList


class FinderDialog(QuestionDialog):
    """Who inherits says what is found (`show_found`), and what taking one means (`_on_taken`)."""

    def __init__(self, application: QApplication, look: Appearance, actions: Actions, parent: QWidget) -> None:
        super().__init__(application, look, actions, parent)
        self._size = (0, 0)
        self.field = FindField(look, "")
        self.list = RowList(look, "")
        self.empty = PlainLabel(self.tr("Nothing matches."), ink="2")
        self.take = Button(look, "", kind="main")
        self._cancel = Button(look, self.tr("Cancel"))
        self.lay_out((self.field, self.empty, self.list), (self._cancel, self.take), grows=self.list)
        set_tab_order((self.leave, self.field, self.list, self._cancel, self.take))
        self.list.doubleClicked.connect(self._on_taken)
        self.list.on_key(Qt.Key.Key_Return, self._on_taken)
        self.take.clicked.connect(self._on_taken)
        self._cancel.clicked.connect(self.reject)

    def name_parts(self, question: str, find: str, rows: str, take: str) -> None:
        """What is asked, and what its parts are called."""
        self.set_question(question)
        self.field.setAccessibleName(find)
        self.field.setPlaceholderText(find)
        self.list.setAccessibleName(rows)
        self.take.set_name(take)

    def show_rows(
        self, model: CasesModel | EvidenceListModel, delegate: CaseDelegate | EvidenceDelegate, size: tuple[int, int]
    ) -> None:
        """Show the model's rows in a window that wants this size, before the text is made larger."""
        self.list.show_rows(model, model, delegate, delegate)
        self.list.stretch_column(0)
        self._size = size
        self._look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def show_found(self, first_row: int | None) -> None:
        """Choose the first of what was found; None when that is nothing."""
        found = first_row is not None
        self.list.choose_row(first_row)
        self.list.setVisible(found)
        self.empty.setVisible(not found)
        self.take.setEnabled(found)

    def ask_to_find(self) -> None:
        """Open with the keyboard where one types."""
        self.open()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move in the list while the field has the keyboard; Enter takes what is chosen or presses a button."""
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down} and self.field.hasFocus():
            self.list.keyPressEvent(event)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if not press_focused(self):
                self._on_taken()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _on_taken(self) -> None:
        raise NotImplementedError

    @Slot()
    def _on_look_changed(self) -> None:
        px = self._look.theme.px
        self.resize(fitted(self, px(self._size[0]), px(self._size[1])))
