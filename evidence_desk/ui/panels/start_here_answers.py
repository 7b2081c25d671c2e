"""What was answered, and the ways to the questions."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.card import Card
from evidence_desk.ui.widgets.flow_layout import FlowRow
from evidence_desk.ui.widgets.plain_label import PlainLabel


class AnswersCard(Card):
    """The answers as short sentences; *Change* opens the same questions."""

    change_asked = Signal()

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Your answers"))
        self.change = Button(look, self.tr("Change"), size="small")
        self.change.setAutoDefault(True)  # Enter presses it
        self.change.clicked.connect(self.change_asked)
        self._words = PlainLabel("", TextSize.SMALL, ink="2", wraps=True)
        head = FlowRow((PlainLabel(self.tr("Your answers"), TextSize.SECTION), self.change), last_at_end=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(15, 15, 15, 15)
        column.setSpacing(8)
        column.addWidget(head)
        column.addWidget(self._words)
        self.set_words("", answered=False)

    def set_words(self, words: str, *, answered: bool) -> None:
        """Show what was answered."""
        self._words.setText(words)
        self.change.set_name(self.tr("Change") if answered else self.tr("Answer"))
        spoken = self.tr("Change your answers") if answered else self.tr("Answer the questions")
        self.change.setAccessibleName(spoken)
        self.change.setAccessibleDescription(words)

    def words(self) -> str:
        """What it says."""
        return self._words.text()


class AskFirst(Card):
    """Stands over the next steps while nothing was answered and it was not put off."""

    answer_asked = Signal()
    put_off = Signal()

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = self.tr("Tell us three things and we can put the steps in order. Or just look around.")
        self.setAccessibleName(words)
        self.answer = Button(look, self.tr("Answer"))
        self.later = Button(look, self.tr("Not now"), kind="quiet")
        for button in (self.answer, self.later):
            button.setAutoDefault(True)  # Enter presses it
        self.answer.clicked.connect(self.answer_asked)
        self.later.clicked.connect(self.put_off)
        column = QVBoxLayout(self)
        column.setContentsMargins(15, 15, 15, 15)
        column.setSpacing(12)
        column.addWidget(PlainLabel(words, wraps=True))
        column.addWidget(FlowRow((self.answer, self.later)))
