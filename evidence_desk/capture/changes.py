"""What counts as a change of a screen, when it has settled, and when a picture of it is to be kept.

Nothing here looks at a clock or at a screen: it is told what was seen and when, in seconds, and answers when a picture
is due. The promise: what stands still for 400 ms is in a picture, if looks and pictures are not late by more than
100 ms; and what only blinks or turns in a small place is in a few.
"""

from array import array
from collections import defaultdict, deque
from collections.abc import Mapping, MutableSequence, Sequence
from dataclasses import dataclass

from evidence_desk.capture.tiles import Grid


@dataclass(frozen=True, slots=True)
class Rules:
    """Times in seconds, lengths in squares.

    A picture is due when nothing changed for `settled`, or `first` after a change while more changes come, but never
    within `spacing` of the one before. A group of squares at most `small` wide and high is small: it is no change while
    one of the last `remembered` pictures shows it so, with everything around it as it is now. What `blinks` times in a
    row went from one state to another and back, and what turns, may be otherwise around it. A small place with
    `restless_new` new states within `restless` counts only once it stood still for `rest`; a large one that never stood
    still for `long` is kept every `slow`.
    """

    settled: float = 0.08
    first: float = 0.15
    spacing: float = 0.2
    small: int = 3
    remembered: int = 64
    blinks: int = 4
    restless_new: int = 8
    restless: float = 60.0
    rest: float = 0.2
    long: float = 5.0
    slow: float = 2.0


_RULES = Rules()
_LONG_AGO = float("-inf")


@dataclass(slots=True)
class _Run:
    """Changes of one square without a rest between them."""

    began: float
    last: float


@dataclass(slots=True)
class _Blink:
    """How many times in a row one square went back to what it showed before."""

    before: int
    times: int = 0


class Changes:
    """One screen or window of one size; `begin` again when the size changed."""

    def __init__(self, rules: Rules = _RULES) -> None:
        self._rules = rules
        self._grid = Grid(0, 0)
        self._now: MutableSequence[int] = array("q")
        self._pictures: deque[Sequence[int]] = deque(maxlen=rules.remembered)
        self._taken = self._not_before = _LONG_AGO
        self._forget()

    def _forget(self) -> None:
        self._since: float | None = None
        self._slow_since: float | None = None
        self._last = _LONG_AGO
        self._novel: defaultdict[int, deque[float]] = defaultdict(lambda: deque(maxlen=self._rules.restless_new))
        self._runs: dict[int, _Run] = {}
        self._moving: dict[int, float] = {}
        self._blinks: dict[int, _Blink] = {}

    @property
    def grid(self) -> Grid:
        """The squares that are watched."""
        return self._grid

    @property
    def is_calm(self) -> bool:
        """Whether nothing waits for its picture."""
        return self._since is None

    def begin(self, at: float, grid: Grid, states: Sequence[int]) -> None:
        """Start anew with what is there, of which there is no picture yet."""
        self._grid, self._now = grid, array("q", states)
        self._pictures.clear()
        self._forget()
        self._since = self._last = at
        self._not_before = _LONG_AGO

    def see(self, at: float, states: Mapping[int, int]) -> None:
        """Take in those squares that were looked at."""
        changed = {tile for tile, state in states.items() if self._now[tile] != state}
        if changed:
            self._not_before = _LONG_AGO  # what comes now may be gone before the pause is over
        for tile in changed:
            self._blink_on(tile, states[tile])
            self._now[tile] = states[tile]
            self._run_on(at, tile)
        for group in self._grid.groups(changed):
            self._weigh(at, group)

    def due(self) -> float | None:
        """When a picture is to be taken if nothing else is seen until then; None where nothing calls for one."""
        rules, wanted = self._rules, []
        if self._since is not None:
            wanted.append(max(min(self._last + rules.settled, self._since + rules.first), self._taken + rules.spacing))
        if self._slow_since is not None:
            wanted.append(max(self._slow_since + rules.first, self._taken + rules.slow))
        if self._moving:
            wanted.append(max(min(self._moving.values()) + rules.rest, self._taken + rules.spacing))
        return max(min(wanted), self._not_before) if wanted else None

    def is_news(self, at: float, states: Sequence[int]) -> bool:
        """Whether a picture with these squares, taken now, shows what the one kept last does not."""
        if not self._pictures:
            return True
        kept = self._pictures[0]
        differs = [tile for tile, state in enumerate(states) if state != kept[tile]]
        return any(self._tells(at, group, states) for group in self._grid.groups(differs))

    def _tells(self, at: float, group: set[int], states: Sequence[int]) -> bool:
        standing = {tile for tile in group if not (self._is_wild(at, tile) and self._turns(at, tile))}
        if not standing:
            return self._slow_since is not None and not self._is_small(group)
        return not (self._is_small(standing) and self._is_usual(at, standing, states))

    def keep(self, at: float, states: Sequence[int]) -> None:
        """A picture with these squares is kept."""
        self._pictures.appendleft(array("q", states))
        self._answered(at, states)

    def pass_over(self, at: float, states: Sequence[int]) -> None:
        """A picture with these squares was taken and shows nothing new."""
        self._answered(at, states)

    def postpone(self, at: float, pause_s: float) -> None:
        """No picture could be taken; try again after a pause, or once something changes."""
        self._taken, self._not_before = at, at + pause_s

    def _answered(self, at: float, states: Sequence[int]) -> None:
        self._now = array("q", states)
        self._taken, self._since, self._slow_since = at, None, None
        self._not_before = _LONG_AGO
        self._moving.clear()

    def _weigh(self, at: float, group: set[int]) -> None:
        """Decide what a group of squares that changed together asks for."""
        is_small = self._is_small(group)
        for tile in group:
            self._moving.pop(tile, None)
        if is_small and self._is_usual(at, group, self._now):
            return
        for tile in group if is_small else ():
            if not self._is_known({tile}, self._now):
                self._novel[tile].append(at)
        wild = {tile for tile in group if self._is_wild(at, tile)}
        self._moving.update(dict.fromkeys(wild, at))
        others = group - wild
        if not others:
            if not is_small:
                self._slow_since = self._slow_since or at
        elif not (self._is_small(others) and self._is_usual(at, others, self._now)):
            self._since = at if self._since is None else self._since
            self._last = at

    def _is_small(self, group: set[int]) -> bool:
        return self._grid.span(group) <= self._rules.small

    def _is_known(self, group: set[int], states: Sequence[int]) -> bool:
        """Whether one picture shows all of the group so."""
        return any(all(picture[tile] == states[tile] for tile in group) for picture in self._pictures)

    def _is_usual(self, at: float, group: set[int], states: Sequence[int]) -> bool:
        """Whether the group is no news: it blinks between what pictures show, or one shows it in what is around it now.

        What is around it counts because a message may be like the one before it but for a few squares, each of which
        some other message had.
        """
        if all(self._has_blinked(tile) for tile in group):
            return self._is_known(group, states)
        return any(self._fits(at, picture, group, states) for picture in self._pictures)

    def _fits(self, at: float, picture: Sequence[int], group: set[int], states: Sequence[int]) -> bool:
        if any(picture[tile] != states[tile] for tile in group):
            return False
        for first in range(0, self._grid.count, self._grid.columns):
            row = range(first, first + self._grid.columns)
            # Whole rows are compared a hundred times as fast as their squares.
            if picture[first : row.stop] != states[first : row.stop] and any(
                picture[tile] != states[tile] and not self._is_restless(at, tile) for tile in row
            ):
                return False
        return True

    def _is_restless(self, at: float, tile: int) -> bool:
        return self._has_blinked(tile) or (self._is_wild(at, tile) and self._turns(at, tile))

    def _has_blinked(self, tile: int) -> bool:
        blink = self._blinks.get(tile)
        return blink is not None and blink.times >= self._rules.blinks

    def _blink_on(self, tile: int, state: int) -> None:
        blink, now = self._blinks.get(tile), self._now[tile]
        times = blink.times + 1 if blink is not None and blink.before == state else 0
        self._blinks[tile] = _Blink(now, times)

    def _is_wild(self, at: float, tile: int) -> bool:
        """Whether the square was in a small place that turns and turns, or in any place that never stands still."""
        times, run = self._novel.get(tile), self._runs.get(tile)
        is_restless = (
            times is not None and len(times) == self._rules.restless_new and at - times[0] <= self._rules.restless
        )
        return is_restless or (run is not None and run.last - run.began > self._rules.long)

    def _turns(self, at: float, tile: int) -> bool:
        """Whether the square changed a moment ago."""
        return at - self._runs[tile].last < self._rules.rest

    def _run_on(self, at: float, tile: int) -> None:
        run = self._runs.get(tile)
        if run is None or at - run.last > self._rules.rest:
            self._runs[tile] = _Run(at, at)
        else:
            run.last = at
