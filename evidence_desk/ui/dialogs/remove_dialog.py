"""Asks one question, whether an item is to go for good. What it is asked with Enter or Esc is to keep it."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from evidence_desk.domain.listed import Listed
from evidence_desk.ui.actions import Actions
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.dialogs.question_dialog import QuestionDialog
from evidence_desk.ui.models.evidence_words import short_title
from evidence_desk.ui.models.safe_text import left_to_right
from evidence_desk.ui.regions import set_tab_order
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.plain_label import PlainLabel
from evidence_desk.ui.widgets.wrapped_label import WrappedLabel

_LONGEST_REASON = 200


class RemoveDialog(QuestionDialog):
    """Says which item, what goes and what stays; the reason may be left empty."""

    removal_asked = Signal(str, str)
    """The item's id and the reason as it was typed."""

    def __init__(self, application: QApplication, look: Appearance, actions: Actions, parent: QWidget) -> None:
        super().__init__(application, look, actions, parent)
        self._item_id = ""
        self._title = WrappedLabel(bold=True)
        self._meaning = PlainLabel("", ink="2", wraps=True)
        why = self.tr("Why? This stays in the history. You can leave it empty")
        self._why = PlainLabel(why, TextSize.SMALL, ink="2", wraps=True)
        self.field = QLineEdit()
        self.field.setMaxLength(_LONGEST_REASON)
        self.field.setAccessibleName(why)
        self.keep = Button(look, self.tr("Keep"), kind="main")
        self.keep.setDefault(True)
        self.remove = Button(look, self.tr("Remove"))
        self.lay_out((self._title, self._meaning, self._reason()), (self.remove, self.keep))
        set_tab_order((self.leave, self.field, self.remove, self.keep))
        self.keep.clicked.connect(self.reject)
        self.remove.clicked.connect(self._on_remove)
        look.changed.connect(self.fit_words)
        self.fit_words()

    def ask(self, item: Listed, *, proves_a_step: bool) -> None:
        """Ask about one item."""
        self._item_id = item.id
        question = self.tr("Remove {exhibit}?").format(exhibit=left_to_right(item.exhibit))
        meaning = self.tr(
            "The item's key and file go. A line stays in the history that it was here. You can't undo this."
        )
        if proves_a_step:
            meaning += " " + self.tr("It is the proof of a step. The step stays as it is, without a proof.")
        self.set_question(question)
        self._title.setText(short_title(item))
        self._meaning.setText(meaning)
        self.setAccessibleDescription(meaning)
        self.field.clear()
        self.fit_words()
        self.open()
        self.keep.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _on_remove(self) -> None:
        if self._item_id:
            self.accept()
            self.removal_asked.emit(self._item_id, self.field.text())

    def _reason(self) -> QVBoxLayout:
        reason = QVBoxLayout()
        reason.setSpacing(4)
        reason.addWidget(self._why)
        reason.addWidget(self.field)
        return reason
