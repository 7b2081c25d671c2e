"""Screens and regions as they are shown, without our own windows."""

from collections.abc import Iterator

from evidence_desk.capture.arrangement import place_of
from evidence_desk.capture.checks import check_frame
from evidence_desk.capture.cover import intersection
from evidence_desk.capture.cutting import cut, joined
from evidence_desk.capture.macos.layout import Layout, layout
from evidence_desk.capture.macos.looking import covers
from evidence_desk.capture.macos.system import NOT_SHARED, Display, System, WindowFacts
from evidence_desk.capture.targets import PROTECTED_WINDOW_HERE, AllScreens, Frame, OneScreen, Region, Shot
from evidence_desk.domain.evidence import CaptureTarget, Rectangle
from evidence_desk.domain.refusals import DisplayLost, DisplaysChanged, OwnWindowInTheWay, WrongSize

NAME = "macos"
_NOTHING_HIDDEN = 0.0
_WAIT_S = 3.0
_TRIES = 5


def picture_screens(system: System, wanted: AllScreens | OneScreen | Region) -> Shot:
    """Take the picture; its pixels belong to the shot.

    Raises NoSuchScreen, OutsideScreens, OwnWindowInTheWay, DisplaysChanged, FlatPicture, WrongSize or DisplayLost.
    """
    now = layout(system)
    screens = now.arrangement
    kind, area = screens.asked(wanted)
    frame, shown = _picture(system, now, area)
    if layout(system) != now:
        raise DisplaysChanged
    check_frame(frame, area.width, area.height)
    ours = (each for each in shown if each.process == system.process_id())
    return Shot(
        frame=frame,
        target=CaptureTarget(kind, area, screens.scale(area), screens.names(area)),
        covered=_NOTHING_HIDDEN,
        window_title=None,
        application=None,
        own_windows_left_out=tuple(_places(now, area, ours)),
        warnings=_warnings(system, now, area, shown),
        backend=NAME,
        backend_version=system.release(),
    )


def _picture(system: System, now: Layout, area: Rectangle) -> tuple[Frame, tuple[WindowFacts, ...]]:
    """The pixels, and the windows then; taken again where one of ours came, went or moved meanwhile."""
    ours = system.process_id()
    for _ in range(_TRIES):
        shown = system.shown_windows()
        frame = joined(area.width, area.height, _pieces(system, now, area, shown))
        after = system.shown_windows()
        if _of(ours, after) == _of(ours, shown):
            return frame, shown
    raise DisplayLost


def _of(process: int, windows: tuple[WindowFacts, ...]) -> list[WindowFacts]:
    return [each for each in windows if each.process == process]


def _pieces(
    system: System, now: Layout, area: Rectangle, shown: tuple[WindowFacts, ...]
) -> Iterator[tuple[Frame, Rectangle]]:
    """What each display shows of the area, and where that belongs."""
    for screen in now.arrangement.touched(area):
        place = place_of(screen)
        part = intersection(place, area)
        if part is None:
            continue
        whole = _display(system, now.display_of(screen), part, now, shown)
        if (whole.width, whole.height) != (place.width, place.height):
            raise WrongSize(f"{place.width}x{place.height}", f"{whole.width}x{whole.height}")
        piece = cut(whole, Rectangle(part.x - place.x, part.y - place.y, part.width, part.height))
        yield piece, Rectangle(part.x - area.x, part.y - area.y, part.width, part.height)


def _display(system: System, display: Display, part: Rectangle, now: Layout, shown: tuple[WindowFacts, ...]) -> Frame:
    """One display without our windows; where macOS is too old for that, only while none of them lies there."""
    ours = system.process_id()
    frame = system.composed_display(display, ours, wait_s=_WAIT_S)
    if frame is not None:
        return frame
    if any(_places(now, part, _of(ours, shown))):
        raise OwnWindowInTheWay
    frame = system.copied_display(display)
    if frame is None:
        raise DisplayLost
    return frame


def _places(now: Layout, area: Rectangle, windows: Iterator[WindowFacts] | list[WindowFacts]) -> Iterator[Rectangle]:
    """What of the windows lies in the area, counted from its corner."""
    for each in windows:
        part = intersection(now.pixels(each.place), area) if each.alpha > 0 else None
        if part is not None:
            yield Rectangle(part.x - area.x, part.y - area.y, part.width, part.height)


def _warnings(system: System, now: Layout, area: Rectangle, shown: tuple[WindowFacts, ...]) -> tuple[str, ...]:
    """Whether a program keeps its window there out of pictures: what lies behind it shows instead."""
    ours = system.process_id()
    others = [each for each in shown if each.process != ours and each.sharing == NOT_SHARED and covers(each)]
    return (PROTECTED_WINDOW_HERE,) if any(_places(now, area, others)) else ()
