"""A screen made of squares that changes as a script says, and a watch of it in made-up time."""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from evidence_desk.capture.changes import Changes
from evidence_desk.capture.tiles import TILE, Grid

COLUMNS, ROWS = 20, 12
GRID = Grid(COLUMNS * TILE, ROWS * TILE)
STEP_S = 0.02
"""How finely time passes; every change falls on such a step."""

State = Callable[[float], int]


@dataclass(frozen=True)
class Patch:
    """A rectangle of squares that shows something of its own from one moment to before another."""

    name: int
    column: int
    row: int
    width: int
    height: int
    shown_s: float
    gone_s: float
    letters: tuple[int, ...] = ()
    """One for each square, from the left and then down, so that patches can be alike in part; else none is."""

    @property
    def states(self) -> dict[int, int]:
        """What each of its squares shows."""
        if not self.letters:
            return {tile: 1_000_000 + self.name * 1000 + tile for tile in self.tiles}
        return {tile: 9_000_000 + letter for tile, letter in zip(sorted(self.tiles), self.letters, strict=True)}

    @property
    def tiles(self) -> frozenset[int]:
        columns, rows = range(self.column, self.column + self.width), range(self.row, self.row + self.height)
        return frozenset(row * COLUMNS + column for row in rows for column in columns)


@dataclass
class Simulation:
    """What is on the screen at each moment, and the pictures a watch takes of it.

    `looks_late_s` and `pictures_late_s` are taken in turn: how much later than asked the next look or picture comes.
    """

    patches: Sequence[Patch] = ()
    animated: dict[int, State] = field(default_factory=dict)
    looks_late_s: Sequence[float] = (0.0,)
    pictures_late_s: Sequence[float] = (0.0,)
    pause_s: tuple[float, float] = (0.04, 0.08)
    changes: Changes = field(default_factory=Changes)
    pictures: list[tuple[float, list[int]]] = field(default_factory=list)
    taken: int = 0

    def shows(self, at: float) -> list[int]:
        """Each square at that moment; patches that come later lie above."""
        squares = [0] * GRID.count
        for tile, state in self.animated.items():
            squares[tile] = state(at)
        for patch in self.patches:
            if patch.shown_s <= at < patch.gone_s:
                for tile, shown in patch.states.items():
                    squares[tile] = shown
        return squares

    def run(self, until_s: float) -> "Simulation":
        """Watch from 0 to that moment."""
        looks, shots = itertools.cycle(self.looks_late_s), itertools.cycle(self.pictures_late_s)
        seen = self.shows(0)
        self.changes.begin(0, GRID, seen)
        next_look, at = 0.0, 0.0
        for step in range(int(until_s / STEP_S) + 1):
            now = step * STEP_S
            if now < at:  # busy
                continue
            at = now
            if now >= next_look and self.shows(now) != seen:
                at = now + next(looks)
                shown = self.shows(at)
                self.changes.see(at, {tile: state for tile, state in enumerate(shown) if state != seen[tile]})
                seen = shown
                next_look = at + self.pause_s[self.changes.is_calm]
            due = self.changes.due()
            if due is not None and due <= at:
                at += next(shots)
                self._take(at)
        return self

    def _take(self, at: float) -> None:
        shown = self.shows(at)
        self.taken += 1
        if self.changes.is_news(at, shown):
            self.changes.keep(at, shown)
            self.pictures.append((at, shown))
        else:
            self.changes.pass_over(at, shown)

    def has(self, patch: Patch) -> bool:
        """Whether one picture shows all of it."""
        wanted = patch.states.items()
        return any(all(shown[tile] == state for tile, state in wanted) for _, shown in self.pictures)


def caret(at: float) -> int:
    """On and off, twice a second."""
    return 1 + int(at / 0.5) % 2


def spinner(at: float) -> int:
    """Never the same twice, sixty times a second."""
    return 1 + int(at * 60)


def steps(at: float) -> int:
    """Eight states, one after the other, in a second."""
    return 1 + int(at * 8) % 8
