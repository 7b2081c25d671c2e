"""Asks one question, what a step of the person's own is called."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from evidence_desk.domain.answers import OwnStep
from evidence_desk.domain.entries import EntryId
from evidence_desk.ui.actions import Actions
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.dialogs.question_dialog import QuestionDialog
from evidence_desk.ui.regions import set_tab_order
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.note import Note
from evidence_desk.ui.widgets.plain_label import PlainLabel

_LONGEST_TITLE = 120
_NOTE_HEIGHT = 96


class OwnStepDialog(QuestionDialog):
    """Stays open until the step was kept: answer with `accept`, or with `show_trouble`."""

    given = Signal(object, object)
    """The OwnStep, and the EntryId of the one it is from now on, or None for a new one."""

    def __init__(self, application: QApplication, look: Appearance, actions: Actions, parent: QWidget) -> None:
        super().__init__(application, look, actions, parent)
        self._step = OwnStep()
        self._entry_id: EntryId | None = None
        self.title = QLineEdit()
        self.title.setMaxLength(_LONGEST_TITLE)
        self.note = QPlainTextEdit()
        self.note.setTabChangesFocus(True)
        self._trouble = Note(look)
        self.give = Button(look, self.tr("Keep it"), kind="main")
        cancel = Button(look, self.tr("Cancel"))
        title = _labelled(self.tr("What do you want to do?"), self.title)
        note = _labelled(self.tr("Your note, if you like"), self.note)
        self.lay_out((title, note, self._trouble), (cancel, self.give))
        set_tab_order((self.leave, self.title, self.note, cancel, self.give))
        self.title.textChanged.connect(self._on_typed)
        self.title.returnPressed.connect(self._on_given)
        self.give.clicked.connect(self._on_given)
        cancel.clicked.connect(self.reject)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def ask_for_new(self, list_id: str) -> None:
        """Ask for a new step of a list."""
        self._ask(self.tr("Your own step"), OwnStep(list_id=list_id), None)

    def ask_for_other(self, step: OwnStep, entry_id: EntryId) -> None:
        """Ask what a step is called from now on."""
        self._ask(self.tr("Change your own step"), step, entry_id)

    def show_trouble(self, sentence: str) -> None:
        """Say why it was not kept; what was typed stays."""
        self._trouble.set_text(sentence)
        self._trouble.show()
        self.title.setAccessibleDescription(sentence)
        self._set_waiting(waiting=False)
        self.fit_words()

    def _ask(self, question: str, step: OwnStep, entry_id: EntryId | None) -> None:
        self.set_question(question)
        self._step, self._entry_id = step, entry_id
        self._trouble.hide()
        self.title.setAccessibleDescription("")
        self.title.setText(step.title)
        self.note.setPlainText(step.note)
        self._set_waiting(waiting=False)
        self.fit_words()
        self.open()
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_waiting(self, *, waiting: bool) -> None:
        """Take no second press while the first one works, and no letter that would be lost when it is kept."""
        self.title.setReadOnly(waiting)
        self.note.setReadOnly(waiting)
        self._on_typed()
        if waiting:
            self.give.setEnabled(False)

    @Slot()
    def _on_typed(self) -> None:
        self.give.setEnabled(bool(self.title.text().strip()))

    @Slot()
    def _on_given(self) -> None:
        if self.give.isEnabled():
            self._set_waiting(waiting=True)
            note = self.note.toPlainText().strip()
            step = OwnStep(
                list_id=self._step.list_id, service=self._step.service, title=self.title.text().strip(), note=note
            )
            self.given.emit(step, self._entry_id)

    @Slot()
    def _on_look_changed(self) -> None:
        self.note.setFixedHeight(self._look.theme.px(_NOTE_HEIGHT))
        self.fit_words()


def _labelled(words: str, field: QLineEdit | QPlainTextEdit) -> QVBoxLayout:
    field.setAccessibleName(words)
    column = QVBoxLayout()
    column.setSpacing(4)
    column.addWidget(PlainLabel(words, TextSize.SMALL, bold=True, wraps=True))
    column.addWidget(field)
    return column
