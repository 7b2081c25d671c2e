"""Which rows of which picture make the joined one, and where its gaps are."""

from collections.abc import Iterator
from dataclasses import dataclass

from evidence_desk.capture.scrolling import Joining
from evidence_desk.capture.scrolling_piece import Piece, Placed
from evidence_desk.capture.scrolling_view import Marks
from evidence_desk.domain.evidence import Part, Rectangle

GAP_ROWS = 48
MOST_ROWS = 16_384
MOST_PIXELS = 24_000_000
"""A joined picture is never larger; what is longer goes on in another one."""
_MOST_FIXED = 1 / 3


@dataclass(frozen=True, slots=True)
class JoinedMap:
    """One joined picture: its size, where each part comes from, and the gaps that are drawn in it."""

    width: int
    height: int
    parts: tuple[Part, ...]
    gaps: tuple[Rectangle, ...]


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows from `top` to before `bottom` of a source; of none, a gap."""

    source: str | None
    top: int
    bottom: int


def joined_maps(joining: Joining, most_rows: int = MOST_ROWS) -> tuple[JoinedMap, ...]:
    """The pictures that a scroll makes, from the top down; none where there is nothing to put together."""
    sources = {each.view.name for piece in joining.pieces for each in piece.cover}
    if len(sources) < 2:  # noqa: PLR2004
        return ()
    view = joining.pieces[0].cover[0].view
    left, right = joining.columns or (0, view.width)
    width = right - left
    most = max(GAP_ROWS, min(most_rows, MOST_PIXELS // width))
    return tuple(_map(rows, left, width) for rows in _paged(_all_rows(joining, left, right), most))


def _all_rows(joining: Joining, left: int, right: int) -> Iterator[_Rows]:
    """Every piece in the order of the scroll; what stands still above and below the pane is shown once.

    That is only what a join has proven: the same message may stand at the same place before and after a gap.
    """
    known = joining.known
    ceiling, floor = (0, joining.pieces[0].cover[0].view.height) if known is None else (known.ceiling, known.floor)
    pieces = joining.pieces if joining.steps_down >= 0 else joining.pieces[::-1]
    for number, piece in enumerate(pieces):
        top, bottom = 0, piece.cover[-1].view.height
        if number:
            top = min(_fixed(pieces[0].cover[0], piece.cover[0], left, right)[0], ceiling)
            yield _Rows(None, 0, GAP_ROWS)
        if number < len(pieces) - 1:
            bottom = max(_fixed(pieces[-1].cover[-1], piece.cover[-1], left, right)[1], floor)
        yield from _rows_of(piece, top, bottom)


def _fixed(one: Placed, other: Placed, left: int, right: int) -> tuple[int, int]:
    """Where the rows end and begin again that two pictures have in common at the same place."""
    height = one.view.height
    changed = Marks.between(one.view.unpacked().plane, other.view.unpacked().plane).part(left, right, 0, height)
    box = changed.box()
    most = int(height * _MOST_FIXED)
    return (0, height) if box is None else (min(box[1], most), max(box[3], height - most))


def _rows_of(piece: Piece, top: int, bottom: int) -> Iterator[_Rows]:
    """Each picture's rows from the seam above it to the seam below; a seam is cut in the middle of what was proven."""
    for each, below in zip(piece.cover, [*piece.cover[1:], None], strict=True):
        if below is None or below.seam is None:
            yield _Rows(each.view.name, top, bottom)
            return
        seam = below.seam
        cut = min(max((seam.top + seam.bottom) // 2, top), seam.bottom)
        if cut > top:
            yield _Rows(each.view.name, top, cut)
        top = max(cut, top) - seam.by


def _paged(rows: Iterator[_Rows], most: int) -> Iterator[list[_Rows]]:
    """The same rows, parted where a picture would be too tall; a gap is never parted."""
    page: list[_Rows] = []
    taken = 0
    for each in rows:
        rest = each
        while rest.bottom - rest.top > most - taken:
            room = 0 if rest.source is None else most - taken
            if room:
                page.append(_Rows(rest.source, rest.top, rest.top + room))
            if page:
                yield page
            page, taken, rest = [], 0, _Rows(rest.source, rest.top + room, rest.bottom)
        page.append(rest)
        taken += rest.bottom - rest.top
    if page:
        yield page


def _map(rows: list[_Rows], left: int, width: int) -> JoinedMap:
    parts, gaps, at = [], [], 0
    for each in rows:
        height = each.bottom - each.top
        placed = Rectangle(0, at, width, height)
        if each.source is None:
            gaps.append(placed)
        else:
            parts.append(Part(each.source, Rectangle(left, each.top, width, height), placed))
        at += height
    return JoinedMap(width, at, tuple(parts), tuple(gaps))
