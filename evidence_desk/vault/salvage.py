"""What is left of a damaged book: rows told apart by their shape alone, whoever's page they stand on."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from evidence_desk.domain.entries import EntryKind
from evidence_desk.domain.hashes import canonical_json
from evidence_desk.vault.entry_records import content_in
from evidence_desk.vault.leaf_rows import LeafRow, Value, leaf_rows
from evidence_desk.vault.pages import BookPages
from evidence_desk.vault.told_entries import ToldEntry, said_by_row

_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_HASH = re.compile(r"[0-9a-f]{64}")
_REGISTERS = frozenset(kind.value for kind in EntryKind)
_STATES = frozenset({"todo", "done", "skipped"})


@dataclass(frozen=True, slots=True)
class FoundLine:
    """A line of a history as some page has it; nothing says yet that it is true. `book` counts from the oldest."""

    book: int
    line_id: int
    body: str
    hash: str
    signature: str


@dataclass(frozen=True, slots=True)
class FoundItem:
    """A row of an item. `is_sound` says that its page is as it was written."""

    item_id: str
    case_id: str
    number: int
    sha256: str
    record: str
    note: str
    is_sound: bool


@dataclass(frozen=True, slots=True)
class FoundCase:
    """A row of a case."""

    case_id: str
    number: int
    reference: str
    title: str
    opened_ns: int
    under18: str
    used: int


@dataclass(frozen=True, slots=True)
class FoundStep:
    """A mark on a step."""

    state: str
    changed_ns: int
    note: str
    proof: str | None


@dataclass(frozen=True, slots=True)
class FoundRemoval:
    """A tombstone."""

    item_id: str
    case_id: str
    number: int
    sha256: str


@dataclass(frozen=True, slots=True)
class FoundEntry:
    """A row of an entry."""

    case_id: str
    told: ToldEntry


@dataclass(slots=True)
class Salvage:
    """Everything found, by its own name; of an item every version, newest last, of all else the newest alone."""

    lines: dict[str, FoundLine] = field(default_factory=dict)
    items: dict[str, list[FoundItem]] = field(default_factory=dict)
    cases: dict[str, FoundCase] = field(default_factory=dict)
    tags: dict[str, dict[str, None]] = field(default_factory=dict)
    steps: dict[tuple[str, str], FoundStep] = field(default_factory=dict)
    removals: dict[str, FoundRemoval] = field(default_factory=dict)
    entries: dict[str, FoundEntry] = field(default_factory=dict)
    books: int = 0

    def take(self, row: LeafRow) -> None:
        """Keep a row if it is of one of our tables.

        From a damaged page only history and items are taken: what they say is held against a signature or a seal.
        """
        values = row.values
        for fits, keep, unsound in _SHAPES:
            if fits(values):
                if unsound or row.is_sound:
                    keep(self, row)
                return


def salvaged(sources: Iterable[tuple[Path, Path]], key: bytes) -> Salvage:
    """What can be read of these books and their write-ahead logs, the newest of them last."""
    found = Salvage()
    for book_path, log_path in sources:
        found.books += 1
        for row in leaf_rows(BookPages(book_path, log_path, key)):
            found.take(row)
    return found


def _types(values: tuple[Value, ...], *kinds: type | tuple[type, ...]) -> bool:
    return len(values) >= len(kinds) and all(
        isinstance(value, kind) for value, kind in zip(values, kinds, strict=False)
    )


def _named(pattern: re.Pattern[str], *values: Value) -> bool:
    return all(isinstance(value, str) and pattern.fullmatch(value) is not None for value in values)


def _is_line(values: tuple[Value, ...]) -> bool:
    return _types(values, type(None), str, int, str, str, str) and _named(_HASH, values[4])


def _is_item(values: tuple[Value, ...]) -> bool:
    shape = _types(values, str, str, int, str, str, str, str, int, str)
    return shape and _named(_ID, *values[:2]) and _named(_HASH, *values[4:6])


def _is_case(values: tuple[Value, ...]) -> bool:
    return _types(values, str, int, str, str, int, str, int) and _named(_ID, values[0])


def _is_step(values: tuple[Value, ...]) -> bool:
    shape = _types(values, str, str, str, int, str, (str, type(None))) and len(values) == 6  # noqa: PLR2004 — its columns
    return shape and _named(_ID, values[0]) and values[2] in _STATES


def _is_removal(values: tuple[Value, ...]) -> bool:
    shape = _types(values, str, str, int, str, str)
    return shape and _named(_ID, *values[:2]) and _named(_HASH, *values[3:5])


def _is_entry(values: tuple[Value, ...]) -> bool:
    shape = _types(values, str, str, str, int, str, int, int, int) and len(values) == 8  # noqa: PLR2004 — its columns
    return shape and _named(_ID, *values[:2]) and values[2] in _REGISTERS and content_in(str(values[4])) is not None


def _is_tag(values: tuple[Value, ...]) -> bool:
    return _types(values, str, str) and len(values) == 2 and _named(_ID, values[0])  # noqa: PLR2004 — its columns


def _keep_line(found: Salvage, row: LeafRow) -> None:
    _, _, _, body, digest, signature = row.values[:6]
    found.lines[str(digest)] = FoundLine(found.books, row.rowid, str(body), str(digest), str(signature))


def _keep_item(found: Salvage, row: LeafRow) -> None:
    item_id, case_id, number, _, sha256, _, record, _, note = row.values[:9]
    item = FoundItem(str(item_id), str(case_id), int(number or 0), str(sha256), str(record), str(note), row.is_sound)
    found.items.setdefault(item.item_id, []).append(item)


def _keep_case(found: Salvage, row: LeafRow) -> None:
    case_id, number, reference, title, opened_ns, under18, used = row.values[:7]
    found.cases[str(case_id)] = FoundCase(
        str(case_id), int(number or 0), str(reference), str(title), int(opened_ns or 0), str(under18), int(used or 0)
    )


def _keep_step(found: Salvage, row: LeafRow) -> None:
    case_id, step_id, state, changed_ns, note, proof = row.values
    mark = FoundStep(str(state), int(changed_ns or 0), str(note), None if proof is None else str(proof))
    found.steps[str(case_id), str(step_id)] = mark


def _keep_removal(found: Salvage, row: LeafRow) -> None:
    item_id, case_id, number, sha256 = row.values[:4]
    found.removals[str(item_id)] = FoundRemoval(str(item_id), str(case_id), int(number or 0), str(sha256))


def _keep_entry(found: Salvage, row: LeafRow) -> None:
    entry_id, case_id, kind, number, text, added_ns, changed_ns, removed = row.values
    content = canonical_json(content_in(str(text)) or {}).decode()  # in the form that a line of the history gives it
    told = ToldEntry(str(kind), int(number or 0), content, int(added_ns or 0), int(changed_ns or 0), bool(removed))
    found.entries[str(entry_id)] = FoundEntry(str(case_id), said_by_row(told))


def _keep_tag(found: Salvage, row: LeafRow) -> None:
    item_id, tag = row.values
    found.tags.setdefault(str(item_id), {})[str(tag)] = None


_Fits = Callable[[tuple[Value, ...]], bool]
_SHAPES: tuple[tuple[_Fits, Callable[[Salvage, LeafRow], None], bool], ...] = (
    (_is_line, _keep_line, True),
    (_is_item, _keep_item, True),
    (_is_case, _keep_case, False),
    (_is_step, _keep_step, False),
    (_is_removal, _keep_removal, False),
    (_is_entry, _keep_entry, False),
    (_is_tag, _keep_tag, False),
)
"""Does the row fit, what keeps it, and whether it is taken from a damaged page too; the first that fits is the one."""
