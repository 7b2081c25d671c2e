"""Asks one question, what a case is called."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from evidence_desk.ui.actions import ActionId, Actions
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.regions import set_tab_order
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.focus_ring import FocusRing
from evidence_desk.ui.widgets.note import Note
from evidence_desk.ui.widgets.plain_label import PlainLabel

_WIDTH = 560
_EDGE = 24


class CaseTitleDialog(QDialog):
    """Stays open until the title it told was kept: answer with `accept`, or with `show_trouble`."""

    title_given = Signal(str)

    def __init__(self, application: QApplication, look: Appearance, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self._application = application
        self._look = look
        self.setWindowTitle(self.tr("Desk"))
        self.setProperty("ground", "surface")
        self._question = PlainLabel("", TextSize.TITLE, wraps=True)
        self._meaning = PlainLabel("", ink="2", wraps=True)
        self.field = QLineEdit()
        self._trouble = Note(look)
        self.give = Button(look, "", kind="main")
        self._cancel = Button(look, self.tr("Cancel"))
        self._leave = Button(look, actions[ActionId.LEAVE].text(), "leave", kind="leave")
        self._leave.clicked.connect(actions[ActionId.LEAVE].trigger)
        self._ring = FocusRing(application, look, self)
        self._lay_out()
        self.give.clicked.connect(self._on_given)
        self.field.returnPressed.connect(self._on_given)
        self._cancel.clicked.connect(self.reject)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

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
        self._fit()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self, question: str, meaning: str, give: str, title: str) -> None:
        self._question.setText(question)
        self._meaning.setText(meaning)
        self.setAccessibleName(question)
        self.field.setAccessibleName(question)
        self.field.setAccessibleDescription(meaning)
        self.give.set_name(give)
        self._trouble.hide()
        self._set_waiting(waiting=False)
        self.field.setText(title)
        self.field.selectAll()
        self._fit()
        self.open()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_waiting(self, *, waiting: bool) -> None:
        """Take no second press while the first one works."""
        self.give.setEnabled(not waiting)
        self.field.setReadOnly(waiting)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self._question, 1)
        head.addWidget(self._leave, 0, Qt.AlignmentFlag.AlignTop)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addStretch()
        foot.addWidget(self._cancel)
        foot.addWidget(self.give)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        column.setSpacing(16)
        column.addLayout(head)
        column.addWidget(self._meaning)
        column.addWidget(self.field)
        column.addWidget(self._trouble)
        column.addLayout(foot)
        set_tab_order((self._leave, self.field, self._cancel, self.give))

    @Slot()
    def _on_given(self) -> None:
        if self.give.isEnabled():
            self._set_waiting(waiting=True)
            self.title_given.emit(self.field.text())

    @Slot()
    def _on_look_changed(self) -> None:
        self._fit()

    def _fit(self) -> None:
        """As high as its words need at this width; Qt itself would only guess."""
        width = min(self._look.theme.px(_WIDTH), self._application.primaryScreen().availableGeometry().width())
        self.ensurePolished()
        self._column.activate()
        self.setFixedSize(width, self._column.totalHeightForWidth(width))
