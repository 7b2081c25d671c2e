"""What was answered to the one question, and the way to change it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_desk.domain.answers import Under18
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.care_words import answer_words
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.card import Card
from evidence_desk.ui.widgets.flow_layout import FlowRow
from evidence_desk.ui.widgets.plain_label import PlainLabel


class AgesCard(Card):
    """The answer as a sentence; *Change* opens the question again."""

    change_asked = Signal()
    """The question is to be asked, for the first time or again."""

    def __init__(self, look: Appearance, title: str = "", parent: QWidget | None = None, *, margin: int = 23) -> None:
        super().__init__(parent)
        title = title or self.tr("Your answer")
        self.setAccessibleName(title)
        self.change = Button(look, self.tr("Change"), size="small")
        self.change.setAutoDefault(True)  # Enter presses it
        self.change.clicked.connect(self.change_asked)
        self._answer = PlainLabel("", wraps=True)
        history = self.tr("Changing it is written in the history. What you marked stays marked.")
        self._history = PlainLabel(history, TextSize.SMALL, ink="2", wraps=True)
        head = FlowRow((PlainLabel(title, TextSize.SECTION), self.change), gap=12, last_at_end=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(8)
        column.addWidget(head)
        column.addWidget(self._answer)
        column.addWidget(self._history)
        self.set_answer(Under18.NOT_ASKED)

    def set_answer(self, answer: Under18) -> None:
        """Show what is answered now."""
        self._answer.setText(answer_words(answer))
        asked = answer is not Under18.NOT_ASKED
        self.change.set_name(self.tr("Change") if asked else self.tr("Answer"))
        self.change.setAccessibleName(self.tr("Change your answer") if asked else self.tr("Answer one question"))
        self.change.setAccessibleDescription(answer_words(answer))
        self._history.setVisible(asked)
