"""What a rebuilt book will say of one case: its history first, then its sealed files, then what rows were found."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import count

from evidence_desk.domain.cases import CaseId
from evidence_desk.domain.custody import LogId
from evidence_desk.domain.evidence import Record
from evidence_desk.domain.hashes import sha256_hex
from evidence_desk.vault.case_records import new_reference
from evidence_desk.vault.entry_plan import lost_entries, planned_ages, planned_entries, without_lost_notes
from evidence_desk.vault.former_history import FormerLog
from evidence_desk.vault.objects import Described
from evidence_desk.vault.planned_items import (
    Arrival,
    PlannedItem,
    PlannedRemoval,
    arrivals_in,
    number_of,
    record_of_row,
)
from evidence_desk.vault.recovery import RECOVERED_CASE_TITLE
from evidence_desk.vault.salvage import FoundCase, FoundItem, FoundStep, Salvage
from evidence_desk.vault.told_entries import ToldEntry
from evidence_desk.vault.words_check import Told, told_by

_NUMBERED = re.compile(r"CASE-([0-9]{1,9})-.+")


@dataclass(slots=True)
class CasePlan:
    """One case to be. `lost` are items the history knows and nothing else; notes are named by exhibit number.

    `lost_before` are those of which it says so already: one whose file is there again has its number again.
    `wordless` are items of which neither row nor line was found: if they had a note or tags, those are gone.
    """

    case_id: CaseId
    former: FormerLog
    told: Told
    row: FoundCase | None
    arrivals: Mapping[str, Arrival]
    lost_before: dict[str, Arrival]
    items: list[PlannedItem] = field(default_factory=list)
    removed: list[PlannedRemoval] = field(default_factory=list)
    marks: dict[str, FoundStep] = field(default_factory=dict)
    lost: dict[str, Arrival] = field(default_factory=dict)
    notes_lost: list[int] = field(default_factory=list)
    notes_older: list[int] = field(default_factory=list)
    wordless: list[int] = field(default_factory=list)
    entries: dict[str, ToldEntry] = field(default_factory=dict)
    entry_notes_lost: list[str] = field(default_factory=list)
    number: int = 0
    reference: str = ""

    @property
    def numbers_given(self) -> int:
        """The highest exhibit number that was ever given, as far as anything knows."""
        return max((*self.numbers_told, *(item.number for item in self.items)), default=0)

    @property
    def numbers_told(self) -> set[int]:
        """Those of everything that came in by the history, or is known to be removed."""
        told = {arrival.number for arrival in (*self.arrivals.values(), *self.lost_before.values())}
        return told | {stone.number for stone in self.removed}

    @property
    def title_is_lost(self) -> bool:
        """Whether nothing knows what the person called it."""
        return not self.told.title and self.row is None

    @property
    def title(self) -> str:
        """The title told last; a row is newer than a history whose end is missing."""
        newest = self.row.title if self.row and not self.former.is_whole else self.told.title
        return newest or self.told.title or (self.row.title if self.row else RECOVERED_CASE_TITLE)

    @property
    def opened_ns(self) -> int | None:
        """When the case was opened, or None where nothing knows it."""
        return self.told.opened_ns or (self.row.opened_ns if self.row else None)

    @property
    def used(self) -> int:
        """How lately it was used; 0 where nothing tells."""
        return self.row.used if self.row else 0

    @property
    def under18(self) -> str:
        """What was said of anyone under 18."""
        return planned_ages(
            self.told.under18, self.row.under18 if self.row else None, history_is_whole=self.former.is_whole
        )

    @property
    def ages_are_lost(self) -> bool:
        """Whether something else may have been said last of anyone under 18, and nothing knows it."""
        return not self.former.is_whole and self.row is None

    @property
    def entries_lost(self) -> tuple[str, ...]:
        """Entries that can't be found again, where lines are missing: such as "payment 2"."""
        return () if self.former.is_whole else tuple(lost_entries(self.entries, self.told.entries))


def plan_case(case_id: CaseId, former: FormerLog, salvage: Salvage, files: Mapping[str, Described]) -> CasePlan:
    """Everything that can be said of the case again. `files` are those of the case, by item."""
    bodies = [line.found.body for line in former.all]
    arrivals, lost = arrivals_in(former)
    plan = CasePlan(case_id, former, told_by(bodies), salvage.cases.get(case_id), arrivals, lost)
    gone = {item_id: stone for item_id, stone in salvage.removals.items() if stone.case_id == case_id}
    plan.removed = [
        PlannedRemoval(item_id, sha256, number_of(exhibit), is_told=True)
        for item_id, (exhibit, sha256) in plan.told.removed.items()
    ] + [
        PlannedRemoval(item_id, stone.sha256, stone.number, is_told=False)
        for item_id, stone in gone.items()
        if item_id not in plan.told.removed
    ]
    plan.reference = plan.told.reference or (plan.row.reference if plan.row else "")
    named = _NUMBERED.fullmatch(plan.reference)
    plan.number = plan.row.number if plan.row else int(named[1]) if named else 0
    plan.items = _numbered(plan, salvage, _records(plan, salvage, files))
    known = {item.record.item_id for item in plan.items} | {each.item_id for each in plan.removed}
    plan.lost = {item_id: arrival for item_id, arrival in arrivals.items() if item_id not in known}
    plan.lost_before = {item_id: arrival for item_id, arrival in lost.items() if item_id not in known}
    plan.items = [_worded(item, plan, salvage) for item in plan.items]
    plan.marks = _marks(plan, salvage)
    rows = {entry_id: row.told for entry_id, row in salvage.entries.items() if row.case_id == case_id}
    planned = planned_entries(plan.told.entries, rows, history_is_whole=former.is_whole)
    plan.entries, plan.entry_notes_lost = without_lost_notes(planned)
    return plan


def settled(plans: Iterable[CasePlan]) -> list[CasePlan]:
    """The cases in order, each with a number and a reference of its own; those nothing knows of get the next ones."""
    ordered = sorted(plans, key=lambda plan: (not plan.number, plan.number, plan.opened_ns or 0))
    numbers, references = set[int](), set[str]()
    for plan in ordered:
        if not plan.number or plan.number in numbers:
            plan.number = max((*numbers, *(each.number for each in ordered)), default=0) + 1
        if not plan.reference or plan.reference in references:
            plan.reference = new_reference(plan.number)
        numbers.add(plan.number)
        references.add(plan.reference)
    return ordered


def _records(plan: CasePlan, salvage: Salvage, files: Mapping[str, Described]) -> dict[str, tuple[Record, str]]:
    """The record of each item that is not removed: from its sealed file, else from its row."""
    gone = {each.item_id for each in plan.removed}
    found = {item_id: (file.record, file.text) for item_id, file in files.items() if item_id not in gone}
    for item_id, rows in salvage.items.items():
        if item_id not in found and item_id not in gone:
            for row in reversed([row for row in rows if row.case_id == plan.case_id]):
                record = record_of_row(row, plan.arrivals.get(item_id))
                if record is not None:
                    found[item_id] = (record, row.record)
                    break
    return found


def _numbered(plan: CasePlan, salvage: Salvage, records: Mapping[str, tuple[Record, str]]) -> list[PlannedItem]:
    """Old numbers where they are known; the others get the free ones in the order of capture, as they once did."""
    taken, used, numbers = plan.numbers_told, set[int](), dict[str, int]()
    for item_id in records:
        number = _number_before(item_id, plan, salvage, taken)
        if number and number not in used:
            numbers[item_id] = number
            used.add(number)
            taken.add(number)
    free = (number for number in count(1) if number not in taken)
    by_time = sorted(records.items(), key=lambda each: (each[1][0].captured.utc_ns, each[0]))
    items = []
    for item_id, (record, text) in by_time:
        arrival = plan.arrivals.get(item_id) if item_id in numbers else None
        items.append(PlannedItem(record, text, numbers.get(item_id) or next(free), arrival))
    return sorted(items, key=lambda item: item.number)


def _number_before(item_id: str, plan: CasePlan, salvage: Salvage, taken: set[int]) -> int:
    """The number that the history or a row gave the item, or 0 where nothing tells, or another has it."""
    told = plan.arrivals.get(item_id) or plan.lost_before.get(item_id)
    if told is not None:
        return told.number
    rows = [row for row in salvage.items.get(item_id, []) if row.is_sound]
    return rows[-1].number if rows and rows[-1].number not in taken else 0


def _worded(item: PlannedItem, plan: CasePlan, salvage: Salvage) -> PlannedItem:
    item_id = item.record.item_id
    rows = [row for row in salvage.items.get(item_id, []) if row.case_id == plan.case_id]
    note = _note(item, plan, rows)
    if item.arrival is None and not rows:
        plan.wordless.append(item.number)
    told: frozenset[str] = plan.told.tags.get(item_id, frozenset())
    found = () if plan.former.is_whole else salvage.tags.get(item_id, ())
    tags = dict.fromkeys((*sorted(told), *found))
    return replace(item, note=note, tags=tuple(tags))


def _note(item: PlannedItem, plan: CasePlan, rows: Iterable[FoundItem]) -> str:
    """The note that the history vouches for by its hash, else the newest that was found."""
    told = plan.told.notes.get(item.record.item_id)
    found = [row for row in rows if row.is_sound or sha256_hex(row.note.encode()) == told]
    if told is not None and told == sha256_hex(b""):
        return found[-1].note if found and not plan.former.is_whole else ""
    vouched = [row.note for row in found if sha256_hex(row.note.encode()) == told]
    if vouched and plan.former.is_whole:
        return vouched[-1]
    if told is not None and not vouched:
        (plan.notes_older if found and found[-1].note else plan.notes_lost).append(item.number)
    return found[-1].note if found else ""


def _marks(plan: CasePlan, salvage: Salvage) -> dict[str, FoundStep]:
    """Each step as it was said last; a proof that is not here any more proves nothing."""
    marks = {step_id: FoundStep(*mark) for step_id, mark in plan.told.marks.items()}
    if not plan.former.is_whole:
        for (case_id, step_id), row in salvage.steps.items():
            if case_id == plan.case_id and (step_id not in marks or row.changed_ns >= marks[step_id].changed_ns):
                marks[step_id] = row
    here = {item.record.item_id for item in plan.items}
    return {step_id: mark if mark.proof in here else replace(mark, proof=None) for step_id, mark in marks.items()}


def case_ids(logs: Iterable[LogId], salvage: Salvage, files: Iterable[Described]) -> list[CaseId]:
    """Every case that anything tells of."""
    found = [*logs, *salvage.cases, *(stone.case_id for stone in salvage.removals.values())]
    found += [rows[-1].case_id for rows in salvage.items.values()]
    found += [entry.case_id for entry in salvage.entries.values()]
    return [CaseId(case_id) for case_id in dict.fromkeys([*found, *(file.record.case_id for file in files)])]
