"""A frame as PNG scanlines, strip by strip: filter byte and RGB of each row, without numpy."""

from collections.abc import Iterator
from dataclasses import dataclass

from PIL import ImageChops

from evidence_desk.capture.pixels import byte_plane, padded_rgb
from evidence_desk.capture.targets import Frame

NO_FILTER = 0
UP = 2
# Larger strips fall out of the processor's cache: a whole frame at once takes up to three times as long. Smaller ones
# cost more calls, and more turns between the thread that deflates and the one that hashes.
_STRIP_ROWS = 64


@dataclass(frozen=True, slots=True)
class Strip:
    """Some rows: what gets deflated, in one or more pieces, and their colours, `line` bytes from row to row."""

    filtered: tuple[bytes | memoryview, ...]
    padded: memoryview
    rows: int
    line: int

    @property
    def size_bytes(self) -> int:
        """Bytes of all pieces together."""
        return self.rows * self.line

    def rgb(self) -> bytes:
        """The colours alone, row by row without padding; a copy."""
        line, colours = self.line, self.line - 1
        return b"".join([self.padded[at : at + colours] for at in range(0, self.rows * line, line)])


def strips(frame: Frame, top: int, bottom: int, row_filter: int) -> Iterator[Strip]:
    """Rows from `top` to before `bottom`; `row_filter` is NO_FILTER or UP of the PNG specification, 9.2."""
    make = _up if row_filter == UP else _unfiltered
    for first in range(top, bottom, _STRIP_ROWS):
        yield make(frame, first, min(first + _STRIP_ROWS, bottom))


def _unfiltered(frame: Frame, first: int, last: int) -> Strip:
    """The byte after each row is the filter byte of the next one."""
    rgb = memoryview(padded_rgb(frame, first, last))
    return Strip((b"\0", rgb[:-1]), rgb, last - first, 3 * frame.width + 1)


def _up(frame: Frame, first: int, last: int) -> Strip:
    """Each row less the one above it, byte by byte; above the first is nothing but zeros."""
    line = 3 * frame.width + 1
    above = b"\0" * line if first == 0 else b""
    padded = memoryview(b"\0" + above + padded_rgb(frame, max(first - 1, 0), last))
    rows = last - first
    current, previous = byte_plane(padded[line:], line, rows), byte_plane(padded, line, rows)
    difference = ImageChops.subtract_modulo(current, previous)
    difference.paste(UP, (0, 0, 1, rows))
    return Strip((difference.tobytes(),), padded[line + 1 :], rows, line)
