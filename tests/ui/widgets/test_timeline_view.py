"""Which mark of the lanes a click means."""

import pytest
from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtWidgets import QApplication

from evidence_desk.domain.timeline import Lane, timeline_of
from evidence_desk.domain.timeline_events import Told, events_of
from evidence_desk.domain.timeline_scale import Zoom
from evidence_desk.domain.times import NANOSECONDS
from evidence_desk.ui.models.timeline_marks import TimelineMarks
from evidence_desk.ui.widgets.timeline_painting import LanesPlan
from evidence_desk.ui.widgets.timeline_view import REACH, LanesView
from tests.domain.test_timeline import NOW_NS, listed
from tests.ui.themes import theme_of


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_of_two_marks_side_by_side_the_one_that_is_clicked_is_meant(
    qapp: QApplication, direction: Qt.LayoutDirection
) -> None:
    plan = LanesPlan(QRect(0, 0, 1_000, 220), theme_of(qapp), direction, 120)
    apart = round(3_600 / plan.width * (REACH + 1))
    many = [listed(number, NOW_NS - apart * NANOSECONDS) for number in range(1, 101)]  # as wide as their number
    items = [*many, listed(101, NOW_NS), listed(102, NOW_NS - 6_000 * NANOSECONDS)]
    known = timeline_of(events_of(Told(zone="UTC", items=items)), NOW_NS, "UTC")
    view = LanesView(plan, TimelineMarks(known, Zoom.HOUR, plan.width, REACH), 0)
    end = LanesView(
        plan, view.marks, round((view.marks.scale.length - view.marks.scale.seen) / view.marks.seconds_per_px)
    )
    _, both, one = (view.marks.mark(Lane.SAVED, number) for number in range(3))
    assert end.mark_at(end.rect(both).center()) == both
    for inside in (0.5, end.rect(one).width() - 0.5):
        assert end.mark_at(QPointF(end.rect(one).left() + inside, end.rect(one).center().y())) == one
    beside = end.rect(one).right() + 5, end.rect(one).left() - 5
    outer = max(beside) if direction is Qt.LayoutDirection.LeftToRight else min(beside)
    assert end.mark_at(QPointF(outer, end.rect(one).center().y())) == one
    assert end.mark_at(QPointF(outer, 2.0)) is None
    passed = LanesView(plan, view.marks, end.scrolled + round(end.x(both.middle) - plan.begins) + 10)
    assert passed.x(both.middle) < plan.begins
    assert both in passed.shown(), "half of its number still reaches into the picture"
