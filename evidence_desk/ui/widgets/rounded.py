"""Rounded shapes for windows without a frame."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBitmap, QPainter, QPainterPath, QRegion


def rounded_path(rect: QRect, corner: float) -> QPainterPath:
    """The line 1 px wide just inside the rectangle."""
    path = QPainterPath()
    path.addRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), corner, corner)
    return path


def rounded_mask(size: QSize, corner: float) -> QRegion:
    """What of a window of that size is there; without a compositor nothing can shine through."""
    bits = QBitmap(size)
    bits.fill(Qt.GlobalColor.color0)
    painter = QPainter(bits)
    painter.setBrush(Qt.GlobalColor.color1)
    painter.setPen(Qt.GlobalColor.color1)
    painter.drawRoundedRect(QRectF(0, 0, size.width() - 1, size.height() - 1), corner, corner)
    painter.end()
    return QRegion(bits)
