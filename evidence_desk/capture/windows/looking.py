"""What one window of Windows is now, and which windows a person would call one."""

from dataclasses import dataclass

from evidence_desk.capture.targets import ELSEWHERE, MINIMISED, NORMAL
from evidence_desk.capture.windows.system import (
    CLOAKED_BY_SHELL,
    HAS_CAPTION,
    IS_APPLICATION,
    IS_TOOL,
    LETS_CLICKS_THROUGH,
    NO_AFFINITY,
    System,
)
from evidence_desk.domain.evidence import Rectangle

HIDDEN = "hidden"
"""Its program or the system cloaks it: there, and not shown."""


@dataclass(frozen=True, slots=True)
class WindowNow:
    """One window at one moment; two that are equal were in one state."""

    id: int
    area: Rectangle
    state: str
    process: int
    protected: bool


def look(system: System, window: int) -> WindowNow | None:
    """The window as it is, or None when it is gone."""
    area = system.frame_bounds(window) or system.window_rectangle(window)
    if area is None or not system.is_window(window):
        return None
    # A window whose affinity can't be asked is tried: what it hides comes out black, and that is refused.
    protected = system.affinity(window) not in {NO_AFFINITY, None}
    return WindowNow(window, area, _state(system, window), system.process_of(window), protected)


def look_at_all(system: System) -> tuple[WindowNow, ...]:
    """Every top-level window that is shown or minimised, topmost first."""
    visible = (window for window in system.top_level_windows() if system.is_visible(window))
    return tuple(found for window in visible if (found := look(system, window)) and found.state != HIDDEN)


def is_called_a_window(system: System, window: WindowNow) -> bool:
    """Whether a person would call it one: what the task switcher shows, and dialogues."""
    style, extended = system.style(window.id)
    if window.id == system.shell_window() or not (window.area.width > 0 and window.area.height > 0):
        return False
    if extended & IS_APPLICATION:
        return True
    is_own_matter = not system.owner(window.id) or style & HAS_CAPTION == HAS_CAPTION
    return not extended & IS_TOOL and is_own_matter and system.title(window.id) != ""


def covers(system: System, window: WindowNow) -> bool:
    """Whether it hides what lies beneath; overlays that clicks go through are seen through as well."""
    return window.state == NORMAL and not system.style(window.id)[1] & LETS_CLICKS_THROUGH


def _state(system: System, window: int) -> str:
    if system.is_minimised(window):
        return MINIMISED
    cloaked = system.cloaked(window)
    if not cloaked and system.is_visible(window):
        return NORMAL
    return ELSEWHERE if cloaked & CLOAKED_BY_SHELL and not system.on_this_desktop(window) else HIDDEN
