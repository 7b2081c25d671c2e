"""What was written down, as a helpline gets it: names as their first letters, and nothing that finds anybody.

Every part is chosen here by its name, so that one which is added to a register later stays out until somebody lets it
in. Words that a person typed freely never pass: what is known passes as itself, a name as its first letters.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Final

from evidence_desk.domain.accounts import Account
from evidence_desk.domain.checklists import StepId
from evidence_desk.domain.deadlines import known_zone
from evidence_desk.domain.entries import EntryKind
from evidence_desk.domain.hashes import Json
from evidence_desk.domain.payments import Collected, Payment, Stopped
from evidence_desk.domain.reports import Contact, Outcome, Report, Role
from evidence_desk.export.contents import StepTaken
from evidence_desk.export.registers import Names

Content = Mapping[str, Json]

_MOST_LETTERS: Final = 4
_CURRENCY: Final = re.compile(r"[A-Z]{3}\Z")
_LISTS: Final = frozenset({"suspend", "report", "payments", "more"})
_OFFICES: Final = frozenset({"police", "the police", "bank", "my bank"})
_OWN: Final = "own"
_OWN_STEP: Final = "A step of the person's own"


def initials(untrusted_name: str) -> str:
    """The first letters of a name's first words: "Made Up" is "M. U."; no digits, which may be a number in pieces.

    After the first, words of one letter are left out: they may be a name that was written with gaps.
    """
    spelled = ("".join(filter(str.isalpha, word)) for word in untrusted_name.split())
    first, *others = [word for word in spelled if word] or [""]
    letters = [word[0].upper() for word in (first, *(word for word in others if len(word) > 1)) if word]
    return " ".join(f"{letter}." for letter in letters[:_MOST_LETTERS])


def short_account(content: Content, names: Names) -> Content:
    """Where it is and the first letters of the name it shows; no user name, number, link or address."""
    it = Account.from_json(content)
    service = it.service if it.service in names.services else ""
    return Account(service=service, display_name=initials(it.display_name), exhibits=it.exhibits).as_json()


def short_payment(content: Content, names: Names) -> Content:
    """How much, how and when, and whether it can be stopped; nobody's name or account, no digits of a card."""
    it = Payment.from_json(content)
    is_money = _CURRENCY.match(it.currency) is not None
    return Payment(
        method=it.method if it.method in names.methods else "",
        amount_minor=it.amount_minor if is_money else None,
        currency=it.currency if is_money else "",
        paid_ns=it.paid_ns,
        zone=it.zone if known_zone(it.zone) else "",
        to_name=initials(it.to_name),
        collected=_known(Collected, it.collected, Collected.NOT_SURE),
        stopped=_known(Stopped, it.stopped, Stopped.NOT_ASKED),
        cancelled_ns=it.cancelled_ns,
        exhibits=it.exhibits,
    ).as_json()


def short_report(content: Content, names: Names) -> Content:
    """Who was told, when, and what came of it; no reference and no words about it."""
    it = Report.from_json(content)
    return Report(
        to=_office(it, names),
        asked_ns=it.asked_ns,
        zone=it.zone if known_zone(it.zone) else "",
        outcome=_known(Outcome, it.outcome, Outcome.WAITING),
        exhibits=it.exhibits,
    ).as_json()


def short_contact(content: Content, _names: Names) -> Content:
    """Who they are to the person, and the first letters of their name."""
    it = Contact.from_json(content)
    return Contact(role=_known(Role, it.role, Role.OTHER), name=initials(it.name)).as_json()


SHORT: Final[Mapping[EntryKind, Callable[[Content, Names], Content]]] = {
    EntryKind.ACCOUNT: short_account,
    EntryKind.PAYMENT: short_payment,
    EntryKind.REPORT: short_report,
    EntryKind.CONTACT: short_contact,
}


def short_steps(steps: Iterable[StepTaken]) -> Iterator[StepTaken]:
    """Steps of the program's own lists with their titles, the person's own without a word, and no notes."""
    for taken in steps:
        step_id = _short_id(taken.mark.step_id)
        if step_id is None or not taken.list_title:
            continue
        list_id, owner, *_ = step_id.split(".")
        is_own = owner == _OWN
        mark = replace(taken.mark, step_id=StepId(step_id), note="")
        # Of a service that the person named themselves, the steps are the program's and the name is not.
        title = _OWN_STEP if step_id == f"{list_id}.{_OWN}" else taken.title
        yield StepTaken(mark, taken.list_title, "" if is_own else taken.service, title, taken.proof)


def _short_id(step_id: str) -> str | None:
    """The id without what a person named in it or whose payment it is about; None for one of no list of ours."""
    parts = step_id.partition("@")[0].split(".")
    if len(parts) != 3 or parts[0] not in _LISTS:  # noqa: PLR2004 — list, owner, what
        return None
    list_id, owner, what = parts
    if owner == _OWN:
        return f"{list_id}.{_OWN}"
    return f"{list_id}.{_OWN if owner.startswith(f'{_OWN}-') else owner}.{what}"


def _office(report: Report, names: Names) -> str:
    """What was told, where it is known: a service, a way of paying or an office; any other name is shortened."""
    known = {name.casefold() for name in (*names.services.values(), *names.methods.values())} | _OFFICES
    return report.to if report.to.casefold() in known else initials(report.to)


def _known(kind: type[StrEnum], untrusted: str, otherwise: StrEnum) -> str:
    return untrusted if untrusted in set(kind) else otherwise.value
