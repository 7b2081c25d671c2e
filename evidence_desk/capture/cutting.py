"""Pieces of pictures cut out and put together, pixel by pixel; nothing is ever resampled."""

from collections.abc import Iterable

from evidence_desk.capture.targets import Frame
from evidence_desk.domain.evidence import Rectangle


def cut(frame: Frame, place: Rectangle) -> Frame:
    """A copy of one part, rows without gaps; the place lies in the frame."""
    line, first = 4 * place.width, 4 * place.x
    rows = range(place.y * frame.stride + first, (place.y + place.height) * frame.stride + first, frame.stride)
    pixels = b"".join(frame.pixels[start : start + line] for start in rows)
    return Frame(memoryview(pixels), place.width, place.height, line)


def joined(width: int, height: int, pieces: Iterable[tuple[Frame, Rectangle]]) -> Frame:
    """One picture of whole frames at places of their own size; black where none of them lies."""
    line = 4 * width
    all_of_them = list(pieces)
    if [place for _, place in all_of_them] == [Rectangle(0, 0, width, height)]:
        return all_of_them[0][0]
    pixels = bytearray(line * height)
    for frame, place in all_of_them:
        for row in range(place.height):
            start = (place.y + row) * line + 4 * place.x
            source = row * frame.stride
            pixels[start : start + 4 * place.width] = frame.pixels[source : source + 4 * place.width]
    return Frame(memoryview(pixels).toreadonly(), width, height, line)
