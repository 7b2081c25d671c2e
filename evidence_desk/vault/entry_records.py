"""Entries: what a person writes down beside evidence. Row and line of the history say the same, but for the note."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from evidence_desk.domain.cases import CaseId
from evidence_desk.domain.custody import LogId
from evidence_desk.domain.entries import Entry, EntryId, EntryKind
from evidence_desk.domain.errors import NoSuchCase, NoSuchExhibit
from evidence_desk.domain.hashes import Json, canonical_json, is_canonical, sha256_hex
from evidence_desk.domain.written_errors import NoSuchEntry
from evidence_desk.vault.case_records import moment_at
from evidence_desk.vault.custody_log import CustodyLog
from evidence_desk.vault.custody_log import Entry as Line
from evidence_desk.vault.database import Book, Row
from evidence_desk.vault.words import content_of, findable

WRITTEN, REMOVED = "entry written", "entry removed"
"""Of an entry the history has each content but its note; putting a removed one back writes it again."""
NOTE_SHA256 = "note_sha256"

_SELECT = "select id, case_id, kind, number, content, added_ns, changed_ns, removed from entries"
_INSERT = """insert into entries (id, case_id, kind, number, content, added_ns, changed_ns, removed)
    values (?, ?, ?, ?, ?, ?, ?, 0)"""
_UPDATE = "update entries set content = ?, changed_ns = ?, removed = 0 where id = ?"


@dataclass(frozen=True, slots=True)
class _Named:
    """What never changes of an entry."""

    id: EntryId
    case_id: CaseId
    kind: EntryKind
    number: int

    @classmethod
    def of(cls, entry: Entry) -> Self:
        return cls(entry.id, entry.case_id, entry.kind, entry.number)


class EntryRecords:
    """The registers of one vault's cases."""

    def __init__(self, book: Book, log: CustodyLog) -> None:
        self._book = book
        self._log = log

    def of_case(
        self, case_id: CaseId, kind: EntryKind | None = None, *, with_removed: bool = False
    ) -> tuple[Entry, ...]:
        """The entries of a case, by register and number. A row that can't be read is left out: `check` names it."""
        if not has_registers(self._book):
            return ()
        rows = self._book.rows(f"{_SELECT} where case_id = ? order by kind, number", case_id)
        found = filter(None, map(_entry, rows))
        return tuple(each for each in found if kind in {None, each.kind} and (with_removed or not each.is_removed))

    def by_id(self, case_id: CaseId, entry_id: str) -> Entry:
        """One entry, also a removed one. Raises NoSuchEntry."""
        rows = self._book.rows(f"{_SELECT} where id = ? and case_id = ?", findable(entry_id), case_id)
        found = _entry(rows[0]) if rows else None
        if found is None:
            raise NoSuchEntry(entry_id)
        return found

    def add(self, case_id: CaseId, kind: EntryKind, untrusted_content: Mapping[str, Json]) -> Entry:
        """Write down a new entry. Raises NoSuchCase, NoSuchExhibit, TextRefused, or what any write raises."""
        content = content_of(untrusted_content)
        if not self._book.rows("select 1 from cases where id = ?", case_id):
            raise NoSuchCase(case_id)
        self._require(case_id, named_items(content))
        entry_id = EntryId(str(uuid.uuid4()))
        with self._log.writing():
            ((number,),) = self._book.rows(
                "select coalesce(max(number), 0) + 1 from entries where case_id = ? and kind = ?", case_id, kind.value
            )
            written_ns = self._say(WRITTEN, _Named(entry_id, case_id, kind, number), content)
            text = canonical_json(content).decode()
            self._book.run(
                _INSERT, entry_id, case_id, kind.value, number, text, written_ns, written_ns,
            )  # fmt: skip
        return self.by_id(case_id, entry_id)

    def change(self, entry: Entry, untrusted_content: Mapping[str, Json]) -> Entry:
        """Give an entry another content; a removed one is back with it. One that says the same already stays.

        Raises NoSuchEntry, NoSuchExhibit, TextRefused, or what any write raises.
        """
        content = content_of(untrusted_content)
        now = self.by_id(entry.case_id, entry.id)
        self._require(entry.case_id, named_items(content) - named_items(now.content))
        if canonical_json(now.content) == canonical_json(content) and not now.is_removed:
            return now
        with self._log.writing():
            changed_ns = self._say(WRITTEN, _Named.of(now), content)
            self._book.run(_UPDATE, canonical_json(content).decode(), changed_ns, now.id)
        return self.by_id(entry.case_id, entry.id)

    def remove(self, entry: Entry) -> Entry:
        """Take an entry out of its register; the history keeps it. Raises NoSuchEntry, or what any write raises."""
        now = self.by_id(entry.case_id, entry.id)
        if now.is_removed:
            return now
        with self._log.writing():
            removed_ns = self._say(REMOVED, _Named.of(now))
            self._book.run("update entries set removed = 1, changed_ns = ? where id = ?", removed_ns, now.id)
        return self.by_id(entry.case_id, entry.id)

    def _require(self, case_id: CaseId, item_ids: set[str]) -> None:
        """Each is an item of the case, or was one: what shows a payment may be removed, and the payment stays."""
        known = """select 1 from items where id = ? and case_id = ?
            union all select 1 from removed where item_id = ? and case_id = ?"""
        for item_id in sorted(item_ids):
            if not self._book.rows(known, item_id, case_id, item_id, case_id):
                raise NoSuchExhibit(item_id)

    def _say(self, event: str, entry: _Named, content: Mapping[str, Json] | None = None) -> int:
        """Add the line; returns its time in nanoseconds since 1970."""
        detail: dict[str, Json] = {"entry": entry.id, "kind": entry.kind.value, "number": entry.number}
        detail |= {} if content is None else told_of(content)
        return self._log.add(LogId(entry.case_id), Line(event, detail=detail)).moment.utc_ns


def has_registers(book: Book) -> bool:
    """Whether the book has them yet: an older one that can only be read stays as it is."""
    return bool(book.rows("select 1 from sqlite_master where type = 'table' and name = 'entries'"))


def without_note(content: Mapping[str, Json]) -> tuple[dict[str, Json], str]:
    """The content but its note, and the note; empty where it has none."""
    note = content.get("note")
    if not isinstance(note, str) or not note:
        return dict(content), ""
    return {name: value for name, value in content.items() if name != "note"}, note


def told_of(content: Mapping[str, Json]) -> dict[str, Json]:
    """What a line of the history says of a content: of its note only the fingerprint.

    The history is handed over whole and can't be shortened; a note the person took back must not travel with it.
    """
    rest, note = without_note(content)
    told: dict[str, Json] = {"content": rest}
    return told | ({NOTE_SHA256: fingerprint(note)} if note else {})


def fingerprint(note: str) -> str:
    """Also of half a character, which only somebody with the key can have put into a row."""
    return sha256_hex(note.encode(errors="surrogatepass"))


def named_items(content: Mapping[str, Json]) -> set[str]:
    """The items that a content speaks of: its `exhibits`, and the `item` of a flag."""
    exhibits, item = content.get("exhibits"), content.get("item")
    several = exhibits if isinstance(exhibits, list | tuple) else ()
    return {each for each in (*several, item) if isinstance(each, str)}


def content_in(text: str) -> dict[str, Json] | None:
    """What a row's text says, or None where it says nothing that was ever written there."""
    try:
        content: object = json.loads(text)
    except ValueError:
        return None
    return dict(content) if is_canonical(content) and isinstance(content, Mapping) else None


def _entry(row: Row) -> Entry | None:
    entry_id, case_id, kind, number, text, added_ns, changed_ns, removed = row
    content = content_in(text)
    if content is None or kind not in set(EntryKind):
        return None
    return Entry(
        EntryId(entry_id), CaseId(case_id), EntryKind(kind), number, content,
        moment_at(added_ns), moment_at(changed_ns), bool(removed),
    )  # fmt: skip
