"""A picture as squares, each known by a number that stands for its pixels: enough to see what changed, and where."""

from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from PIL import Image

from evidence_desk.capture.cover import intersection
from evidence_desk.capture.pixels import rgb_rows
from evidence_desk.capture.targets import Frame
from evidence_desk.domain.evidence import Rectangle

TILE = 32
"""The side of a square in pixels; those at the right and at the bottom edge may be smaller."""
_COLOURS = 3


@dataclass(frozen=True, slots=True)
class Grid:
    """The squares of a picture of that size, numbered row by row from the upper left."""

    width: int
    height: int

    @property
    def columns(self) -> int:
        """Squares in a row."""
        return ceil(self.width / TILE)

    @property
    def count(self) -> int:
        """All squares."""
        return self.columns * ceil(self.height / TILE)

    def touched(self, areas: Iterable[Rectangle]) -> set[int]:
        """Squares that have pixels in one of the areas, which may reach over the edge."""
        whole = Rectangle(0, 0, self.width, self.height)
        inside = (common for area in areas if (common := intersection(area, whole)))
        return {
            row * self.columns + column
            for area in inside
            for row in range(area.y // TILE, ceil((area.y + area.height) / TILE))
            for column in range(area.x // TILE, ceil((area.x + area.width) / TILE))
        }

    def area(self, tiles: Collection[int]) -> Rectangle:
        """The smallest rectangle of whole squares that holds those; at least one is needed."""
        columns, rows = [tile % self.columns for tile in tiles], [tile // self.columns for tile in tiles]
        left, top = min(columns) * TILE, min(rows) * TILE
        right, bottom = (max(columns) + 1) * TILE, (max(rows) + 1) * TILE
        return Rectangle(left, top, min(right, self.width) - left, min(bottom, self.height) - top)

    def groups(self, tiles: Iterable[int]) -> Iterator[set[int]]:
        """The squares in groups that touch one another, corners too."""
        left = set(tiles)
        while left:
            group = growing = {left.pop()}
            while growing:
                growing = {near for tile in growing for near in self._around(tile)} & left
                left -= growing
                group = group | growing
            yield group

    def _around(self, tile: int) -> Iterator[int]:
        first = max(tile % self.columns - 1, 0) - tile % self.columns
        last = min(tile % self.columns + 1, self.columns - 1) - tile % self.columns
        for row in (-self.columns, 0, self.columns):
            yield from range(tile + row + first, tile + row + last + 1)

    def span(self, tiles: Collection[int]) -> int:
        """How many squares the group is wide or high, whichever is more."""
        columns, rows = [tile % self.columns for tile in tiles], [tile // self.columns for tile in tiles]
        return max(max(columns) - min(columns), max(rows) - min(rows)) + 1


def grid_of(frame: Frame) -> Grid:
    """The squares of that picture."""
    return Grid(frame.width, frame.height)


def tile_states(frame: Frame) -> Sequence[int]:
    """A number for each square, equal where its pixels are; the meaningless fourth byte is not looked at.

    The numbers mean something within this process alone. A frame that is a part of a picture, cut at squares, has the
    same numbers as the picture has there.
    """
    found = array("q")
    for top in range(0, frame.height, TILE):
        bottom = min(top + TILE, frame.height)
        # On its side, a square's pixels lie one after the other.
        band = rgb_rows(frame, top, bottom).transpose(Image.Transpose.TRANSPOSE).tobytes()
        step = _COLOURS * (bottom - top) * TILE
        found.extend(hash(band[at : at + step]) for at in range(0, len(band), step))
    return found
