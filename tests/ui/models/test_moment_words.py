"""Times are said in the zone they were taken in, by the name people use for it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.moment_words import (
    clock_words,
    day_head,
    full_time,
    full_utc_time,
    near_time,
    time_words,
    zone_name,
)
from tests.ui.room_samples import NOW, TODAY, moment

pytestmark = pytest.mark.usefixtures("look")


def test_a_moment_in_london_in_winter() -> None:
    """The words of the kit."""
    assert full_time(NOW) == "Sun 22 Nov 2026, 21:14:07 GMT"
    assert full_utc_time(NOW) == "21:14:07.312 UTC"
    assert time_words(NOW) == "21:14:07"


def test_utc_on_another_day_names_that_day() -> None:
    """In Auckland it is Monday already."""
    auckland = moment(zone="Pacific/Auckland", utc_offset_s=13 * 3600)
    assert full_time(auckland) == "Mon 23 Nov 2026, 10:14:07 NZDT"
    assert full_utc_time(auckland) == "22 Nov 2026, 21:14:07.312 UTC"


@pytest.mark.parametrize(
    ("zone", "offset_s", "name"),
    [
        ("Europe/London", 0, "GMT"),
        ("Europe/London", 3600, "UTC+01:00"),  # the zone and the device did not agree
        ("Asia/Kolkata", 19_800, "IST"),
        ("America/Sao_Paulo", -10_800, "UTC-03:00"),  # its own name is "-03"
        ("../../etc/passwd", 0, "UTC"),
        ("", -19_800, "UTC-05:30"),
        ("not known", 3600, "UTC+01:00"),
    ],
)
def test_a_zone_without_a_fitting_name_is_its_offset(zone: str, offset_s: int, name: str) -> None:
    """Never a name that says another offset than the one recorded."""
    assert zone_name(moment(zone=zone, utc_offset_s=offset_s)) == name


def test_days_near_by_are_named(look: Appearance) -> None:
    """Today and yesterday, then the date alone."""
    heads = [day_head(TODAY - timedelta(days=days), TODAY) for days in range(3)]
    assert heads[0].startswith("Today, Sunday")
    assert heads[1].startswith("Yesterday, Saturday")
    assert heads[2].startswith("Friday")
    assert all("2026" in head for head in heads)


def test_when_something_was_done_is_short() -> None:
    """The hour for today and yesterday; for older days the date too."""
    assert near_time(moment(-33).at, NOW) == "today, 20:41"
    assert near_time(moment(-24 * 60).at, NOW) == "yesterday, 21:14"
    assert near_time(moment(-24 * 60 * 20).at, NOW) == "2 Nov 2026, 21:14"


def test_a_time_before_the_clocks_went_back_is_as_the_clocks_had_it() -> None:
    """21:14 in London is 22:14 in October, whatever the clocks show when it is read."""
    assert near_time(moment(-24 * 60 * 30).at, NOW) == "23 Oct 2026, 22:14"
    nameless = replace(NOW, zone="not known", utc_offset_s=-19_800)
    assert near_time(moment(-24 * 60 * 30).at, nameless) == "23 Oct 2026, 15:44"


@pytest.mark.parametrize("state", ["synchronised", "not synchronised", "not checked", "something new"])
def test_a_clock_is_never_called_right(state: str) -> None:
    """What the computer says of itself is its word, not ours."""
    words = clock_words(moment(clock=state))
    assert words in {"Clock synchronised, this computer says", "Clock not synchronised", "Clock not checked"}
    assert (words == "Clock not checked") == (state in {"not checked", "something new"})


def test_the_zone_of_one_day_is_its_own() -> None:
    """A date far back, a zone with another offset then."""
    old = moment(-60 * 24 * 180, zone="Europe/London", utc_offset_s=3600)
    assert zone_name(old) == "BST"
    assert full_time(old).endswith("BST")
    assert old.local_at.date() == date(2026, 5, 26)
