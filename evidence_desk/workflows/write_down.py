"""Write something into a register of a case, take it out, put it back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Generic, TypeVar

from evidence_desk.domain.accounts import Account
from evidence_desk.domain.answers import Answers, OwnStep
from evidence_desk.domain.cases import Case
from evidence_desk.domain.entries import Entry, EntryId, EntryKind
from evidence_desk.domain.free_text import without_cards
from evidence_desk.domain.payments import Payment, going_on_from
from evidence_desk.domain.reports import Contact, Report
from evidence_desk.domain.written import Written
from evidence_desk.vault.vault import Vault

Kind = TypeVar("Kind", bound=Written)

_KINDS: Final[Mapping[type[Written], EntryKind]] = {
    Account: EntryKind.ACCOUNT,
    Payment: EntryKind.PAYMENT,
    Report: EntryKind.REPORT,
    Contact: EntryKind.CONTACT,
    OwnStep: EntryKind.OWN_STEP,
    Answers: EntryKind.ANSWERS,
}


@dataclass(frozen=True, slots=True)
class Kept(Generic[Kind]):
    """What was written down, and as which entry; `number` counts from 1 in its register."""

    id: EntryId
    number: int
    what: Kind
    added_at: datetime
    changed_at: datetime
    is_removed: bool = False


def written(vault: Vault, case: Case, kind: type[Kind], *, with_removed: bool = False) -> tuple[Kept[Kind], ...]:
    """Everything of one register, oldest first."""
    entries = vault.entries.of_case(case.id, _KINDS[kind], with_removed=with_removed)
    return tuple(_kept(kind, entry) for entry in entries)


def write_down(vault: Vault, case: Case, what: Kind, entry_id: EntryId | None = None) -> Kept[Kind]:
    """Keep a new entry, or what an entry says from now on; of a card never more than the last four digits.

    Raises NoSuchEntry, TextRefused, or what a write raises.
    """
    before = None if entry_id is None else vault.entries.by_id(case.id, entry_id)
    content = _to_keep(what, before).as_json()
    if before is None:
        return _kept(type(what), vault.entries.add(case.id, _KINDS[type(what)], content))
    return _kept(type(what), vault.entries.change(before, content))


def take_out(vault: Vault, case: Case, entry_id: EntryId) -> None:
    """Take an entry out of its register; the history keeps it. Raises NoSuchEntry, or what a write raises."""
    vault.entries.remove(vault.entries.by_id(case.id, entry_id))


def put_back(vault: Vault, case: Case, entry_id: EntryId) -> None:
    """Undo `take_out`. Raises NoSuchEntry, or what a write raises."""
    entry = vault.entries.by_id(case.id, entry_id)
    vault.entries.change(entry, entry.content)


def answers_of(vault: Vault, case: Case) -> Answers:
    """What was answered last, or nothing yet."""
    kept = written(vault, case, Answers)
    return kept[-1].what if kept else Answers()


def answer(vault: Vault, case: Case, answers: Answers) -> Answers:
    """Keep the answers; there is one entry of them in a case."""
    kept = written(vault, case, Answers)
    return write_down(vault, case, answers, kept[-1].id if kept else None).what


def _to_keep(what: Written, before: Entry | None) -> Written:
    if isinstance(what, Payment):
        was = Payment.from_json(before.content) if before is not None else Payment()
        what = going_on_from(what, was)
    return without_cards(what)


def _kept(kind: type[Kind], entry: Entry) -> Kept[Kind]:
    return Kept(
        entry.id, entry.number, kind.from_json(entry.content), entry.added_at, entry.changed_at, entry.is_removed
    )
