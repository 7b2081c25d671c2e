"""Moments as they are typed, in zones whose clocks go forward and back."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_desk.domain.local_times import LocalTime, Reading, moment_of
from evidence_desk.domain.payments import at_ns
from evidence_desk.domain.written_errors import NotAMoment

ZONES = st.sampled_from(
    ["Europe/London", "America/New_York", "Asia/Kolkata", "Pacific/Chatham", "Australia/Lord_Howe", "UTC"]
)


@pytest.mark.parametrize(
    ("typed", "zone", "utc", "reading"),
    [
        ("2026-11-22 18:05", "Europe/London", "2026-11-22T18:05", Reading.PLAIN),
        (" 2026-07-01T9:05:30 ", "Europe/London", "2026-07-01T08:05:30", Reading.PLAIN),
        ("2026-11-22 18:05", "Asia/Kolkata", "2026-11-22T12:35", Reading.PLAIN),
        ("2026-11-22 18:05+05:30", "Europe/London", "2026-11-22T12:35", Reading.PLAIN),
        ("2026-11-22T18:05Z", "America/New_York", "2026-11-22T18:05", Reading.PLAIN),
        ("2026-03-29 01:30", "Europe/London", "2026-03-29T01:30", Reading.SKIPPED),
        ("2026-10-25 01:30", "Europe/London", "2026-10-25T00:30", Reading.TWICE),
        ("2026-10-25 01:30 +00:00", "Europe/London", "2026-10-25T01:30", Reading.PLAIN),
        ("2026-04-05 01:45", "Australia/Lord_Howe", "2026-04-04T14:45", Reading.TWICE),
        ("2026-11-22 18:05", "no/such", "2026-11-22T18:05", Reading.PLAIN),
    ],
)
def test_moments_as_people_type_them(typed: str, zone: str, utc: str, reading: Reading) -> None:
    found = moment_of(typed, zone)

    assert found == LocalTime(datetime.fromisoformat(utc).replace(tzinfo=UTC), zone, reading)
    assert at_ns(found.utc_ns) == found.at


def test_a_time_that_was_skipped_is_counted_on() -> None:
    assert f"{moment_of('2026-03-29 01:30', 'Europe/London').local_at:%H:%M %z}" == "02:30 +0100"


@pytest.mark.parametrize(
    "typed",
    ["", "yesterday", "2026-11-22", "18:05", "2026-13-01 10:00", "2026-02-30 10:00", "2026-11-22 25:00",
     "0001-01-01 00:00", "1970-01-01 00:00Z", "9999-12-31 23:59", "2026-11-22 18:05 +99:00",
     "2026-11-22\n18:05", "\u0662026-11-22 18:05"],
)  # fmt: skip
def test_what_is_no_moment(typed: str) -> None:
    with pytest.raises(NotAMoment):
        moment_of(typed, "Europe/London")


@given(at=st.datetimes(datetime(1971, 1, 1), datetime(2199, 1, 1)), zone=ZONES)  # noqa: DTZ001 — hypothesis asks for it
def test_what_a_clock_showed_is_read_again(at: datetime, zone: str) -> None:
    at = at.replace(tzinfo=UTC, second=0, microsecond=0)
    shown = at.astimezone(ZoneInfo(zone))
    found = moment_of(f"{shown:%Y-%m-%d %H:%M}", zone)

    if found.reading is Reading.PLAIN:
        assert found.at == at
    else:
        assert found.reading is Reading.TWICE
        assert found.at in {at, at - timedelta(hours=1), at - timedelta(minutes=30)}


@given(st.text(max_size=30), ZONES)
def test_nothing_typed_breaks_it(typed: str, zone: str) -> None:
    try:
        assert moment_of(typed, zone).utc_ns > 0
    except NotAMoment:
        return
