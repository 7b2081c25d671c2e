"""One window with its true content, whatever covers it."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial

import xcffib

from evidence_desk.capture.checks import check_frame
from evidence_desk.capture.cover import covered_part, intersection
from evidence_desk.capture.pairs import Pair
from evidence_desk.capture.pixels import alpha_plane
from evidence_desk.capture.targets import (
    COVERED_PART_NOT_DRAWN,
    DISPLAY_HAS_10_BITS,
    ELSEWHERE,
    MINIMISED,
    PROGRAM_NOT_ANSWERING,
    TRANSLUCENT,
    AllScreens,
    Frame,
    Shot,
)
from evidence_desk.capture.window_numbers import window_name, window_number
from evidence_desk.capture.x11.background import named_pixmap
from evidence_desk.capture.x11.clients import Client, look
from evidence_desk.capture.x11.connection import Connection
from evidence_desk.capture.x11.display import NAME, Display, read_only
from evidence_desk.capture.x11.formats import TEN_BITS, WITH_ALPHA, check_depth, frame_of
from evidence_desk.capture.x11.locking import refuse_locked
from evidence_desk.capture.x11.memory import Pixels, Source
from evidence_desk.capture.x11.properties import Labels, labels
from evidence_desk.capture.x11.scene import Scene, scene_of
from evidence_desk.capture.x11.screen_picture import Beside, picture_screens
from evidence_desk.domain.evidence import CaptureTarget, Rectangle
from evidence_desk.domain.refusals import (
    CaptureRefused,
    DisplayLost,
    NoSuchWindow,
    OwnWindow,
    WindowChanged,
    WindowElsewhere,
    WindowGone,
    WindowMinimised,
    WrongSize,
)

_HIGHEST_ID = 0x1FFFFFFF
_OPAQUE = (0xFF, 0xFF)


def parse_window(connection: Connection, untrusted_text: str) -> int:
    """The number of a window; raises NoSuchWindow for what can't be one."""
    number = window_number(untrusted_text)
    if number > _HIGHEST_ID or number == connection.root:
        raise NoSuchWindow(untrusted_text)
    return number


def picture_window(display: Display, window: int, held: ExitStack) -> Shot:
    """Take the window's picture, whose pixels stay valid until `held` ends.

    Raises OwnWindow, WindowGone, WindowMinimised, WindowElsewhere, WindowChanged, FlatPicture, WrongSize or
    DisplayNotReadable.
    """
    return _shot(display, window, lambda ready: ready.read(display, held))


def picture_pair(display: Display, window: int, held: ExitStack) -> Pair:
    """The same, and all screens in the same breath; raises as `picture_window` does.

    Where the screens' picture can't be had, the window's is taken alone, and the pair says why.
    """
    context: list[Shot | CaptureRefused] = []

    def read(ready: "_Ready") -> Pixels:
        try:
            with ExitStack() as attempt:
                beside = Beside(lambda: ready.named(display.connection))
                context.append(picture_screens(display, AllScreens(), attempt, beside))
                held.push(attempt.pop_all())
            return beside.pixels[0]
        except (CaptureRefused, xcffib.Error) as error:
            pixels = ready.read(display, held)  # where the window is the reason, this raises it
            context.append(error if isinstance(error, CaptureRefused) else DisplayLost())
            return pixels

    return Pair(_shot(display, window, read), context[-1])


def _shot(display: Display, window: int, read: "Callable[[_Ready], Pixels]") -> Shot:
    connection = display.connection
    if display.own.owns(scene_of(display).ours, window):
        raise OwnWindow(window_name(window))
    try:
        ready = _made_ready(display, window)
        client = ready.client
        with display.answering.asked(window) as is_answered:
            frame, warnings = _checked(ready, read(ready))
            words, scene = _labels(display, window), scene_of(display)
            covered = _covered(display, client, scene)
            warnings += () if is_answered() else (PROGRAM_NOT_ANSWERING,)
            _check_unchanged(display, client)
    except xcffib.Error as error:
        # The server has no such pixels: whatever became of the window says why.
        seen_client(connection, window)
        raise WindowChanged(window_name(window)) from error
    now = scene.desktop
    target = CaptureTarget("window", client.area, now.scale, now.names(client.area))
    return Shot(
        frame=read_only(frame),
        target=target,
        covered=covered,
        window_title=words.title,
        application=words.application,
        own_windows_left_out=(),
        warnings=warnings,
        backend=NAME,
        backend_version=display.version,
    )


def seen_client(connection: Connection, window: int) -> Client:
    """The window as it is now; raises the reason why it can't be pictured."""
    (client,) = look(connection, [window])
    return _can_be_seen(client, window)


def _seen_again(display: Display, window: int) -> Client:
    """The same, asked at once where it was asked before."""
    (client,) = display.answers.of(("window", window), lambda: look(display.connection, [window]))
    return _can_be_seen(client, window)


def _labels_of(window: int) -> Hashable:
    return "labels", window


def _labels(display: Display, window: int) -> Labels:
    (words,) = display.answers.of(_labels_of(window), lambda: labels(display.connection, [window]))
    return words


def _can_be_seen(client: Client | None, window: int) -> Client:
    if client is None:
        raise WindowGone(window_name(window))
    refusals: dict[str, type[CaptureRefused]] = {MINIMISED: WindowMinimised, ELSEWHERE: WindowElsewhere}
    if client.state in refusals:
        raise refusals[client.state](window_name(window))
    return client


@dataclass(frozen=True, slots=True)
class _Ready:
    """A window that can be pictured, where it lies in the picture of its frame, and whether all of that is drawn."""

    client: Client
    place: Rectangle
    is_drawn: bool

    @contextmanager
    def named(self, connection: Connection) -> Iterator[Sequence[Source]]:
        """Its pixels as the server keeps them now; raises WindowChanged where the whole has another size by then."""
        place = self.place
        with named_pixmap(connection, self.client.frame) as pixmap:
            size = connection.core.GetGeometry(pixmap)
            yield (Source(pixmap, place.x, place.y, place.width, place.height),)
            kept = size.reply()
        if (kept.width, kept.height) != (self.client.outer.width, self.client.outer.height):
            raise WindowChanged(window_name(self.client.id))

    def read(self, display: Display, held: ExitStack) -> Pixels:
        """Its pixels alone."""
        with self.named(display.connection) as sources:
            then = partial(display.ask_ahead, _labels_of(self.client.id))
            (pixels,) = held.enter_context(display.reader.read(sources, then))
        return pixels


def _made_ready(display: Display, window: int) -> _Ready:
    client = _seen_again(display, window)
    check_depth(display.connection, client.depth)
    place = place_in_pixmap(client)
    inside = Rectangle(place.x - client.border, place.y - client.border, place.width, place.height)
    return _Ready(client, place, display.arming.is_drawn(client.frame, inside))


def _checked(ready: _Ready, pixels: Pixels) -> tuple[Frame, tuple[str, ...]]:
    frame = frame_of(pixels, ready.place.width, ready.place.height)
    check_frame(frame, ready.client.area.width, ready.client.area.height)
    return frame, _warnings(pixels, frame, is_drawn=ready.is_drawn)


def place_in_pixmap(client: Client) -> Rectangle:
    """Where the window lies in the picture of its frame; raises WrongSize when it is not all there."""
    area, outer = client.area, client.outer
    shown = intersection(area, outer)
    if shown != area:
        found = "0x0" if shown is None else f"{shown.width}x{shown.height}"
        raise WrongSize(f"{area.width}x{area.height}", found)
    return Rectangle(area.x - outer.x, area.y - outer.y, area.width, area.height)


def _warnings(pixels: Pixels, frame: Frame, *, is_drawn: bool) -> tuple[str, ...]:
    found = {
        COVERED_PART_NOT_DRAWN: not is_drawn,
        TRANSLUCENT: pixels.depth == WITH_ALPHA and alpha_plane(frame).getextrema() != _OPAQUE,
        DISPLAY_HAS_10_BITS: pixels.depth == TEN_BITS,
    }
    return tuple(name for name, is_so in found.items() if is_so)


def _covered(display: Display, client: Client, scene: Scene) -> float:
    """How much of the window others hid; ours do not count, because they are never in the way of a picture."""
    order = [top.id for top in scene.tops]
    if client.frame not in order:
        _check_unchanged(display, client)
        raise WindowChanged(window_name(client.id))
    above = [top for top in scene.tops[order.index(client.frame) + 1 :] if top.id not in scene.own]
    screens = scene.desktop.rectangles
    refuse_locked(display, above, screens)
    return covered_part(client.area, (part for top in above for part in top.outline), screens)


def _check_unchanged(display: Display, before: Client) -> None:
    if _seen_again(display, before.id) != before:
        raise WindowChanged(window_name(before.id))
