"""Where times stand in the picture of a timeline, in seconds from its beginning: long waits are cut short."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from enum import StrEnum
from itertools import pairwise
from typing import Final

from evidence_desk.domain.timeline import Track

_HOUR_S, _DAY_S = 3_600.0, 86_400.0
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_PAD, _CUT = 0.04, 0.03
"""Room round what happened, and for a wait that is cut short: parts of what is seen at once."""
_LEAST_PAD_S = 1_800.0
_LATER_SLOT, _LATER_MOST = 0.13, 0.4
"""Room for each date ahead and for all of them: parts of what is seen at once."""
_LONG_WAIT = 0.25
"""A wait of more than a day is cut short where it is more than this part of the whole."""


class Zoom(StrEnum):
    """How much is seen at once."""

    ALL = "all"
    DAY = "day"
    HOUR = "hour"


_SEEN_S: Final = {Zoom.DAY: _DAY_S, Zoom.HOUR: _HOUR_S}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time without a cut: from `begins` to `ends` (seconds since 1970), and the place of its beginning."""

    begins: float
    ends: float
    place: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on the scale with its time on the wall clock."""

    place: float
    local_at: datetime


@dataclass(frozen=True, slots=True)
class Scale:
    """`seen` is how much of `length` is seen at once; places count from 0. From `later` on stand the dates ahead."""

    stretches: tuple[Stretch, ...]
    cuts: tuple[float, ...]
    """The middle of each place where a wait is cut short, the one before the dates ahead included."""
    length: float
    seen: float
    later: float
    slot: float

    def place_of(self, second: float) -> float:
        """Where a time stands; what lies in no stretch stands at the end of the one before."""
        stretch = self._stretch_before(second)
        return stretch.place + min(max(second, stretch.begins), stretch.ends) - stretch.begins

    def second_at(self, place: float) -> float:
        """The time that stands at a place, or the nearest before it."""
        at = bisect_right(self.stretches, place, key=lambda each: each.place) - 1
        stretch = self.stretches[max(at, 0)]
        return min(stretch.begins + max(place - stretch.place, 0.0), stretch.ends)

    def stretches_between(self, begin: float, end: float) -> tuple[Stretch, ...]:
        """Those that reach between two places; no other is looked at."""
        first = bisect_right(self.stretches, begin, key=lambda each: each.place) - 1
        return self.stretches[max(first, 0) : bisect_right(self.stretches, end, key=lambda each: each.place)]

    def cuts_between(self, begin: float, end: float) -> tuple[float, ...]:
        """The same of cuts."""
        return self.cuts[bisect_left(self.cuts, begin) : bisect_right(self.cuts, end)]

    def place_ahead(self, number: int) -> float:
        """Where the date ahead of that number stands, counted from 0: one beside the other, whatever lies between."""
        return self.later + (number + 0.5) * self.slot

    def _stretch_before(self, second: float) -> Stretch:
        at = bisect_right(self.stretches, second, key=lambda each: each.begins) - 1
        return self.stretches[max(at, 0)]


def scale_of(seconds: Sequence[float], ahead: int, zoom: Zoom) -> Scale:
    """The scale for these times (seconds since 1970, oldest first) and so many dates ahead."""
    pieces = _pieces(seconds, zoom)
    active = sum(ends - begins for begins, ends in pieces)
    seen = _SEEN_S.get(zoom, 0.0)
    pad = seen * _PAD if seen else max(active * _PAD, _LEAST_PAD_S)
    padded = active + 2 * pad * len(pieces)
    cut = (seen or padded) * _CUT
    stretches, place = [], 0.0
    for begins, ends in pieces:
        stretches.append(Stretch(begins - pad, ends + pad, place))
        place += ends - begins + 2 * pad + cut
    passed = max(place - cut, 0.0)
    slot = _slot(passed, ahead, cut, seen)
    later = passed + cut if ahead and pieces else passed
    cuts = [each.place - cut / 2 for each in stretches[1:]] + ([passed + cut / 2] if ahead and pieces else [])
    length = later + ahead * slot
    return Scale(tuple(stretches), tuple(cuts), length, min(seen, length) if seen else length, later, slot)


def _pieces(seconds: Sequence[float], zoom: Zoom) -> list[tuple[float, float]]:
    if not seconds:
        return []
    limit = 2 * _SEEN_S[zoom] if zoom in _SEEN_S else _longest_kept(seconds)
    ends = [place for place, (before, after) in enumerate(pairwise(seconds)) if after - before > limit]
    begins = [0, *(place + 1 for place in ends)]
    return [(seconds[first], seconds[last]) for first, last in zip(begins, [*ends, len(seconds) - 1], strict=True)]


def _longest_kept(seconds: Sequence[float]) -> float:
    """The longest wait that is drawn as long as it was, where everything is to be seen at once."""
    rest = seconds[-1] - seconds[0]
    for wait in sorted((after - before for before, after in pairwise(seconds)), reverse=True):
        if wait <= _DAY_S or wait <= rest * _LONG_WAIT:
            return wait
        rest -= wait
    return _DAY_S


def _slot(passed: float, ahead: int, cut: float, seen: float) -> float:
    if not ahead:
        return 0.0
    if seen:
        return seen * _LATER_SLOT
    if not passed:
        return 1.0
    share = min(_LATER_SLOT * ahead, _LATER_MOST)
    return (passed + cut) * share / (1 - share) / ahead


@dataclass(frozen=True, slots=True)
class Group:
    """Events of one lane that are too close together to be told apart: those from `first` to `last` of their track."""

    first: int
    last: int

    @property
    def count(self) -> int:
        """How many they are."""
        return self.last - self.first + 1


def groups(track: Track, reach_s: float) -> tuple[Group, ...]:
    """Those of a track that follow each other within `reach_s` seconds, oldest first; every event is in one of them."""
    if not track.seconds:
        return ()
    ends = [place for place, wait in enumerate(track.waits) if wait > reach_s]
    begins = [0, *(place + 1 for place in ends)]
    return tuple(Group(first, last) for first, last in zip(begins, [*ends, len(track.seconds) - 1], strict=True))


_STEPS_S: Final = (300, 900, 1_800, 3_600, 7_200, 14_400, 21_600, 43_200)
_STEPS_DAYS: Final = (1, 2, 7, 14, 28, 91, 182, 364, 3_640)


def ticks(scale: Scale, zone: tzinfo, least_s: float, begin: float, end: float) -> Iterator[Tick]:
    """Round times on the wall clock of the zone, at least `least_s` apart, between two places of the scale.

    On the two sides of a cut two may stand closer together.
    An hour that the clocks left out has no tick, and one they showed twice has one.
    """
    for stretch in scale.stretches_between(begin, end):
        first, last = stretch.place, stretch.place + stretch.ends - stretch.begins
        since = stretch.begins + max(begin - first, 0.0)
        until = stretch.begins + min(end, last) - first
        for local_at in _round_times(since, until, zone, least_s):
            yield Tick(first + local_at.timestamp() - stretch.begins, local_at)


def _round_times(since: float, until: float, zone: tzinfo, least_s: float) -> Iterator[datetime]:
    within = next((step for step in _STEPS_S if step >= least_s), None)
    days = 1 if within else next((each for each in _STEPS_DAYS if each * _DAY_S >= least_s), _STEPS_DAYS[-1])
    # Not `fromtimestamp`: Windows has no moments before 1970, and the room before the first event may reach there.
    day = (_EPOCH + timedelta(seconds=since)).astimezone(zone).date()
    day -= timedelta(days=day.toordinal() % days)
    while True:
        midnight = datetime.combine(day, time())
        if datetime.combine(day, time(), zone).timestamp() > until:
            return
        for second in range(0, int(_DAY_S), within or int(_DAY_S)):
            local_at = (midnight + timedelta(seconds=second)).replace(tzinfo=zone)
            if since <= local_at.timestamp() <= until and _is_shown(local_at):
                yield local_at
        day += timedelta(days=days)


def _is_shown(local_at: datetime) -> bool:
    """Whether the clocks showed that time."""
    return local_at.astimezone(UTC).astimezone(local_at.tzinfo) == local_at


def begins_day(local_at: datetime) -> bool:
    """Whether a tick is the first moment of a day."""
    return local_at.time() == time()
