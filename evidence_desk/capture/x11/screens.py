"""The screens of a display, as RandR tells them."""

from dataclasses import dataclass

from evidence_desk.capture.arrangement import Arrangement
from evidence_desk.capture.targets import Screen
from evidence_desk.capture.x11.connection import Connection
from evidence_desk.capture.x11.properties import scale
from evidence_desk.domain.evidence import Rectangle

_ACTIVE = True


@dataclass(frozen=True, slots=True)
class Desktop:
    """All screens and the rectangle that holds them, at one moment."""

    whole: Rectangle
    screens: tuple[Screen, ...]
    scale: float

    def names(self, area: Rectangle) -> str:
        """The names of the screens the area lies on, by comma."""
        return Arrangement(self.screens).names(area)

    @property
    def rectangles(self) -> tuple[Rectangle, ...]:
        """Where the screens are; mirrored screens overlap."""
        return Arrangement(self.screens).rectangles


def desktop(connection: Connection) -> Desktop:
    """Ask the server now: screens come and go."""
    root = connection.core.GetGeometry(connection.root)
    drawn_at = scale(connection)
    reply = root.reply()
    whole = Rectangle(0, 0, int(reply.width), int(reply.height))
    return Desktop(whole, _screens(connection, whole, drawn_at), drawn_at)


def _screens(connection: Connection, whole: Rectangle, drawn_at: float) -> tuple[Screen, ...]:
    if not connection.has("randr"):
        return (_only_screen(whole, drawn_at),)
    (reply,) = connection.replies([connection.extension("randr").GetMonitors(connection.root, _ACTIVE)])
    if reply is None or not reply.monitors:
        return (_only_screen(whole, drawn_at),)
    monitors = list(reply.monitors)
    names = connection.atom_names([int(each.name) for each in monitors])
    return tuple(
        Screen(number, name, each.x, each.y, each.width, each.height, drawn_at, bool(each.primary))
        for number, (each, name) in enumerate(zip(monitors, names, strict=True), 1)
    )


def _only_screen(whole: Rectangle, drawn_at: float) -> Screen:
    return Screen(1, "screen", whole.x, whole.y, whole.width, whole.height, drawn_at, primary=True)
