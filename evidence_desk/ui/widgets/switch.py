"""A switch with its state as a word beside it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QStyle, QWidget
from typing_extensions import override

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.painted_button import PaintedButton

_WIDTH, _HEIGHT, _GAP, _KNOB = 48, 24, 16, 14


class Switch(PaintedButton):
    """48 by 24 behind the word On or Off, all of it the target.

    Its name is what it switches, and a screen reader hears a check box. (Of a real one it would be told 14 by 14.)
    """

    def __init__(self, look: Appearance, name: str, parent: QWidget | None = None) -> None:
        super().__init__(look, name, parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def word(self) -> str:
        """What stands beside it now."""
        return self.tr("On") if self.isChecked() else self.tr("Off")

    @override
    def sizeHint(self) -> QSize:
        theme = self._look.theme
        metrics = QFontMetrics(theme.font(TextSize.SMALL))
        words = max(metrics.horizontalAdvance(word) for word in (self.tr("On"), self.tr("Off")))
        return QSize(words + 1 + theme.px(_GAP + _WIDTH), max(theme.px(_HEIGHT), theme.line(TextSize.SMALL)))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what Space does: the last thing in a row is what Enter is for."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(TextSize.SMALL))
        painter.setPen(theme.colour("ink-2"))
        words = self._place(0, 0, self.width() - theme.px(_GAP + _WIDTH), self.height())
        trailing = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignRight)
        painter.drawText(words, trailing | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute, self.word())
        height = theme.px(_HEIGHT)
        top = (self.height() - height) // 2
        track = self._place(self.width() - theme.px(_WIDTH), top, theme.px(_WIDTH), height)
        self._paint_track(painter, track.adjusted(1, 1, -1, -1))

    def _paint_track(self, painter: QPainter, track: QRectF) -> None:
        theme, on = self._look.theme, self.isChecked()
        corner = track.height() / 2
        painter.setPen(QPen(theme.colour("accent" if on else "control-line"), 2))
        painter.setBrush(theme.colour("accent" if on else "surface"))
        painter.drawRoundedRect(track, corner, corner)
        side = theme.px(_KNOB)
        inset = (track.height() - side) / 2
        at_right = on is (self.layoutDirection() is Qt.LayoutDirection.LeftToRight)
        left = track.right() - inset - side if at_right else track.left() + inset
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("on-accent" if on else "control-line"))
        painter.drawEllipse(QRectF(left, track.top() + inset, side, side))
