"""The joined picture, drawn from the originals and the map alone: whoever has both gets the same pixels."""

import io
from collections.abc import Callable, Sequence

from PIL import Image

from evidence_desk.capture.targets import Frame
from evidence_desk.domain.evidence import Part, Rectangle

GAP_DARK, GAP_LIGHT = (0x27, 0x31, 0x3B), (0xF0, 0xB4, 0x29)
GAP_STRIPE = 8
"""A pixel x, y of a gap, counted from the picture's corner, is dark where (x + y) // 8 is even, else light."""

ReadOriginal = Callable[[str], bytes]
"""The bytes of the PNG with this name."""


def draw_joined(size: tuple[int, int], parts: Sequence[Part], gaps: Sequence[Rectangle], read: ReadOriginal) -> Frame:
    """Put the parts where the map says and hatch the gaps; nothing is resampled, a place in neither is black.

    `size` is width and height. Each source is read once for all its parts that follow one another. Raises ValueError
    for a map that does not fit its sources, and what `read` raises.
    """
    joined = Image.new("RGB", size)
    opened: tuple[str, Image.Image] | None = None
    for part in parts:
        if opened is None or opened[0] != part.source:
            opened = part.source, _decoded(read(part.source))
        _paste(joined, opened[1], part)
    for gap in gaps:
        joined.paste(_hatched(gap), (gap.x, gap.y))
    pixels = joined.tobytes("raw", "BGRX")
    return Frame(memoryview(pixels), *size, 4 * size[0])


def _decoded(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data), formats=["PNG"]) as picture:
        return picture.convert("RGB")


def _paste(joined: Image.Image, source: Image.Image, part: Part) -> None:
    taken, placed = part.taken, part.placed
    inside = _is_inside(taken, source.size) and _is_inside(placed, joined.size)
    if not inside or (taken.width, taken.height) != (placed.width, placed.height):
        raise ValueError("the map does not fit its source")
    box = (taken.x, taken.y, taken.x + taken.width, taken.y + taken.height)
    joined.paste(source.crop(box), (placed.x, placed.y))


def _is_inside(place: Rectangle, size: tuple[int, int]) -> bool:
    return (
        place.x >= 0 and place.y >= 0 and place.x + place.width <= size[0] and place.y + place.height <= size[1]
    )  # fmt: skip


def _hatched(gap: Rectangle) -> Image.Image:
    period = 2 * GAP_STRIPE
    row = [GAP_DARK if at // GAP_STRIPE % 2 == 0 else GAP_LIGHT for at in range(gap.x + gap.width + period)]
    stripes = [b"".join(map(bytes, row[start : start + gap.width])) for start in range(gap.x, gap.x + period)]
    lines = b"".join(stripes[(gap.y + line) % period] for line in range(gap.height))
    return Image.frombytes("RGB", (gap.width, gap.height), lines)
