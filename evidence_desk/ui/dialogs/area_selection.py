"""What the person has drawn on a still picture: one box, and parts to leave out. Desktop pixels, and no Qt."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from evidence_desk.capture.cover import intersection, without
from evidence_desk.capture.leaving_out import LEAST_SIDE, is_large_enough
from evidence_desk.capture.still import counted_from
from evidence_desk.domain.evidence import Rectangle


class Point(NamedTuple):
    """One pixel of the desktop."""

    x: int
    y: int


class Handle(NamedTuple):
    """Which edges move: -1 the left or upper one, 1 the right or lower one, 0 neither. `BODY` moves all of it."""

    across: int
    down: int


BODY = Handle(0, 0)
CORNER = Handle(1, 1)
HANDLES = tuple(Handle(x, y) for y in (-1, 0, 1) for x in (-1, 0, 1) if (x, y) != BODY)


@dataclass(frozen=True, slots=True)
class AreaSelection:
    """Every change gives a new one that lies on the screens; what would not is as near as can be, or no change.

    `chosen` is the part the keyboard moves, or None for the box. `fresh` says that the chosen one is only a
    suggestion: drawing anywhere replaces it. A `fixed` box stays as it is: drawing makes another part to leave out.
    """

    screens: tuple[Rectangle, ...]
    box: Rectangle
    left_out: tuple[Rectangle, ...] = ()
    chosen: int | None = None
    fresh: bool = True
    fixed: bool = False

    @property
    def room(self) -> Rectangle:
        """What holds all screens."""
        return bounds(self.screens)

    @property
    def current(self) -> Rectangle:
        """The chosen part, or the box."""
        return self.box if self.chosen is None else self.left_out[self.chosen]

    @property
    def leaves_out(self) -> bool:
        """Whether a part of the box is left out that is large enough to be one."""
        parts = counted_from(self.box, self.left_out)
        return any(is_large_enough(part, self.box.width, self.box.height) for part in parts)

    @property
    def leaves_out_specks(self) -> bool:
        """Whether what is left out of the box is too small to be a part of it."""
        return not self.leaves_out and bool(counted_from(self.box, self.left_out))

    def shows_no_more_than(self, other: "AreaSelection") -> bool:
        """Whether it is the same box, and whatever was left out of it then is left out now."""
        hidden = [common for part in other.left_out if (common := intersection(other.box, part))]
        return self.box == other.box and not without(hidden, self.left_out)

    def choose(self, part: int | None) -> "AreaSelection":
        """Let the keyboard move that part, or the box."""
        return self if part == self.chosen else replace(self, chosen=part, fresh=False)

    def move(self, by_x: int, by_y: int) -> "AreaSelection":
        """Move the chosen one, up to the edge of the screens."""
        return _changed(self, moved(self.current, by_x, by_y, self.room))

    def resize(self, handle: Handle, by_x: int, by_y: int) -> "AreaSelection":
        """Move some edges of the chosen one; it never has less than one pixel."""
        return _changed(self, resized(self.current, handle, by_x, by_y, self.room))

    def draw(self, one: Point, other: Point) -> "AreaSelection":
        """Draw anew, from one pixel to another: the part that is only suggested yet, or the box."""
        if self.fixed and not (self.fresh and self.chosen is not None):
            return self.add_part().draw(one, other)
        part = self.chosen if self.fresh else None
        drawn = _changed(replace(self, chosen=part), between(one, other, self.room))
        return self if drawn.fresh else drawn

    def add_part(self) -> "AreaSelection":
        """Suggest a part to leave out, in the middle of the box; it is the chosen one."""
        part = middle_of(self.box, LEAST_SIDE)
        return replace(self, left_out=(*self.left_out, part), chosen=len(self.left_out), fresh=True)

    def remove_part(self, part: int) -> "AreaSelection":
        """Keep that part after all; the next one becomes the chosen one, or the box."""
        left = self.left_out[:part] + self.left_out[part + 1 :]
        chosen = min(part, len(left) - 1) if left and self.chosen is not None else None
        return replace(self, left_out=left, chosen=chosen, fresh=False)


def first_selection(screens: Sequence[Rectangle], screen: Rectangle, before: Rectangle | None) -> AreaSelection:
    """A box to begin with: the one drawn before if it still lies on the screens, else the middle of one screen."""
    room = bounds(screens)
    fits = before is not None and intersection(before, room) == before
    on_a_screen = before is not None and any(intersection(before, each) for each in screens)
    box = before if before is not None and fits and on_a_screen else middle_of(screen)
    return AreaSelection(tuple(screens), box)


def bounds(rectangles: Sequence[Rectangle]) -> Rectangle:
    """The smallest rectangle that holds them all."""
    left, top = min(each.x for each in rectangles), min(each.y for each in rectangles)
    right = max(each.x + each.width for each in rectangles)
    bottom = max(each.y + each.height for each in rectangles)
    return Rectangle(left, top, right - left, bottom - top)


def middle_of(rectangle: Rectangle, least: int = 1) -> Rectangle:
    """Half as wide and half as high, in the middle; at least so many pixels, where it has them."""
    width, height = (max(min(least, side), side // 2) for side in (rectangle.width, rectangle.height))
    left, top = rectangle.x + (rectangle.width - width) // 2, rectangle.y + (rectangle.height - height) // 2
    return Rectangle(left, top, width, height)


def between(one: Point, other: Point, room: Rectangle) -> Rectangle:
    """Both pixels and all between them, each brought into the room first."""
    xs = sorted(_within(x, room.x, room.x + room.width - 1) for x in (one.x, other.x))
    ys = sorted(_within(y, room.y, room.y + room.height - 1) for y in (one.y, other.y))
    return Rectangle(xs[0], ys[0], xs[1] - xs[0] + 1, ys[1] - ys[0] + 1)


def moved(rectangle: Rectangle, by_x: int, by_y: int, room: Rectangle) -> Rectangle:
    """The same size elsewhere, as far as the room reaches."""
    x = _within(rectangle.x + by_x, room.x, room.x + room.width - rectangle.width)
    y = _within(rectangle.y + by_y, room.y, room.y + room.height - rectangle.height)
    return Rectangle(x, y, rectangle.width, rectangle.height)


def resized(rectangle: Rectangle, handle: Handle, by_x: int, by_y: int, room: Rectangle) -> Rectangle:
    """With some edges moved: not past the opposite one, and not out of the room."""
    if handle == BODY:
        return moved(rectangle, by_x, by_y, room)
    across, right = rectangle.x, rectangle.x + rectangle.width
    down, bottom = rectangle.y, rectangle.y + rectangle.height
    if handle.across < 0:
        across = _within(across + by_x, room.x, right - 1)
    elif handle.across > 0:
        right = _within(right + by_x, across + 1, room.x + room.width)
    if handle.down < 0:
        down = _within(down + by_y, room.y, bottom - 1)
    elif handle.down > 0:
        bottom = _within(bottom + by_y, down + 1, room.y + room.height)
    return Rectangle(across, down, right - across, bottom - down)


def _changed(selection: AreaSelection, current: Rectangle) -> AreaSelection:
    """With the chosen one there; the same selection where no screen shows anything of that place."""
    if not any(intersection(current, screen) for screen in selection.screens):
        return selection
    if selection.chosen is None and selection.fixed:
        return selection
    if selection.chosen is None:
        return replace(selection, box=current, fresh=False)
    before, after = selection.left_out[: selection.chosen], selection.left_out[selection.chosen + 1 :]
    return replace(selection, left_out=(*before, current, *after), fresh=False)


def _within(value: int, least: int, most: int) -> int:
    return max(least, min(value, most))
