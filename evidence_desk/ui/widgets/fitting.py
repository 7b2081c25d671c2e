"""How large a window may be: as large as it wants, and never larger than its screen with the frame round it."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStyle, QWidget


def fitted(window: QWidget, width: int, height: int) -> QSize:
    """The size wanted, in device-independent pixels, or as much of it as the window's screen has room for."""
    room = window.screen().availableGeometry()
    title_bar = window.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight)
    return QSize(min(width, room.width()), min(height, room.height() - title_bar))
