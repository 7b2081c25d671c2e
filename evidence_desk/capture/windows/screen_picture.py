"""Screens and regions as they are shown, without our own windows."""

from evidence_desk.capture.arrangement import Arrangement
from evidence_desk.capture.checks import check_frame
from evidence_desk.capture.cover import intersection
from evidence_desk.capture.targets import (
    PROTECTED_WINDOW_HERE,
    AllScreens,
    Frame,
    OneScreen,
    Region,
    Shot,
)
from evidence_desk.capture.windows.looking import WindowNow, covers, look_at_all
from evidence_desk.capture.windows.own import leave_out_own, own_windows, places_in
from evidence_desk.capture.windows.screens import arrangement
from evidence_desk.capture.windows.system import System
from evidence_desk.domain.evidence import CaptureTarget, Rectangle
from evidence_desk.domain.refusals import DisplayLost, DisplaysChanged

NAME = "windows"
_NOTHING_HIDDEN = 0.0
_TRIES = 5


def picture_screens(system: System, wanted: AllScreens | OneScreen | Region) -> Shot:
    """Take the picture; its pixels belong to the shot.

    Raises NoSuchScreen, OutsideScreens, OwnWindowInTheWay, DisplaysChanged, FlatPicture, WrongSize or DisplayLost.
    """
    now = arrangement(system)
    kind, area = now.asked(wanted)
    frame, ours = _picture(system, area)
    warnings = _warnings(system, area)
    _check_screens(system, now)
    check_frame(frame, area.width, area.height)
    return Shot(
        frame=frame,
        target=CaptureTarget(kind, area, now.scale(area), now.names(area)),
        covered=_NOTHING_HIDDEN,
        window_title=None,
        application=None,
        own_windows_left_out=places_in(area, ours),
        warnings=warnings,
        backend=NAME,
        backend_version=system.release(),
    )


def _picture(system: System, area: Rectangle) -> tuple[Frame, tuple[WindowNow, ...]]:
    """The pixels and our windows there; taken again where one of ours came, went or moved meanwhile."""
    for _ in range(_TRIES):
        ours = leave_out_own(system, area)
        frame = system.picture_of_screens(area)
        if frame is None:
            raise DisplayLost
        if own_windows(system) == ours:
            return frame, ours
    raise DisplayLost


def _warnings(system: System, area: Rectangle) -> tuple[str, ...]:
    """Whether a program hides its window there: such a place is black, or shows what lies behind."""
    ours = system.process_id()
    others = (each for each in look_at_all(system) if each.process != ours and each.protected)
    hidden = any(intersection(each.area, area) and covers(system, each) for each in others)
    return (PROTECTED_WINDOW_HERE,) if hidden else ()


def _check_screens(system: System, before: Arrangement) -> None:
    if arrangement(system) != before:
        raise DisplaysChanged
