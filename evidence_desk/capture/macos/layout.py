"""Where displays and windows lie in pixels, though macOS counts in points and each display has its own scale."""

from dataclasses import dataclass
from functools import cached_property

from evidence_desk.capture.arrangement import Arrangement
from evidence_desk.capture.macos.system import Display, Points, System
from evidence_desk.capture.targets import Screen
from evidence_desk.domain.evidence import Rectangle


@dataclass(frozen=True)
class Layout:
    """All displays at one moment.

    Each screen keeps its own pixels. Their corners are placed at the greatest scale among them, so that none
    overlaps another and nothing is resampled; beside a display of a lesser scale a strip stays empty.
    """

    displays: tuple[Display, ...]

    @cached_property
    def arrangement(self) -> Arrangement:
        """The screens in pixels; the main one is number 1."""
        greatest = max((scale_of(each) for each in self.displays), default=1.0)
        return Arrangement(tuple(_screen(number, each, greatest) for number, each in enumerate(self.displays, 1)))

    def pixels(self, place: Points) -> Rectangle:
        """A window's place, at the scale of the display that shows most of it; that is the scale it is drawn at."""
        if not self.displays:
            return Rectangle(round(place.x), round(place.y), round(place.width), round(place.height))
        number = max(range(len(self.displays)), key=lambda each: _common(self.displays[each].place, place))
        display, screen = self.displays[number], self.arrangement.screens[number]
        scale = screen.scale
        return Rectangle(
            screen.x + round((place.x - display.place.x) * scale),
            screen.y + round((place.y - display.place.y) * scale),
            round(place.width * scale),
            round(place.height * scale),
        )

    def display_of(self, screen: Screen) -> Display:
        """The display a screen stands for."""
        return self.displays[screen.number - 1]


def layout(system: System) -> Layout:
    """Ask now: displays come and go."""
    return Layout(tuple(sorted(system.displays(), key=lambda each: (not each.main, each.place.x, each.place.y))))


def scale_of(display: Display) -> float:
    """Pixels for each point; 2.0 on most Retina displays."""
    return display.pixel_width / display.place.width


def rounded(place: Points) -> Rectangle:
    """The same place in whole points, where only overlaps matter."""
    left, top = round(place.x), round(place.y)
    return Rectangle(left, top, round(place.x + place.width) - left, round(place.y + place.height) - top)


def _screen(number: int, display: Display, greatest: float) -> Screen:
    left, top = round(display.place.x * greatest), round(display.place.y * greatest)
    size = (display.pixel_width, display.pixel_height)
    return Screen(number, display.name, left, top, *size, scale_of(display), display.main)


def _common(first: Points, second: Points) -> float:
    """The area both have in common; else less than nothing, and the less the farther they lie apart."""
    across = min(first.x + first.width, second.x + second.width) - max(first.x, second.x)
    down = min(first.y + first.height, second.y + second.height) - max(first.y, second.y)
    return across * down if across > 0 and down > 0 else min(across, 0) + min(down, 0)
