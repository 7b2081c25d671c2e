"""Where a bar that grew stands: its first line stays where it was put, as far as all of the bar stays in view."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize

_FROM_EDGE = (24, 16, 8, 0)
"""How far from the screen's edge a bar stands that nobody has placed yet: as far as there is room."""


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


def free_place(size: QSize, room: QRect, window: QRect, *, mirrored: bool) -> QPoint | None:
    """Where a bar covers nothing of our window: below its middle, else in a corner, else above; None where it must.

    `room` is what the screen leaves free, and `window` the place of our window with its frame.
    """
    far, near = room.right() + 1 - size.width(), room.left()
    middle = (far + near) // 2
    for edge in _FROM_EDGE:
        low, high = room.bottom() + 1 - size.height() - edge, room.top() + edge
        ends = (near + edge, far - edge) if mirrored else (far - edge, near + edge)
        for place in (*(QPoint(x, low) for x in (middle, *ends)), *(QPoint(x, high) for x in (middle, *ends))):
            bar = QRect(place, size)
            if room.contains(bar) and not bar.intersects(window):
                return place
    return None


def in_the_corner(size: QSize, room: QRect, *, mirrored: bool) -> QPoint:
    """Where a small bar lies on little more than the window's status line: at its far end, on the screen's edge."""
    left = room.left() if mirrored else room.right() + 1 - size.width()
    return QPoint(left, room.bottom() + 1 - size.height())


def beyond(screen: QRect, bar: QRect, by: QPoint) -> QPoint:
    """A point just outside a screen, on the side a bar that stands at its edge is moved to."""
    x = screen.left() - 1 if by.x() < 0 else screen.right() + 1
    y = screen.top() - 1 if by.y() < 0 else screen.bottom() + 1
    return QPoint(x if by.x() else bar.center().x(), y if by.y() else bar.center().y())
