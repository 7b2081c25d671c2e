"""Asks one question, what a step of the person's own is called."""

from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

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


_Key = tuple[str, str]
"""The case, and the list of a new step or the id of one that is there."""


class Draft(NamedTuple):
    """What was typed and is not kept: of the case `key` begins with, `entry_id` as in `OwnStepDialog.given`."""

    key: _Key
    step: OwnStep
    entry_id: EntryId | None


class OwnStepDialog(QuestionDialog):
    """Stays open until the step was kept: answer with `say_kept`, or with `show_trouble`.

    What was typed and not kept is there again when the same is asked, whatever shut the dialog; Cancel alone drops it.
    """

    given = Signal(object, object)
    """The OwnStep, and the EntryId of the one it is from now on, or None for a new one."""

    def __init__(self, application: QApplication, look: Appearance, actions: Actions, parent: QWidget) -> None:
        super().__init__(application, look, actions, parent)
        self._step = OwnStep()
        self._entry_id: EntryId | None = None
        self._scope = ""
        self._key: _Key | None = None
        self._drafts: dict[_Key, Draft] = {}
        self._given: Draft | None = None
        self.title = QLineEdit()
        self.title.setMaxLength(_LONGEST_TITLE)
        self.note = QPlainTextEdit()
        self.note.setTabChangesFocus(True)
        self._trouble = Note(look)
        self._unkept = Note(look, self.tr("You typed this before. It is not kept yet."), kind="plain")
        self.give = Button(look, self.tr("Keep it"), kind="main")
        self.cancel = Button(look, self.tr("Cancel"))
        title = _labelled(self.tr("What do you want to do?"), self.title)
        note = _labelled(self.tr("Your note, if you like"), self.note)
        self.lay_out((self._unkept, title, note, self._trouble), (self.cancel, self.give))
        set_tab_order((self.leave, self.title, self.note, self.cancel, self.give))
        self.title.textChanged.connect(self._on_typed)
        self.title.returnPressed.connect(self._on_given)
        self.give.clicked.connect(self._on_given)
        self.cancel.clicked.connect(self._on_cancel)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    @property
    def is_waiting(self) -> bool:
        """Whether it shows what was given and is not answered yet."""
        return self.isVisible() and self._given is not None and self._given.key == self._key

    def turn_to(self, scope: str) -> None:
        """Ask in another case from now on; what was typed in this one waits until it is back."""
        self._scope = scope

    def ask_for_new(self, list_id: str) -> None:
        """Ask for a new step of a list."""
        self._ask(self.tr("Your own step"), OwnStep(list_id=list_id), None)

    def ask_for_other(self, step: OwnStep, entry_id: EntryId) -> None:
        """Ask what a step is called from now on."""
        self._ask(self.tr("Change your own step"), step, entry_id)

    def say_kept(self) -> None:
        """What was given is kept; the dialog shuts if it still shows that."""
        was_shown, self._given = self.is_waiting, None
        if was_shown:
            self._key = None
            self.accept()

    def let_go(self) -> Draft | None:
        """What was given and is not answered: from now on whoever asks for it answers for it, with `take_back`."""
        given, self._given = self._given, None
        if given is not None and self._key == given.key:
            self._key = None
        return given

    def take_back(self, draft: Draft) -> None:
        """It was not kept: it is there again when the same is asked in its case."""
        self._drafts[draft.key] = draft

    def unkept(self) -> tuple[Draft, ...]:
        """Whatever was typed, in any case, and was neither kept nor cancelled; nothing of it waits here any more."""
        self._keep_draft()
        drafts, self._drafts = tuple(self._drafts.values()), {}
        return drafts

    def show_trouble(self, sentence: str) -> None:
        """Say why it was not kept; what was typed stays, here or until the same is asked again."""
        was_shown, given, self._given = self.is_waiting, self._given, None
        if given is not None and not was_shown:
            self.take_back(given)
            return
        self._trouble.set_text(sentence)
        self._trouble.show()
        self.title.setAccessibleDescription(sentence)
        self._set_waiting(waiting=False)
        self.fit_words()

    def _ask(self, question: str, step: OwnStep, entry_id: EntryId | None) -> None:
        self._keep_draft()
        self.set_question(question)
        self._step, self._entry_id = step, entry_id
        self._key = (self._scope, entry_id or step.list_id)
        draft = self._drafts.get(self._key)
        self._trouble.hide()
        self._unkept.setVisible(draft is not None)
        self.title.setAccessibleDescription(self._unkept.text() if draft else "")
        words = draft.step if draft else step
        self.title.setText(words.title)
        self.note.setPlainText(words.note)
        self._set_waiting(waiting=False)
        self.fit_words()
        self.open()
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        if not event.spontaneous():
            self._keep_draft()
        super().hideEvent(event)

    def _keep_draft(self) -> None:
        """What is on its way is none."""
        key, typed = self._key, self._typed()
        if key is None or (self._given is not None and self._given.key == key):
            return
        self._drafts.pop(key, None)
        if typed != self._step and (typed.title or typed.note):
            self._drafts[key] = Draft(key, typed, self._entry_id)

    def _typed(self) -> OwnStep:
        return replace(self._step, title=self.title.text().strip(), note=self.note.toPlainText().strip())

    @Slot()
    def _on_cancel(self) -> None:
        if self._key is not None:
            self._drafts.pop(self._key, None)
            self._key = None
        self.reject()

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
            step = self._typed()
            if self._key is not None:
                self._drafts.pop(self._key, None)
                self._given = Draft(self._key, step, self._entry_id)
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
