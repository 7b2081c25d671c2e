"""The one question, whether anyone in the sexual pictures is under 18 or could be."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from evidence_desk.domain.answers import Under18
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.care_words import choices
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.answer_card import AnswerCard
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.card import Rule
from evidence_desk.ui.widgets.flow_layout import FlowRow
from evidence_desk.ui.widgets.pictogram import Pictogram
from evidence_desk.ui.widgets.plain_label import PlainLabel
from evidence_desk.ui.widgets.scrolled_column import ScrolledColumn

_WIDTH = 640


class AgesQuestion(QWidget):
    """Four answers, none chosen before. Nothing is answered until *Continue* is pressed."""

    answered = Signal(Under18)
    put_off = Signal()

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.cards = {answer: AnswerCard(look, name, words) for answer, name, words in choices()}
        self._group = QButtonGroup(self)
        for card in self.cards.values():
            self._group.addButton(card)
            card.toggled.connect(self._on_chosen)
        self.go_on = Button(look, self.tr("Continue"), kind="main")
        self.later = Button(look, self.tr("Answer later"), kind="quiet")
        for button in (self.go_on, self.later):
            button.setAutoDefault(True)  # Enter presses it
        self._lay_out()
        self.go_on.clicked.connect(self._on_go_on)
        self.later.clicked.connect(self.put_off)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()
        self.ask(Under18.NOT_ASKED)

    def ask(self, before: Under18) -> None:
        """Ask anew; an answer that was given before is chosen."""
        self._group.setExclusive(False)
        for answer, card in self.cards.items():
            card.setChecked(answer is before)
        self._group.setExclusive(True)
        self._on_chosen()

    @property
    def chosen(self) -> Under18 | None:
        """The answer that is chosen now."""
        return next((answer for answer, card in self.cards.items() if card.isChecked()), None)

    def take_focus(self) -> None:
        """Put the keyboard on the answer that is chosen, or on the first."""
        card = self.cards[self.chosen or next(iter(self.cards))]
        card.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_chosen(self) -> None:
        self.go_on.setEnabled(self.chosen is not None)

    @Slot()
    def _on_go_on(self) -> None:
        if self.chosen is not None:
            self.answered.emit(self.chosen)

    def _lay_out(self) -> None:
        self._middle = QWidget()
        column = QVBoxLayout(self._middle)
        column.setContentsMargins(0, 16, 0, 24)
        column.setSpacing(0)
        column.addWidget(PlainLabel(self.tr("One question about the pictures"), TextSize.TITLE, wraps=True))
        column.addSpacing(8)
        question = self.tr(
            "Is anyone in the sexual pictures under 18, or could be? Think of when the picture was made. "
            "Count yourself too."
        )
        column.addWidget(PlainLabel(question, TextSize.LEAD, ink="2", wraps=True))
        column.addSpacing(24)
        answers = QVBoxLayout()
        answers.setSpacing(12)
        for card in self.cards.values():
            answers.addWidget(card)
        column.addLayout(answers)
        column.addSpacing(24)
        column.addWidget(FlowRow((self.go_on, self.later), gap=8))
        column.addSpacing(24)
        column.addWidget(Rule())
        column.addSpacing(16)
        column.addLayout(self._why())
        column.addStretch()
        row = QHBoxLayout()
        row.setContentsMargins(32, 24, 32, 24)
        row.addStretch(1)
        row.addWidget(self._middle, 100)
        row.addStretch(1)
        scrolled = ScrolledColumn()
        scrolled.column.addLayout(row)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled)

    def _why(self) -> QHBoxLayout:
        why = self.tr(
            "In most places the law does not let anyone keep sexual pictures of people under 18. Not even of yourself. "
            "We only ask so that we can keep you safe. You can change your answer any time."
        )
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(PlainLabel(self.tr("Why we ask"), bold=True, wraps=True))
        words.addWidget(PlainLabel(why, ink="2", wraps=True))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Pictogram(self._look, "info"), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return row

    @Slot()
    def _on_look_changed(self) -> None:
        self._middle.setMaximumWidth(self._look.theme.px(_WIDTH))
        self.go_on.setMinimumWidth(self._look.theme.px(144))
