"""Draft a text to paste from what a case holds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from evidence_desk.domain.accounts import Account
from evidence_desk.domain.cases import Case
from evidence_desk.domain.checklists import Step
from evidence_desk.domain.entries import EntryKind
from evidence_desk.domain.evidence import Origin
from evidence_desk.domain.facts import MethodId, ServiceId
from evidence_desk.domain.listed import Listed
from evidence_desk.domain.payments import Payment
from evidence_desk.domain.reports import Report
from evidence_desk.guidance.content import Content
from evidence_desk.guidance.own_names import plain_name
from evidence_desk.guidance.situation import country_group
from evidence_desk.guidance.text_facts import (
    Draft,
    DraftFacts,
    KeptThing,
    KnownAccount,
    KnownPayment,
    KnownReport,
    TextKind,
)
from evidence_desk.guidance.texts import Texts, draft, load_texts
from evidence_desk.resources import resource_path
from evidence_desk.vault.vault import Vault
from evidence_desk.workflows.find_in_plan import find_in_plan
from evidence_desk.workflows.see_registers import Registers, see_registers
from evidence_desk.workflows.write_down import Kept

MOST_ITEMS: Final = 20
"""So many exhibits are named one by one; a form has little room."""
_FOR_A_PLATFORM: Final = frozenset({TextKind.PLATFORM_REPORT, TextKind.TAKE_IT_DOWN_REQUEST})
_WITHOUT_NAME: Final = frozenset({"EU", "INT"})
"""No country is called so."""


def shipped_texts() -> Texts:
    """The words of every text that is shipped with this program. Raises GuidanceDamaged."""
    return load_texts(resource_path("guidance"))


def draft_text(  # noqa: PLR0913 — a text is of a case, for a step, in some words
    vault: Vault,
    case: Case,
    content: Content,
    kind: TextKind,
    step_id: str | None = None,
    *,
    texts: Texts | None = None,
    zone: str = "",
) -> Draft:
    """The text for a step, or for the whole case. A platform hears of its own accounts alone, a bank of its payment.

    `zone` (IANA) is for moments that have none of their own; without it, this computer's. Raises NoSuchStep, or
    GuidanceDamaged where `texts` are not given.
    """
    step = None if step_id is None else find_in_plan(vault, case, content, step_id)
    zone = zone or ("UTC" if vault.read_only else vault.clock.now().zone)
    return draft(kind, _Gathering(vault, case, content, kind, step).facts(zone), texts or shipped_texts())


@dataclass(frozen=True, slots=True)
class _Gathering:
    """The facts of one case being read for one text."""

    vault: Vault
    case: Case
    content: Content
    kind: TextKind
    step: Step | None

    def facts(self, zone: str) -> DraftFacts:
        """Everything the text may say."""
        registers = see_registers(self.vault, self.case)
        country = country_group(registers.answers.country)
        names = self._exhibits(registers)
        known = self.content.countries.get(country)
        return DraftFacts(
            reference=self.case.reference,
            opened_at=self.case.opened_at,
            zone=zone,
            country=country,
            country_name=known.name if known and country not in _WITHOUT_NAME else "",
            answers=registers.answers,
            under18=self.vault.cases.under18(self.case.id),
            service=self._service(),
            accounts=tuple(self._account(each, names) for each in self._accounts(registers)),
            payments=tuple(self._payment(each, names) for each in self._payments(registers)),
            reports=tuple(KnownReport(it.number, it.what, _named(it.what, names)) for it in registers.reports),
            contacts=tuple(each.what for each in registers.contacts),
            items=self._items(),
            items_in_all=self.vault.items.count(self.case.id),
        )

    def _service(self) -> str:
        """The name of the platform the step is about; a way of paying or a group of steps is none."""
        owner = self.step.belongs_to if self.step and self.step.list_id != "payments" else ""
        return self.step.service if self.step and owner else ""

    def _accounts(self, registers: Registers) -> Iterable[Kept[Account]]:
        if self.kind not in _FOR_A_PLATFORM or not self._service():
            return registers.accounts
        return (each for each in registers.accounts if self._is_on_it(each.what))

    def _is_on_it(self, account: Account) -> bool:
        step = self.step
        return step is not None and (
            account.service == step.belongs_to or plain_name(account.own_service) == plain_name(step.service)
        )

    def _payments(self, registers: Registers) -> Iterable[Kept[Payment]]:
        step = self.step
        if self.kind is not TextKind.BANK_CALL or step is None or step.list_id != "payments":
            return registers.payments
        if step.about is not None:
            return (each for each in registers.payments if each.id == step.about)
        if MethodId(step.belongs_to) not in self.content.methods or step.belongs_to == "any":
            return registers.payments
        return (each for each in registers.payments if each.what.method == step.belongs_to)

    def _account(self, kept: Kept[Account], names: Mapping[str, str]) -> KnownAccount:
        service = self.content.services.get(ServiceId(kept.what.service))
        return KnownAccount(kept.number, kept.what, service.name if service else "", _named(kept.what, names))

    def _payment(self, kept: Kept[Payment], names: Mapping[str, str]) -> KnownPayment:
        method = self.content.methods.get(MethodId(kept.what.method))
        reference = method.reference.name if method and method.reference else ""
        return KnownPayment(kept.number, kept.what, method.name if method else "", reference, _named(kept.what, names))

    def _items(self) -> tuple[KeptThing, ...]:
        """The newest ones, oldest first. What a window said of itself stays out where its picture is shut."""
        flags = self.vault.entries.of_case(self.case.id, EntryKind.FLAG)
        shut = {flag.content.get("item") for flag in flags}
        newest = self.vault.listing.newest(self.case.id, MOST_ITEMS)
        return tuple(_thing(each, is_shut=each.id in shut) for each in reversed(newest))

    def _exhibits(self, registers: Registers) -> Mapping[str, str]:
        """The exhibit of every item that a register names."""
        return {each.id: each.exhibit for each in self.vault.listing.of_ids(registers.exhibits())}


def _thing(listed: Listed, *, is_shut: bool) -> KeptThing:
    title = "" if is_shut else listed.window_title or listed.original_name or ""
    return KeptThing(listed.exhibit, listed.at, listed.zone, title, listed.origin is Origin.IMPORTED)


def _named(what: Account | Payment | Report, names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(sorted(names[item] for item in what.exhibits if item in names))
