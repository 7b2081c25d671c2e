"""The windows a person can point at, topmost first."""

from collections.abc import Sequence

from evidence_desk.capture.cover import covered_part
from evidence_desk.capture.targets import NORMAL, Window
from evidence_desk.capture.window_numbers import window_name
from evidence_desk.capture.windows.looking import WindowNow, covers, is_called_a_window, look_at_all
from evidence_desk.capture.windows.screens import arrangement
from evidence_desk.capture.windows.system import System


def list_windows(system: System) -> tuple[Window, ...]:
    """Those with a picture topmost first, then those without one."""
    everything = look_at_all(system)
    named = [_described(system, everything, each) for each in everything if is_called_a_window(system, each)]
    return tuple(sorted(named, key=lambda window: window.state != NORMAL))


def covered(system: System, everything: Sequence[WindowNow], window: WindowNow) -> float:
    """How much of the window others hide; ours do not count, because they are never in the way of a picture."""
    ours = system.process_id()
    order = [each.id for each in everything]
    above = everything[: order.index(window.id)] if window.id in order else ()
    hiding = [each.area for each in above if each.process != ours and covers(system, each)]
    return covered_part(window.area, hiding, arrangement(system).rectangles)


def application(system: System, window: WindowNow) -> str:
    """The name of the program's file; empty where the system does not say it."""
    return system.program_of(window.process) or ""


def _described(system: System, everything: Sequence[WindowNow], window: WindowNow) -> Window:
    area = window.area
    return Window(
        id=window_name(window.id),
        title=system.title(window.id),
        application=application(system, window),
        pid=window.process or None,
        x=area.x,
        y=area.y,
        width=area.width,
        height=area.height,
        covered=covered(system, everything, window) if window.state == NORMAL else None,
        state=window.state,
        own=window.process == system.process_id(),
    )
