"""What of the timeline's lanes is in view, and where on the surface each mark of it lies."""

from dataclasses import dataclass
from itertools import chain
from typing import Final

from PySide6.QtCore import QPointF, QRectF

from evidence_desk.ui.models.timeline_marks import Mark, TimelineMarks
from evidence_desk.ui.widgets.timeline_painting import LANES, LanesPlan

REACH: Final = 24
"""So close together two events are one mark; at text of 100 %."""
_NEAR: Final = 6
"""So far beside a mark a click still finds it."""


@dataclass(frozen=True, slots=True)
class LanesView:
    """The marks as they lie after scrolling; `scrolled` is in device-independent pixels from the beginning."""

    plan: LanesPlan
    marks: TimelineMarks
    scrolled: int

    @property
    def begin(self) -> float:
        """The first place in view."""
        return self.scrolled * self.marks.seconds_per_px

    @property
    def end(self) -> float:
        """The last place in view."""
        return self.begin + self.marks.scale.seen

    def x(self, place: float) -> float:
        """Pixels from the leading edge."""
        return self.plan.begins + place / self.marks.seconds_per_px - self.scrolled

    def rect(self, mark: Mark) -> QRectF:
        """Where a mark is painted."""
        return self.plan.mark_rect(mark, self.x(mark.begins), self.x(mark.ends))

    def shown(self) -> list[Mark]:
        """Every mark that reaches into the view."""
        margin = REACH * self.plan.theme.scale * self.marks.seconds_per_px
        return list(
            chain.from_iterable(self.marks.between(each, self.begin - margin, self.end + margin) for each in LANES)
        )

    def mark_at(self, at: QPointF) -> Mark | None:
        """The mark under a place of the picture, or the closest of those beside it."""
        room = self.plan.theme.px(_NEAR)
        beside = [(mark, rect) for mark in self.shown() if _wider(rect := self.rect(mark), room).contains(at)]
        under = [(mark, rect) for mark, rect in beside if rect.contains(at)]
        closest = min(under or beside, key=lambda each: abs(each[1].center().x() - at.x()), default=None)
        return closest[0] if closest else None


def _wider(rect: QRectF, by: int) -> QRectF:
    return rect.adjusted(-by, -by, by, by)
