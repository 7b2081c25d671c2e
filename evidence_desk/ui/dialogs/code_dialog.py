"""Shows the recovery code once, and has it typed back."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from evidence_desk.ui.actions import Actions
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.dialogs.question_dialog import QuestionDialog
from evidence_desk.ui.regions import set_tab_order
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.plain_label import PlainLabel
from evidence_desk.ui.widgets.secret_line import SecretLine
from evidence_desk.vault.recovery_code import number_of


class CodeDialog(QuestionDialog):
    """The code can't be copied: it belongs on paper. It is gone from here when the dialog goes."""

    closed = Signal(bool)
    """Whether it was typed back."""

    def __init__(self, application: QApplication, look: Appearance, actions: Actions, parent: QWidget) -> None:
        super().__init__(application, look, actions, parent)
        self._code, self._was_warned = "", False
        self.set_question(self.tr("Write down your recovery code"))
        meaning = self.tr(
            "It opens the desk if you forget the passphrase. It is shown only now. Keep it on paper, where others "
            "don't look, and not in this computer."
        )
        self._shown = PlainLabel("", TextSize.CODE, wraps=True)
        self.typed = SecretLine(look, self.tr("Type it here, so that we know you have it"))
        late = self.tr("Without the code a forgotten passphrase can't be helped. You can make a new code in Settings.")
        self.later = Button(look, self.tr("I don't have it"))
        self.give = Button(look, self.tr("I have it"), kind="main")
        self.give.setDefault(True)
        above = PlainLabel(meaning, ink="2", wraps=True)
        below = PlainLabel(late, TextSize.SMALL, ink="2", wraps=True)
        self.lay_out((above, self._shown, self.typed, below), (self.later, self.give))
        set_tab_order((self.leave, self.typed.field, self.typed.field.eye, self.later, self.give))
        self.later.clicked.connect(self._on_later)
        self.typed.field.textEdited.connect(self._on_typed)
        self.give.clicked.connect(self._on_give)
        self.finished.connect(self._on_finished)
        look.changed.connect(self.fit_words)

    def show_code(self, code: str) -> None:
        """Open with a code that was just made."""
        self._code, self._was_warned = code, False
        self._shown.setText(code)
        self._shown.setAccessibleName(", ".join(letter for letter in code if letter.isalnum()))
        self.typed.clear()
        self.typed.field.show_typed(shown=True)
        self.fit_words()
        self.open()
        self.typed.field.setFocus(Qt.FocusReason.TabFocusReason)

    @override
    def reject(self) -> None:
        """Esc may have been meant for something else, and the code never comes back: the first one only asks."""
        if self._was_warned:
            super().reject()
            return
        self._was_warned = True
        self.typed.say(self.tr("Do you have it on paper? It is shown only now. Press Esc again to close this."))
        self.fit_words()

    @Slot()
    def _on_later(self) -> None:
        """Said in words, so nobody is asked again."""
        self.done(CodeDialog.DialogCode.Rejected)

    @Slot()
    def _on_typed(self) -> None:
        self._was_warned = False

    @Slot()
    def _on_give(self) -> None:
        typed = number_of(self.typed.field.text())
        if typed is not None and typed == number_of(self._code):
            self.accept()
            return
        self.typed.say(self.tr("That is not the code above. Look again, letter by letter."))
        self.fit_words()
        self.typed.field.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(int)
    def _on_finished(self, result: int) -> None:
        self._code = ""
        self._shown.setText("")
        self._shown.setAccessibleName("")
        self.typed.clear()
        self.closed.emit(bool(result))
