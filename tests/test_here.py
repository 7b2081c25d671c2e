"""What this place says of itself, also where it says nothing that can be used."""

import time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
import tzlocal

from evidence_desk.here import system_clock


@pytest.mark.parametrize("why", [ZoneInfoNotFoundError("two files say two zones"), ValueError("/usr"), OSError("no")])
def test_a_zone_that_can_not_be_told_is_not_known(monkeypatch: pytest.MonkeyPatch, why: Exception) -> None:
    """The clock goes on, with the offset that the system has."""

    def fails() -> str:
        raise why

    monkeypatch.setattr(tzlocal, "get_localzone_name", fails)
    now = system_clock().now()

    assert now.zone == "not known"
    assert now.local_at.utcoffset() is not None


def test_a_zone_that_is_told_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tzlocal, "get_localzone_name", lambda: "Europe/London")

    assert system_clock().now().zone == "Europe/London"


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system reads its zone once")
def test_a_computer_that_is_taken_to_another_zone_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Name and offset change together, in the clock that is running."""
    found = []
    with monkeypatch.context() as changed:
        changed.setenv("TZ", "Europe/London")
        time.tzset()
        clock = system_clock()
        for zone in ("Europe/London", "Asia/Kolkata", "Pacific/Honolulu"):
            changed.setenv("TZ", zone)
            now = clock.now()
            found.append((now.zone, now.utc_offset_s == now.at.astimezone(ZoneInfo(zone)).utcoffset().total_seconds()))
    time.tzset()

    assert found == [("Europe/London", True), ("Asia/Kolkata", True), ("Pacific/Honolulu", True)]
