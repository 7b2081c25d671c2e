"""A thread that waits for a service and for what is asked of it, both at once."""

import os
import select
import threading
from collections import deque
from collections.abc import Callable

_GOODBYE_S = 3.0


class Listener:
    """`serve` runs on the thread and returns when `is_closing`; it calls `wait` whenever it has nothing to do."""

    def __init__(self, name: str, serve: Callable[[], None]) -> None:
        self._wishes: deque[Callable[[], None]] = deque()
        self._hears, self._wakes = os.pipe()
        os.set_blocking(self._wakes, False)
        self._lock = threading.Lock()
        self._serve = serve
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self.is_closing = False

    def start(self) -> None:
        """Begin; what was asked before is done first."""
        self._thread.start()

    def ask(self, wish: Callable[[], None]) -> None:
        """Have this done on the thread, soon; any thread. After `close` nothing is done any more."""
        self._wishes.append(wish)
        self._wake()

    def wait(self, descriptor: int, timeout_s: float | None = None) -> None:
        """On the thread: until the descriptor can be read, something was asked, or the time is over; do what was asked.

        A service whose events may already be read is asked for them before this is called.
        """
        readable, _, _ = select.select([descriptor, self._hears], [], [], timeout_s)
        if self._hears in readable:
            os.read(self._hears, 4096)
        while self._wishes and not self.is_closing:
            self._wishes.popleft()()

    def close(self) -> None:
        """End the thread; one that a service keeps from answering is left to the end of the process."""
        self.is_closing = True
        self._wake()
        if self._thread.is_alive() and self._thread is not threading.current_thread():
            self._thread.join(_GOODBYE_S)

    def _wake(self) -> None:
        with self._lock:
            if self._wakes < 0:
                return
            try:
                os.write(self._wakes, b"\0")
            except BlockingIOError:  # it is awake enough
                return

    def _run(self) -> None:
        try:
            self._serve()
        finally:
            with self._lock:
                os.close(self._hears)
                os.close(self._wakes)
                self._wakes = -1
