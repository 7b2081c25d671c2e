"""What every dialog that asks one question is made of: the question, the way out beside it, the answers below."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLayout, QVBoxLayout, QWidget
from typing_extensions import override

from evidence_desk.ui.actions import ActionId, Actions
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.dialogs.late_dialog import LateDialog
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.focus_ring import FocusRing
from evidence_desk.ui.widgets.plain_label import PlainLabel

_WIDTH = 560
_EDGE, _GAP, _BETWEEN_ANSWERS = 24, 16, 12


class QuestionDialog(LateDialog):
    """Leave now stands in its corner, as in every window of ours; Esc is no."""

    def __init__(self, application: QApplication, look: Appearance, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self._fits_words = False
        self._look = look
        self.setWindowTitle(self.tr("Desk"))
        self.setProperty("ground", "surface")
        self._question = PlainLabel("", TextSize.TITLE, wraps=True)
        self.leave = Button(look, actions[ActionId.LEAVE].text(), "leave", kind="leave")
        self.leave.clicked.connect(actions[ActionId.LEAVE].trigger)
        self._ring = FocusRing(application, look, self)
        self._column = QVBoxLayout(self)

    def set_question(self, question: str) -> None:
        """What is asked; a screen reader calls the dialog so."""
        self._question.setText(question)
        self.setAccessibleName(question)

    def lay_out(
        self, body: Sequence[QWidget | QLayout], answers: Sequence[Button], grows: QWidget | None = None
    ) -> None:
        """Put everything in its place, once; what `grows` takes the height that is left."""
        self._column.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        self._column.setSpacing(_GAP)
        self._column.addLayout(self._head())
        for each in body:
            if isinstance(each, QLayout):
                self._column.addLayout(each)
            else:
                self._column.addWidget(each, int(each is grows))
        self._column.addLayout(_foot(answers))

    @override
    def came_over(self) -> None:
        if self._fits_words:
            self.fit_words()

    @Slot()
    def fit_words(self) -> None:
        """As high as its words need at this width; Qt's own hint takes them for one line each."""
        self._fits_words = True
        if self.waits:
            return
        width = min(self._look.theme.px(_WIDTH), self.screen().availableGeometry().width())
        self.ensurePolished()
        self._column.activate()
        self.setFixedSize(width, self._column.totalHeightForWidth(width))

    def _head(self) -> QLayout:
        head = QHBoxLayout()
        head.setSpacing(_GAP)
        head.addWidget(self._question, 1)
        head.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignTop)
        return head


def _foot(answers: Sequence[Button]) -> QLayout:
    foot = QHBoxLayout()
    foot.setSpacing(_BETWEEN_ANSWERS)
    foot.addStretch()
    for answer in answers:
        foot.addWidget(answer)
    return foot
