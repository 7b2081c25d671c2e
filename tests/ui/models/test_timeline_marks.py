"""The marks of the lanes: every row is in one of them, and each can be found by its row and by its place."""

import pytest

from evidence_desk.domain.timeline import Lane
from evidence_desk.domain.timeline_scale import Zoom
from evidence_desk.ui.models.timeline_marks import TimelineMarks
from tests.ui.timeline_samples import many, timeline


@pytest.mark.parametrize("zoom", Zoom)
@pytest.mark.parametrize("width", [100, 800])
def test_every_row_with_a_time_is_in_one_mark(zoom: Zoom, width: int) -> None:
    known = timeline()
    marks = TimelineMarks(known, zoom, width, 24)
    found = [marks.mark(lane, number) for lane in Lane for number in range(marks.count(lane))]
    rows = [row for mark in found for row in mark.rows]

    assert sorted(rows) == [row for row, each in enumerate(known.events) if each.utc_ns is not None]
    for mark in found:
        assert list(mark.rows) == sorted(mark.rows)
        assert all(known.events[row].lane is mark.lane for row in mark.rows)
        assert all(marks.of_row(mark.lane, row) == mark for row in mark.rows)
        assert marks.nearest(mark.lane, mark.middle) == mark
        assert mark in list(marks.between(mark.lane, mark.begins - 1, mark.ends + 1))
    for lane in Lane:
        everything = list(marks.between(lane, 0, marks.scale.length))
        assert everything == [marks.mark(lane, number) for number in range(marks.count(lane))]


def test_what_is_close_together_becomes_a_number_and_comes_apart_again() -> None:
    known = timeline()
    all_of_it, an_hour = (TimelineMarks(known, zoom, 2_000, 24) for zoom in (Zoom.ALL, Zoom.HOUR))

    assert [len(all_of_it.mark(Lane.SAVED, number).rows) for number in range(all_of_it.count(Lane.SAVED))] == [4, 10]
    assert an_hour.count(Lane.SAVED) == 14


def test_another_width_or_zoom_has_the_marks_it_would_have_had_from_the_beginning() -> None:
    known, other = timeline(), many(30)
    marks = TimelineMarks(known, Zoom.ALL, 300, 24)
    for of, zoom, width in ((known, Zoom.ALL, 900), (known, Zoom.HOUR, 900), (other, Zoom.HOUR, 900)):
        marks, anew = marks.made_for(of, zoom, width, 24), TimelineMarks(of, zoom, width, 24)
        found, wanted = ([list(each.between(lane, 0, each.scale.length)) for lane in Lane] for each in (marks, anew))

        assert found == wanted
        assert (marks.scale, marks.seconds_per_px) == (anew.scale, anew.seconds_per_px)


def test_a_row_without_a_time_has_no_mark() -> None:
    known = timeline()
    marks = TimelineMarks(known, Zoom.ALL, 800, 24)

    assert marks.of_row(Lane.PAYMENTS, len(known.events) - 1) is None
    assert known.events[-1].utc_ns is None


def test_only_what_is_in_view_is_looked_at() -> None:
    marks = TimelineMarks(many(3_000), Zoom.HOUR, 1_600, 24)
    begin = marks.scale.length / 2

    assert marks.count(Lane.SAVED) == 3_000
    assert 55 <= len(list(marks.between(Lane.SAVED, begin, begin + marks.scale.seen))) <= 65
