"""A box to tick with its words beside it, all of it the target."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle, QWidget
from typing_extensions import override

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.marks import TICK_SIZE, paint_tick

_GAP = 8


class TickBox(QAbstractButton):
    """24 square before its words; a screen reader hears a check box. Space ticks it."""

    def __init__(self, look: Appearance, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._on_look_changed)

    @override
    def sizeHint(self) -> QSize:
        theme = self._look.theme
        side = theme.px(TICK_SIZE)
        words = QFontMetrics(theme.font(TextSize.SMALL, bold=True)).horizontalAdvance(self.text())
        return QSize(side + _GAP + words + 1, max(side, theme.line(TextSize.SMALL)))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

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

    def _place(self, left: int, top: int, width: int, height: int) -> QRectF:
        return QRectF(QStyle.visualRect(self.layoutDirection(), self.rect(), QRect(left, top, width, height)))

    @Slot()
    def _on_look_changed(self) -> None:
        self.updateGeometry()
        self.update()
