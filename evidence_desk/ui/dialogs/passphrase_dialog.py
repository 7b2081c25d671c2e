"""Asks for a new passphrase twice, for the old one where there is one, or for the old one alone to remove it."""

from enum import Enum, auto

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from evidence_desk.ui.actions import Actions
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.dialogs.question_dialog import QuestionDialog
from evidence_desk.ui.regions import set_tab_order
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.plain_label import PlainLabel
from evidence_desk.ui.widgets.secret_line import SecretLine


class PassphraseAim(Enum):
    """What is asked for."""

    SET = auto()
    CHANGE = auto()
    REMOVE = auto()
    CODE = auto()
    """A new recovery code, which whoever knows the passphrase may have."""
    FORGOTTEN = auto()
    """The desk was opened by its recovery code: a new one, and nobody is asked for the old."""


_OF_THE_OLD = frozenset({PassphraseAim.CHANGE, PassphraseAim.REMOVE, PassphraseAim.CODE})


class PassphraseDialog(QuestionDialog):
    """What was typed leaves the fields when it is told or the dialog goes."""

    given = Signal(PassphraseAim, str, str)
    """What was asked for, the old passphrase and the new; an empty one was not asked for."""

    def __init__(self, application: QApplication, look: Appearance, actions: Actions, parent: QWidget) -> None:
        super().__init__(application, look, actions, parent)
        self._aim = PassphraseAim.SET
        self._meaning = PlainLabel("", ink="2", wraps=True)
        self.old = SecretLine(look, self.tr("Passphrase now"))
        hint = self.tr("At least 8 characters. A few words that don't belong together are good, and easy to keep.")
        self.new = SecretLine(look, self.tr("New passphrase"), hint)
        self.again = SecretLine(look, self.tr("The same again"))
        self.stay = Button(look, "")
        self.give = Button(look, "", kind="main")
        self.give.setDefault(True)
        self.lay_out((self._meaning, self.old, self.new, self.again), (self.stay, self.give))
        stops = [stop for line in (self.old, self.new, self.again) for stop in (line.field, line.field.eye)]
        set_tab_order((self.leave, *stops, self.stay, self.give))
        self.stay.clicked.connect(self.reject)
        self.give.clicked.connect(self._on_give)
        self.finished.connect(self._clear)
        look.changed.connect(self.fit_words)

    def ask(self, aim: PassphraseAim) -> None:
        """Open empty."""
        self._aim = aim
        self._clear()
        question, meaning, stay, give = self._words()[aim]
        self.set_question(question)
        self._meaning.setText(meaning)
        self._meaning.setVisible(bool(meaning))
        self.setAccessibleDescription(meaning)
        self.stay.set_name(stay)
        self.give.set_name(give)
        self.old.setVisible(aim in _OF_THE_OLD)
        for line in (self.new, self.again):
            line.setHidden(aim in {PassphraseAim.REMOVE, PassphraseAim.CODE})
        self._set_working(working=False)
        self.fit_words()
        self.open()
        first = self.new if self.old.isHidden() else self.old
        first.field.setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def aim(self) -> PassphraseAim:
        """What was asked for last."""
        return self._aim

    def show_wrong(self, sentence: str, *, of_old: bool) -> None:
        """Say what was wrong with it; everything else stays as it was."""
        self._set_working(working=False)
        line = self.old if of_old else self.new
        line.say(sentence)
        self.fit_words()
        line.field.setFocus(Qt.FocusReason.TabFocusReason)

    @override
    def reject(self) -> None:
        """Not while the vault is at it: what becomes of it must be read."""
        if self.give.isEnabled():
            super().reject()

    def _words(self) -> dict[PassphraseAim, tuple[str, str, str, str]]:
        cancel, need = (
            self.tr("Cancel"),
            self.tr(
                "You need it to look inside from then on. If you forget it and lose the recovery code, nobody can open "
                "the desk again. We can't either."
            ),
        )
        return {
            PassphraseAim.SET: (self.tr("Set a passphrase"), need, cancel, self.tr("Set passphrase")),
            PassphraseAim.CHANGE: (self.tr("Change the passphrase"), "", cancel, self.tr("Change passphrase")),
            PassphraseAim.REMOVE: (
                self.tr("Anyone using this account could then open this. Remove it?"), "",
                self.tr("Keep it"), self.tr("Remove"),
            ),
            PassphraseAim.CODE: (
                self.tr("Make a new recovery code?"),
                self.tr("The one you have will then open only copies made before."),
                self.tr("Keep the old one"), self.tr("Make a new one"),
            ),
            PassphraseAim.FORGOTTEN: (
                self.tr("Choose a new passphrase"),
                self.tr("You opened the desk with your recovery code. A new passphrase takes the old one's place."),
                self.tr("Not now"), self.tr("Set passphrase"),
            ),
        }  # fmt: skip

    @Slot()
    def _on_give(self) -> None:
        for line in (self.old, self.new, self.again):
            line.say("")
        if not self.again.isHidden() and self.again.field.text() != self.new.field.text():
            self.again.say(self.tr("The two are not the same."))
            self.fit_words()
            self.again.field.setFocus(Qt.FocusReason.TabFocusReason)
            return
        self._set_working(working=True)
        self.given.emit(self._aim, self.old.field.text(), self.new.field.text())

    def _set_working(self, *, working: bool) -> None:
        for each in (self.give, self.stay, self.old, self.new, self.again):
            each.setEnabled(not working)

    @Slot()
    def _clear(self) -> None:
        for line in (self.old, self.new, self.again):
            line.clear()
