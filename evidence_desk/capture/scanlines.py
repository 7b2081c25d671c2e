"""A frame as PNG scanlines, strip by strip: filter byte and RGB of each row, without numpy."""

from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, ImageChops

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
    rows = frame.pixels[first * frame.stride : last * frame.stride]
    picture = Image.frombuffer("RGB", (frame.width, last - first), rows, "raw", "BGRX", frame.stride, 1)
    return picture.tobytes("raw", "RGB", 3 * frame.width + 1)


def _unfiltered(frame: Frame, first: int, last: int) -> Strip:
    line = 3 * frame.width + 1
    rows = memoryview(b"\0" + _padded(frame, first, last))
    return Strip(rows[:-1], rows[1:], last - first, line)


def _up(frame: Frame, first: int, last: int) -> Strip:
    """Each row less the one above it, byte by byte; above the first is nothing but zeros."""
    line = 3 * frame.width + 1
    above = b"\0" * line if first == 0 else b""
    padded = memoryview(b"\0" + above + _padded(frame, max(first - 1, 0), last))
    size = (line, last - first)
    current = Image.frombuffer("L", size, padded[line:], "raw", "L", 0, 1)
    previous = Image.frombuffer("L", size, padded[:-line], "raw", "L", 0, 1)
    difference = ImageChops.subtract_modulo(current, previous)
    difference.paste(UP, (0, 0, 1, last - first))
    return Strip(memoryview(difference.tobytes()), padded[line + 1 :], last - first, line)
