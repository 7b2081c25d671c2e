"""The table of exhibits against the seal's own list: a reader who opens only the table must not be told otherwise."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from evidence_desk.domain.evidence import exhibit_name
from evidence_desk.sealing.lines import lines_of
from evidence_desk.sealing.seal import Seal, SealedItem

_MOST_PROBLEMS = 20
_HEADER = b'\xef\xbb\xbf"exhibit","file","sha256",'
"""So it has begun since the first version. No cell holds a line break, so each line is a row."""

_GONE = b',"",'
"""No file. A whole case also has rows of what was removed or lost, which no seal lists."""


def index_problems(chunks: Iterable[bytes | memoryview], seal: Seal, step: Callable[[], None]) -> Iterator[str]:
    """At most a handful of sentences on rows whose exhibit, file or fingerprint is not the seal's."""
    yield from islice(_problems(lines_of(chunks), seal, step), _MOST_PROBLEMS)


def _problems(lines: Iterator[bytes], seal: Seal, step: Callable[[], None]) -> Iterator[str]:
    if not next(lines, b"").startswith(_HEADER):
        yield "Its columns are not the ones that such a table has."
        return
    left = {_first_cell(row): row for row in map(_row_of, seal.items)}
    sealed = frozenset(left)
    for line in lines:
        step()
        cell = _first_cell(line)
        if cell in left and line.startswith(left[cell]):
            del left[cell]
        elif seal.is_part or not line.startswith(_GONE, len(cell)):
            yield _wrong_with(cell, is_sealed=cell in sealed, is_first=cell in left)
            left.pop(cell, None)
    yield from (f"It has no row {_said(cell)}. The seal lists that exhibit." for cell in left)


def _wrong_with(cell: bytes, *, is_sealed: bool, is_first: bool) -> str:
    if not is_sealed:
        return "It has a row of an exhibit that the seal does not list."
    if not is_first:
        return f"It has two rows {_said(cell)}."
    return f"Its row {_said(cell)} is not what the seal says of that exhibit."


def _row_of(item: SealedItem) -> bytes:
    return f'"{exhibit_name(item.number)}","{item.file or ""}","{item.sha256}",'.encode()


def _first_cell(line: bytes) -> bytes:
    return line[: line.find(b'",') + 1]


def _said(sealed_cell: bytes) -> str:
    return sealed_cell.decode().strip('"')
