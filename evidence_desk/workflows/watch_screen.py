"""Watch one screen or window: every change that settles is kept, so that what is deleted again has been seen."""

import threading
import time
from collections.abc import Callable
from dataclasses import replace

from evidence_desk.capture.backend import Backend
from evidence_desk.capture.change_source import ChangeSource, Notice, change_source
from evidence_desk.capture.changes import Changes
from evidence_desk.capture.tiles import grid_of, tile_states
from evidence_desk.domain.errors import DeskError
from evidence_desk.domain.evidence import Item
from evidence_desk.domain.refusals import (
    CaptureRefused,
    DisplayLost,
    DisplayNotReadable,
    NoDisplay,
    NoSuchScreen,
    NoSuchWindow,
    OwnWindow,
    WindowElsewhere,
    WindowGone,
    WindowMinimised,
)
from evidence_desk.domain.times import Clock
from evidence_desk.domain.watches import Ending, WatchEnded
from evidence_desk.workflows.answer_ages import refuse_by_itself
from evidence_desk.workflows.capture_evidence import Capturer
from evidence_desk.workflows.watch_history import end_left_open, say_begun
from evidence_desk.workflows.watch_news import Paused, Resumed, Taken, WatchNews, WatchRequest
from evidence_desk.workflows.watch_room import FellBehind, Room

_AWAY = (WindowMinimised, WindowElsewhere)
_OVER = (DisplayLost, DisplayNotReadable, NoDisplay, NoSuchScreen, NoSuchWindow, OwnWindow, WindowGone)
_MOST_WAITING = 4
_CALM_PAUSE_S, _BUSY_PAUSE_S = 0.08, 0.04
_TROUBLE_TOLD_AFTER_S = 1.0
_MOST_BETWEEN_TRIES_S = 2.0


class Watch:
    """Runs on a thread of its own, and never waits for the case thread but when four pictures wait to be kept.

    Whoever runs it has each piece of news written down (`write_down`), tells the watch when a picture is kept, and has
    the end written down (`end_watch`). `stop` and `has_kept` may be called from any thread.
    """

    def __init__(
        self,
        request: WatchRequest,
        backend: Backend,
        clock: Clock,
        source: ChangeSource,
        *,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self.request = request
        self._backend = backend
        self._clock = clock
        self._source = source
        self._now = now
        self._changes = Changes()
        self._lock = threading.Lock()
        self._why: Ending | DeskError | None = None
        self._room = Room(_MOST_WAITING, now)
        self._taken = self._kept = self._size_bytes = 0
        self._away = False
        self._trouble_since: float | None = None
        self._is_trouble_told = False

    @property
    def ended(self) -> WatchEnded:
        """How it went, as far as it is known now; all of it once the last picture is kept."""
        with self._lock:
            return WatchEnded(self._kept, self._size_bytes, self._why or Ending.STOPPED)

    def stop(self, why: Ending | DeskError = Ending.STOPPED) -> None:
        """Take no more pictures; the first reason counts."""
        with self._lock:
            self._why = self._why or why
        self._source.wake()

    def has_kept(self, item: Item) -> None:
        """A picture is kept, and there is room for another."""
        with self._lock:
            self._kept += 1
            self._size_bytes += item.record.size_bytes
            is_enough = self._size_bytes >= self.request.limits.most_bytes
        self._room.leave()
        if is_enough:
            self.stop(Ending.BYTES_REACHED)

    def run(self, tell: Callable[[WatchNews], None]) -> None:
        """Watch until it is stopped, enough is kept, or there is nothing to watch any more; then `ended` says why."""
        try:
            self._watch(tell)
        except CaptureRefused as refusal:
            self.stop(refusal)
        finally:
            self._source.close()
        self._tell_behind(tell)

    def _watch(self, tell: Callable[[WatchNews], None]) -> None:
        self._see(self._source.look())
        ends = None if self.request.limits.for_s is None else self._now() + self.request.limits.for_s
        while self._why is None:
            now = self._now()
            due = None if self._away else self._changes.due()
            if ends is not None and now >= ends:
                if due is not None and due <= ends:
                    self._take(tell)  # it was due within the time; the machine was busy with something else then
                self.stop(Ending.TIME_OVER)
                return
            if due is not None and due <= now:
                self._take(tell)
                continue
            moments = [each for each in (due, ends) if each is not None]
            self._wait(min(moments) - now if moments else None, tell)

    def _wait(self, timeout_s: float | None, tell: Callable[[WatchNews], None]) -> None:
        try:
            notice = self._source.wait(timeout_s, _CALM_PAUSE_S if self._changes.is_calm else _BUSY_PAUSE_S)
        except _OVER:
            raise
        except CaptureRefused as refusal:
            self._pause(refusal, tell)
            return
        if notice is not None:
            if self._away:
                self._away = False
                tell(Resumed())
            self._see(notice)

    def _see(self, notice: Notice) -> None:
        at, grid = self._now(), notice.grid
        if grid != self._changes.grid:
            self._changes.begin(at, grid, [notice.states[tile] for tile in range(grid.count)])
        else:
            self._changes.see(at, notice.states)

    def _take(self, tell: Callable[[WatchNews], None]) -> None:
        """Take the picture that is due, unless it shows nothing new."""
        if not self._room.enter(_CALM_PAUSE_S):
            return  # those before it are still being kept
        self._tell_behind(tell)
        taken = None
        try:
            taken = self._picture()
        except _OVER:
            raise
        except _AWAY as refusal:
            self._pause(refusal, tell)
        except CaptureRefused as refusal:
            self._bear(refusal, tell)
        finally:
            if taken is None:
                self._room.leave()
        if taken is not None:
            self._tell_taken(taken, tell)

    def _picture(self) -> Taken | None:
        captured = self._clock.now()
        with self._backend.grab(self.request.target) as shot:
            at, grid, states = self._now(), grid_of(shot.frame), tile_states(shot.frame)
            if grid != self._changes.grid:
                self._changes.begin(at, grid, states)
            if not self._changes.is_news(at, states):
                self._changes.pass_over(at, states)
                return None
            pixels = memoryview(bytes(shot.frame.pixels))
            self._changes.keep(at, states)
            return Taken(captured, replace(shot, frame=replace(shot.frame, pixels=pixels)))

    def _tell_behind(self, tell: Callable[[WatchNews], None]) -> None:
        if for_s := self._room.full_for_s():
            tell(FellBehind(for_s))

    def _tell_taken(self, taken: Taken, tell: Callable[[WatchNews], None]) -> None:
        if self._is_trouble_told:
            tell(Resumed())
        self._trouble_since, self._is_trouble_told = None, False
        self._taken += 1
        tell(taken)
        if self._taken >= self.request.limits.at_most:
            self.stop(Ending.COUNT_REACHED)

    def _pause(self, why: CaptureRefused, tell: Callable[[WatchNews], None]) -> None:
        if not self._away:
            self._away = True
            tell(Paused(why))

    def _bear(self, refusal: CaptureRefused, tell: Callable[[WatchNews], None]) -> None:
        """A picture that could not be taken just now is tried again; it is told of when that goes on."""
        at = self._now()
        if self._trouble_since is None:
            self._trouble_since = at
        self._changes.postpone(at, min(at - self._trouble_since, _MOST_BETWEEN_TRIES_S))
        if not self._is_trouble_told and at - self._trouble_since >= _TROUBLE_TOLD_AFTER_S:
            self._is_trouble_told = True
            tell(Paused(refusal))


def begin_watch(capturer: Capturer, request: WatchRequest) -> Watch:
    """Arm the window or screen, and have the history say so; the watch that it goes on from ends first. Case thread.

    Raises CaptureRefused (also a line in the vault's history), ReadOnlyVault or another VaultError.
    """
    capturer.refuse_read_only()
    end_left_open(capturer.vault, request)
    with capturer.noting_refusals():
        refuse_by_itself(capturer.vault, request.case)
        source = change_source(capturer.backend, request.target)
        try:
            source.look()
        except CaptureRefused:
            source.close()
            raise
    try:
        say_begun(capturer.vault, request)
    except DeskError:
        source.close()
        raise
    return Watch(request, capturer.backend, capturer.clock, source)
