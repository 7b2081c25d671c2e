"""Known pixels: a picture that is different everywhere, and cheap to paint and to expect."""

import hashlib
from collections.abc import Iterator
from struct import pack

CELL = 16
Colour = tuple[int, int, int]


def cells(seed: int, width: int, height: int) -> Iterator[tuple[int, int, Colour]]:
    """Left, top and colour of each cell; a picture of another size begins with the same cells."""
    for top in range(0, height, CELL):
        for left in range(0, width, CELL):
            red, green, blue, _ = hashlib.blake2b(pack("=3I", seed, left, top), digest_size=4).digest()
            yield left, top, (red, green, blue)


def rgb(seed: int, width: int, height: int) -> bytes:
    """The whole pattern as RGB rows without padding."""
    colours = {(left, top): bytes(colour) for left, top, colour in cells(seed, width, height)}
    rows = []
    for top in range(0, height, CELL):
        row = b"".join(colours[left, top] * min(CELL, width - left) for left in range(0, width, CELL))
        rows.append(row * min(CELL, height - top))
    return b"".join(rows)
