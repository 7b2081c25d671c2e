"""How large a window may be: as large as it wants, and never larger than its screen with the frame round it."""

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QStyle, QWidget


def fitted(window: QWidget, width: int, height: int) -> QSize:
    """The size wanted, in device-independent pixels, or as much of it as the window's screen has room for."""
    room = window.screen().availableGeometry()
    title_bar = window.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight)
    return QSize(min(width, room.width()), min(height, room.height() - title_bar))


def high_up(room: QRect, frame: QSize, below: int) -> QPoint | None:
    """Where a window begins that, in the middle of its screen, would leave less than `below` under it.

    None where it would leave that much anyway, or nowhere does.
    """
    spare = room.height() - frame.height()
    if not below <= spare < 2 * below:
        return None
    return QPoint(room.left() + max(room.width() - frame.width(), 0) // 2, room.top())
