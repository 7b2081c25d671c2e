"""The scale of the timeline: nothing overtakes anything, long waits are cut, and every event is in one group."""

from datetime import UTC, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_desk.domain.timeline import Track
from evidence_desk.domain.timeline_scale import Tick, Zoom, begins_day, groups, scale_of, ticks
from evidence_desk.domain.times import NANOSECONDS

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC).timestamp()
HOUR, DAY = 3_600.0, 86_400.0
SECONDS = st.lists(st.floats(NOON - 400 * DAY, NOON), max_size=30).map(sorted)
ZOOMS = st.sampled_from(Zoom)


@given(SECONDS, st.integers(0, 9), ZOOMS)
def test_what_was_before_stands_before_and_everything_stands_on_the_scale(
    seconds: list[float], ahead: int, zoom: Zoom
) -> None:
    scale = scale_of(seconds, ahead, zoom)
    places = [scale.place_of(second) for second in seconds] + [scale.place_ahead(number) for number in range(ahead)]

    assert places == sorted(places)
    assert all(-1e-3 <= place <= scale.length + 1e-3 for place in places)
    assert 0 <= scale.seen <= scale.length + 1e-3
    assert all(scale.second_at(scale.place_of(second)) == pytest.approx(second, abs=1e-3) for second in seconds)


@given(SECONDS, ZOOMS)
def test_a_second_takes_the_same_room_wherever_no_wait_is_cut(seconds: list[float], zoom: Zoom) -> None:
    scale = scale_of(seconds, 0, zoom)
    for before, after in pairwise(seconds):
        room = scale.place_of(after) - scale.place_of(before)
        cuts = [cut for cut in scale.cuts if scale.place_of(before) < cut < scale.place_of(after)]
        assert len(cuts) <= 1
        if not cuts:
            assert room == pytest.approx(after - before, abs=1e-3)


def test_a_wait_of_months_is_cut_and_a_night_is_not() -> None:
    evening = [NOON - 24 * HOUR, *(NOON - each * HOUR for each in range(6, -1, -1))]

    assert not scale_of(evening, 0, Zoom.ALL).cuts
    cut = scale_of([NOON - 90 * DAY, *evening], 0, Zoom.ALL)
    assert len(cut.cuts) == 1
    assert cut.length < 3 * DAY


def test_an_item_each_week_has_no_cut() -> None:
    assert not scale_of([NOON - week * 7 * DAY for week in range(9, -1, -1)], 0, Zoom.ALL).cuts


def test_a_day_and_an_hour_fill_what_is_seen() -> None:
    seconds = [NOON - 30 * HOUR + minute * 600 for minute in range(180)]

    assert scale_of(seconds, 0, Zoom.DAY).seen == DAY
    assert scale_of(seconds, 0, Zoom.HOUR).seen == HOUR


@given(st.lists(st.integers(0, 10**6), max_size=40).map(sorted), st.floats(0, 10**6))
def test_every_event_is_in_one_group_and_those_close_together_in_the_same(found: list[int], reach_s: float) -> None:
    track = Track.of((second * NANOSECONDS, row) for row, second in enumerate(found))
    made = groups(track, reach_s)

    assert [place for group in made for place in range(group.first, group.last + 1)] == list(range(len(found)))
    for group, after in pairwise(made):
        assert track.seconds[after.first] - track.seconds[group.last] > reach_s
    for group in made:
        within = track.seconds[group.first : group.last + 1]
        assert all(later - before <= reach_s for before, later in pairwise(within))


@given(st.sampled_from(("Europe/London", "America/Havana", "Australia/Lord_Howe", "Asia/Kolkata")),
       st.floats(NOON - 400 * DAY, NOON), st.floats(60, 30 * DAY))  # fmt: skip
def test_ticks_are_round_times_on_the_wall_far_enough_apart(zone: str, begin: float, least_s: float) -> None:
    scale = scale_of([begin + each * least_s for each in range(9)], 0, Zoom.ALL)
    assert not scale.cuts  # beside one, two times stand closer together
    found = list(ticks(scale, ZoneInfo(zone), least_s, 0, scale.length))

    for tick in found:
        assert tick.local_at.second == 0
        assert tick.local_at.minute % 5 == 0
        assert scale.second_at(tick.place) == pytest.approx(tick.local_at.timestamp(), abs=1e-3)
        assert least_s <= DAY / 2 or begins_day(tick.local_at)
    for before, after in pairwise(found):
        assert after.place - before.place >= least_s - HOUR - 1e-3  # an hour may be missing in spring
    assert len({tick.place for tick in found}) == len(found)


@given(SECONDS.filter(bool), ZOOMS, st.floats(0, 1), st.floats(0, 1))
def test_what_is_in_view_is_what_everything_has_there(
    seconds: list[float], zoom: Zoom, first: float, second: float
) -> None:
    scale = scale_of(seconds, 0, zoom)
    begin, end = (scale.length * share for share in sorted((first, second)))
    least_s = max(scale.length / 200, 60)
    every, found = (list(ticks(scale, UTC, least_s, *view)) for view in ((0, scale.length), (begin, end)))

    assert _inside(found, begin, end) == pytest.approx(_inside(every, begin, end), abs=1e-3)
    assert all(begin - 1e-3 <= each.place <= end + 1e-3 for each in found)
    assert list(scale.cuts_between(begin, end)) == [cut for cut in scale.cuts if begin <= cut <= end]
    for stretch in scale.stretches:
        reaches = stretch.place <= end and stretch.place + stretch.ends - stretch.begins >= begin
        assert not reaches or stretch in scale.stretches_between(begin, end)


def _inside(found: list[Tick], begin: float, end: float) -> list[float]:
    """A second since 1970 is no more exact than some millionths: at the very edge a tick may be in view or not."""
    return [each.place for each in found if begin + 1e-3 < each.place < end - 1e-3]


def test_an_hour_that_was_left_out_has_no_tick() -> None:
    spring = datetime(2026, 3, 29, 0, 0, tzinfo=UTC).timestamp()
    scale = scale_of([spring, spring + 3 * HOUR], 0, Zoom.ALL)
    hours = [tick.local_at.hour for tick in ticks(scale, ZoneInfo("Europe/London"), HOUR, 0, scale.length)]

    assert hours == [0, 2, 3, 4]
