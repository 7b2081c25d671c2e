"""A moment keeps every clock, and is written the same way everywhere."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given

from evidence_desk.domain.system_clock import SystemClock
from evidence_desk.domain.times import _CALENDAR_S, NANOSECONDS, Moment, file_name_text, utc_text
from tests.domain.records import MOMENTS
from tests.fake_clock import START


@given(MOMENTS)
def test_a_moment_comes_back_equal(moment: Moment):
    assert Moment.from_json(moment.as_json()) == moment


def test_a_moment_is_written_in_utc_with_milliseconds():
    assert utc_text(START.at) == "2026-11-22T21:14:07.312Z"
    assert file_name_text(START.at) == "20261122T211407Z"


def test_the_local_time_is_what_the_wall_clock_showed():
    assert f"{START.local_at:%H:%M:%S}" == "22:14:07"
    assert START.local_at.utcoffset() == timedelta(hours=1)
    assert START.local_at.tzname() == "Europe/Berlin"


def test_the_system_clock_reads_every_clock_forwards():
    clock = SystemClock("Europe/London", b"salt")
    first, second = clock.now(), clock.now()

    assert second.monotonic_ns > first.monotonic_ns
    assert second.utc_ns - first.utc_ns < 60_000_000_000
    assert first.at.tzinfo is UTC
    assert first.boot_session == second.boot_session
    assert first.clock in {"synchronised", "not synchronised", "not checked"}


def test_two_vaults_give_one_boot_two_names():
    assert SystemClock("UTC", b"one").now().boot_session != SystemClock("UTC", b"two").now().boot_session


@pytest.mark.parametrize("missing", ["utc_ns", "boot_session"])
def test_half_a_moment_is_no_moment(missing: str):
    written = START.as_json()
    del written[missing]

    with pytest.raises(KeyError):
        Moment.from_json(written)


def test_local_time_is_an_aware_datetime():
    assert START.local_at == datetime(2026, 11, 22, 21, 14, 7, 312000, tzinfo=UTC)


@pytest.mark.parametrize(
    "change",
    [{"utc_ns": "1"}, {"utc_ns": 1.5}, {"utc_ns": 10**30}, {"utc_ns": -(10**30)}, {"utc_offset_s": None}, {"zone": 1},
     {"utc_offset_s": 86_400}, {"boot_ns": "x"}, {"clock_error_ms": []}],
    ids=str,
)  # fmt: skip
def test_what_no_clock_can_say_is_no_moment(change):
    """A row can be changed by whoever has the key; what is made of it must never break what shows it."""
    with pytest.raises((TypeError, ValueError)):
        Moment.from_json(START.as_json() | change)


def test_the_edges_of_the_calendar_can_be_shown():
    for utc_s in (_CALENDAR_S[0], _CALENDAR_S[-1]):
        for utc_offset_s in (-86_399, 86_399):
            written = START.as_json() | {"utc_ns": utc_s * NANOSECONDS, "utc_offset_s": utc_offset_s}
            assert Moment.from_json(written).local_at.tzinfo is not None
