"""Whoever notices that a screen or a window changes: the display itself where it can, or looking again and again."""

import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from evidence_desk.capture.backend import Backend
from evidence_desk.capture.targets import OneScreen, OneWindow
from evidence_desk.capture.tiles import Grid, grid_of, tile_states
from evidence_desk.domain.refusals import CaptureRefused

LOOKS_EVERY_S = 0.2
"""How often a display that tells nothing is looked at; what stands for 400 ms is seen at least once, and in time."""

Watched = OneWindow | OneScreen


@dataclass(frozen=True, slots=True)
class Notice:
    """What was looked at: the squares of `grid` that may have changed, with their states now; often all of them."""

    grid: Grid
    states: Mapping[int, int]


class ChangeSource(Protocol):
    """Looks at one screen or window. Used by one thread; only `wake` may be called from another."""

    def look(self) -> Notice:
        """Everything as it is now. Raises CaptureRefused where there is nothing to look at, now or for good."""
        ...

    def wait(self, timeout_s: float | None, pause_s: float) -> Notice | None:
        """Wait until something may have changed, and look at it; not before `pause_s` have passed since the last look.

        None when the time is over or `wake` was called. Raises CaptureRefused when there is nothing to look at any
        more; called again, it waits until there is.
        """
        ...

    def wake(self) -> None:
        """End the wait that is under way, or the next one."""
        ...

    def close(self) -> None:
        """Look no more."""
        ...


@runtime_checkable
class NoticesChanges(Protocol):
    """A backend whose display tells when it changes."""

    def change_source(self, target: Watched) -> ChangeSource | None:
        """None where this display, of all, does not tell. Raises CaptureRefused."""
        ...


def change_source(backend: Backend, target: Watched) -> ChangeSource:
    """The best there is for this display. Raises CaptureRefused."""
    told = backend.change_source(target) if isinstance(backend, NoticesChanges) else None
    return told or PolledSource(backend, target)


class PolledSource:
    """Takes a picture at a steady, slow pace and compares; equal ones cost little."""

    def __init__(self, backend: Backend, target: Watched, every_s: float = LOOKS_EVERY_S) -> None:
        self._backend = backend
        self._target = target
        self._every_s = every_s
        self._woken = threading.Event()
        self._pixels = b""
        self._looked = 0.0
        self._grid = Grid(0, 0)
        self._states: Sequence[int] = ()

    def look(self) -> Notice:
        self._pixels = b""
        return self._look() or self._whole()

    def wait(self, timeout_s: float | None, pause_s: float) -> Notice | None:
        ends = None if timeout_s is None else time.monotonic() + timeout_s
        while True:
            next_look = self._looked + max(self._every_s, pause_s)
            until = next_look if ends is None else min(next_look, ends)
            if self._woken.wait(max(0.0, until - time.monotonic())):
                self._woken.clear()
                return None
            if until < next_look:
                return None
            found = self._look()
            if found is not None:
                return found

    def wake(self) -> None:
        self._woken.set()

    def close(self) -> None:
        """Nothing was opened; what was seen is forgotten."""
        self._pixels = b""

    def _look(self) -> Notice | None:
        self._looked = time.monotonic()
        try:
            with self._backend.grab(self._target) as shot:
                pixels = bytes(shot.frame.pixels)
                if pixels == self._pixels and grid_of(shot.frame) == self._grid:
                    return None
                self._pixels, self._grid, self._states = pixels, grid_of(shot.frame), tile_states(shot.frame)
        except CaptureRefused:
            self._pixels = b""
            raise
        return self._whole()

    def _whole(self) -> Notice:
        return Notice(self._grid, dict(enumerate(self._states)))
