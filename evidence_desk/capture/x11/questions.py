"""Questions to an X server that can be asked again as they were, and whether the answer is what it was."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from xcffib import ffi

_REPLY_HEADER = 32
_UNIT = 4
"""A reply's length counts what follows its header in fours."""
_AFTER_SEQUENCE = 4
"""A reply begins with its kind, a byte of its own, and in two more the number of its question."""
_WRITTEN = 2
"""libxcb also uses the two parts in front of the first one it is given."""


@dataclass(frozen=True, slots=True)
class Question:
    """A request for libxcb's own call, the memory it lies in, and the answer it had."""

    flags: int
    request: Any
    parts: Any
    memory: Any
    size_bytes: int
    answer: bytes

    def ready(self) -> Any:  # noqa: ANN401 — xcffib has no types
        """Its parts as libxcb wants them; it counts them down while it sends."""
        part = self.parts[_WRITTEN]
        part.iov_base, part.iov_len = self.memory, self.size_bytes
        return self.parts + _WRITTEN


@dataclass(slots=True)
class Heard:
    """What was asked for a while, by the numbers of the questions, and what was answered."""

    asked: dict[int, tuple[int, Any, bytes]] = field(default_factory=dict)
    answers: dict[int, bytes] = field(default_factory=dict)

    @property
    def questions(self) -> Sequence[Question] | None:
        """In the order in which they were asked; None where one had no answer, or was no question at all."""
        if self.asked.keys() != self.answers.keys():
            return None
        return [_question(*asked, self.answers[sequence]) for sequence, asked in self.asked.items()]


def _question(flags: int, request: Any, written: bytes, answer: bytes) -> Question:  # noqa: ANN401 — xcffib has no types
    size_bytes = len(written) + (-len(written) & 3)
    again = ffi.new("xcb_protocol_request_t *", (1, request.ext, request.opcode, request.isvoid))
    memory = ffi.new("char[]", written.ljust(size_bytes, b"\0"))
    return Question(flags, again, ffi.new("struct iovec[3]"), memory, size_bytes, answer)


def reply_bytes(reply: Any) -> int:  # noqa: ANN401 — xcffib has no types
    """How long a reply is, as it says itself."""
    return int(_REPLY_HEADER + _UNIT * ffi.cast("xcb_generic_reply_t *", reply).length)


def told(reply: Any) -> bytes:  # noqa: ANN401 — xcffib has no types
    """What a reply tells, without the number of its question."""
    whole = ffi.buffer(reply, reply_bytes(reply))
    return bytes(whole[1:2] + whole[_AFTER_SEQUENCE:])
