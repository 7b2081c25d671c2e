"""Everything a person wrote down in a case, as it stands now."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, Self

from evidence_desk.domain.accounts import Account
from evidence_desk.domain.answers import Answers, OwnStep
from evidence_desk.domain.cases import Case
from evidence_desk.domain.entries import EntryId
from evidence_desk.domain.evidence import ItemId
from evidence_desk.domain.payments import Payment
from evidence_desk.domain.reports import Contact, Report
from evidence_desk.domain.written import Written
from evidence_desk.vault.vault import Vault
from evidence_desk.workflows.flag_item import flagged_in
from evidence_desk.workflows.write_down import Kept, answers_of, written

_NOT_ANSWERED: Final = Answers()


@dataclass(frozen=True, slots=True, kw_only=True)
class Registers:
    """The answers, and each register with the oldest entry first; safe on any thread.

    What was taken out stands in `taken_out` alone: steps may have been ticked for it.
    """

    answers: Answers = _NOT_ANSWERED
    accounts: tuple[Kept[Account], ...] = ()
    payments: tuple[Kept[Payment], ...] = ()
    reports: tuple[Kept[Report], ...] = ()
    contacts: tuple[Kept[Contact], ...] = ()
    own_steps: tuple[Kept[OwnStep], ...] = ()
    taken_out: tuple[Kept[Any], ...] = ()
    shut: Mapping[ItemId, str] = field(default_factory=dict)
    """The items that are flagged as under 18, each with its number."""

    def changed_by(self, kept: Kept[Any]) -> Self:
        """The registers after an entry was added, changed, taken out or put back."""
        if isinstance(kept.what, Answers):
            return replace(self, answers=kept.what)
        without: dict[str, tuple[Kept[Any], ...]] = {
            name: tuple(each for each in getattr(self, name) if each.id != kept.id)
            for name in (_NAMES[type(kept.what)], _TAKEN_OUT)
        }
        name = _TAKEN_OUT if kept.is_removed else _NAMES[type(kept.what)]
        without[name] = tuple(sorted((*without[name], kept), key=lambda each: each.number))
        changed: dict[str, Any] = {**without}
        return replace(self, **changed)

    def exhibits(self) -> set[ItemId]:
        """The items that something written down names, also what was taken out."""
        every: tuple[Kept[Any], ...] = (*self.accounts, *self.payments, *self.reports, *self.taken_out)
        return {ItemId(each) for kept in every for each in getattr(kept.what, "exhibits", ())}

    def by_id(self, entry_id: EntryId) -> Kept[Any] | None:
        """An entry of whichever register, unless it was taken out."""
        every = (each for name in _NAMES.values() for each in getattr(self, name))
        return next((each for each in every if each.id == entry_id), None)


_NAMES: Final[Mapping[type[Written], str]] = {
    Account: "accounts",
    Payment: "payments",
    Report: "reports",
    Contact: "contacts",
    OwnStep: "own_steps",
}
_TAKEN_OUT: Final = "taken_out"
NOTHING_WRITTEN: Final = Registers()


def see_registers(vault: Vault, case: Case) -> Registers:
    """Read every register of a case."""
    every = {name: written(vault, case, kind, with_removed=True) for kind, name in _NAMES.items()}
    there: dict[str, Any] = {name: tuple(it for it in kept if not it.is_removed) for name, kept in every.items()}
    gone = [it for kept in every.values() for it in kept if it.is_removed]
    taken_out = tuple(sorted(gone, key=lambda each: each.number))
    shut = {each.id: each.exhibit for each in vault.listing.of_ids(flagged_in(vault, case.id))}
    return Registers(answers=answers_of(vault, case), taken_out=taken_out, shut=shut, **there)
