"""One window with its true content, whatever covers it."""

from evidence_desk.capture.targets import ELSEWHERE, NORMAL, Shot
from evidence_desk.capture.window_numbers import window_name, window_number
from evidence_desk.capture.windows.looking import WindowNow, look, look_at_all
from evidence_desk.capture.windows.screen_picture import NAME
from evidence_desk.capture.windows.screens import arrangement
from evidence_desk.capture.windows.system import System
from evidence_desk.capture.windows.ways import picture
from evidence_desk.capture.windows.window_list import application, covered
from evidence_desk.domain.evidence import CaptureTarget
from evidence_desk.domain.refusals import (
    NoActiveWindow,
    OwnWindow,
    ProtectedWindow,
    WindowChanged,
    WindowElsewhere,
    WindowGone,
    WindowMinimised,
)


def picture_named_window(system: System, untrusted_id: str) -> Shot:
    """Take the picture of the window with that id; raises NoSuchWindow and what `picture_window` does."""
    return picture_window(system, window_number(untrusted_id))


def active_window(system: System) -> int:
    """The window that has the focus; raises NoActiveWindow."""
    window = system.foreground_window()
    if not window or window == system.shell_window():
        raise NoActiveWindow
    return window


def picture_window(system: System, window: int) -> Shot:
    """Take the window's picture; its pixels belong to the shot.

    Raises OwnWindow, ProtectedWindow, WindowGone, WindowMinimised, WindowElsewhere, WindowChanged, FlatPicture,
    WrongSize or WindowNotAnswering.
    """
    before = _seen(system, window)
    if before.process == system.process_id():
        raise OwnWindow(window_name(window))
    if before.protected:
        raise ProtectedWindow(window_name(window))
    try:
        frame, place, warnings = picture(system, before)
    finally:
        # Whatever went wrong, a window that changed or went is the reason for it.
        _check_unchanged(system, before)
    now = arrangement(system)
    shot = Shot(
        frame=frame,
        target=CaptureTarget("window", place, now.scale(place), now.names(place)),
        covered=covered(system, look_at_all(system), before),
        window_title=system.title(window),
        application=application(system, before),
        own_windows_left_out=(),
        warnings=warnings,
        backend=NAME,
        backend_version=system.release(),
    )
    _check_unchanged(system, before)
    return shot


def _seen(system: System, window: int) -> WindowNow:
    """The window as it is now; raises the reason why it can't be pictured."""
    found = look(system, window)
    if found is None:
        raise WindowGone(window_name(window))
    if found.state == ELSEWHERE:
        raise WindowElsewhere(window_name(window))
    if found.state != NORMAL:
        raise WindowMinimised(window_name(window))
    return found


def _check_unchanged(system: System, before: WindowNow) -> None:
    if _seen(system, before.id) != before:
        raise WindowChanged(window_name(before.id))
