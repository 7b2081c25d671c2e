"""The windows a person can point at, front to back."""

from collections.abc import Sequence

from evidence_desk.capture.cover import covered_part
from evidence_desk.capture.macos.layout import Layout, layout, rounded
from evidence_desk.capture.macos.looking import covers, described, is_called_a_window
from evidence_desk.capture.macos.system import System, WindowFacts
from evidence_desk.capture.targets import NORMAL, Window
from evidence_desk.capture.window_numbers import window_name


def list_windows(system: System) -> tuple[Window, ...]:
    """Those with a picture front to back, then those without one."""
    shown = system.shown_windows()
    now = layout(system)
    numbers = {each.number for each in shown}
    others = [each for each in system.windows() if each.number not in numbers and not each.shown]
    named = [each for each in (*shown, *others) if is_called_a_window(system, each)]
    return tuple(_window(system, now, shown, each) for each in named)


def covered(system: System, now: Layout, shown: Sequence[WindowFacts], window: WindowFacts) -> float:
    """How much of the window others hide; ours do not count, because they are never in the way of a picture."""
    ours = system.process_id()
    order = [each.number for each in shown]
    above = shown[: order.index(window.number)] if window.number in order else ()
    hiding = [rounded(each.place) for each in above if each.process != ours and covers(each)]
    return covered_part(rounded(window.place), hiding, [rounded(each.place) for each in now.displays])


def _window(system: System, now: Layout, shown: Sequence[WindowFacts], facts: WindowFacts) -> Window:
    window = described(now, facts)
    area = window.area
    return Window(
        id=window_name(facts.number),
        title=facts.title or "",
        application=facts.application or "",
        pid=facts.process,
        x=area.x,
        y=area.y,
        width=area.width,
        height=area.height,
        covered=covered(system, now, shown, facts) if window.state == NORMAL else None,
        state=window.state,
        own=facts.process == system.process_id(),
    )
