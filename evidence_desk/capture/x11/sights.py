"""What a watch looks at on an X11 display: one window, or one screen, and the windows whose drawing shows on it."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from typing import Protocol

import xcffib
from xcffib import xproto

from evidence_desk.capture.arrangement import place_of
from evidence_desk.capture.cover import intersection
from evidence_desk.capture.targets import Frame, OneScreen, Region
from evidence_desk.capture.window_numbers import window_name
from evidence_desk.capture.x11.background import named_pixmap
from evidence_desk.capture.x11.clients import managed_windows
from evidence_desk.capture.x11.display import Display
from evidence_desk.capture.x11.formats import check_depth, frame_of
from evidence_desk.capture.x11.memory import Source
from evidence_desk.capture.x11.screen_picture import picture_screens
from evidence_desk.capture.x11.screens import desktop
from evidence_desk.capture.x11.tree import top_levels
from evidence_desk.capture.x11.window_picture import place_in_pixmap, seen_client
from evidence_desk.domain.evidence import Rectangle
from evidence_desk.domain.refusals import FlatPicture, NoSuchScreen, OwnWindow, WindowChanged

_STRUCTURE = int(xproto.EventMask.StructureNotify)
_CHILDREN = int(xproto.EventMask.SubstructureNotify)
_PROPERTIES = int(xproto.EventMask.PropertyChange)
_STATES = ("WM_STATE", "_NET_WM_STATE", "_NET_WM_DESKTOP")


@dataclass(frozen=True, slots=True)
class Lie:
    """How the picture lies now: its size, and the top-level windows that show in it.

    For each of them, where its own drawing begins, counted from the picture's corner.
    """

    width: int
    height: int
    drawn_by: dict[int, tuple[int, int]]


class Sight(Protocol):
    """One thing to look at."""

    def find(self) -> Lie:
        """Ask the display how it lies now. Raises CaptureRefused."""
        ...

    @property
    def is_seen_through_others(self) -> bool:
        """Whether windows that come, go or move change the picture although none of them draws."""
        ...

    def concerns(self, event: object) -> bool:
        """Whether it may lie otherwise after that event."""
        ...

    def read(self, area: Rectangle) -> AbstractContextManager[Frame]:
        """The pixels of a part of the picture, valid inside the `with` block. Raises CaptureRefused."""
        ...


class WindowSight:
    """One window without its frame, whatever covers it."""

    is_seen_through_others = False

    def __init__(self, display: Display, window: int) -> None:
        """Begin to hear what becomes of the window. Raises OwnWindow or WindowGone."""
        self._display = display
        self._window = window
        if display.own.owns(display.own.clients(), window):
            raise OwnWindow(window_name(window))
        seen = seen_window(display, window)
        self._states = set(display.connection.atoms(*_STATES))
        _listen(display, seen, _STRUCTURE | _PROPERTIES)
        self._place = Rectangle(0, 0, 0, 0)
        self._frame = seen
        self._outer = self._place

    def find(self) -> Lie:
        connection = self._display.connection
        client = seen_client(connection, self._window)
        check_depth(connection, client.depth)
        place = place_in_pixmap(client)
        self._place, self._frame, self._outer = place, client.frame, client.outer
        corner = (client.border - place.x, client.border - place.y)
        return Lie(place.width, place.height, {client.frame: corner})

    def concerns(self, event: object) -> bool:
        if isinstance(event, xproto.PropertyNotifyEvent):
            return event.atom in self._states
        return not isinstance(event, xproto.CreateNotifyEvent)

    @contextmanager
    def read(self, area: Rectangle) -> Iterator[Frame]:
        """Raises WindowChanged when the window is not as it was found any more."""
        connection = self._display.connection
        source_place = (self._place.x + area.x, self._place.y + area.y, area.width, area.height)
        try:
            with named_pixmap(connection, self._frame) as pixmap, ExitStack() as held:
                size = connection.core.GetGeometry(pixmap)
                (pixels,) = held.enter_context(self._display.reader.read([Source(pixmap, *source_place)]))
                kept = size.reply()
                if (kept.width, kept.height) != (self._outer.width, self._outer.height):
                    raise WindowChanged(window_name(self._window))
                yield frame_of(pixels, area.width, area.height)
        except xcffib.Error as error:
            raise WindowChanged(window_name(self._window)) from error


class ScreenSight:
    """One screen, with our own windows left out: what lies beneath them is looked at instead."""

    is_seen_through_others = True

    def __init__(self, display: Display, number: int) -> None:
        """Begin to hear what becomes of all windows and screens."""
        self._display = display
        self._number = number
        self._area = Rectangle(0, 0, 0, 0)
        _listen(display, display.connection.root, _STRUCTURE | _CHILDREN)

    def find(self) -> Lie:
        connection = self._display.connection
        found = [place_of(screen) for screen in desktop(connection).screens if screen.number == self._number]
        if not found:
            raise NoSuchScreen(self._number)
        self._area = area = found[0]
        check_depth(connection, int(connection.root_screen.root_depth))
        tops = top_levels(connection)
        own = self._display.own.own_top_levels(self._display.own.clients(), tops, managed_windows(connection))
        shown = [top for top in tops if top.id not in own and intersection(top.outer, area)]
        corners = {top.id: (top.outer.x + top.border - area.x, top.outer.y + top.border - area.y) for top in shown}
        return Lie(area.width, area.height, corners)

    def concerns(self, event: object) -> bool:
        """Windows that are made come into view with an event of their own."""
        return not isinstance(event, xproto.CreateNotifyEvent)

    @contextmanager
    def read(self, area: Rectangle) -> Iterator[Frame]:
        part = Rectangle(self._area.x + area.x, self._area.y + area.y, area.width, area.height)
        with ExitStack() as held:
            try:
                frame = picture_screens(self._display, Region(part), held).frame
            except FlatPicture as flat:
                # No picture to keep, but a state like any other.
                frame = _of_one_colour(str(flat.facts["colour"]), part)
            finally:
                self._display.forget_ahead()
            yield frame


def sight_of(display: Display, target: OneScreen | int) -> WindowSight | ScreenSight:
    """What to look at: a screen, or a window by its number. Raises CaptureRefused."""
    return ScreenSight(display, target.number) if isinstance(target, OneScreen) else WindowSight(display, target)


def seen_window(display: Display, window: int) -> int:
    """The window, if there is one. Raises what says why not."""
    return seen_client(display.connection, window).id


def _listen(display: Display, window: int, mask: int) -> None:
    display.connection.core.ChangeWindowAttributes(window, xproto.CW.EventMask, [mask], is_checked=True).check()


def _of_one_colour(colour: str, area: Rectangle) -> Frame:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    pixels = bytes((blue, green, red, 0)) * (area.width * area.height)
    return Frame(memoryview(pixels), area.width, area.height, 4 * area.width)


def touched(lie: Lie, window: int, drawn: Iterable[Rectangle]) -> list[Rectangle]:
    """What a window drew, counted from the picture's corner."""
    left, top = lie.drawn_by[window]
    return [Rectangle(each.x + left, each.y + top, each.width, each.height) for each in drawn]
