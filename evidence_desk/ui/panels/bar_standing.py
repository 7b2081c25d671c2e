"""Where a bar that grew stands: its first line stays where it was put, as far as all of the bar stays in view."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize

_CRAMPED_HEIGHT = 768


@dataclass(frozen=True, slots=True)
class Standing:
    """The bar's corner, and whether what was added to the first line lies above it."""

    top_left: QPoint
    is_above: bool


def standing(line: QPoint, size: QSize, line_height: int, room: QRect) -> Standing:
    """For a first line whose corner was put at `line`, in a bar that is `size` now.

    What was added goes below the line, or above it where there is no room below. `room` is what the screen leaves free.
    """
    added = size.height() - line_height
    is_above = bool(added) and line.y() + size.height() > room.bottom() + 1 and line.y() - added >= room.top()
    wanted = line - QPoint(0, added if is_above else 0)
    left = min(max(wanted.x(), room.left()), max(room.right() + 1 - size.width(), room.left()))
    top = min(max(wanted.y(), room.top()), max(room.bottom() + 1 - size.height(), room.top()))
    return Standing(QPoint(left, top), is_above)


def is_cramped(screen_height: int, scale: float) -> bool:
    """Whether the window, as large as it begins, leaves no room below it; `scale` is how much larger letters are."""
    return screen_height <= _CRAMPED_HEIGHT * scale


def in_the_corner(size: QSize, room: QRect, *, mirrored: bool) -> QPoint:
    """Where a small bar lies on little more than the window's status line: at its far end, on the screen's edge."""
    left = room.left() if mirrored else room.right() + 1 - size.width()
    return QPoint(left, room.bottom() + 1 - size.height())


def beyond(screen: QRect, bar: QRect, by: QPoint) -> QPoint:
    """A point just outside a screen, on the side a bar that stands at its edge is moved to."""
    x = screen.left() - 1 if by.x() < 0 else screen.right() + 1
    y = screen.top() - 1 if by.y() < 0 else screen.bottom() + 1
    return QPoint(x if by.x() else bar.center().x(), y if by.y() else bar.center().y())
