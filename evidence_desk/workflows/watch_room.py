"""Room for pictures that wait to be kept, and for how long there was none: meanwhile a watch sees nothing."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

TOLD_FROM_S = 0.3
"""Shorter than this, and what stands for 400 ms is still seen."""


@dataclass(frozen=True, slots=True)
class FellBehind:
    """So many seconds, ending now, no picture was taken: those before were still being kept."""

    for_s: float


class Room:
    """`enter` and `full_for_s` are for the thread that takes pictures; `leave` is for whoever kept one."""

    def __init__(self, most: int, now: Callable[[], float]) -> None:
        self._places = threading.Semaphore(most)
        self._now = now
        self._full_since: float | None = None
        self._full_for_s = 0.0

    def enter(self, patience_s: float) -> bool:
        """Take a place; False where none became free within that time."""
        begun = self._now()
        is_in = self._places.acquire(timeout=patience_s)
        if not is_in and self._full_since is None:
            self._full_since = begun
        if is_in:
            self._end()
        return is_in

    def leave(self) -> None:
        """Give a place back."""
        self._places.release()

    def full_for_s(self) -> float:
        """For how long there was no room since this was asked last; 0.0 where nothing can have been missed by it."""
        self._end()
        found, self._full_for_s = self._full_for_s, 0.0
        return found if found >= TOLD_FROM_S else 0.0

    def _end(self) -> None:
        if self._full_since is not None:
            self._full_for_s, self._full_since = self._now() - self._full_since, None
