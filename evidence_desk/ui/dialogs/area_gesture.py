"""What a pointer does to a selection: a drag, or two clicks for those who can't drag. No Qt."""

from dataclasses import dataclass

from evidence_desk.domain.evidence import Rectangle
from evidence_desk.ui.dialogs.area_selection import BODY, HANDLES, AreaSelection, Handle, Point


@dataclass(frozen=True, slots=True)
class Grip:
    """What was taken hold of: the box or, by number, a part to leave out; at a handle or by its body."""

    part: int | None
    handle: Handle


def grip_at(selection: AreaSelection, at: Point, reach: int) -> Grip | None:
    """What lies under the pointer, or None where pressing draws anew. A handle is felt `reach` pixels around it.

    What is only suggested can be taken by its handles alone, so that pressing inside it draws.
    """
    order = [selection.chosen, *(part for part in _parts_first(selection) if part != selection.chosen)]
    for part in order:
        if part is None and selection.fixed:
            continue
        found = _handle_at(_rectangle(selection, part), at, reach) if part in {None, selection.chosen} else None
        if found is not None:
            return Grip(part, found)
    if selection.fresh:
        return None
    return next((Grip(part, BODY) for part in _parts_first(selection) if _holds(_rectangle(selection, part), at)), None)


class AreaGesture:
    """One change by pointer. Pressing begins; letting go after a drag, or a second press, ends it.

    A body is only dragged: a click on it chooses it. Everything else can also be placed with two clicks, and two
    clicks on one spot change nothing.
    """

    def __init__(self, selection: AreaSelection, grip: Grip | None, at: Point, slop: int) -> None:
        """`slop` is how many pixels a hand may tremble in a click."""
        self._before = selection
        self._grip = grip
        self._from = at
        self._slop = slop
        self._dragged = False

    def to(self, at: Point) -> AreaSelection:
        """The selection with the pointer there."""
        self._dragged = self._dragged or self._is_away(at)
        if not self._dragged:
            return self._chosen()
        if self._grip is None:
            return self._before.draw(self._from, at)
        return self._chosen().resize(self._grip.handle, at.x - self._from.x, at.y - self._from.y)

    @property
    def ends_with_release(self) -> bool:
        """Whether letting go ends it; else it goes on until the next press."""
        return self._dragged or (self._grip is not None and self._grip.handle == BODY)

    def _chosen(self) -> AreaSelection:
        return self._before if self._grip is None else self._before.choose(self._grip.part)

    def _is_away(self, at: Point) -> bool:
        return max(abs(at.x - self._from.x), abs(at.y - self._from.y)) >= self._slop


def handle_places(rectangle: Rectangle) -> dict[Handle, Point]:
    """The middle of each handle."""
    return {
        handle: Point(
            rectangle.x + (handle.across + 1) * rectangle.width // 2,
            rectangle.y + (handle.down + 1) * rectangle.height // 2,
        )
        for handle in HANDLES
    }


def _handle_at(rectangle: Rectangle, at: Point, reach: int) -> Handle | None:
    away = {handle: max(abs(place.x - at.x), abs(place.y - at.y)) for handle, place in handle_places(rectangle).items()}
    nearest = min(away, key=lambda handle: (away[handle], not (handle.across and handle.down)))
    return nearest if away[nearest] <= reach else None


def _parts_first(selection: AreaSelection) -> list[int | None]:
    """Newest part first, the box last."""
    parts = reversed(range(len(selection.left_out)))
    return [*parts] if selection.fixed else [*parts, None]


def _rectangle(selection: AreaSelection, part: int | None) -> Rectangle:
    return selection.box if part is None else selection.left_out[part]


def _holds(rectangle: Rectangle, at: Point) -> bool:
    in_x = rectangle.x <= at.x < rectangle.x + rectangle.width
    return in_x and rectangle.y <= at.y < rectangle.y + rectangle.height
