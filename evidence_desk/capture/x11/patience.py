"""xcffib's connection with patience that ends: a server another program holds keeps nobody waiting for ever."""

import select
import time
from typing import Any

import xcffib
from xcffib import ffi, lib

ANSWER_MS = 3000
"""A server that another program holds for itself answers when it is let go; longer than this is not waited."""

_REPLY_HEADER = 32
_UNIT = 4
"""A reply's length counts what follows its header in fours."""


class NoAnswer(xcffib.XcffibException):  # type: ignore[misc] # xcffib has no types
    """The server is there and says nothing to us."""


class PatientConnection(xcffib.Connection):  # type: ignore[misc] # xcffib says that it is typed and is not
    """Every answer is awaited for ANSWER_MS at the longest, and then raises NoAnswer; what comes of it is thrown away.

    That the server said something is not enough: events come from a held server too, of what its holder does.
    """

    def __init__(self, display_name: str) -> None:
        """Connect; raises xcffib.XcffibException."""
        super().__init__(display_name)
        self._incoming = select.poll()
        self._incoming.register(self.get_file_descriptor(), select.POLLIN)

    def wait_for_reply(self, sequence: int) -> Any:  # noqa: ANN401 — see above
        """The reply, or what the server refused raised as xcffib.Error."""
        self.invalid()
        reply, refusal = ffi.new("void **"), ffi.new("xcb_generic_error_t **")
        if not lib.xcb_poll_for_reply(self._conn, sequence, reply, refusal):
            self._poll_until_answered(sequence, reply, refusal)
        if refusal[0] != ffi.NULL:
            self._process_error(ffi.gc(refusal[0], xcffib.c_free))
        if reply[0] == ffi.NULL:
            self.invalid()
            raise xcffib.XcffibException(f"Bad sequence number {sequence}")
        length = ffi.cast("xcb_generic_reply_t *", reply[0]).length
        return xcffib.CffiUnpacker(ffi.gc(reply[0], xcffib.c_free), known_max=_REPLY_HEADER + _UNIT * length)

    def _poll_until_answered(self, sequence: int, reply: Any, refusal: Any) -> None:  # noqa: ANN401
        lib.xcb_flush(self._conn)
        ends = time.monotonic() + ANSWER_MS / 1000
        while not lib.xcb_poll_for_reply(self._conn, sequence, reply, refusal):
            left_ms = (ends - time.monotonic()) * 1000
            if left_ms <= 0:
                self.discard_reply(sequence)
                raise NoAnswer
            self.readable(left_ms)

    def request_check(self, sequence: int) -> None:
        """Raise what the server refused as xcffib.Error; libxcb by itself would ask it and wait for ever."""
        self.core.GetInputFocus().reply()
        super().request_check(sequence)

    def readable(self, timeout_ms: float) -> bool:
        """Wait until the server has said something, at most that long."""
        return bool(self._incoming.poll(timeout_ms))
