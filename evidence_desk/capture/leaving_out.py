"""Areas a person does not want kept: filled opaque in the pixels, before anything is encoded."""

from collections.abc import Sequence

from evidence_desk.capture.cover import intersection
from evidence_desk.capture.targets import Frame
from evidence_desk.domain.evidence import Rectangle
from evidence_desk.domain.refusals import OutsidePicture

LEAST_SIDE = 16
"""Pixels; a smaller part was not marked because something shows there."""
FILL_RGB = (0x27, 0x31, 0x3B)
_FILL_PIXEL = bytes((*reversed(FILL_RGB), 0xFF))


def leave_out(frame: Frame, areas: Sequence[Rectangle]) -> Frame:
    """Return a copy of the frame with the areas filled; they count in pixels from the picture's own corner.

    What reaches over the edge is cut. Raises OutsidePicture for an area that does not touch the picture at all,
    because something would then stay in the picture that was meant to be left out.
    """
    pixels = bytearray(frame.pixels)
    for area in areas:
        _fill(pixels, frame, area)
    return Frame(memoryview(pixels).toreadonly(), frame.width, frame.height, frame.stride)


def is_large_enough(area: Rectangle, width: int, height: int) -> bool:
    """Whether so much of the area lies in a picture of that size, in pixels, that it can cover anything.

    That is LEAST_SIDE each way, or all the picture has.
    """
    inside = intersection(area, Rectangle(0, 0, width, height))
    return inside is not None and inside.width >= min(LEAST_SIDE, width) and inside.height >= min(LEAST_SIDE, height)


def _fill(pixels: bytearray, frame: Frame, area: Rectangle) -> None:
    left, right = max(area.x, 0), min(area.x + area.width, frame.width)
    top, bottom = max(area.y, 0), min(area.y + area.height, frame.height)
    if left >= right or top >= bottom:
        raise OutsidePicture(f"{area.x},{area.y},{area.width}x{area.height}")
    line = _FILL_PIXEL * (right - left)
    for row in range(top, bottom):
        start = row * frame.stride + 4 * left
        pixels[start : start + len(line)] = line
