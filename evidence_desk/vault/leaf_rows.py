"""Rows from the leaves of a database's tables, read without the tree above them (SQLite file format, 1.6 and 2)."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from evidence_desk.vault.pages import USABLE_BYTES, BookPages, Page

Value = None | int | float | str | bytes

_TABLE_LEAF = 0x0D
_FIRST_PAGE_HEAD = 100
_LEAF_HEAD = 8
_MOST_ON_LEAF = USABLE_BYTES - 35
_LEAST_ON_LEAF = (USABLE_BYTES - 12) * 32 // 255 - 23
_LONGEST_ROW = 1 << 24
_VARINT_BYTES = 9
_INTEGER_BYTES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_FLOAT, _ZERO, _ONE, _FIRST_LONG = 7, 8, 9, 12


@dataclass(frozen=True, slots=True)
class LeafRow:
    """One row that was found: its number in its table, its values, and the page's own `is_sound` and `age`."""

    rowid: int
    values: tuple[Value, ...]
    is_sound: bool
    age: int


def leaf_rows(pages: BookPages) -> Iterator[LeafRow]:
    """Every row of every table that can be made out, older pages first; what makes no sense is passed over."""
    for page in pages:
        start = _FIRST_PAGE_HEAD if page.number == 1 else 0
        if page.content[start] == _TABLE_LEAF:
            yield from _rows(page, start, pages)


def _rows(page: Page, start: int, pages: BookPages) -> Iterator[LeafRow]:
    (count,) = struct.unpack_from(">H", page.content, start + 3)
    for index in range(min(count, (USABLE_BYTES - start - _LEAF_HEAD) // 2)):
        (place,) = struct.unpack_from(">H", page.content, start + _LEAF_HEAD + 2 * index)
        try:
            rowid, values = _cell(page.content, place, pages)
        except (ValueError, IndexError, struct.error):  # also UnicodeDecodeError
            continue
        yield LeafRow(rowid, values, page.is_sound, page.age)


def _cell(content: bytes, place: int, pages: BookPages) -> tuple[int, tuple[Value, ...]]:
    size, place = _varint(content, place)
    rowid, place = _varint(content, place)
    if size > _LONGEST_ROW:
        raise ValueError
    return rowid, _record(_payload(content, place, size, pages))


def _payload(content: bytes, place: int, size: int, pages: BookPages) -> bytes:
    if size <= _MOST_ON_LEAF:
        return content[place : place + size]
    here = _LEAST_ON_LEAF + (size - _LEAST_ON_LEAF) % (USABLE_BYTES - 4)
    here = here if here <= _MOST_ON_LEAF else _LEAST_ON_LEAF
    whole = bytearray(content[place : place + here])
    (following,) = struct.unpack_from(">I", content, place + here)
    while len(whole) < size:
        page = pages.newest(following)
        if page is None:
            raise ValueError
        whole += page.content[4 : 4 + size - len(whole)]
        (following,) = struct.unpack_from(">I", page.content, 0)
    return bytes(whole)


def _record(payload: bytes) -> tuple[Value, ...]:
    head_bytes, place = _varint(payload, 0)
    kinds = []
    while place < head_bytes:
        kind, place = _varint(payload, place)
        kinds.append(kind)
    values = []
    for kind in kinds:
        value, place = _value(payload, place, kind)
        values.append(value)
    return tuple(values)


def _value(payload: bytes, place: int, kind: int) -> tuple[Value, int]:
    if kind == 0 or kind in {_ZERO, _ONE}:
        return (None if kind == 0 else kind - _ZERO), place
    size = _INTEGER_BYTES.get(kind, 8 if kind == _FLOAT else (kind - _FIRST_LONG) // 2)
    data = payload[place : place + size]
    if size < 0 or len(data) != size:
        raise ValueError
    return _read(data, kind), place + size


def _read(data: bytes, kind: int) -> Value:
    if kind in _INTEGER_BYTES:
        return int.from_bytes(data, "big", signed=True)
    if kind == _FLOAT:
        return float(struct.unpack(">d", data)[0])
    return data.decode() if kind % 2 else data


def _varint(data: bytes, place: int) -> tuple[int, int]:
    value = 0
    for index in range(_VARINT_BYTES):
        byte = data[place + index]
        if index == _VARINT_BYTES - 1:
            return (value << 8) | byte, place + index + 1
        value = (value << 7) | (byte & 0x7F)
        if byte < 0x80:  # noqa: PLR2004 — the last byte of a number has no high bit
            return value, place + index + 1
    raise ValueError
