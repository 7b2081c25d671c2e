"""Asks one question with two answers; Esc and Enter are the one that changes nothing."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QApplication, QWidget

from evidence_desk.ui.actions import Actions
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.dialogs.question_dialog import QuestionDialog
from evidence_desk.ui.regions import set_tab_order
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.plain_label import PlainLabel


class YesNoDialog(QuestionDialog):
    """Used again for every such question; one at a time."""

    def __init__(self, application: QApplication, look: Appearance, actions: Actions, parent: QWidget) -> None:
        super().__init__(application, look, actions, parent)
        self._then: Callable[[], None] | None = None
        self._meaning = PlainLabel("", ink="2", wraps=True)
        self.keep = Button(look, "", kind="main")
        self.keep.setDefault(True)
        self.change = Button(look, "")
        self.lay_out((self._meaning,), (self.change, self.keep))
        set_tab_order((self.leave, self.change, self.keep))
        self.keep.clicked.connect(self.reject)
        self.change.clicked.connect(self._on_change)
        look.changed.connect(self.fit_words)

    def ask(self, question: str, meaning: str, keep: str, change: str, then: Callable[[], None]) -> None:
        """Ask; `then` is done where the answer is to change it."""
        self._then = then
        self.set_question(question)
        self._meaning.setText(meaning)
        self._meaning.setVisible(bool(meaning))
        self.setAccessibleDescription(meaning)
        self.keep.set_name(keep)
        self.change.set_name(change)
        self.fit_words()
        self.open()
        self.keep.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _on_change(self) -> None:
        then, self._then = self._then, None
        self.accept()
        if then is not None:
            then()
