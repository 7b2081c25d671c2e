"""One window with its true content, whatever covers it."""

from evidence_desk.capture.checks import check_frame
from evidence_desk.capture.macos.layout import Layout, layout
from evidence_desk.capture.macos.looking import WindowNow, described, found
from evidence_desk.capture.macos.screen_picture import NAME
from evidence_desk.capture.macos.system import System, WindowFacts
from evidence_desk.capture.macos.window_list import covered
from evidence_desk.capture.pixels import alpha_plane
from evidence_desk.capture.targets import NORMAL, TRANSLUCENT, Frame, Shot
from evidence_desk.capture.window_numbers import window_name
from evidence_desk.domain.evidence import CaptureTarget
from evidence_desk.domain.refusals import (
    CaptureRefused,
    FlatPicture,
    NoActiveWindow,
    OwnWindow,
    ProtectedWindow,
    WindowChanged,
    WindowGone,
    WindowNotAnswering,
    WindowOutOfSight,
    WrongSize,
)

_WAIT_S = 3.0
_OPAQUE = (0xFF, 0xFF)
_CORNER_POINTS = 32
"""More than the rounded corners of any window, whose outside is transparent."""


def active_window(system: System) -> int:
    """The foremost window of the program that has the focus; raises NoActiveWindow."""
    process = system.front_process()
    of_it = [each.number for each in system.shown_windows() if each.process == process and each.layer == 0]
    if not process or not of_it:
        raise NoActiveWindow
    return of_it[0]


def picture_window(system: System, window: int) -> Shot:
    """Take the window's picture; its pixels belong to the shot.

    Raises OwnWindow, ProtectedWindow, WindowGone, WindowOutOfSight, WindowChanged, FlatPicture, WrongSize or
    WindowNotAnswering.
    """
    now = layout(system)
    facts, before = _seen(system, now, window)
    if facts.process == system.process_id():
        raise OwnWindow(window_name(window))
    if before.protected:
        raise ProtectedWindow(window_name(window))
    try:
        frame = _picture(system, before)
    finally:
        # Whatever went wrong, a window that changed or went is the reason for it.
        _check_unchanged(system, before)
    area, screens = before.area, now.arrangement
    return Shot(
        frame=frame,
        target=CaptureTarget("window", area, screens.scale(area), screens.names(area)),
        covered=covered(system, now, system.shown_windows(), facts),
        window_title=facts.title,
        application=facts.application,
        own_windows_left_out=(),
        warnings=_warnings(frame, screens.scale(area)),
        backend=NAME,
        backend_version=system.release(),
    )


def _picture(system: System, window: WindowNow) -> Frame:
    """The first picture that passes, of the system's own framework or of its tool."""
    reasons: list[CaptureRefused] = []
    for way in (system.composed_window, system.printed_window):
        frame = way(window.id, wait_s=_WAIT_S)
        if frame is None:
            reasons.append(WindowNotAnswering(window_name(window.id)))
            continue
        try:
            check_frame(frame, window.area.width, window.area.height)
        except (FlatPicture, WrongSize) as reason:
            reasons.append(reason)
        else:
            return frame
    # That it came out empty says more than that another way had no answer.
    raise next((reason for reason in reasons if isinstance(reason, FlatPicture)), reasons[0])


def _warnings(frame: Frame, scale: float) -> tuple[str, ...]:
    """Whether others shine through the window, its corners aside."""
    corner = round(_CORNER_POINTS * scale)
    if frame.height <= 2 * corner:
        return ()
    middle = alpha_plane(frame).crop((0, corner, frame.width, frame.height - corner))
    return () if middle.getextrema() == _OPAQUE else (TRANSLUCENT,)


def _seen(system: System, now: Layout, window: int) -> tuple[WindowFacts, WindowNow]:
    """The window as it is now; raises the reason why it can't be pictured."""
    facts = found(system.windows(), window)
    if facts is None:
        raise WindowGone(window_name(window))
    seen = described(now, facts)
    if seen.state != NORMAL:
        raise WindowOutOfSight(window_name(window))
    return facts, seen


def _check_unchanged(system: System, before: WindowNow) -> None:
    if _seen(system, layout(system), before.id)[1] != before:
        raise WindowChanged(window_name(before.id))
