"""Hears from the X server what was drawn, and looks only there; while nothing is drawn it sleeps."""

import os
import select
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress

import xcffib
from xcffib import damage

from evidence_desk.capture.change_source import Notice
from evidence_desk.capture.targets import OneScreen
from evidence_desk.capture.tiles import Grid, tile_states
from evidence_desk.capture.x11.display import Display
from evidence_desk.capture.x11.sights import Lie, sight_of, touched
from evidence_desk.domain.evidence import Rectangle
from evidence_desk.domain.refusals import WindowChanged, WrongSize

_NON_EMPTY = int(damage.ReportLevel.NonEmpty)
_NOTHING = 0
_MOST_READS = 8
_AGAIN_S, _UNCLEAR_FOR_S = 0.05, 1.0
"""A window that is just being moved or put into its frame is asked again so soon, and for so long."""
_MS = 1000


class DamageSource:
    """Satisfies `evidence_desk.capture.change_source.ChangeSource` for one X11 display, on a connection of its own.

    Nobody waits inside the connection: `wait` sleeps on its socket and on a pipe, so that it can be woken and closed.
    """

    def __init__(
        self,
        display_name: str,
        target: OneScreen | int,
        drew: Callable[[], object] = int,
        closed: Callable[[], object] = int,
    ) -> None:
        """Connect; a window is given by its number. `drew` is called when it was drawn in. Raises CaptureRefused."""
        self._drew, self._closed = drew, closed
        self._display = Display(display_name)
        self._connection = connection = self._display.connection
        self._pipe_in_use = threading.Lock()
        self._pipe: tuple[int, int] | None = os.pipe()
        self._lie: Lie | None = None
        self._grid = Grid(0, 0)
        self._damages: dict[int, int] = {}
        self._drawn: set[int] = set()
        self._is_stale = True
        self._looked = 0.0
        self._unclear_since: float | None = None
        try:
            with connection.asking():
                self._damage, self._fixes = connection.extension("damage"), connection.extension("xfixes")
                self._region = connection.raw.generate_id()
                self._fixes.CreateRegion(self._region, 0, [])
                self._sight = sight_of(self._display, target)
        except BaseException:
            self.close()
            raise

    def look(self) -> Notice:
        with self._connection.asking():
            self._lie, self._is_stale = None, True
            while True:
                found = self._look()
                if found is not None:
                    return found
                self._was_woken(time.monotonic() + _AGAIN_S, hears_display=False)

    def wait(self, timeout_s: float | None, pause_s: float) -> Notice | None:
        ends = float("inf") if timeout_s is None else time.monotonic() + timeout_s
        while True:
            self._take_events()
            is_called = self._is_stale or bool(self._drawn)
            pause = pause_s if self._unclear_since is None else max(pause_s, _AGAIN_S)
            ready = self._looked + pause if is_called else float("inf")
            if ready <= time.monotonic():
                with self._connection.asking():
                    found = self._look()
                if found is not None:
                    return found
                continue
            if self._was_woken(min(ready, ends), hears_display=not is_called) or ends <= time.monotonic():
                return None

    def wake(self) -> None:
        with self._pipe_in_use:
            if self._pipe is not None:
                os.write(self._pipe[1], b"!")

    def close(self) -> None:
        """Disconnect; the server then ends all that was asked in this name. May be called twice."""
        with self._pipe_in_use:
            if self._pipe is None:
                return
            for descriptor in self._pipe:
                os.close(descriptor)
            self._pipe = None
        self._closed()
        with suppress(xcffib.XcffibException):
            self._display.close()

    def _was_woken(self, until: float, *, hears_display: bool) -> bool:
        """Sleep; whether somebody called `wake`."""
        assert self._pipe is not None  # noqa: S101 — closed by the one thread that waits
        sleeping = select.poll()
        sleeping.register(self._pipe[0], select.POLLIN)
        if hears_display:
            sleeping.register(self._connection.raw.get_file_descriptor(), select.POLLIN)
        left_ms = None if until == float("inf") else max(0.0, until - time.monotonic()) * _MS
        heard = {descriptor for descriptor, _ in sleeping.poll(left_ms)}
        if self._pipe[0] not in heard:
            return False
        os.read(self._pipe[0], 64)
        return True

    def _take_events(self) -> None:
        with self._connection.answered():
            while True:
                try:
                    event = self._connection.raw.poll_for_event()
                except xcffib.Error:
                    continue  # late, of a request nobody waited for: a window has gone meanwhile
                if event is None:
                    return
                if isinstance(event, damage.NotifyEvent):
                    self._drawn.add(int(event.drawable))
                elif self._sight.concerns(event):
                    self._is_stale = True

    def _look(self) -> Notice | None:
        """What may have changed; None where it turns out that nothing did, or that all of it is just changing."""
        self._looked = time.monotonic()
        try:
            found = self._seen()
        except (WindowChanged, WrongSize):
            self._unclear_since = self._unclear_since or self._looked
            self._lie, self._is_stale = None, self._looked - self._unclear_since < _UNCLEAR_FOR_S
            if not self._is_stale:  # it stays so: wait until something happens to it
                self._unclear_since = None
                raise
            return None
        self._unclear_since = None
        return found

    def _seen(self) -> Notice | None:
        # A window that was away is drawn before anybody says that it is back; one that was unclear may be clear now.
        tiles = self._all_anew() if self._is_stale or self._lie is None else set()
        drawn, self._drawn = self._drawn, set()
        assert self._lie is not None  # noqa: S101 — found above or before
        if drawn:
            self._drew()
        for window in drawn & self._damages.keys():
            tiles |= self._grid.touched(touched(self._lie, window, self._taken(window)))
        return Notice(self._grid, self._read(tiles)) if tiles else None

    def _all_anew(self) -> set[int]:
        """Ask how everything lies; the squares to be looked at because of that."""
        self._is_stale = False
        before, self._lie = self._lie, None
        self._lie = lie = self._sight.find()
        self._grid = Grid(lie.width, lie.height)
        self._listen(lie)
        # What a window drew until it was listened to was thrown away: with another window everything is looked at.
        is_known = before is not None and _shape(before) == _shape(lie) and not self._sight.is_seen_through_others
        return set() if is_known else set(range(self._grid.count))

    def _listen(self, lie: Lie) -> None:
        """Hear what those windows draw, and no others. The server reports a whole window at first: thrown away."""
        for window in self._damages.keys() - lie.drawn_by.keys():
            self._damage.Destroy(self._damages.pop(window))
        for window in lie.drawn_by.keys() - self._damages.keys():
            number = self._connection.raw.generate_id()
            with suppress(xcffib.Error):
                self._damage.Create(number, window, _NON_EMPTY, is_checked=True).check()
                self._damage.Subtract(number, _NOTHING, _NOTHING)
                self._damages[window] = number

    def _taken(self, window: int) -> Iterable[Rectangle]:
        """What the window drew since it was asked last, counted from its corner inside the border."""
        try:
            self._damage.Subtract(self._damages[window], _NOTHING, self._region, is_checked=True).check()
        except xcffib.Error:
            return []
        found = self._fixes.FetchRegion(self._region).reply().rectangles
        return [Rectangle(each.x, each.y, each.width, each.height) for each in found]

    def _read(self, tiles: set[int]) -> dict[int, int]:
        """The states of at least those squares; a few groups are read apart, many at once."""
        groups = list(self._grid.groups(tiles))
        states: dict[int, int] = {}
        for group in groups if len(groups) <= _MOST_READS else [tiles]:
            area = self._grid.area(group)
            with self._sight.read(area) as frame:
                states.update(zip(sorted(self._grid.touched([area])), tile_states(frame), strict=True))
        return states


def _shape(lie: Lie) -> tuple[int, int, frozenset[int]]:
    """The size of a picture, and the windows whose drawing shows in it."""
    return lie.width, lie.height, frozenset(lie.drawn_by)
