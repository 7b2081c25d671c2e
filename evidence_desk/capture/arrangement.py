"""How the screens of a desktop lie, and what of it was asked for."""

from dataclasses import dataclass

from evidence_desk.capture.cover import intersection
from evidence_desk.capture.targets import AllScreens, OneScreen, Region, Screen
from evidence_desk.domain.evidence import Rectangle
from evidence_desk.domain.refusals import NoDisplay, NoSuchScreen, OutsideScreens


@dataclass(frozen=True, slots=True)
class Arrangement:
    """All screens at one moment, in physical pixels; those left of or above the first have negative corners."""

    screens: tuple[Screen, ...]

    @property
    def rectangles(self) -> tuple[Rectangle, ...]:
        """Where the screens are; mirrored screens overlap."""
        return tuple(place_of(screen) for screen in self.screens)

    @property
    def whole(self) -> Rectangle:
        """The smallest rectangle that holds all screens. Raises NoDisplay where there is none."""
        if not self.screens:
            raise NoDisplay
        places = self.rectangles
        left, top = min(each.x for each in places), min(each.y for each in places)
        right = max(each.x + each.width for each in places)
        bottom = max(each.y + each.height for each in places)
        return Rectangle(left, top, right - left, bottom - top)

    def touched(self, area: Rectangle) -> tuple[Screen, ...]:
        """The screens the area lies on."""
        return tuple(each for each in self.screens if intersection(place_of(each), area))

    def names(self, area: Rectangle) -> str:
        """Their names, by comma."""
        return ", ".join(each.name for each in self.touched(area))

    def scale(self, area: Rectangle) -> float:
        """The scale of the screen that shows most of the area; 1.0 where none shows it."""

        def shown(screen: Screen) -> int:
            part = intersection(place_of(screen), area)
            return part.width * part.height if part else 0

        touched = self.touched(area)
        return max(touched, key=shown).scale if touched else 1.0

    def asked(self, wanted: AllScreens | OneScreen | Region) -> tuple[str, Rectangle]:
        """The kind of target and its place. Raises NoSuchScreen, OutsideScreens or NoDisplay."""
        match wanted:
            case AllScreens():
                return "screens", self.whole
            case OneScreen(number):
                found = [place_of(screen) for screen in self.screens if screen.number == number]
                if not found:
                    raise NoSuchScreen(number)
                return "screen", found[0]
            case Region(area):
                if intersection(area, self.whole) != area or not self.touched(area):
                    raise OutsideScreens(f"{area.x},{area.y},{area.width}x{area.height}")
                return "region", area


def place_of(screen: Screen) -> Rectangle:
    """Where the screen is."""
    return Rectangle(screen.x, screen.y, screen.width, screen.height)
