"""The person's own words in the book against the history that tells how they came there."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from evidence_desk.domain.arrivals import ARRIVALS, DELETED
from evidence_desk.domain.cases import UNDER_18_NOT_ASKED
from evidence_desk.domain.checklists import StepState
from evidence_desk.domain.custody import LogId, as_told
from evidence_desk.domain.evidence import exhibit_name
from evidence_desk.domain.hashes import sha256_hex
from evidence_desk.domain.verification import Problem
from evidence_desk.vault.case_records import AGES_ANSWERED
from evidence_desk.vault.database import Row
from evidence_desk.vault.entry_records import REMOVED, WRITTEN
from evidence_desk.vault.findings import problem
from evidence_desk.vault.parts import Parts
from evidence_desk.vault.removal_check import ToldRemoval, removal_problems
from evidence_desk.vault.step_records import EVENT_OF, NOTED
from evidence_desk.vault.told_entries import ToldEntry, entry_problems, hear_of_entry

_STATE_OF = {event: state.value for state, event in EVENT_OF.items()}
_NO_NOTE = sha256_hex(b"")
_ITEMS = "select rowid, id, number, note from items where case_id = ? and rowid > ? order by rowid limit ?"
_TAGS = "select item_id, tag from tags where item_id in (select value from json_each(?))"
_PAGE = 1000
_NO_TAGS: frozenset[str] = frozenset()
"""One object for the many items without any."""

_Mark = tuple[str, int, str, str | None]
"""State, time in nanoseconds since 1970, note and the item that proves it."""


def words_problems(parts: Parts) -> Iterator[Problem]:
    """What the book says of cases, ages, notes, tags, steps and entries and the history does not."""
    for (case_id,) in parts.book.rows("select id from cases order by number"):
        yield from case_problems(parts, case_id)


def case_problems(parts: Parts, case_id: str) -> list[Problem]:
    """The same of one case, all of one moment."""
    with parts.book.snapshot():
        ((reference, *case, under18),) = parts.book.rows(
            "select reference, title, opened_ns, under18 from cases where id = ?", case_id
        )
        told = told_by(body for _, body, _, _ in parts.log.lines(LogId(case_id)))
        found = [*_case_problems(told, reference, *case), *_item_problems(parts, told, case_id, reference)]
        found += _step_problems(parts, told, case_id, reference)
        found += [*_ages_problems(told, reference, under18), *entry_problems(parts, told.entries, case_id, reference)]
        found += removal_problems(parts, told.removed, case_id, reference)
    return found


@dataclass(slots=True)
class Told:
    """Where a case stands by its history alone. Notes are known by their SHA-256."""

    reference: str = ""
    title: str = ""
    opened_ns: int = 0
    notes: dict[str, str] = field(default_factory=dict)
    tags: dict[str, frozenset[str]] = field(default_factory=dict)
    marks: dict[str, _Mark] = field(default_factory=dict)
    removed: dict[str, ToldRemoval] = field(default_factory=dict)
    entries: dict[str, ToldEntry] = field(default_factory=dict)
    under18: str = UNDER_18_NOT_ASKED
    _tag_sets: dict[frozenset[str], frozenset[str]] = field(default_factory=dict)

    def hear(self, line: dict[str, Any]) -> None:
        """One more line; those that tell of other things change nothing. Raises KeyError for half a line."""
        event, item, detail = line["event"], line["item"], line["detail"]
        if event in {WRITTEN, REMOVED}:
            hear_of_entry(self.entries, line)
        elif event in ARRIVALS or event in {"noted", "tagged"}:
            self._hear_of_item(event, item, detail)
        elif event == DELETED:
            self.removed[item] = (detail["exhibit"], line["sha256"])
        elif event in {"case opened", "case renamed", AGES_ANSWERED}:
            self._hear_of_case(line, event, detail)
        else:
            self._hear_of_step(line, event, item, detail)

    def _hear_of_case(self, line: dict[str, Any], event: str, detail: dict[str, Any]) -> None:
        if event == AGES_ANSWERED:
            self.under18 = str(detail["under18"])
            return
        if event == "case opened":
            self.reference, self.opened_ns = detail["reference"], detail.get("opened_ns", line["moment"]["utc_ns"])
        self.title = detail["title"]

    def _hear_of_item(self, event: str, item: str, detail: dict[str, Any]) -> None:
        if event != "tagged":
            self.notes[item] = detail.get("note_sha256", _NO_NOTE)
        if event in ARRIVALS:
            self.tags[item] = self._shared(frozenset(detail.get("tags", ())))
        elif event == "tagged":
            added, removed = ({detail[change]} if change in detail else set() for change in ("added", "removed"))
            self.tags[item] = self._shared((self.tags.get(item, _NO_TAGS) | added) - removed)

    def _shared(self, tags: frozenset[str]) -> frozenset[str]:
        """One object for all items with the same tags."""
        return self._tag_sets.setdefault(tags, tags)

    def _hear_of_step(self, line: dict[str, Any], event: str, item: str | None, detail: dict[str, Any]) -> None:
        since_ns = detail.get("since_ns", line["moment"]["utc_ns"])
        if event in _STATE_OF:
            self.marks[detail["step"]] = (_STATE_OF[event], since_ns, detail.get("note", ""), item)
        elif event == NOTED:
            state, since_ns, *_ = self.marks.get(detail["step"], (StepState.TODO.value, since_ns))
            self.marks[detail["step"]] = (state, since_ns, detail.get("note", ""), item)


def told_by(bodies: Iterable[str]) -> Told:
    """What a whole log tells; a line that can't be read is named by the chain's own check."""
    told = Told()
    for body in bodies:
        try:
            told.hear(as_told(json.loads(body)))
        except (ValueError, TypeError, KeyError, AttributeError):
            continue
    return told


def _case_problems(told: Told, reference: str, title: str, opened_ns: int) -> Iterator[Problem]:
    if (told.reference, told.title, told.opened_ns) != (reference, title, opened_ns):
        yield problem("case_differs", reference)


def _ages_problems(told: Told, reference: str, under18: str) -> Iterator[Problem]:
    if told.reference and told.under18 != under18:  # a case that the history does not know is named as such
        yield problem("ages_differ", reference)


def _item_problems(parts: Parts, told: Told, case_id: str, reference: str) -> Iterator[Problem]:
    for page in _pages(parts, case_id):
        tags: dict[str, set[str]] = {}
        for item_id, tag in parts.book.rows(_TAGS, json.dumps([item_id for _, item_id, _, _ in page])):
            tags.setdefault(item_id, set()).add(tag)
        for _, item_id, number, note in page:
            if item_id not in told.notes:
                continue  # its arrival is missing, and named as such
            said = (told.notes[item_id], told.tags.get(item_id, _NO_TAGS))
            if said != (sha256_hex(note.encode()) if note else _NO_NOTE, tags.get(item_id, _NO_TAGS)):
                yield problem("words_differ", f"{reference}/{exhibit_name(number)}")


def _pages(parts: Parts, case_id: str) -> Iterator[list[Row]]:
    """The rows of a case, some at a time: there may be very many, and notes may be long."""
    after = 0
    while page := parts.book.rows(_ITEMS, case_id, after, _PAGE):
        yield page
        after = page[-1][0]


def _step_problems(parts: Parts, told: Told, case_id: str, reference: str) -> Iterator[Problem]:
    rows = parts.book.rows("select step_id, state, changed_ns, note, proof from steps where case_id = ?", case_id)
    marks: dict[str, _Mark] = {step_id: tuple(mark) for step_id, *mark in rows}
    untouched: _Mark = (StepState.TODO.value, 0, "", None)
    for step_id in sorted(marks.keys() | told.marks.keys()):
        if marks.get(step_id, untouched) != told.marks.get(step_id, untouched):
            yield problem("step_differs", f"{reference} {step_id}")
