"""Screens and regions as they are shown, without our own windows."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass

import xcffib

from evidence_desk.capture.arrangement import place_of
from evidence_desk.capture.checks import check_frame
from evidence_desk.capture.cover import intersection
from evidence_desk.capture.targets import (
    BACKGROUND_NOT_KNOWN,
    COVERED_PART_NOT_DRAWN,
    DISPLAY_HAS_10_BITS,
    AllScreens,
    Frame,
    OneScreen,
    Region,
    Shot,
)
from evidence_desk.capture.x11.beneath import Layer, fill, layers, sources_of
from evidence_desk.capture.x11.display import NAME, Display, read_only
from evidence_desk.capture.x11.formats import TEN_BITS, check_depth, frame_of
from evidence_desk.capture.x11.locking import refuse_locked
from evidence_desk.capture.x11.memory import Pixels, Source
from evidence_desk.capture.x11.scene import Scene, scene_of
from evidence_desk.capture.x11.screens import Desktop
from evidence_desk.capture.x11.tree import TopLevel
from evidence_desk.domain.evidence import CaptureTarget, Rectangle
from evidence_desk.domain.refusals import DisplayLost, DisplaysChanged, NoSuchScreen, OutsideScreens

_NOTHING_HIDDEN = 0.0
_TRIES = 40


def picture_screens(
    display: Display, wanted: AllScreens | OneScreen | Region, held: ExitStack, beside: "Beside | None" = None
) -> Shot:
    """Take the picture, whose pixels stay valid until `held` ends; what is to be read with it is, in the same breath.

    Raises NoSuchScreen, OutsideScreens, ScreenLocked, DisplaysChanged, FlatPicture, DisplayNotReadable, or what
    `beside` raises.
    """
    check_depth(display.connection, int(display.connection.root_screen.root_depth))
    now = scene_of(display)
    kind, area = _area(wanted, now.desktop)
    frame, left_out, warnings = _of_one_moment(display, now, area, held, beside or Beside())
    check_frame(frame, area.width, area.height)
    if display.connection.root_screen.root_depth == TEN_BITS:
        warnings = (*warnings, DISPLAY_HAS_10_BITS)
    target = CaptureTarget(kind, area, now.desktop.scale, now.desktop.names(area))
    return Shot(
        frame=read_only(frame),
        target=target,
        covered=_NOTHING_HIDDEN,
        window_title=None,
        application=None,
        own_windows_left_out=left_out,
        warnings=warnings,
        backend=NAME,
        backend_version=display.version,
    )


def _nothing() -> AbstractContextManager[Sequence[Source]]:
    return nullcontext(())


@dataclass(slots=True)
class Beside:
    """What is read in the same breath as the screens: `named` says what, anew at every try; `pixels` are the answer.

    They are valid as long as the picture of the screens.
    """

    named: Callable[[], AbstractContextManager[Sequence[Source]]] = _nothing
    pixels: Sequence[Pixels] = ()


def _area(wanted: AllScreens | OneScreen | Region, now: Desktop) -> tuple[str, Rectangle]:
    match wanted:
        case AllScreens():
            return "screens", now.whole
        case OneScreen(number):
            found = [place_of(screen) for screen in now.screens if screen.number == number]
            if not found:
                raise NoSuchScreen(number)
            return "screen", found[0]
        case Region(area):
            on_a_screen = any(intersection(area, screen) for screen in now.rectangles)
            if intersection(area, now.whole) != area or not on_a_screen:
                raise OutsideScreens(f"{area.x},{area.y},{area.width}x{area.height}")
            return "region", area


_Taken = tuple[Frame, tuple[Rectangle, ...], tuple[str, ...]]
"""The pixels, where in them our windows were, and what to warn of."""


def _of_one_moment(display: Display, before: Scene, area: Rectangle, held: ExitStack, beside: Beside) -> _Taken:
    """What lies on the display is asked before and after, and the picture taken again where it changed meanwhile."""
    for _ in range(_TRIES):
        with ExitStack() as attempt:
            picture = _picture_if_any(display, before, area, attempt, beside)
            after = scene_of(display)
            refuse_locked(display, after.others, after.desktop.rectangles)
            if before.shows_as(after):
                if isinstance(picture, xcffib.Error):
                    raise picture
                held.push(attempt.pop_all())
                return picture
        if after.desktop != before.desktop:
            raise DisplaysChanged
        before = after
    raise DisplayLost


def _picture_if_any(
    display: Display, scene: Scene, area: Rectangle, held: ExitStack, beside: Beside
) -> "_Taken | xcffib.Error":
    """The picture, or what the server refused: a menu beneath a window of ours may have closed meanwhile."""
    try:
        return _picture(display, scene, area, held, beside)
    except xcffib.Error as refusal:
        return refusal


def _picture(display: Display, scene: Scene, area: Rectangle, held: ExitStack, beside: Beside) -> _Taken:
    beneath = _beneath(scene, area)
    is_drawn = _is_drawn(display, beneath)
    frame, is_known = _filled(display, area, beneath, held, beside)
    doubts = {COVERED_PART_NOT_DRAWN: not is_drawn, BACKGROUND_NOT_KNOWN: not is_known}
    left_out = tuple(Rectangle(r.x - area.x, r.y - area.y, r.width, r.height) for r in beneath.holes)
    return frame, left_out, tuple(name for name, is_so in doubts.items() if is_so)


def _filled(
    display: Display, area: Rectangle, beneath: "_Beneath", held: ExitStack, beside: Beside
) -> tuple[Frame, bool]:
    """The picture with our windows painted over, and whether what shows there was all known."""
    layered = sources_of(display.connection, beneath.layers, composited=beneath.composited)
    with layered as places, beside.named() as more:
        wanted = [_root(display, area), *more, *places]
        whole, *parts = held.enter_context(display.reader.read(wanted, display.ask_ahead))
    beside.pixels, parts = parts[: len(more)], parts[len(more) :]
    frame = frame_of(whole, area.width, area.height)
    return frame, fill(frame, area, beneath.layers, parts, composited=beneath.composited)


def _root(display: Display, area: Rectangle) -> Source:
    return Source(display.connection.root, area.x, area.y, area.width, area.height)


@dataclass(frozen=True, slots=True)
class _Beneath:
    """Where windows of ours lie in an area, and what lies beneath them."""

    holes: tuple[Rectangle, ...]
    layers: tuple[Layer, ...]
    composited: bool


def _beneath(scene: Scene, area: Rectangle) -> _Beneath:
    mine = (top for top in scene.tops if top.id in scene.own)
    holes = tuple(common for top in mine if (common := intersection(top.outer, area)))
    found = (layer for hole in holes for layer in layers(hole, scene.others, composited=scene.composited))
    return _Beneath(holes, tuple(found), scene.composited)


def _is_drawn(display: Display, beneath: _Beneath) -> bool:
    """Whether the windows under ours have their whole picture; waited for before the display is held."""
    windows = [(layer.window, layer.piece) for layer in beneath.layers if layer.window is not None]
    # Every one is asked, because asking also makes it ready.
    return False not in [display.arming.is_drawn(window.id, _inside(window, piece)) for window, piece in windows]


def _inside(top: TopLevel, piece: Rectangle) -> Rectangle:
    left, upper = top.outer.x + top.border, top.outer.y + top.border
    return Rectangle(piece.x - left, piece.y - upper, piece.width, piece.height)
