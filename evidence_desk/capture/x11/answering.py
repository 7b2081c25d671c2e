"""Whether a window's program still answers (EWMH ping): one that hangs leaves its last picture standing."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import xcffib
from xcffib import xproto

from evidence_desk.capture.x11.connection import Connection
from evidence_desk.capture.x11.properties import properties

PATIENCE_MS = 500
_PING, _PROTOCOLS = "_NET_WM_PING", "WM_PROTOCOLS"
# Programs made with Qt send their answers by the second of these.
_TO_ROOT = int(xproto.EventMask.SubstructureNotify | xproto.EventMask.StructureNotify)
_NOTHING = 0
_BITS = 32


class Answering:
    """Asks before a picture is taken and looks for the answer afterwards, so that a program that lives costs nothing.

    A window that once did not answer is not waited for again until it does.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._silent: set[int] = set()
        self.drawing: set[int] = set()
        """Windows that are watched and were heard to draw since their last picture: that says as much as an answer."""

    @contextmanager
    def asked(self, window: int) -> Iterator[Callable[[], bool]]:
        """Ask, if the window is one of those that promise to answer; gives what waits, not long, for the answer."""
        ping, protocols = self._connection.atoms(_PING, _PROTOCOLS)
        (promised,) = properties(self._connection, [(window, _PROTOCOLS)])
        drew = window in self.drawing
        self.drawing.discard(window)  # it vouches for one picture: the program may hang after it
        if drew or ping not in promised.numbers():
            yield lambda: True
            return
        data = xproto.ClientMessageData.synthetic([ping, 0, window, 0, 0], "I" * 5)
        event = xproto.ClientMessageEvent.synthetic(_BITS, window, protocols, data)
        self._listen(_TO_ROOT)
        try:
            self._connection.core.SendEvent(False, window, 0, event.pack())
            self._connection.raw.flush()
            yield lambda: self._is_answered(window)
        finally:
            self._listen(_NOTHING)

    def _is_answered(self, window: int) -> bool:
        deadline = time.monotonic() + (0 if window in self._silent else PATIENCE_MS / 1000)
        answered = self._has_come(window)
        while not answered:
            left_ms = (deadline - time.monotonic()) * 1000
            heard = left_ms > 0 and self._connection.readable(left_ms)
            # Looked for after the last wait too: it is there, where this thread was kept from running meanwhile.
            answered = self._has_come(window)
            if not heard:
                break
        (self._silent.discard if answered else self._silent.add)(window)
        return answered

    def _has_come(self, window: int) -> bool:
        """Whether it is among the events that have come; the others matter to nobody here."""
        ping, protocols = self._connection.atoms(_PING, _PROTOCOLS)
        while True:
            try:
                event = self._connection.raw.poll_for_event()
            except xcffib.Error:
                continue  # a late refusal of something nobody waited for
            if event is None:
                return False
            if isinstance(event, xproto.ClientMessageEvent) and event.type == protocols:
                first, _, about, *_ = event.data.data32
                if (first, about) == (ping, window):
                    return True

    def _listen(self, mask: int) -> None:
        core, root = self._connection.core, self._connection.root
        core.ChangeWindowAttributes(root, xproto.CW.EventMask, [mask])
