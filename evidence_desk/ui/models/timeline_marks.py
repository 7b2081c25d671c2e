"""What the lanes of the timeline show at one zoom: where each mark stands, and which rows of the list it is."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from typing import Final

from evidence_desk.domain.timeline import Lane, Timeline, Track
from evidence_desk.domain.timeline_scale import Group, Scale, Zoom, groups, scale_of

WidePx = Callable[[int, float], float]
_BOTH_SINGLE: Final = 2
_BETWEEN_PX: Final = 2
"""So much of the ground is seen between two marks, so that two numbers are never read as one."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One event, or several at one place; `number` counts the marks of its lane, the oldest is 0.

    `begins` and `ends` are places on the scale, `rows` those of the list, the newest of them first.
    """

    lane: Lane
    number: int
    begins: float
    ends: float
    rows: tuple[int, ...]
    is_ahead: bool = False

    @property
    def middle(self) -> float:
        """Its place."""
        return (self.begins + self.ends) / 2


class TimelineMarks:
    """The marks of a timeline at one zoom and width; another width costs less than another zoom, the scale is the same.

    `reach_px` is how close two events stand before they are one mark. `wide_px` says how wide a mark of so many events
    is that take so many pixels: two that would run into each other are one. Without it nothing is wide.
    """

    def __init__(
        self, timeline: Timeline, zoom: Zoom, width_px: float, reach_px: float, scale: Scale | None = None, *,
        wide_px: WidePx = lambda _count, _taken_px: 0.0,
    ) -> None:  # fmt: skip
        self._timeline, self._zoom = timeline, zoom
        self._tracks = timeline.tracks
        self._ahead = timeline.ahead
        self.scale = scale or scale_of(timeline.seconds, len(timeline.ahead.rows), zoom)
        self.seconds_per_px = self.scale.seen / max(width_px, 1.0)
        reach = reach_px * self.seconds_per_px
        self._wide_px = wide_px
        self._groups = {lane: self._apart(track, groups(track, reach)) for lane, track in timeline.tracks.items()}
        self._groups_ahead = self._slots_together(reach) if self.scale.slot else ()

    def _apart(self, track: Track, found: Sequence[Group]) -> tuple[Group, ...]:
        """Groups that do not run into each other as they are painted; what two single events take is within reach."""
        kept: list[Group] = []
        for group in found:
            whole = group
            while kept and whole.count + kept[-1].count > _BOTH_SINGLE and self._meet(track, kept[-1], whole):
                whole = Group(kept.pop().first, whole.last)
            kept.append(whole)
        return tuple(kept)

    def _meet(self, track: Track, before: Group, after: Group) -> bool:
        return self._reach_of(track, before)[1] + _BETWEEN_PX > self._reach_of(track, after)[0]

    def _reach_of(self, track: Track, group: Group) -> tuple[float, float]:
        """From where to where it is painted, in pixels from the beginning of the scale."""
        first, last = (self.scale.place_of(track.seconds[at]) / self.seconds_per_px for at in (group.first, group.last))
        half = self._wide_px(group.count, last - first) / 2
        return (first + last) / 2 - half, (first + last) / 2 + half

    def _slots_together(self, reach: float) -> tuple[Group, ...]:
        """The dates ahead that are one mark; they stand in slots of one length, and what is over goes with the last."""
        count, each = len(self._ahead.rows), max(ceil(reach / self.scale.slot), 1)
        if each > 1:
            widest_px = self._wide_px(count, 0.0) + _BETWEEN_PX
            each = max(each, ceil(widest_px * self.seconds_per_px / self.scale.slot))
        begins = range(0, max(count - each, 0) + 1, each)
        return tuple(Group(first, following - 1) for first, following in pairwise((*begins, count)))

    def made_for(
        self, timeline: Timeline, zoom: Zoom, width_px: float, reach_px: float, wide_px: WidePx | None = None
    ) -> "TimelineMarks":
        """The marks for these; the scale is taken along where it is the same."""
        is_same = timeline is self._timeline and zoom is self._zoom
        scale = self.scale if is_same else None
        return TimelineMarks(timeline, zoom, width_px, reach_px, scale, wide_px=wide_px or self._wide_px)

    def count(self, lane: Lane) -> int:
        """How many marks a lane has."""
        return len(self._groups[lane]) + (len(self._groups_ahead) if lane is Lane.DATES else 0)

    def mark(self, lane: Lane, number: int) -> Mark:
        """One of them."""
        known = self._groups[lane]
        if number < len(known):
            group, track = known[number], self._tracks[lane]
            begins, ends = (self.scale.place_of(track.seconds[place]) for place in (group.first, group.last))
            return Mark(lane, number, begins, ends, _rows(track, group))
        group = self._groups_ahead[number - len(known)]
        begins, ends = self.scale.place_ahead(group.first), self.scale.place_ahead(group.last)
        return Mark(lane, number, begins, ends, _rows(self._ahead, group), is_ahead=True)

    def between(self, lane: Lane, begin: float, end: float) -> Iterator[Mark]:
        """The marks of a lane that reach between two places; no other is looked at."""
        known, track = self._groups[lane], self._tracks[lane]
        if known:
            since, until = self.scale.second_at(begin), self.scale.second_at(end)
            first = bisect_left(known, since, key=lambda group: track.seconds[group.last])
            last = bisect_right(known, until, key=lambda group: track.seconds[group.first])
            yield from (self.mark(lane, number) for number in range(first, last))
        if lane is Lane.DATES and end >= self.scale.later:
            yield from (self.mark(lane, len(known) + number) for number in range(len(self._groups_ahead)))

    def of_row(self, lane: Lane, row: int) -> Mark | None:
        """The mark that a row of the list belongs to; None for one whose time is not known."""
        for track, known, before in (
            (self._tracks[lane], self._groups[lane], 0),
            (self._ahead, self._groups_ahead, len(self._groups[Lane.DATES])),
        ):
            place = bisect_left(track.rows, -row, key=lambda each: -each)
            if place < len(track.rows) and track.rows[place] == row:
                return self.mark(lane, before + bisect_right(known, place, key=lambda group: group.first) - 1)
        return None

    def nearest(self, lane: Lane, place: float) -> Mark | None:
        """The mark of a lane that stands closest to a place."""
        count = self.count(lane)
        number = bisect_left(range(count), place, key=lambda each: self.mark(lane, each).middle)
        beside = [self.mark(lane, each) for each in (number - 1, number) if 0 <= each < count]
        return min(beside, key=lambda mark: abs(mark.middle - place), default=None)


def _rows(track: Track, group: Group) -> tuple[int, ...]:
    return track.rows[group.first : group.last + 1][::-1]
