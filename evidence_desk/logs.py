"""What the program says of its own faults, on stderr only: places and types, never evidence or titles."""

import logging
import sys
import traceback
from collections.abc import Iterator
from types import TracebackType

OUR_LOGGER = "evidence_desk"


def set_up_logs(*, detailed: bool = False) -> None:
    """Send records to stderr: warnings and worse, everything of ours when `detailed`. Calling again changes nothing."""
    root = logging.getLogger()
    logging.getLogger(OUR_LOGGER).setLevel(logging.DEBUG if detailed else logging.WARNING)
    if any(isinstance(handler.formatter, DiscreetFormatter) for handler in root.handlers):
        return
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(DiscreetFormatter())
    root.addHandler(handler)


class DiscreetFormatter(logging.Formatter):
    """One line a record; errors by type and place, a library's words without what it filled in.

    An error's own text and a library's arguments can carry a window's title or a file's name; ours never do.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The record as lines for stderr."""
        ours = record.name == OUR_LOGGER or record.name.startswith(OUR_LOGGER + ".")
        words = record.getMessage() if ours else str(record.msg)
        lines = [f"{record.levelname.lower()} {record.name}: {words}"]
        if record.exc_info and record.exc_info[1] is not None:
            lines.extend(described(record.exc_info[1]))
        return "\n".join(lines)


def described(error: BaseException) -> Iterator[str]:
    """The error and what led to it: types and places, without their texts."""
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        yield from described(cause)
    yield f"  {type(error).__module__}.{type(error).__qualname__}"
    yield from _places(error.__traceback__)


def _places(trace: TracebackType | None) -> Iterator[str]:
    for frame in traceback.extract_tb(trace):
        yield f"    {frame.filename}:{frame.lineno} in {frame.name}"
