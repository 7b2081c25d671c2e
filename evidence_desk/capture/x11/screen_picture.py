"""Screens and regions as they are shown, without our own windows."""

from contextlib import ExitStack

from evidence_desk.capture.checks import check_frame
from evidence_desk.capture.cover import intersection
from evidence_desk.capture.targets import AllScreens, Frame, OneScreen, Region, Shot
from evidence_desk.capture.x11.beneath import Layer, fill, has_compositor, layers
from evidence_desk.capture.x11.clients import managed_windows
from evidence_desk.capture.x11.display import COVERED_PART_NOT_DRAWN, DISPLAY_HAS_10_BITS, NAME, Display, read_only
from evidence_desk.capture.x11.formats import TEN_BITS, check_depth, frame_of
from evidence_desk.capture.x11.memory import Source
from evidence_desk.capture.x11.screens import Desktop, desktop, rectangle
from evidence_desk.capture.x11.tree import TopLevel, top_levels
from evidence_desk.domain.errors import NoSuchScreen, OutsideScreens
from evidence_desk.domain.evidence import CaptureTarget, Rectangle

_NOTHING_HIDDEN = 0.0


def picture_screens(display: Display, wanted: AllScreens | OneScreen | Region, held: ExitStack) -> Shot:
    """Take the picture, whose pixels stay valid until `held` ends.

    Raises NoSuchScreen, OutsideScreens, FlatPicture or DisplayNotReadable.
    """
    connection = display.connection
    check_depth(connection, int(connection.root_screen.root_depth))
    now = desktop(connection)
    kind, area = _area(wanted, now)
    ours = display.own.clients(managed_windows(connection) or ())
    warnings: list[str] = []
    if display.own.others_of_ours(ours):
        if not _beneath_is_drawn(display, ours, area):
            warnings.append(COVERED_PART_NOT_DRAWN)
        with connection.held():
            frame, depth = _read(display, area, held)
            left_out = _fill(display, ours, area, frame)
    else:
        frame, depth = _read(display, area, held)
        left_out = ()
    check_frame(frame, area.width, area.height)
    if depth == TEN_BITS:
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


def _area(wanted: AllScreens | OneScreen | Region, now: Desktop) -> tuple[str, Rectangle]:
    match wanted:
        case AllScreens():
            return "screens", now.whole
        case OneScreen(number):
            found = [rectangle(screen) for screen in now.screens if screen.number == number]
            if not found:
                raise NoSuchScreen(number)
            return "screen", found[0]
        case Region(area):
            on_a_screen = any(intersection(area, screen) for screen in now.rectangles)
            if intersection(area, now.whole) != area or not on_a_screen:
                raise OutsideScreens(f"{area.x},{area.y},{area.width}x{area.height}")
            return "region", area


def _read(display: Display, area: Rectangle, held: ExitStack) -> tuple[Frame, int]:
    source = Source(display.connection.root, area.x, area.y, area.width, area.height)
    (pixels,) = held.enter_context(display.reader.read([source]))
    return frame_of(pixels, area.width, area.height), pixels.depth


def _beneath_is_drawn(display: Display, ours: frozenset[int], area: Rectangle) -> bool:
    """Whether the windows under ours have their whole picture; waited for before the display is held."""
    _, beneath = _beneath(display, ours, area)
    found = [
        display.arming.is_drawn(layer.window.id, _inside(layer.window, layer.piece))
        for layer in beneath
        if layer.window is not None
    ]
    return all(found)


def _inside(top: TopLevel, piece: Rectangle) -> Rectangle:
    left, upper = top.outer.x + top.border, top.outer.y + top.border
    return Rectangle(piece.x - left, piece.y - upper, piece.width, piece.height)


def _fill(display: Display, ours: frozenset[int], area: Rectangle, frame: Frame) -> tuple[Rectangle, ...]:
    """Fill the place of each window of ours; returns where, counted from the picture's corner."""
    holes, beneath = _beneath(display, ours, area)
    if beneath:
        blended = has_compositor(display.connection)
        fill(display, frame, area, beneath, blended=blended)
    return tuple(Rectangle(hole.x - area.x, hole.y - area.y, hole.width, hole.height) for hole in holes)


def _beneath(display: Display, ours: frozenset[int], area: Rectangle) -> tuple[list[Rectangle], tuple[Layer, ...]]:
    """The places of our windows in the area, and what lies beneath each."""
    tops = top_levels(display.connection)
    own = display.own.own_top_levels(ours, tops, managed_windows(display.connection))
    others = [top for top in tops if top.id not in own]
    holes = [common for top in tops if top.id in own and (common := intersection(top.outer, area))]
    blended = bool(holes) and has_compositor(display.connection)
    return holes, tuple(layer for hole in holes for layer in layers(hole, others, blended=blended))
