"""The calendar file: dates to know in neutral words, for a calendar that others may see (RFC 5545)."""

import hmac
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from evidence_desk.domain.deadlines import Deadline

if TYPE_CHECKING:
    from icalendar import Alarm, Event

_MADE_BY: Final = "-//Desk//Dates//EN"
_LENGTH: Final = timedelta(minutes=15)
_REMIND_BEFORE_DAY: Final = timedelta(hours=-15)
"""At nine in the morning of the day before."""
_REMIND_BEFORE: Final = timedelta(hours=-1)


def calendar_file(deadlines: Iterable[Deadline], now: datetime, key: bytes, *, remind: bool = False) -> bytes:
    """An .ics file of every deadline that has a date: whole days as days, moments in UTC, each with a lasting UID.

    Only the neutral titles go in: no name, no sum, no case. `now` (aware) is when the file was made, `key` that of the
    case: only who has it can tell which date an entry is. `remind` adds an alarm the day before, or the hour before.
    """
    from icalendar import Calendar  # noqa: PLC0415 — half a second, and only who saves a calendar needs it

    calendar = Calendar()
    calendar.add("prodid", _MADE_BY)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for deadline in deadlines:
        if deadline.ends_at is not None:
            calendar.add_component(_event(deadline, deadline.ends_at, now, key, remind=remind))
    made: bytes = calendar.to_ical()
    return made


def _event(deadline: Deadline, ends_at: datetime, now: datetime, key: bytes, *, remind: bool) -> "Event":
    from icalendar import Event  # noqa: PLC0415 — see calendar_file

    event = Event()
    # The id of a deadline names the step. Steps are few and public, so a plain digest of it could be looked up.
    event.add("uid", f"{hmac.digest(key, deadline.id.encode(), 'sha256').hex()[:32]}@desk.invalid")
    event.add("dtstamp", now.astimezone(UTC).replace(microsecond=0))
    event.add("summary", deadline.calendar_title)
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    if deadline.day is not None:
        event.add("dtstart", deadline.day)
        event.add("dtend", deadline.day + timedelta(days=1))
    else:
        begins_at = ends_at.astimezone(UTC).replace(microsecond=0)
        event.add("dtstart", begins_at)
        event.add("dtend", begins_at + _LENGTH)
    if remind:
        event.add_component(_alarm(deadline))
    return event


def _alarm(deadline: Deadline) -> "Alarm":
    from icalendar import Alarm  # noqa: PLC0415 — see calendar_file

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", deadline.calendar_title)
    alarm.add("trigger", _REMIND_BEFORE_DAY if deadline.day is not None else _REMIND_BEFORE)
    return alarm
