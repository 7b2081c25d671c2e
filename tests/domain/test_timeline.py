"""The timeline: its order is total and stable, nothing is lost or told twice, and no time is guessed."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_desk.domain.checklists import StepId, StepMark, StepState
from evidence_desk.domain.deadlines import Deadline, end_of_day
from evidence_desk.domain.entries import EntryId
from evidence_desk.domain.evidence import ItemId, Origin
from evidence_desk.domain.listed import Listed
from evidence_desk.domain.local_times import moment_of
from evidence_desk.domain.payments import Collected, Payment, Stopped
from evidence_desk.domain.reports import Outcome, Report
from evidence_desk.domain.timeline import Event, Happened, HowKnown, Lane, Timeline, timeline_of
from evidence_desk.domain.timeline_events import Told, events_of
from evidence_desk.domain.times import NANOSECONDS

NOW_NS = 1_795_382_047_312_000_000  # 2026-11-22T21:14:07.312Z
ZONES = ("Europe/London", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "", "No/Such")
MOMENTS = st.sampled_from((0, NOW_NS, NOW_NS - 1)) | st.integers(NOW_NS - 10**17, NOW_NS + 10**17)
NOT_A_TIME = st.sampled_from((0, -1, -NOW_NS, 7_258_118_400 * NANOSECONDS, 2**80))


def listed(number: int, ns: int = NOW_NS, zone: str = "Europe/London", offset_s: int = 0) -> Listed:
    return Listed(
        id=ItemId(f"item-{number}"), number=number, origin=Origin.CAPTURED_HERE, utc_ns=ns, zone=zone,
        utc_offset_s=offset_s, target_kind="window", window_title="Chat", original_name=None, application=None,
        size_bytes=1,
    )  # fmt: skip


def deadline(name: str, at: datetime | None, day: date | None = None) -> Deadline:
    return Deadline(
        id=name, step_id=StepId("report.x"), payment_id=None, says="Ask again.", calendar_title="Ask", kind="due",
        ends_at=at, zone="Europe/London", is_day=day is not None, is_sure=True, day=day,
    )  # fmt: skip


def at(ns: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=ns // 1000)


PAYMENTS = st.builds(
    Payment, paid_ns=MOMENTS, cancelled_ns=MOMENTS, zone=st.sampled_from(ZONES),
    collected=st.sampled_from([each.value for each in Collected]),
    stopped=st.sampled_from([each.value for each in Stopped]),
)  # fmt: skip
REPORTS = st.builds(
    Report, asked_ns=MOMENTS, zone=st.sampled_from(ZONES), reference=st.sampled_from(("", "8841")),
    outcome=st.sampled_from([each.value for each in Outcome]),
)  # fmt: skip
MARKS = st.builds(
    StepMark, step_id=st.just(StepId("")), state=st.sampled_from(StepState),
    changed_at=st.integers(NOW_NS - 10**17, NOW_NS).map(at),
)  # fmt: skip


@st.composite
def stories(draw: st.DrawFn) -> Told:
    """A case with a few of everything."""
    few = st.integers(0, 6)
    items = [listed(n, draw(MOMENTS)) for n in range(1, draw(few) + 1)]
    marks = {StepId(f"s{n}"): replace(draw(MARKS), step_id=StepId(f"s{n}")) for n in range(draw(few))}
    moments = st.none() | st.integers(NOW_NS - 10**17, NOW_NS + 10**17).map(at)
    return Told(
        zone="Europe/London",
        items=items,
        payments={EntryId(f"p{n}"): draw(PAYMENTS) for n in range(draw(few))},
        reports={EntryId(f"r{n}"): draw(REPORTS) for n in range(draw(few))},
        marks=marks,
        deadlines=[deadline(f"d{n}", draw(moments)) for n in range(draw(few))],
    )


def made(told: Told) -> Timeline:
    return timeline_of(events_of(told), NOW_NS, told.zone)


def only(told: Told) -> Event:
    (event,) = made(told).events
    return event


@settings(max_examples=40)
@given(stories(), st.randoms())
def test_the_order_is_the_same_however_the_events_come(told: Told, random) -> None:
    events = list(events_of(told))
    known = made(told).events
    random.shuffle(events)

    assert timeline_of(events, NOW_NS, told.zone).events == known
    times = [each.utc_ns for each in known]
    dated = [ns for ns in times if ns is not None]
    assert dated == sorted(dated, reverse=True)
    assert times[len(dated) :] == [None] * (len(times) - len(dated))


@settings(max_examples=40)
@given(stories())
def test_nothing_is_lost_and_nothing_told_twice(told: Told) -> None:
    timeline = made(told)
    ids = [each.id for each in timeline.events]

    assert len(ids) == len(set(ids))
    assert sum(each.happened is Happened.SAVED for each in timeline.events) == len(list(told.items))
    assert sum(each.happened is Happened.PAID for each in timeline.events) == len(told.payments)
    ticked = {key for key, mark in told.marks.items() if mark.state is not StepState.TODO}
    assert {each.owner for each in timeline.events if each.known is HowKnown.TICKED} == ticked
    assert sum(each.happened is Happened.ENDS for each in timeline.events) == len(list(told.deadlines))
    asked = {key for key, report in told.reports.items() if report.asked_ns}
    assert asked <= {each.owner for each in timeline.events if each.happened is Happened.ASKED}


@settings(max_examples=40)
@given(stories())
def test_every_event_with_a_time_is_on_one_track(told: Told) -> None:
    timeline = made(told)
    tracks = [*timeline.tracks.values(), timeline.ahead]
    rows = sorted(row for track in tracks for row in track.rows)

    assert list(timeline.seconds) == sorted(chain.from_iterable(each.seconds for each in timeline.tracks.values()))
    assert rows == [row for row, each in enumerate(timeline.events) if each.utc_ns is not None]
    for lane, track in timeline.tracks.items():
        assert list(track.seconds) == sorted(track.seconds)
        assert {timeline.events[row].lane for row in track.rows} <= {lane}
        assert len(track.waits) == max(len(track.rows) - 1, 0)
        assert all(wait >= 0 for wait in track.waits)
    assert all((timeline.events[row].utc_ns or 0) > NOW_NS for row in timeline.ahead.rows)
    assert all(timeline.events[row].lane is Lane.DATES for row in timeline.ahead.rows)


@given(NOT_A_TIME)
def test_what_is_no_time_is_not_known_and_stands_last(untrusted_ns: int) -> None:
    payments = {EntryId("a"): Payment(paid_ns=untrusted_ns), EntryId("b"): Payment(paid_ns=NOW_NS)}
    last = made(Told(zone="UTC", payments=payments)).events[-1]

    assert (last.owner, last.utc_ns, last.local_at) == ("a", None, None)


@given(day=st.dates(date(2000, 1, 1), date(2036, 12, 31)), minute=st.integers(0, 1439), zone=st.sampled_from(ZONES[:4]))
def test_a_payment_is_said_as_it_was_written_also_where_the_clocks_change(day: date, minute: int, zone: str) -> None:
    wall = datetime.combine(day, time(minute // 60, minute % 60))
    written = moment_of(f"{wall:%Y-%m-%d %H:%M}", zone)
    event = only(Told(zone="Asia/Tokyo", payments={EntryId("p"): Payment(paid_ns=written.utc_ns, zone=zone)}))

    assert event.local_at == written.at
    assert event.local_at.utcoffset() == written.at.astimezone(ZoneInfo(zone)).utcoffset()
    assert (event.local_at.replace(tzinfo=None) == wall) is (written.reading.value != "skipped")


def test_an_item_keeps_the_wall_clock_of_the_computer_that_saved_it() -> None:
    event = only(Told(zone="Europe/London", items=[listed(1, zone="Nowhere/Here", offset_s=5_400)]))

    assert event.local_at is not None
    assert event.local_at.isoformat() == "2026-11-22T22:44:07.312000+01:30"


def test_a_time_without_a_zone_is_said_in_the_persons_own() -> None:
    event = only(Told(zone="Europe/Berlin", payments={EntryId("p"): Payment(paid_ns=NOW_NS)}))

    assert event.local_at is not None
    assert (event.zone, event.local_at.hour) == ("Europe/Berlin", 22)


def test_a_whole_day_stays_that_day() -> None:
    day = date(2026, 10, 25)  # of 25 hours in London
    end = end_of_day(day, ZoneInfo("Europe/London"))
    event = only(Told(zone="Asia/Tokyo", deadlines=[deadline("d", end.at, end.day)]))

    assert event.day == day
    assert event.local_at is not None
    assert (event.local_at.date(), event.known) == (day, HowKnown.COUNTED)


@pytest.mark.parametrize(
    ("payment", "told"),
    [
        (Payment(paid_ns=NOW_NS), [(Happened.PAID, True)]),
        (Payment(paid_ns=NOW_NS, collected="yes"), [(Happened.PAID, True), (Happened.COLLECTED, False)]),
        (Payment(cancelled_ns=NOW_NS), [(Happened.ASKED_TO_STOP, True), (Happened.PAID, False)]),
        (Payment(stopped="stopped"), [(Happened.PAID, False), (Happened.STOPPED, False)]),
        (Payment(stopped="asked"), [(Happened.ASKED_TO_STOP, False), (Happened.PAID, False)]),
    ],
)
def test_what_became_of_a_payment(payment: Payment, told: list[tuple[Happened, bool]]) -> None:
    events = made(Told(zone="UTC", payments={EntryId("p"): payment})).events

    assert [(each.happened, each.utc_ns is not None) for each in events] == told
    assert {each.known for each in events} == {HowKnown.WRITTEN}


@pytest.mark.parametrize(
    ("report", "told"),
    [
        (Report(to="X", follow_up="2026-11-24"), []),
        (Report(to="X", asked_ns=NOW_NS), [(Happened.ASKED, True)]),
        (Report(to="X", reference="8841"), [(Happened.ASKED, False)]),
        (Report(to="X", asked_ns=NOW_NS, outcome="removed"), [(Happened.ASKED, True), (Happened.ANSWERED, False)]),
        (Report(to="X", asked_ns=NOW_NS, outcome="no answer"), [(Happened.ASKED, True)]),
    ],
)
def test_what_became_of_a_report(report: Report, told: list[tuple[Happened, bool]]) -> None:
    events = made(Told(zone="UTC", reports={EntryId("r"): report})).events

    assert [(each.happened, each.utc_ns is not None) for each in events] == told


def test_exhibits_go_by_their_numbers_and_what_is_flagged_is_shut() -> None:
    told = Told(
        zone="UTC",
        items=[listed(7), listed(8)],
        payments={EntryId("p"): Payment(paid_ns=NOW_NS, exhibits=("item-7", "item-gone"))},
        marks={StepId("s"): StepMark(StepId("s"), StepState.DONE, at(NOW_NS), proof=ItemId("item-8"))},
        titles={StepId("s"): "Ring the bank"},
        numbers={ItemId("item-7"): "EX-007", ItemId("item-8"): "EX-008"},
        shut=frozenset({ItemId("item-7")}),
    )
    found = {each.id: (each.exhibits, each.is_shut, each.title) for each in made(told).events}

    assert found == {
        "paid/p": (("EX-007",), False, ""),
        "saved/item-7": (("EX-007",), True, ""),
        "saved/item-8": (("EX-008",), False, ""),
        "step/s": (("EX-008",), False, "Ring the bank"),
    }
