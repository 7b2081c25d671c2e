"""Deadlines: moments and days after which something can't be done any more, and how they are counted."""

import calendar
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from evidence_desk.domain.checklists import StepId
from evidence_desk.domain.entries import EntryId
from evidence_desk.domain.facts import Unit

FOLLOW_UP = "follow up"
"""The kind of a day that the person set themselves, to ask again."""

_FRIDAY = 4
_MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """One date to know. `ends_at` is in UTC; without it nobody knows when, but it does not last.

    Where `is_day`, it is `day`, the whole of it, as the calendar of `zone` (IANA) has it, and `ends_at` is its last
    second. `kind` is that of DeadlineRule, or FOLLOW_UP. `is_sure` only where the fact is verified and everything that
    it hangs on was said. `says` and `calendar_title` are English.
    """

    id: str
    """The same for as long as what it counts from is the same thing."""
    step_id: StepId | None
    payment_id: EntryId | None
    report_id: EntryId | None = None
    says: str
    calendar_title: str
    kind: str
    ends_at: datetime | None
    zone: str
    is_day: bool
    is_sure: bool
    day: date | None = None

    def has_passed(self, now: datetime) -> bool:
        """Whether it is over; what has no moment never is."""
        return self.ends_at is not None and self.ends_at < now


@dataclass(frozen=True, slots=True)
class End:
    """When a time span ends: a moment in UTC and, where it is counted in days, the last day, included."""

    at: datetime
    day: date | None


def zone_of(name: str) -> ZoneInfo:
    """The zone of an IANA name; UTC where this computer knows no such zone, so its `key` is what to call it."""
    return known_zone(name) or ZoneInfo("UTC")


def known_zone(name: str) -> ZoneInfo | None:
    """The same, or None where this computer knows no such zone."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # no such zone, no such name, or a folder of zones
        return None


def end_of(start: datetime, amount: int, unit: Unit, zone: tzinfo) -> End | None:
    """Count from an aware moment; None where the unit has no date, or the end lies beyond the calendar.

    Minutes and hours are time that passes, whatever the clocks on the wall do. Days, working days (Monday to Friday)
    and months are counted in the calendar of the zone, the day of the start not counted, and last until the end of
    the last of them. A month without that day ends on its last day.
    """
    try:
        if unit in {Unit.MINUTES, Unit.HOURS}:
            span = timedelta(**{unit.value: amount})
            return End((start.astimezone(UTC) + span), None)
        if unit is Unit.NONE:
            return None
        return end_of_day(_last_day(start.astimezone(zone).date(), amount, unit), zone)
    except (OverflowError, ValueError):
        return None


def end_of_day(day: date, zone: tzinfo) -> End:
    """The last second of a day; the later one where the clocks show it twice."""
    last = datetime.combine(day, time(23, 59, 59), zone).replace(fold=1)
    return End(last.astimezone(UTC), day)


def _last_day(start: date, amount: int, unit: Unit) -> date:
    if unit is Unit.DAYS:
        return start + timedelta(days=amount)
    if unit is Unit.WORKING_DAYS:
        return _after_working_days(start, amount)
    months = start.year * _MONTHS + start.month - 1 + amount
    year, month = divmod(months, _MONTHS)
    _, longest = calendar.monthrange(year, month + 1)
    return date(year, month + 1, min(start.day, longest))


def _after_working_days(day: date, amount: int) -> date:
    left = amount
    while left:
        day += timedelta(days=1)
        left -= day.weekday() <= _FRIDAY
    return day
