"""Screens and regions as they are shown, without our own windows."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass

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
from evidence_desk.capture.x11.beneath import Layer, fill, has_compositor, layers, sources_of
from evidence_desk.capture.x11.clients import managed_windows
from evidence_desk.capture.x11.display import NAME, Display, read_only
from evidence_desk.capture.x11.formats import TEN_BITS, check_depth, frame_of
from evidence_desk.capture.x11.locking import refuse_locked
from evidence_desk.capture.x11.memory import Pixels, Source
from evidence_desk.capture.x11.screens import Desktop, desktop
from evidence_desk.capture.x11.tree import TopLevel, top_levels
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
    connection = display.connection
    check_depth(connection, int(connection.root_screen.root_depth))
    now = desktop(connection)
    kind, area = _area(wanted, now)
    frame, left_out, warnings = _picture(display, area, held, beside or Beside())
    if desktop(connection) != now:
        raise DisplaysChanged
    check_frame(frame, area.width, area.height)
    if connection.root_screen.root_depth == TEN_BITS:
        warnings.append(DISPLAY_HAS_10_BITS)
    target = CaptureTarget(kind, area, now.scale, now.names(area))
    return Shot(
        frame=read_only(frame),
        target=target,
        covered=_NOTHING_HIDDEN,
        window_title=None,
        application=None,
        own_windows_left_out=left_out,
        warnings=tuple(warnings),
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


def _picture(
    display: Display, area: Rectangle, held: ExitStack, beside: Beside
) -> tuple[Frame, tuple[Rectangle, ...], list[str]]:
    """The pixels, where in them our windows were, and what to warn of.

    What lies beneath our windows is asked before and after, and the picture taken again where it changed meanwhile.
    """
    ours = display.own.clients()
    if not display.own.others_of_ours(ours):
        _refuse_locked(display, top_levels(display.connection))
        with beside.named() as places:
            pixels, *beside.pixels = held.enter_context(display.reader.read([_root(display, area), *places]))
        return frame_of(pixels, area.width, area.height), (), []
    for _ in range(_TRIES):
        beneath = _beneath(display, ours, area)
        is_drawn = _is_drawn(display, beneath)
        with ExitStack() as attempt:
            frame, is_known = _filled(display, area, beneath, attempt, beside)
            is_still_so = top_levels(display.connection) == beneath.tops
            if is_still_so:
                held.push(attempt.pop_all())
                break
    else:
        raise DisplayLost
    doubts = {COVERED_PART_NOT_DRAWN: not is_drawn, BACKGROUND_NOT_KNOWN: not is_known}
    left_out = tuple(Rectangle(r.x - area.x, r.y - area.y, r.width, r.height) for r in beneath.holes)
    return frame, left_out, [name for name, is_so in doubts.items() if is_so]


def _filled(
    display: Display, area: Rectangle, beneath: "_Beneath", held: ExitStack, beside: Beside
) -> tuple[Frame, bool]:
    """The picture with our windows painted over, and whether what shows there was all known."""
    layered = sources_of(display.connection, beneath.layers, composited=beneath.composited)
    with layered as places, beside.named() as more:
        wanted = [_root(display, area), *more, *places]
        whole, *parts = held.enter_context(display.reader.read(wanted))
    beside.pixels, parts = parts[: len(more)], parts[len(more) :]
    frame = frame_of(whole, area.width, area.height)
    return frame, fill(frame, area, beneath.layers, parts, composited=beneath.composited)


def _root(display: Display, area: Rectangle) -> Source:
    return Source(display.connection.root, area.x, area.y, area.width, area.height)


@dataclass(frozen=True, slots=True)
class _Beneath:
    """Where windows of ours lie in an area, and what lies beneath them, when the desktop's windows lay so."""

    tops: tuple[TopLevel, ...]
    holes: tuple[Rectangle, ...]
    layers: tuple[Layer, ...]
    composited: bool


def _beneath(display: Display, ours: frozenset[int], area: Rectangle) -> _Beneath:
    tops = top_levels(display.connection)
    own = display.own.own_top_levels(ours, tops, managed_windows(display.connection))
    others = [top for top in tops if top.id not in own]
    _refuse_locked(display, others)
    holes = tuple(common for top in tops if top.id in own and (common := intersection(top.outer, area)))
    composited = bool(holes) and has_compositor(display.connection)
    found = (layer for hole in holes for layer in layers(hole, others, composited=composited))
    return _Beneath(tops, holes, tuple(found), composited)


def _refuse_locked(display: Display, others: Sequence[TopLevel]) -> None:
    refuse_locked(display, others, desktop(display.connection).rectangles)


def _is_drawn(display: Display, beneath: _Beneath) -> bool:
    """Whether the windows under ours have their whole picture; waited for before the display is held."""
    windows = [(layer.window, layer.piece) for layer in beneath.layers if layer.window is not None]
    # Every one is asked, because asking also makes it ready.
    return False not in [display.arming.is_drawn(window.id, _inside(window, piece)) for window, piece in windows]


def _inside(top: TopLevel, piece: Rectangle) -> Rectangle:
    left, upper = top.outer.x + top.border, top.outer.y + top.border
    return Rectangle(piece.x - left, piece.y - upper, piece.width, piece.height)
