"""A frame as PNG scanlines, strip by strip: filter byte and RGB of each row, without numpy."""

from collections.abc import Iterator
from dataclasses import dataclass

from PIL import ImageChops

from evidence_desk.capture.pixels import byte_plane, rgb_rows
from evidence_desk.capture.targets import Frame

NO_FILTER = 0
UP = 2
# Larger strips fall out of the processor's cache: a whole frame at once takes up to three times as long.
_STRIP_ROWS = 64


@dataclass(frozen=True, slots=True)
class Strip:
    """Some rows: `filtered` is what gets deflated, `rgb` holds the same rows `line` bytes apart, one byte too many."""

    filtered: memoryview
    rgb: memoryview
    rows: int
    line: int


def strips(frame: Frame, top: int, bottom: int, row_filter: int) -> Iterator[Strip]:
    """Rows from `top` to before `bottom`; `row_filter` is NO_FILTER or UP of the PNG specification, 9.2."""
    make = _up if row_filter == UP else _unfiltered
    for first in range(top, bottom, _STRIP_ROWS):
        yield make(frame, first, min(first + _STRIP_ROWS, bottom))


def _padded(frame: Frame, first: int, last: int) -> bytes:
    """RGB rows with one zero byte after each: seen from the next row, that is its filter byte 0."""
    return rgb_rows(frame, first, last).tobytes("raw", "RGB", 3 * frame.width + 1)


def _unfiltered(frame: Frame, first: int, last: int) -> Strip:
    line = 3 * frame.width + 1
    rows = memoryview(b"\0" + _padded(frame, first, last))
    return Strip(rows[:-1], rows[1:], last - first, line)


def _up(frame: Frame, first: int, last: int) -> Strip:
    """Each row less the one above it, byte by byte; above the first is nothing but zeros."""
    line = 3 * frame.width + 1
    above = b"\0" * line if first == 0 else b""
    padded = memoryview(b"\0" + above + _padded(frame, max(first - 1, 0), last))
    rows = last - first
    current, previous = byte_plane(padded[line:], line, rows), byte_plane(padded, line, rows)
    difference = ImageChops.subtract_modulo(current, previous)
    difference.paste(UP, (0, 0, 1, rows))
    return Strip(memoryview(difference.tobytes()), padded[line + 1 :], rows, line)
