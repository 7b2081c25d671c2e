"""Our own windows: kept out of every picture by the system itself, and where they were."""

from evidence_desk.capture.cover import intersection
from evidence_desk.capture.targets import NORMAL
from evidence_desk.capture.windows.looking import WindowNow, look_at_all
from evidence_desk.capture.windows.system import LEFT_OUT, System
from evidence_desk.domain.evidence import Rectangle
from evidence_desk.domain.refusals import OwnWindowInTheWay


def own_windows(system: System) -> tuple[WindowNow, ...]:
    """Every window of this process that is shown now."""
    ours = system.process_id()
    return tuple(each for each in look_at_all(system) if each.process == ours and each.state == NORMAL)


def leave_out_own(system: System, area: Rectangle) -> tuple[WindowNow, ...]:
    """Have the system show what lies behind our windows instead of them; gives those windows.

    Raises OwnWindowInTheWay when one lies in the area and can't be left out, as before Windows 10 version 2004.
    """
    ours = own_windows(system)
    not_yet = [each for each in ours if system.affinity(each.id) != LEFT_OUT]
    for window in not_yet:
        if not system.leave_out(window.id) and intersection(window.area, area):
            raise OwnWindowInTheWay
    if not_yet:
        # What is on the screen until the next composition still has them.
        system.wait_for_composition()
    return ours


def places_in(area: Rectangle, windows: tuple[WindowNow, ...]) -> tuple[Rectangle, ...]:
    """What of the windows lies in the area, counted from its corner."""
    inside = (intersection(each.area, area) for each in windows)
    return tuple(Rectangle(part.x - area.x, part.y - area.y, part.width, part.height) for part in inside if part)
