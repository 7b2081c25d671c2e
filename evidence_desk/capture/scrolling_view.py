"""One settled picture as joining sees it: exact RGB bytes, rows that can be counted, and where two of them differ."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from PIL import Image, ImageChops

from evidence_desk.capture.deflating import FASTEST
from evidence_desk.capture.pixels import rgb_rows
from evidence_desk.capture.targets import Frame

STRETCH_ROWS = 16
"""One row of text often occurs again; so many rows together hardly do, unless the same message stands there twice."""
_BYTES_A_PIXEL = 3
_MARK = [0, *(255,) * 255]


@dataclass(frozen=True)
class View:
    """`rgb` is `height` rows of `width` pixels without padding, three bytes each; `name` says where it came from."""

    name: str
    width: int
    height: int
    rgb: bytes

    @classmethod
    def of(cls, name: str, frame: Frame) -> "View":
        """A copy of a frame's colours."""
        return cls(name, frame.width, frame.height, rgb_rows(frame, 0, frame.height).tobytes())

    def turned(self) -> "View":
        """Its columns as rows."""
        picture = Image.frombuffer("RGB", (self.width, self.height), self.rgb, "raw", "RGB", 0, 1)
        return View(self.name, self.height, self.width, picture.transpose(Image.Transpose.TRANSPOSE).tobytes())

    @cached_property
    def plane(self) -> Image.Image:
        """The same bytes as one grey picture, three columns a pixel: what differs in any colour differs here."""
        return Image.frombuffer("L", (self.width * _BYTES_A_PIXEL, self.height), self.rgb, "raw", "L", 0, 1)

    def part(self, left: int, right: int, top: int, bottom: int) -> Image.Image:
        """Columns from `left` to before `right` of rows from `top` to before `bottom`."""
        return self.plane.crop((_BYTES_A_PIXEL * left, top, _BYTES_A_PIXEL * right, bottom))

    @cached_property
    def _numbered(self) -> dict[tuple[int, int], list[int]]:
        return {}

    @cached_property
    def _seldom(self) -> dict[tuple[int, int, int, int], dict[int, int]]:
        return {}

    def once(self, left: int, right: int, top: int, bottom: int) -> dict[int, int]:
        """The first row of each stretch of rows that occurs once between those rows, by a number for the stretch."""
        place = left, right, top, bottom
        if place not in self._seldom:
            rows = self.rows(left, right)
            stretches = [hash(tuple(rows[at : at + STRETCH_ROWS])) for at in range(top, bottom - STRETCH_ROWS + 1)]
            counted = Counter(stretches)
            self._seldom[place] = {each: at for at, each in enumerate(stretches, start=top) if counted[each] == 1}
        return self._seldom[place]

    def rows(self, left: int, right: int) -> list[int]:
        """A number for each row between two columns; equal rows have equal numbers, others hardly ever."""
        if (left, right) not in self._numbered:
            self._numbered[left, right] = self._number(left, right)
        return self._numbered[left, right]

    def _number(self, left: int, right: int) -> list[int]:
        line, first, last = _BYTES_A_PIXEL * self.width, _BYTES_A_PIXEL * left, _BYTES_A_PIXEL * right
        return [hash(self.rgb[start + first : start + last]) for start in range(0, line * self.height, line)]


@dataclass(frozen=True, slots=True)
class PackedView:
    """A view put away until it is needed again."""

    name: str
    width: int
    height: int
    packed: bytes

    @classmethod
    def of(cls, view: View) -> "PackedView":
        """The view, small."""
        return cls(view.name, view.width, view.height, FASTEST.tool.compress(view.rgb, 1))

    def unpacked(self) -> View:
        """The view, bit for bit."""
        return View(self.name, self.width, self.height, FASTEST.tool.decompress(self.packed))


class Marks:
    """Where two equally large parts of pictures differ: nonzero there and 0 elsewhere, three columns a pixel."""

    def __init__(self, marks: Image.Image) -> None:
        self._marks = marks

    @classmethod
    def between(cls, one: Image.Image, other: Image.Image) -> "Marks":
        """Compare every byte of two planes."""
        return cls(ImageChops.difference(one, other))

    def over(self, shade: int) -> "Marks":
        """Only where a byte differs by more than that."""
        return Marks(self._marks.point([0 if value <= shade else 255 for value in range(256)]))

    def part(self, left: int, right: int, top: int, bottom: int) -> "Marks":
        """Some columns, in pixels, of some rows."""
        return Marks(self._marks.crop((_BYTES_A_PIXEL * left, top, _BYTES_A_PIXEL * right, bottom)))

    def box(self) -> tuple[int, int, int, int] | None:
        """The smallest box around all marks: left, upper, right, lower in pixels; None where nothing differs."""
        found = self._marks.getbbox()
        if found is None:
            return None
        left, top, right, bottom = found
        return left // _BYTES_A_PIXEL, top, -(-right // _BYTES_A_PIXEL), bottom

    def rows_part(self, top: int, bottom: int) -> "Marks":
        """All columns of some rows."""
        return Marks(self._marks.crop((0, top, self._marks.width, bottom)))

    def apart_from(self, other: "Marks") -> bool:
        """Whether nothing is marked in both."""
        both = ImageChops.darker(self._marks.point(_MARK), other._marks.point(_MARK))  # noqa: SLF001 — its own kind
        return both.getbbox() is None

    def share(self) -> float:
        """The part (0 to 1) of all bytes that is marked."""
        histogram = self._marks.histogram()
        return 1 - histogram[0] / max(1, sum(histogram))

    def columns(self) -> bytes:
        """For each column of pixels whether anything in it is marked: 255, or 0."""
        marks = self._marks
        while marks.height > 1:  # one half over the other, until all lie in one row
            width, height, half = marks.width, marks.height, (marks.height + 1) // 2
            marks = ImageChops.lighter(marks.crop((0, 0, width, half)), marks.crop((0, height - half, width, height)))
        return marks.point(_MARK).reduce((_BYTES_A_PIXEL, 1)).point(_MARK).tobytes()

    def rows(self) -> bytes:
        """The same for each row."""
        marks = self._marks
        while marks.width > 1:
            width, height, half = marks.width, marks.height, (marks.width + 1) // 2
            marks = ImageChops.lighter(marks.crop((0, 0, half, height)), marks.crop((width - half, 0, width, height)))
        return marks.point(_MARK).tobytes()


def runs(marks: bytes) -> Iterator[tuple[int, int]]:
    """First and one past the last place of each unbroken run of marks."""
    start = marks.find(b"\xff")
    while start >= 0:
        end = marks.find(b"\0", start)
        end = len(marks) if end < 0 else end
        yield start, end
        start = marks.find(b"\xff", end)
