"""One picture of the whole desktop, as the system draws it, and what of it belongs to which screen."""

from collections.abc import Callable, Sequence

from evidence_desk.capture.cutting import cut
from evidence_desk.capture.targets import RESAMPLED_BY_SYSTEM, Frame
from evidence_desk.capture.wayland.layout import Aim, Layout, even_layout
from evidence_desk.capture.wayland.outputs import Output
from evidence_desk.capture.wayland.pictures import Picture
from evidence_desk.domain.evidence import Rectangle
from evidence_desk.domain.refusals import WrongSize

_OFF_BY = 2
"""Systems round half pixels at the far edges up or down."""
_LEAST_DRAWN = 0.2
"""No scale is larger than five."""


class WholeDesktop:
    """Satisfies `evidence_desk.capture.wayland.ways.Way` for a way that hands out everything in one picture."""

    def __init__(self, name: str, version: str, hand_out: Callable[[], Picture]) -> None:
        """`hand_out` takes the picture; what it raises, `take` raises."""
        self.name = name
        self.version = version
        self._hand_out = hand_out

    def layout(self, outputs: Sequence[Output]) -> Layout:
        """Every screen at the largest scale of all."""
        return even_layout(outputs)

    def take(self, aim: Aim, layout: Layout) -> Picture:
        """Cut out what was asked for. Raises WrongSize for a picture that is not of this desktop."""
        picture = self._hand_out()
        whole = layout.arrangement.whole
        drawn = _drawn_scale(picture.frame, whole)
        exact = (picture.frame.width, picture.frame.height) == (whole.width, whole.height)
        is_own = exact and all(each.is_own_size for each in aim.touched)
        if len(layout.placed) == 1 and exact:
            is_own = True  # one screen, all of it and nothing else: whatever its scale, there was nothing to fit
        warnings = picture.warnings if is_own else (*picture.warnings, RESAMPLED_BY_SYSTEM)
        return Picture(_cut(picture.frame, aim.area, whole, drawn), warnings)


def _drawn_scale(frame: Frame, whole: Rectangle) -> float:
    """How many pixels of the picture stand for one of the layout; the picture must have the desktop's shape."""
    is_as_wide = abs(frame.width - whole.width) <= _OFF_BY
    drawn = 1.0 if is_as_wide else frame.width / whole.width
    if not _LEAST_DRAWN <= drawn <= 1 / _LEAST_DRAWN or abs(frame.height - whole.height * drawn) > _OFF_BY * max(
        1.0, drawn
    ):
        raise WrongSize(f"{whole.width}x{whole.height}", f"{frame.width}x{frame.height}")
    return drawn


def _cut(frame: Frame, area: Rectangle, whole: Rectangle, drawn: float) -> Frame:
    if area == whole:
        return frame
    left, top = round((area.x - whole.x) * drawn), round((area.y - whole.y) * drawn)
    right = min(frame.width, round((area.x + area.width - whole.x) * drawn))
    bottom = min(frame.height, round((area.y + area.height - whole.y) * drawn))
    return cut(frame, Rectangle(left, top, max(1, right - left), max(1, bottom - top)))
