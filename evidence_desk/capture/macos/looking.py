"""What one window of macOS is now, and which windows hide others."""

from collections.abc import Iterable
from dataclasses import dataclass

from evidence_desk.capture.macos.layout import Layout
from evidence_desk.capture.macos.system import NOT_SHARED, System, WindowFacts
from evidence_desk.capture.targets import MINIMISED, NORMAL
from evidence_desk.domain.evidence import Rectangle

_ORDINARY_LAYER = 0
_OF_THE_SYSTEM = frozenset({"Window Server", "Dock", "WindowManager"})
"""Programs whose windows lie over the whole screen and are seen through."""


@dataclass(frozen=True, slots=True)
class WindowNow:
    """One window at one moment; two that are equal were in one state. `area` is in pixels."""

    id: int
    area: Rectangle
    state: str
    process: int
    protected: bool


def described(now: Layout, facts: WindowFacts) -> WindowNow:
    """The window as it is."""
    # Whether it is minimised, hidden or on another desktop, macOS tells only those who may steer the computer.
    state = NORMAL if facts.shown else MINIMISED
    return WindowNow(facts.number, now.pixels(facts.place), state, facts.process, facts.sharing == NOT_SHARED)


def found(everything: Iterable[WindowFacts], window: int) -> WindowFacts | None:
    """The entry with that number, or None when there is none."""
    return next((each for each in everything if each.number == window), None)


def is_called_a_window(system: System, facts: WindowFacts) -> bool:
    """Whether a person would call it one; programs keep many that were never shown."""
    if facts.layer != _ORDINARY_LAYER or facts.place.width < 1 or facts.place.height < 1 or facts.alpha <= 0:
        return False
    return facts.shown or (bool(facts.title) and system.is_ordinary(facts.process))


def covers(facts: WindowFacts) -> bool:
    """Whether it hides what lies beneath."""
    return facts.alpha > 0 and facts.layer >= _ORDINARY_LAYER and facts.application not in _OF_THE_SYSTEM
