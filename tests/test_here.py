"""What this place says of itself, also where it says nothing that can be used."""

from zoneinfo import ZoneInfoNotFoundError

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
