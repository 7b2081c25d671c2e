"""The screens of Windows' desktop."""

from evidence_desk.capture.arrangement import Arrangement
from evidence_desk.capture.targets import Screen
from evidence_desk.capture.windows.system import Monitor, System

_USUAL_DOTS_AN_INCH = 96


def arrangement(system: System) -> Arrangement:
    """Ask now: screens come and go. The primary one is numbered first, the others by their place."""
    found = sorted(system.monitors(), key=lambda each: (not each.primary, each.place.x, each.place.y))
    return Arrangement(tuple(_screen(number, each) for number, each in enumerate(found, 1)))


def _screen(number: int, monitor: Monitor) -> Screen:
    place = monitor.place
    scale = monitor.dots_an_inch / _USUAL_DOTS_AN_INCH
    return Screen(number, monitor.name, place.x, place.y, place.width, place.height, scale, monitor.primary)
