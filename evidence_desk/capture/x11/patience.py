"""xcffib's connection with patience that ends: a server another program holds keeps nobody waiting for ever."""

import select
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import xcffib
from xcffib import ffi, lib

from evidence_desk.capture.x11.questions import Heard, Question, reply_bytes, told

ANSWER_MS = 3000
"""A server that another program holds for itself answers when it is let go; longer than this is not waited."""

_STEP_MS = 250
"""No wait counts for more: where the machine itself stood still, the server had no time to answer either."""


class NoAnswer(xcffib.XcffibException):  # type: ignore[misc] # xcffib has no types
    """The server is there and says nothing to us."""


class PatientConnection(xcffib.Connection):  # type: ignore[misc] # xcffib says that it is typed and is not
    """Every answer is awaited for ANSWER_MS at the longest, and then raises NoAnswer; what comes of it is thrown away.

    That the server said something is not enough: events come from a held server too, of what its holder does.
    """

    def __init__(self, display_name: str) -> None:
        """Connect; raises xcffib.XcffibException."""
        self._heard: Heard | None = None
        self._reply, self._refusal = ffi.new("void **"), ffi.new("xcb_generic_error_t **")
        super().__init__(display_name)
        self._incoming = select.poll()
        self._incoming.register(self.get_file_descriptor(), select.POLLIN)

    def send_request(self, flags: int, parts: Any, request: Any) -> int:  # noqa: ANN401 — see above
        """Send, and note it where somebody listens; libxcb writes its own numbers into what it is given."""
        heard = self._heard
        written = b"" if heard is None else bytes(ffi.buffer(parts[0].iov_base, parts[0].iov_len))
        sequence = int(super().send_request(flags, parts, request))
        if heard is not None:
            heard.asked[sequence] = (flags, request, written)
        return sequence

    def wait_for_reply(self, sequence: int) -> Any:  # noqa: ANN401 — see above
        """The reply, or what the server refused raised as xcffib.Error."""
        self.invalid()
        reply, refusal = ffi.new("void **"), ffi.new("xcb_generic_error_t **")
        self._await(sequence, reply, refusal)
        if refusal[0] != ffi.NULL:
            self._process_error(ffi.gc(refusal[0], xcffib.c_free))
        if reply[0] == ffi.NULL:
            self.invalid()
            raise xcffib.XcffibException(f"Bad sequence number {sequence}")
        if self._heard is not None:
            self._heard.answers[sequence] = told(reply[0])
        return xcffib.CffiUnpacker(ffi.gc(reply[0], xcffib.c_free), known_max=reply_bytes(reply[0]))

    @contextmanager
    def listening(self) -> Iterator[Heard]:
        """Note what is asked in the block, and what is answered."""
        self._heard = heard = Heard()
        try:
            yield heard
        finally:
            self._heard = None

    @contextmanager
    def unheard(self) -> Iterator[None]:
        """Ask what has one answer for as long as the server runs: nobody need ask it again."""
        heard, self._heard = self._heard, None
        try:
            yield
        finally:
            self._heard = heard

    def ask(self, questions: Sequence[Question]) -> list[int]:
        """Ask all of that again; their new numbers must be given to `answers_same`."""
        self.invalid()
        return [lib.xcb_send_request(self._conn, each.flags, each.ready(), each.request) for each in questions]

    def discard(self, sequences: Sequence[int]) -> None:
        """Have libxcb throw away those answers when they come."""
        for sequence in sequences:
            lib.xcb_discard_reply(self._conn, sequence)

    def answers_same(self, questions: Sequence[Question], sequences: Sequence[int]) -> bool:
        """Whether every answer is what it was; all are read, so none stays behind."""
        # A list, because `all` of a generator would stop at the first.
        same = [self._told(sequence) == each.answer for each, sequence in zip(questions, sequences, strict=True)]
        self.invalid()
        return all(same)

    def _told(self, sequence: int) -> bytes:
        """Nothing where the server refused."""
        reply, refusal = self._reply, self._refusal
        self._await(sequence, reply, refusal)
        answer = told(reply[0]) if reply[0] != ffi.NULL else b""
        for each in (reply, refusal):
            if each[0] != ffi.NULL:
                xcffib.c_free(each[0])
                each[0] = ffi.NULL
        return answer

    def _await(self, sequence: int, reply: Any, refusal: Any) -> None:  # noqa: ANN401 — see above
        if lib.xcb_poll_for_reply(self._conn, sequence, reply, refusal):
            return
        lib.xcb_flush(self._conn)
        left_ms, looked = float(ANSWER_MS), time.monotonic()
        while not lib.xcb_poll_for_reply(self._conn, sequence, reply, refusal):
            if left_ms <= 0:
                self.discard_reply(sequence)
                raise NoAnswer
            self.readable(min(left_ms, _STEP_MS))
            before, looked = looked, time.monotonic()
            left_ms -= min((looked - before) * 1000, _STEP_MS)

    def request_check(self, sequence: int) -> None:
        """Raise what the server refused as xcffib.Error; libxcb by itself would ask it and wait for ever."""
        self.core.GetInputFocus().reply()
        super().request_check(sequence)

    def readable(self, timeout_ms: float) -> bool:
        """Wait until the server has said something, at most that long."""
        return bool(self._incoming.poll(timeout_ms))
