"""Entries of registers as the history alone tells them, and where the rows of the book say something else."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from evidence_desk.domain.hashes import canonical_json
from evidence_desk.domain.verification import Problem
from evidence_desk.vault.entry_records import REMOVED, WRITTEN, content_in, has_registers
from evidence_desk.vault.findings import problem
from evidence_desk.vault.parts import Parts

_ROWS = "select id, kind, number, content, added_ns, changed_ns, removed from entries where case_id = ?"
NO_CONTENT = "{}"


@dataclass(frozen=True, slots=True)
class ToldEntry:
    """One entry; `content` is canonical JSON, or empty where only its removal was found; times are ns since 1970."""

    kind: str
    number: int
    content: str
    added_ns: int
    changed_ns: int
    is_removed: bool = False


def hear_of_entry(entries: dict[str, ToldEntry], line: Mapping[str, Any]) -> None:
    """One more line that tells of an entry. Raises KeyError, TypeError or ValueError for half a line.

    A line that is told again after damage has the former times: `added_ns`, `since_ns`.
    """
    detail, now_ns = line["detail"], _whole(line["moment"]["utc_ns"])
    before = entries.get(detail["entry"])
    content = before.content if before else ""
    if line["event"] == WRITTEN:
        content = canonical_json(dict(detail["content"])).decode()
    added_ns = _whole(detail.get("added_ns", before.added_ns if before else now_ns))
    since_ns = _whole(detail.get("since_ns", now_ns))
    kind, number = str(detail["kind"]), _whole(detail["number"])
    entries[str(detail["entry"])] = ToldEntry(kind, number, content, added_ns, since_ns, line["event"] == REMOVED)


def _whole(value: object) -> int:
    if type(value) is not int:
        raise TypeError
    return value


def lines_for(entry_id: str, entry: ToldEntry) -> Iterator[tuple[str, dict[str, Any]]]:
    """The events, each with its detail, after which the history tells exactly this."""
    named = {"entry": entry_id, "kind": entry.kind, "number": entry.number}
    times = {"added_ns": entry.added_ns, "since_ns": entry.changed_ns}
    yield WRITTEN, named | times | {"content": content_in(entry.content) or {}}
    if entry.is_removed:
        yield REMOVED, named | times


def entry_problems(parts: Parts, told: Mapping[str, ToldEntry], case_id: str, reference: str) -> Iterator[Problem]:
    """Each entry of a case of which book and history say different things, by its register and number."""
    found = parts.book.rows(_ROWS, case_id) if has_registers(parts.book) else []
    rows = {
        entry_id: ToldEntry(kind, number, content, added_ns, changed_ns, bool(removed))
        for entry_id, kind, number, content, added_ns, changed_ns, removed in found
    }
    for entry_id in sorted(rows.keys() | told.keys()):
        if told.get(entry_id) != rows.get(entry_id):
            yield problem("entry_differs", f"{reference} {place_of(told.get(entry_id) or rows[entry_id])}")


def place_of(entry: ToldEntry) -> str:
    """Such as "payment 2": the words of whoever reads a finding."""
    return f"{entry.kind} {entry.number}"
