"""Entries of registers as the history alone tells them, and where the rows of the book say something else."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from evidence_desk.domain.hashes import canonical_json
from evidence_desk.domain.verification import Problem
from evidence_desk.vault.entry_records import (
    NOTE_SHA256,
    REMOVED,
    WRITTEN,
    content_in,
    fingerprint,
    has_registers,
    without_note,
)
from evidence_desk.vault.findings import problem
from evidence_desk.vault.parts import Parts

_ROWS = "select id, kind, number, content, added_ns, changed_ns, removed from entries where case_id = ?"
NO_CONTENT = "{}"


@dataclass(frozen=True, slots=True)
class ToldEntry:
    """One entry; `content` is canonical JSON, or empty where only its removal was found; times are ns since 1970.

    The note is not in it: the history has only its fingerprint, and `note` is empty where no row has its words.
    """

    kind: str
    number: int
    content: str
    added_ns: int
    changed_ns: int
    is_removed: bool = False
    note_sha256: str = ""
    note: str = field(default="", compare=False)

    @property
    def whole(self) -> str:
        """The content as a row has it, with the words of its note where they are known."""
        if not self.note:
            return self.content
        return canonical_json((content_in(self.content) or {}) | {"note": self.note}).decode()

    def with_words_of(self, row: "ToldEntry") -> "ToldEntry":
        """The same with the row's note, if that is the one it had."""
        return replace(self, note=row.note) if row.note_sha256 == self.note_sha256 else self


def said_by_row(row: ToldEntry) -> ToldEntry:
    """What a row says, given with its text as `content`; a text that is not in its one form agrees with no line."""
    content = content_in(row.content)
    return row if content is None or canonical_json(content).decode() != row.content else _with_content(row, content)


def _with_content(entry: ToldEntry, content: Mapping[str, Any], note_sha256: str = "") -> ToldEntry:
    rest, note = without_note(content)
    told = fingerprint(note) if note else note_sha256
    return replace(entry, content=canonical_json(rest).decode(), note_sha256=told, note=note)


def hear_of_entry(entries: dict[str, ToldEntry], line: Mapping[str, Any]) -> None:
    """One more line that tells of an entry. Raises KeyError, TypeError or ValueError for half a line.

    A line that is told again after damage has the former times: `added_ns`, `since_ns`. One with the words of a note
    tells them.
    """
    detail, now_ns = line["detail"], _whole(line["moment"]["utc_ns"])
    before = entries.get(detail["entry"], ToldEntry("", 0, "", now_ns, now_ns))
    if line["event"] == WRITTEN:
        before = _with_content(before, dict(detail["content"]), str(detail.get(NOTE_SHA256, "")))
    entries[str(detail["entry"])] = replace(
        before,
        kind=str(detail["kind"]),
        number=_whole(detail["number"]),
        added_ns=_whole(detail.get("added_ns", before.added_ns)),
        changed_ns=_whole(detail.get("since_ns", now_ns)),
        is_removed=line["event"] == REMOVED,
    )


def _whole(value: object) -> int:
    if type(value) is not int:
        raise TypeError
    return value


def lines_for(entry_id: str, entry: ToldEntry) -> Iterator[tuple[str, dict[str, Any]]]:
    """The events, each with its detail, after which the history tells exactly this."""
    named = {"entry": entry_id, "kind": entry.kind, "number": entry.number}
    times = {"added_ns": entry.added_ns, "since_ns": entry.changed_ns}
    note = {NOTE_SHA256: entry.note_sha256} if entry.note_sha256 else {}
    yield WRITTEN, named | times | {"content": content_in(entry.content) or {}} | note
    if entry.is_removed:
        yield REMOVED, named | times


def entry_problems(parts: Parts, told: Mapping[str, ToldEntry], case_id: str, reference: str) -> Iterator[Problem]:
    """Each entry of a case of which book and history say different things, by its register and number."""
    found = parts.book.rows(_ROWS, case_id) if has_registers(parts.book) else []
    rows = {
        entry_id: said_by_row(ToldEntry(kind, number, content, added_ns, changed_ns, bool(removed)))
        for entry_id, kind, number, content, added_ns, changed_ns, removed in found
    }
    for entry_id in sorted(rows.keys() | told.keys()):
        if told.get(entry_id) != rows.get(entry_id):
            yield problem("entry_differs", f"{reference} {place_of(told.get(entry_id) or rows[entry_id])}")


def place_of(entry: ToldEntry) -> str:
    """Such as "payment 2": the words of whoever reads a finding."""
    return f"{entry.kind} {entry.number}"
