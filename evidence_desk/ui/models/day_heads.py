"""Days over the items of a list: which row comes where, and what stands over each day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from evidence_desk.domain.listed import Listed
from evidence_desk.domain.times import NANOSECONDS
from evidence_desk.ui.models.moment_words import local_day, zone_name

_SECONDS_PER_DAY: Final = 86_400

Place = tuple[int, int, int]
"""Smaller is higher in the list: newest first, and a head just above its day's newest item."""


@dataclass(frozen=True, slots=True)
class DayHead:
    """The row over one day's items; the zone is named where it is not the one of the head above."""

    day: date
    zone: str
    names_zone: bool
    place: Place = field(repr=False, compare=False)


Row = DayHead | Listed


def place_of(row: Row) -> Place:
    """Where a row comes among all that may be there."""
    return row.place if isinstance(row, DayHead) else (-row.utc_ns, -row.number, 1)


def day_key(item: Listed) -> tuple[int, int, str]:
    """Days since 1970 by the device's wall clock, and the zone: whole numbers, because every row is asked."""
    day = (item.utc_ns // NANOSECONDS + item.utc_offset_s) // _SECONDS_PER_DAY
    return day, item.utc_offset_s, item.zone


def head_of(newest: Listed, zone_above: str) -> DayHead:
    """The head over a day whose newest item this is."""
    zone = zone_name(newest)
    return DayHead(local_day(newest), zone, zone != zone_above, (-newest.utc_ns, -newest.number, 0))


def with_heads(newest_first: Iterable[Listed], above: Listed | None = None, zone_above: str = "") -> Iterator[Row]:
    """The items under their days, going on below the item and the zone above."""
    day = None if above is None else day_key(above)
    for item in newest_first:
        if day_key(item) != day:
            day = day_key(item)
            head = head_of(item, zone_above)
            zone_above = head.zone
            yield head
        yield item
