"""Three ways to a window's picture, best first; each gives what the person sees of the window, or says why not."""

from collections.abc import Callable

from evidence_desk.capture.checks import check_frame
from evidence_desk.capture.cover import intersection
from evidence_desk.capture.cutting import cut
from evidence_desk.capture.targets import DRAWN_FOR_THE_PICTURE, WITHOUT_ITS_FRAME, Frame
from evidence_desk.capture.window_numbers import window_name
from evidence_desk.capture.windows.looking import WindowNow
from evidence_desk.capture.windows.system import System
from evidence_desk.domain.evidence import Rectangle
from evidence_desk.domain.refusals import CaptureRefused, FlatPicture, WindowNotAnswering, WrongSize

_WAIT_S = 2.0

Taken = tuple[Frame, Rectangle, tuple[str, ...]]
"""The pixels, where they were on the desktop, and what to warn of."""


def picture(system: System, window: WindowNow) -> Taken:
    """The first picture that passes. Raises FlatPicture, WrongSize or WindowNotAnswering when none does."""
    reasons: list[CaptureRefused] = []
    for way in _WAYS:
        try:
            frame, place, warnings = way(system, window)
            check_frame(frame, place.width, place.height)
        except (FlatPicture, WrongSize, WindowNotAnswering) as reason:
            reasons.append(reason)
        else:
            return frame, place, warnings
    # That it came out empty says more than that another way had no answer.
    raise next((reason for reason in reasons if isinstance(reason, FlatPicture)), reasons[0])


def _composed(system: System, window: WindowNow) -> Taken:
    """What the compositor has of the window, covered or not: exactly what would be on the screen."""
    frame = system.composed_picture(window.id, window.area, wait_s=_WAIT_S)
    return _answered(frame, window), window.area, ()


def _printed(system: System, window: WindowNow) -> Taken:
    """The program draws its window once more, for us; the invisible border round it is cut away."""
    outer = system.window_rectangle(window.id)
    if outer is None or system.is_hung(window.id):
        raise WindowNotAnswering(window_name(window.id))
    whole = _answered(system.printed_picture(window.id, outer.width, outer.height, wait_s=_WAIT_S), window)
    area = window.area
    if (whole.width, whole.height) != (outer.width, outer.height) or intersection(area, outer) != area:
        raise WrongSize(f"{area.width}x{area.height}", f"{whole.width}x{whole.height}")
    inside = Rectangle(area.x - outer.x, area.y - outer.y, area.width, area.height)
    return cut(whole, inside), area, (DRAWN_FOR_THE_PICTURE,)


def _client(system: System, window: WindowNow) -> Taken:
    """The part without title bar and frame."""
    place = system.client_rectangle(window.id)
    if place is None or system.is_hung(window.id):
        raise WindowNotAnswering(window_name(window.id))
    frame = _answered(system.client_picture(window.id, wait_s=_WAIT_S), window)
    return frame, place, (WITHOUT_ITS_FRAME,)


def _answered(frame: Frame | None, window: WindowNow) -> Frame:
    if frame is None:
        raise WindowNotAnswering(window_name(window.id))
    return frame


_WAYS: tuple[Callable[[System, WindowNow], Taken], ...] = (_composed, _printed, _client)
