"""One sentence that always stands under the rows of a card."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.card import Rule
from evidence_desk.ui.widgets.pictogram import Pictogram
from evidence_desk.ui.widgets.plain_label import PlainLabel


class FootLine(QWidget):
    """A rule, and below it the sentence behind its icon."""

    def __init__(self, look: Appearance, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Rule())
        sentence = FootSentence(look, words)
        sentence.setContentsMargins(15, 15, 15, 15)
        column.addWidget(sentence)


class FootSentence(QWidget):
    """The sentence behind its icon."""

    def __init__(self, look: Appearance, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(Pictogram(look, "info", pixels=16), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(PlainLabel(words, TextSize.SMALL, ink="2", wraps=True), 1)
