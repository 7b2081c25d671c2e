"""Which mark of the lanes a click means."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evidence_desk.domain.listed import Listed
from evidence_desk.domain.timeline import Lane, Timeline, timeline_of
from evidence_desk.domain.timeline_events import Told, events_of
from evidence_desk.domain.timeline_scale import Zoom
from evidence_desk.domain.times import NANOSECONDS
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.timeline_marks import TimelineMarks
from evidence_desk.ui.tokens import Scheme
from evidence_desk.ui.widgets.timeline_lanes import TimelineLanes
from evidence_desk.ui.widgets.timeline_painting import LanesPlan
from evidence_desk.ui.widgets.timeline_view import REACH, LanesView
from tests.domain.test_timeline import NOW_NS, listed
from tests.ui.themes import theme_of
from tests.ui.timeline_samples import deadline, words


def crowds(apart_px: float, second_px: float) -> Timeline:
    """Of 1 to 1,200 items, as close to each other as two marks may be and a little farther, and many dates ahead."""
    items = list[Listed]()
    at = NOW_NS - 3_500 * NANOSECONDS
    for number, crowd in enumerate((9, 100, 1_200, 1, 100, 100, 2, 1)):
        items += [listed(len(items) + each, at) for each in range(1, crowd + 1)]
        at += round((apart_px + 1 + number) * second_px * NANOSECONDS)
    dates = [deadline(f"d{days}", days) for days in range(2, 62)]
    return timeline_of(events_of(Told(zone="UTC", items=items, deadlines=dates)), NOW_NS, "UTC")


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("zoom", [Zoom.ALL, Zoom.HOUR])
def test_no_mark_runs_into_another_however_many_digits_it_has(qapp: QApplication, zoom: Zoom, scale: float) -> None:
    plan = LanesPlan(QRect(0, 0, 1_000, 220), theme_of(qapp, Scheme.LIGHT, scale), Qt.LayoutDirection.LeftToRight, 120)
    known = crowds(REACH * scale, 3_600 / plan.width)
    made = TimelineMarks(known, zoom, plan.width, REACH * scale, wide_px=plan.mark_width)
    view = LanesView(plan, made, 0)

    for lane in (Lane.SAVED, Lane.DATES):
        marks = [made.mark(lane, number) for number in range(made.count(lane))]
        assert all(view.rect(before).right() < view.rect(after).left() for before, after in pairwise(marks))
        rows = [row for mark in marks for row in mark.rows]
        assert len(rows) == len(set(rows)) == sum(each.lane is lane for each in known.events)
    assert made.count(Lane.SAVED) > 1 or zoom is Zoom.ALL


def test_the_lanes_keep_their_numbers_apart(look: Appearance, qtbot: QtBot) -> None:
    lanes = TimelineLanes(look)
    qtbot.addWidget(lanes)
    lanes.resize(1_000, 220)
    lanes.set_zoom(Zoom.HOUR)
    lanes.show_timeline(crowds(REACH, 3_600 / lanes._plan().width), words())
    lanes.horizontalScrollBar().setValue(0)
    saved = [lanes.rect_of(mark) for mark in lanes.marks_in_view() if mark.lane is Lane.SAVED]

    assert len(saved) > 1
    assert all(before.right() < after.left() for before, after in pairwise(saved))


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
