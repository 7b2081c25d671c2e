"""Asks one question, what a case is called."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from evidence_desk.ui.actions import Actions
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.dialogs.question_dialog import QuestionDialog
from evidence_desk.ui.regions import set_tab_order
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.note import Note
from evidence_desk.ui.widgets.plain_label import PlainLabel


class CaseTitleDialog(QuestionDialog):
    """Stays open until the title it told was kept: answer with `accept`, or with `show_trouble`."""

    title_given = Signal(str)

    def __init__(self, application: QApplication, look: Appearance, actions: Actions, parent: QWidget) -> None:
        super().__init__(application, look, actions, parent)
        self._meaning = PlainLabel("", ink="2", wraps=True)
        self.field = QLineEdit()
        self._trouble = Note(look)
        self.give = Button(look, "", kind="main")
        cancel = Button(look, self.tr("Cancel"))
        self.lay_out((self._meaning, self.field, self._trouble), (cancel, self.give))
        set_tab_order((self.leave, self.field, cancel, self.give))
        self.give.clicked.connect(self._on_given)
        self.field.returnPressed.connect(self._on_given)
        cancel.clicked.connect(self.reject)
        look.changed.connect(self.fit_words)
        self.fit_words()

    def ask_for_new(self, suggestion: str) -> None:
        """Ask for the title of a new case; Enter takes the suggestion."""
        meaning = self.tr("A case of its own for something else that is being done to you. Nothing is moved.")
        self._ask(self.tr("What is the new case called?"), meaning, self.tr("Open the case"), suggestion)

    def ask_for_other(self, title: str) -> None:
        """Ask for another title of the open case."""
        meaning = self.tr("Its number stays the same. The history keeps the old name too.")
        self._ask(self.tr("What should this case be called?"), meaning, self.tr("Rename"), title)

    def show_trouble(self, sentence: str) -> None:
        """Say under the field why the title was not taken; what was typed stays."""
        self._trouble.set_text(sentence)
        self._trouble.show()
        self.field.setAccessibleDescription(sentence)
        self._set_waiting(waiting=False)
        self.fit_words()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self, question: str, meaning: str, give: str, title: str) -> None:
        self.set_question(question)
        self._meaning.setText(meaning)
        self.field.setAccessibleName(question)
        self.field.setAccessibleDescription(meaning)
        self.give.set_name(give)
        self._trouble.hide()
        self._set_waiting(waiting=False)
        self.field.setText(title)
        self.field.selectAll()
        self.fit_words()
        self.open()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_waiting(self, *, waiting: bool) -> None:
        """Take no second press while the first one works."""
        self.give.setEnabled(not waiting)
        self.field.setReadOnly(waiting)

    @Slot()
    def _on_given(self) -> None:
        if self.give.isEnabled():
            self._set_waiting(waiting=True)
            self.title_given.emit(self.field.text())
