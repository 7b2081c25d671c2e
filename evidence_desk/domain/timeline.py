"""The timeline: what happened in a case and what the person did, each with its time and how that time is known."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from itertools import pairwise
from typing import Final, NewType

from evidence_desk.domain.checklists import StepMark
from evidence_desk.domain.deadlines import Deadline, zone_of
from evidence_desk.domain.listed import Listed
from evidence_desk.domain.payments import Payment, at_ns
from evidence_desk.domain.reports import Report
from evidence_desk.domain.times import NANOSECONDS

EventId = NewType("EventId", str)
"""The same for as long as what happened is the same thing."""

_LAST_NS: Final = 7_258_118_400 * NANOSECONDS  # 2200: what lies behind is no time that anybody wrote


class Lane(StrEnum):
    """What stands in one line of the picture, from above."""

    PAYMENTS = "payments"
    SAVED = "saved"
    STEPS = "steps"
    DATES = "dates"


class Happened(StrEnum):
    """What it was."""

    PAID = "paid"
    COLLECTED = "collected"
    """Somebody picked the money up."""
    ASKED_TO_STOP = "asked to stop"
    """The person asked for a payment to be stopped."""
    STOPPED = "stopped"
    SAVED = "saved"
    DONE = "done"
    SKIPPED = "skipped"
    """The person said that a step is not for them."""
    ASKED = "asked"
    ANSWERED = "answered"
    ENDS = "ends"
    """A date to know."""


class HowKnown(StrEnum):
    """What a time rests on."""

    CLOCK = "clock"
    """This computer's, as it was when the item was saved."""
    WRITTEN = "written"
    TICKED = "ticked"
    COUNTED = "counted"
    """Worked out from something else."""


LANE_OF: Final = {
    Happened.PAID: Lane.PAYMENTS,
    Happened.COLLECTED: Lane.PAYMENTS,
    Happened.ASKED_TO_STOP: Lane.PAYMENTS,
    Happened.STOPPED: Lane.PAYMENTS,
    Happened.SAVED: Lane.SAVED,
    Happened.DONE: Lane.STEPS,
    Happened.SKIPPED: Lane.STEPS,
    Happened.ASKED: Lane.STEPS,
    Happened.ANSWERED: Lane.STEPS,
    Happened.ENDS: Lane.DATES,
}
_LANES: Final = {lane: place for place, lane in enumerate(Lane)}

Subject = Listed | Payment | StepMark | Report | Deadline


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened, was done or is to come. `utc_ns` is None where nobody knows when.

    `zone` (IANA) is the one the time was read or written in; with `utc_offset_s` the wall clock is known even where
    the zone is not. Where `day` is given, it is that whole day in the calendar of `zone`, and `utc_ns` its last second.
    `owner` is the id of the item, entry or step that it is of; `title` the step's own words; `exhibits` are numbers.
    """

    id: EventId
    happened: Happened
    known: HowKnown
    utc_ns: int | None
    zone: str
    of: Subject
    owner: str
    utc_offset_s: int | None = None
    day: date | None = None
    title: str = ""
    exhibits: tuple[str, ...] = ()
    is_shut: bool = False
    """Flagged as under 18: no word of it is shown."""

    @property
    def lane(self) -> Lane:
        """Where it stands."""
        return LANE_OF[self.happened]

    @property
    def local_at(self) -> datetime | None:
        """The time on the wall clock it was read from or written for; in UTC where nobody knows the zone."""
        if self.utc_ns is None:
            return None
        if self.utc_offset_s is not None:
            return at_ns(self.utc_ns).astimezone(timezone(timedelta(seconds=self.utc_offset_s), self.zone))
        return at_ns(self.utc_ns).astimezone(zone_of(self.zone))


@dataclass(frozen=True, slots=True)
class Track:
    """The events of one lane whose time is known, oldest first: their times in seconds, and their places in the list.

    `waits` are the seconds between each and the next, so that those close together are found in one pass.
    """

    seconds: tuple[float, ...]
    rows: tuple[int, ...]
    waits: tuple[float, ...]

    @classmethod
    def of(cls, found: Iterable[tuple[int, int]]) -> "Track":
        """From times in nanoseconds with their rows, oldest first."""
        each = tuple(found)
        seconds = tuple(ns / NANOSECONDS for ns, _ in each)
        waits = tuple(later - before for before, later in pairwise(seconds))
        return cls(seconds, tuple(row for _, row in each), waits)


@dataclass(frozen=True, slots=True)
class Timeline:
    """`events` newest first, those without a time last. `tracks` have what was, `ahead` the dates that are to come.

    `seconds` are the times of all `tracks` together, oldest first. `now_ns` and `zone` are those of the moment it was
    made at.
    """

    events: tuple[Event, ...]
    tracks: dict[Lane, Track]
    seconds: tuple[float, ...]
    ahead: Track
    now_ns: int
    zone: str


def timeline_of(events: Iterable[Event], now_ns: int, zone: str) -> Timeline:
    """Put events in order and on their tracks."""
    ordered = tuple(sorted(events, key=_newest_first))
    oldest_first = [(ns, row) for row, each in reversed(tuple(enumerate(ordered))) if (ns := each.utc_ns) is not None]
    is_ahead = {row for ns, row in oldest_first if ordered[row].happened is Happened.ENDS and ns > now_ns}
    by_lane: dict[Lane, list[tuple[int, int]]] = {lane: [] for lane in Lane}
    for ns, row in oldest_first:
        if row not in is_ahead:
            by_lane[ordered[row].lane].append((ns, row))
    tracks = {lane: Track.of(found) for lane, found in by_lane.items()}
    ahead = Track.of((ns, row) for ns, row in oldest_first if row in is_ahead)
    seconds = tuple(ns / NANOSECONDS for ns, row in oldest_first if row not in is_ahead)
    return Timeline(ordered, tracks, seconds, ahead, now_ns, zone)


def real_ns(untrusted_ns: int) -> int | None:
    """A time that can be one: after 1970 and before 2200; 0 stands for one that was not said."""
    return untrusted_ns if 0 < untrusted_ns < _LAST_NS else None


def _newest_first(event: Event) -> tuple[bool, int, int, str]:
    """Total: no two events have one id."""
    return event.utc_ns is None, -(event.utc_ns or 0), _LANES[event.lane], event.id
