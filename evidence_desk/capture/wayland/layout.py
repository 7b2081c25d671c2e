"""Where each screen lies in one plane of pixels: nothing overlaps, and no screen is stretched for it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from evidence_desk.capture.arrangement import Arrangement
from evidence_desk.capture.cover import intersection, without
from evidence_desk.capture.still import counted_from
from evidence_desk.capture.targets import AllScreens, OneScreen, Region, Screen
from evidence_desk.capture.wayland.outputs import Output
from evidence_desk.domain.evidence import Part, Rectangle

_ROUNDING = 2
"""Compositors round fractional sizes: neighbours may share a line of units that no pixel shows twice. Screens that do
not overlap need no rounding: they lie apart as they are."""


@dataclass(frozen=True, slots=True)
class Placed:
    """One screen in the plane. `is_own_size` says that it has its own pixels there."""

    number: int
    output: Output
    place: Rectangle
    is_own_size: bool = True


@dataclass(frozen=True, slots=True)
class Aim:
    """What a target means in a layout: its kind, its rectangle, the screens it touches, and their usual scale there."""

    kind: str
    area: Rectangle
    touched: tuple[Placed, ...]
    scale: float

    @property
    def names(self) -> str:
        """The names of the screens, by comma."""
        return ", ".join(each.output.name for each in self.touched)

    @property
    def pieces(self) -> tuple[Part, ...]:
        """For each touched screen, which part of it lies where in the picture."""
        return tuple(_piece(each, self.area) for each in self.touched)

    @property
    def parts(self) -> tuple[Part, ...]:
        """The pieces that are a screen's own pixels; none in a picture of one screen, which is not joined."""
        if len(self.touched) == 1:
            return ()
        return tuple(piece for each, piece in zip(self.touched, self.pieces, strict=True) if each.is_own_size)

    @property
    def gaps(self) -> tuple[Rectangle, ...]:
        """What of the picture no screen shows, counted from its corner."""
        return counted_from(self.area, without([self.area], [each.place for each in self.touched]))


@dataclass(frozen=True, slots=True)
class Layout:
    """Every screen's place."""

    placed: tuple[Placed, ...]

    @property
    def arrangement(self) -> Arrangement:
        """The screens as every backend tells them; Wayland names no first one, so it is the first from the left."""
        return Arrangement(tuple(_screen(each) for each in self.placed))

    def aim(self, target: AllScreens | OneScreen | Region) -> Aim:
        """Raises NoSuchScreen or OutsideScreens."""
        arrangement = self.arrangement
        kind, area = arrangement.asked(target)
        wanted = (
            {target.number} if isinstance(target, OneScreen) else {each.number for each in arrangement.touched(area)}
        )
        touched = tuple(each for each in self.placed if each.number in wanted)
        return Aim(kind, area, touched, arrangement.scale(area))


def own_layout(outputs: Sequence[Output]) -> Layout:
    """Every screen at its own pixels.

    A screen lies at its place on the desktop times the smallest scale there is, and is moved right or down as far as
    the screens on its left and above it need. With one scale for all that is the desktop itself.
    """
    smallest = min(output.scale for output in outputs)
    xs = _line(outputs, smallest, lambda each: (each.logical.x, each.logical.width, each.width), _is_left_of)
    ys = _line(outputs, smallest, lambda each: (each.logical.y, each.logical.height, each.height), _is_above)
    places = zip(outputs, xs, ys, strict=True)
    return Layout(
        tuple(
            Placed(number, output, Rectangle(x, y, output.width, output.height))
            for number, (output, x, y) in enumerate(places, 1)
        )
    )


def even_layout(outputs: Sequence[Output]) -> Layout:
    """Every screen at the largest scale there is, as systems draw a picture of the whole desktop."""
    largest = max(output.scale for output in outputs)
    return Layout(tuple(_evenly(number, output, largest) for number, output in enumerate(outputs, 1)))


def _evenly(number: int, output: Output, scale: float) -> Placed:
    logical = output.logical
    exact = (logical.width * scale, logical.height * scale) == (output.width, output.height)
    on_a_pixel = (logical.x * scale).is_integer() and (logical.y * scale).is_integer()
    own = (output.width, output.height)
    width, height = own if output.scale == scale else (round(logical.width * scale), round(logical.height * scale))
    place = Rectangle(round(logical.x * scale), round(logical.y * scale), width, height)
    return Placed(number, output, place, is_own_size=exact and on_a_pixel)


def is_stretched(output: Output, outputs: Sequence[Output]) -> bool:
    """Whether screens of another scale show through at this one's place, so that no picture of it is its own alone."""
    others = (each for each in outputs if each is not output and each.scale != output.scale)
    return any(intersection(output.logical, each.logical) for each in others)


_Line = Callable[[Output], tuple[int, int, int]]


def _line(
    outputs: Sequence[Output], scale: float, along: _Line, is_before: Callable[[Output, Output], bool]
) -> list[int]:
    """Where each screen begins on one axis: its own place, but behind every screen that lies before it."""
    begins: dict[int, int] = {}
    for index in sorted(range(len(outputs)), key=lambda each: (along(outputs[each])[0], each)):
        start, _, _ = along(outputs[index])
        before = [i for i in begins if is_before(outputs[i], outputs[index])]
        begins[index] = max([round(start * scale), *(begins[i] + along(outputs[i])[2] for i in before)])
    return [begins[index] for index in range(len(outputs))]


def _is_left_of(first: Output, second: Output) -> bool:
    """Screens that lie over one another, such as mirrored ones, are put side by side."""
    a, b = first.logical, second.logical
    if a.x + a.width <= b.x:
        return True
    if intersection(a, b) is None:
        return False
    beside = a.x + a.width <= b.x + _ROUNDING
    beneath = a.y + a.height <= b.y + _ROUNDING or b.y + b.height <= a.y + _ROUNDING
    return beside or (not beneath and b.x + b.width > a.x + _ROUNDING)


def _is_above(first: Output, second: Output) -> bool:
    a, b = first.logical, second.logical
    rounded = 0 if intersection(a, b) is None else _ROUNDING
    return a.y + a.height <= b.y + rounded


def _screen(each: Placed) -> Screen:
    place, output = each.place, each.output
    is_first = each.number == 1
    return Screen(each.number, output.name, place.x, place.y, place.width, place.height, output.scale, is_first)


def _piece(each: Placed, area: Rectangle) -> Part:
    common = intersection(each.place, area)
    if common is None:
        raise ValueError(area)
    return Part(each.output.name, *counted_from(each.place, [common]), *counted_from(area, [common]))
