"""One answer of the one question: a whole frame to press, 64 high, its name and beside it what it means."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget
from typing_extensions import override

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.choice_card import ChoiceCard
from evidence_desk.ui.widgets.marks import TICK_SIZE

_HEIGHT, _PAD, _GAP, _NAME, _BETWEEN = 64, 20, 16, 152, 16
_WRAPPED = Qt.TextFlag.TextWordWrap
_LEAST_WORDS = 120


class AnswerCard(ChoiceCard):
    """The meaning stands beside the name, or below it where there is little room; both wrap, and the frame grows."""

    def __init__(self, look: Appearance, title: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(look, title, words, parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @override
    def sizeHint(self) -> QSize:
        """It grows as wide as it may; what it needs is little."""
        return self.minimumSizeHint()

    @override
    def minimumSizeHint(self) -> QSize:
        """One word in a line is enough: the words wrap."""
        theme = self._look.theme
        bold = QFontMetrics(theme.font(TextSize.BODY, bold=True))
        widest = max(bold.horizontalAdvance(word) for word in f"{self.text()} {self._words}".split())
        width = self._left() + max(widest, theme.px(_LEAST_WORDS)) + _PAD + 1
        return QSize(width, theme.px(_HEIGHT))

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        name, words = self._places(width)
        lowest = max(name.bottom(), words.bottom()) + 1
        return max(self._look.theme.px(_HEIGHT), lowest - min(name.top(), words.top()) + 2 * _PAD)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        height = self.heightForWidth(self.width())
        if self.minimumHeight() != height:
            self.setMinimumHeight(height)

    @override
    def _radio_pad(self) -> int:
        return _PAD

    @override
    def _paint_words(self, painter: QPainter, left: int) -> None:
        theme = self._look.theme
        name, words = self._places(self.width())
        taken = max(name.bottom(), words.bottom()) + 1
        down = (self.height() - taken) // 2
        leading = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
        flags = leading | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute | _WRAPPED
        for text, ink, place, bold in ((self.text(), "ink", name, True), (self._words, "ink-2", words, False)):
            painter.setFont(theme.font(TextSize.BODY, bold=bold))
            painter.setPen(theme.colour(ink))
            moved = QStyle.visualRect(self.layoutDirection(), self.rect(), place.translated(0, down))
            painter.drawText(QRectF(moved), flags, text)

    def _left(self) -> int:
        return _PAD + self._look.theme.px(TICK_SIZE) + _GAP

    def _name_width(self) -> int:
        theme = self._look.theme
        return max(theme.px(_NAME) - _BETWEEN, self._advance(self.text(), bold=True) + 1)

    def _advance(self, text: str, *, bold: bool) -> int:
        return QFontMetrics(self._look.theme.font(TextSize.BODY, bold=bold)).horizontalAdvance(text)

    def _places(self, width: int) -> tuple[QRect, QRect]:
        """Where name and meaning stand in a frame of that width, counted from the top of the higher one."""
        theme = self._look.theme
        left, room = self._left(), width - self._left() - _PAD
        beside = room - self._name_width() - theme.px(_BETWEEN)
        if beside >= min(self._advance(self._words, bold=False) + 1, theme.px(2 * _LEAST_WORDS)):
            words_at = left + self._name_width() + theme.px(_BETWEEN)
            name = QRect(left, 0, self._name_width(), theme.line(TextSize.BODY))
            words = QRect(words_at, 0, beside, self._wrapped(self._words, beside, bold=False))
            return name, words
        name = QRect(left, 0, room, self._wrapped(self.text(), room, bold=True))
        return name, QRect(left, name.height(), room, self._wrapped(self._words, room, bold=False))

    def _wrapped(self, text: str, room: int, *, bold: bool) -> int:
        """How high the text is in so much room."""
        theme = self._look.theme
        metrics = QFontMetrics(theme.font(TextSize.BODY, bold=bold))
        height = metrics.boundingRect(QRect(0, 0, max(1, room), 10_000), _WRAPPED, text).height()
        lines = max(1, round(height / metrics.lineSpacing()))
        return lines * max(theme.line(TextSize.BODY), metrics.lineSpacing())
