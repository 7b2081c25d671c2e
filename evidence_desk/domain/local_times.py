"""Moments as people write them down: a day and a time on the clocks of some zone."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final

from evidence_desk.domain.deadlines import zone_of
from evidence_desk.domain.times import NANOSECONDS
from evidence_desk.domain.written_errors import NotAMoment

_SHAPE: Final = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})[ T](?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?"
    r" ?(?P<offset>Z|[+-]\d{2}:?\d{2})?",
    re.ASCII | re.IGNORECASE,
)
_FIRST, _LAST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)


class Reading(StrEnum):
    """How sure it is which moment was meant."""

    PLAIN = "plain"
    SKIPPED = "skipped"
    """The clocks went forward over that time; it is taken as counted on from before."""
    TWICE = "twice"
    """The clocks went back and showed that time twice; the first is taken."""


@dataclass(frozen=True, slots=True)
class LocalTime:
    """A moment in UTC, the zone it was read in, and how."""

    at: datetime
    zone: str
    reading: Reading

    @property
    def utc_ns(self) -> int:
        """Nanoseconds since 1970."""
        return (self.at - _FIRST) // _MICROSECOND * (NANOSECONDS // 1_000_000)

    @property
    def local_at(self) -> datetime:
        """The moment as clocks in the zone show it."""
        return self.at.astimezone(zone_of(self.zone))


def moment_of(untrusted_text: str, zone: str) -> LocalTime:
    """What was typed, such as “2026-11-22 18:05”, read on the clocks of the zone (IANA name).

    Seconds and an offset (Z, +01:00) may follow; with an offset no clock has to be guessed. Raises NotAMoment, also
    for moments before 1970 or after 2199.
    """
    found = _SHAPE.fullmatch(untrusted_text.strip())
    if found is None:
        raise NotAMoment(untrusted_text)
    text = f"{found['day']}T{int(found['hour']):02d}:{found['minute']}:{found['second'] or '00'}"
    try:
        if found["offset"]:
            exact = datetime.fromisoformat(text + found["offset"].upper())
            taken = LocalTime(exact.astimezone(UTC), zone, Reading.PLAIN)
        else:
            taken = _read(datetime.fromisoformat(text), zone)
    except (ValueError, OverflowError) as error:
        raise NotAMoment(untrusted_text) from error
    if not _FIRST < taken.at < _LAST:
        raise NotAMoment(untrusted_text)
    return taken


def _read(wall: datetime, zone: str) -> LocalTime:
    there = wall.replace(tzinfo=zone_of(zone))
    at = there.astimezone(UTC)
    if at.astimezone(there.tzinfo).replace(tzinfo=None) != wall:
        return LocalTime(at, zone, Reading.SKIPPED)
    is_twice = there.utcoffset() != there.replace(fold=1).utcoffset()
    return LocalTime(at, zone, Reading.TWICE if is_twice else Reading.PLAIN)
