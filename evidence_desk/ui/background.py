"""Work off the main thread; results come home to it through one queued signal on one long-lived object."""

import contextlib
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from evidence_desk.domain.errors import DeskError, ProgramFault

T = TypeVar("T")
Failed = Callable[[DeskError], None]

_WORK_THREADS = 2


def nothing(_result: object) -> None:
    """For jobs whose result nobody waits for."""


class Background(QObject):
    """One case thread, which owns the writing vault, and a few work threads, which only read.

    `done` and `failed` run on the main thread. What is no DeskError is our own fault: it goes to `broke`, for the log,
    and then `failed` hears a ProgramFault, so that nobody waits for an answer that does not come.
    """

    broke = Signal(object)
    """The unexpected exception; a `BaseException`."""

    _came_home = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._case = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk-case")
        self._work = ThreadPoolExecutor(max_workers=_WORK_THREADS, thread_name_prefix="desk-work")
        self._own: dict[Future[Any], Callable[[], None]] = {}
        self._unfinished: set[Future[Any]] = set()
        self._listening = True
        self._came_home.connect(self._on_came_home, Qt.ConnectionType.QueuedConnection)

    def on_case_thread(self, job: Callable[[], T], done: Callable[[T], None], failed: Failed) -> None:
        """Run a short write; jobs run in the order given."""
        self._start(self._case, job, done, failed)

    def on_work_thread(self, job: Callable[[], T], done: Callable[[T], None], failed: Failed) -> None:
        """Run long work beside others; it opens its own reading vault and closes it."""
        self._start(self._work, job, done, failed)

    def on_own_thread(
        self, job: Callable[[], T], done: Callable[[T], None], failed: Failed, *, end: Callable[[], None]
    ) -> None:
        """Run work that lasts until `end` is called, in a thread of its own; at the latest `shut_down` calls it."""
        pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk-own")
        future = pool.submit(job)
        self._own[future] = end
        future.add_done_callback(lambda future: self._bring_home(future, done, failed))
        future.add_done_callback(lambda future: self._own.pop(future, None))
        pool.shutdown(wait=False)

    def run(self, job: Callable[[], T]) -> T:
        """Run on the case thread and wait; for callers with a thread of their own, never for the window."""
        return self._case.submit(job).result()

    def say(self, words: Callable[[], None]) -> None:
        """Run something small on the main thread, from any other: progress, mostly."""
        self._came_home.emit(words)

    @property
    def is_listening(self) -> bool:
        """Whether anybody waits for results; long work asks this, and ends when nobody does."""
        return self._listening

    @property
    def is_idle(self) -> bool:
        """Whether nothing that was asked for is still to be done."""
        return not self._unfinished and not self._own

    def stop_listening(self) -> None:
        """Let no result reach the window any more; work already begun goes on to its end."""
        self._listening = False

    def shut_down(self, last: Callable[[], None] = lambda: None) -> None:
        """Finish every write that was asked for and then `last`, drop reading work not begun, and end all threads."""
        self.stop_listening()
        for future, end in tuple(self._own.items()):
            end()
            wait([future])
        self._work.shutdown(wait=True, cancel_futures=True)
        with contextlib.suppress(RuntimeError):  # it was shut down before
            self._case.submit(last)
        self._case.shutdown(wait=True)

    def _start(self, pool: ThreadPoolExecutor, job: Callable[[], T], done: Callable[[T], None], failed: Failed) -> None:
        future = pool.submit(job)
        self._unfinished.add(future)
        future.add_done_callback(self._unfinished.discard)
        future.add_done_callback(lambda future: self._bring_home(future, done, failed))

    def _bring_home(self, future: Future[T], done: Callable[[T], None], failed: Failed) -> None:
        """Runs wherever the job ended; only closures cross over."""
        if future.cancelled():
            return
        error = future.exception()
        if error is None:
            result = future.result()
            self._came_home.emit(lambda: done(result))
        elif isinstance(error, DeskError):
            self._came_home.emit(lambda: failed(error))
        else:
            self._came_home.emit(lambda: self._say_broke(error, failed))

    def _say_broke(self, error: BaseException, failed: Failed) -> None:
        self.broke.emit(error)
        failed(ProgramFault())

    @Slot(object)
    def _on_came_home(self, deliver: Callable[[], None]) -> None:
        if self._listening:
            deliver()
