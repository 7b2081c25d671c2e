"""A box to tick with its words beside it, all of it the target."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QWidget
from typing_extensions import override

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.marks import TICK_SIZE, paint_tick
from evidence_desk.ui.widgets.painted_button import PaintedButton

_GAP = 8


class TickBox(PaintedButton):
    """24 square before its words; a screen reader hears a check box. Space ticks it."""

    def __init__(self, look: Appearance, text: str, parent: QWidget | None = None) -> None:
        super().__init__(look, text, parent)
        self.setText(text)

    @override
    def sizeHint(self) -> QSize:
        theme = self._look.theme
        side = theme.px(TICK_SIZE)
        words = QFontMetrics(theme.font(TextSize.SMALL, bold=True)).horizontalAdvance(self.text())
        return QSize(side + _GAP + words + 1, max(side, theme.line(TextSize.SMALL)))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        side = theme.px(TICK_SIZE)
        state = "done" if self.isChecked() else "empty"
        paint_tick(painter, self._place(0, (self.height() - side) // 2, side, side), theme, state)
        painter.setFont(theme.font(TextSize.SMALL, bold=True))
        painter.setPen(theme.colour("ink"))
        words = self._place(side + _GAP, 0, self.width() - side - _GAP, self.height())
        leading = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
        painter.drawText(words, leading | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute, self.text())
