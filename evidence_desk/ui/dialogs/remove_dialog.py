"""Asks one question, whether an item is to go for good. What it is asked with Enter or Esc is to keep it."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from evidence_desk.domain.listed import Listed
from evidence_desk.ui.actions import ActionId, Actions
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.evidence_words import short_title
from evidence_desk.ui.models.safe_text import left_to_right
from evidence_desk.ui.regions import set_tab_order
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.focus_ring import FocusRing
from evidence_desk.ui.widgets.plain_label import PlainLabel
from evidence_desk.ui.widgets.wrapped_label import WrappedLabel

_WIDTH = 560
_EDGE = 24
_LONGEST_REASON = 200


class RemoveDialog(QDialog):
    """Says which item, what goes and what stays; the reason may be left empty."""

    removal_asked = Signal(str, str)
    """The item's id and the reason as it was typed."""

    def __init__(self, application: QApplication, look: Appearance, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._item_id = ""
        self.setWindowTitle(self.tr("Desk"))
        self.setProperty("ground", "surface")
        self._question = PlainLabel("", TextSize.TITLE, wraps=True)
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
        self._leave = Button(look, actions[ActionId.LEAVE].text(), "leave", kind="leave")
        self._leave.clicked.connect(actions[ActionId.LEAVE].trigger)
        self._ring = FocusRing(application, look, self)
        self._lay_out()
        self.keep.clicked.connect(self.reject)
        self.remove.clicked.connect(self._on_remove)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def ask(self, item: Listed, *, proves_a_step: bool) -> None:
        """Ask about one item."""
        self._item_id = item.id
        question = self.tr("Remove {exhibit}?").format(exhibit=left_to_right(item.exhibit))
        meaning = self.tr(
            "The item's key and file go. A line stays in the history that it was here. You can't undo this."
        )
        if proves_a_step:
            meaning += " " + self.tr("It is the proof of a step. The step stays as it is, without a proof.")
        self._question.setText(question)
        self._title.setText(short_title(item))
        self._meaning.setText(meaning)
        self.setAccessibleName(question)
        self.setAccessibleDescription(meaning)
        self.field.clear()
        self._fit()
        self.open()
        self.keep.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _on_remove(self) -> None:
        if self._item_id:
            self.accept()
            self.removal_asked.emit(self._item_id, self.field.text())

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self._question, 1)
        head.addWidget(self._leave, 0, Qt.AlignmentFlag.AlignTop)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addStretch()
        foot.addWidget(self.remove)
        foot.addWidget(self.keep)
        reason = QVBoxLayout()
        reason.setSpacing(4)
        reason.addWidget(self._why)
        reason.addWidget(self.field)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        column.setSpacing(16)
        column.addLayout(head)
        column.addWidget(self._title)
        column.addWidget(self._meaning)
        column.addLayout(reason)
        column.addLayout(foot)
        set_tab_order((self._leave, self.field, self.remove, self.keep))

    def _fit(self) -> None:
        """As high as its words need at this width; Qt's own hint takes them for one line each."""
        width = min(self._look.theme.px(_WIDTH), self.screen().availableGeometry().width())
        self._column.activate()
        self.setFixedSize(width, self._column.totalHeightForWidth(width))

    @Slot()
    def _on_look_changed(self) -> None:
        self._fit()
