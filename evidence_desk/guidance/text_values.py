"""What a text may say of a case: each fact with the place it was written down, and what is so."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Final

from evidence_desk.domain.answers import Told, Under18
from evidence_desk.domain.money import amount_words
from evidence_desk.domain.payments import at_ns, totals
from evidence_desk.domain.reports import Contact, Role
from evidence_desk.guidance.text_facts import (
    SOURCES_APART,
    DraftFacts,
    KeptThing,
    KnownAccount,
    KnownPayment,
    KnownReport,
)
from evidence_desk.guidance.text_lines import day_words, local_moment, one_line

_NAMES_APART: Final = "; "
_MONTH_FIRST: Final = "US"


@dataclass(frozen=True, slots=True)
class Value:
    """One fact as it is said, on one line, and where it is from."""

    text: str
    source: str


Values = Mapping[str, Value]
"""By the name that stands for it in the words; what is not known is not in it."""


@dataclass(frozen=True, slots=True)
class Sayings:
    """The few words that facts are said with; as `words` in texts.json."""

    words: Mapping[str, Any]

    def source(self, name: str, exhibits: Sequence[str] = ()) -> str:
        """Where something is from: EX-008, Accounts."""
        return SOURCES_APART.join((*exhibits, self.words[name]))

    def choice(self, name: str, value: str) -> str:
        """One of a few answers in words, or nothing where there is nothing to say of it."""
        words: Mapping[str, str] = self.words[name]
        return words.get(value, "")

    def moment(self, at: datetime, zone: str, country: str) -> str:
        """22 November 2026, 18:05 (Europe/London, UTC+00:00); in the US the month comes first."""
        there, offset = local_moment(at, zone)
        order: str = self.words["day_us" if country == _MONTH_FIRST else "day"]
        day = day_words(there, self.words["months"], order)
        name: str = self.words["time_zone"].format(name=there.tzinfo or zone, offset=offset)
        said: str = self.words["moment"].format(day=day, time=f"{there:%H:%M}", zone=name)
        return said


def values_of(facts: DraftFacts, sayings: Sayings) -> Values:
    """What holds for the whole case."""
    case, answers = sayings.source("case"), sayings.source("answers")
    opened = sayings.moment(facts.opened_at, facts.zone, facts.country) if facts.opened_at else ""
    more = facts.items_in_all - len(facts.items)
    said = {
        "reference": (facts.reference, case),
        "opened_at": (opened, case),
        "country": (facts.country_name, answers),
        "service": (facts.service, ""),
        "items": (str(facts.items_in_all or ""), sayings.source("evidence")),
        "more_items": (str(more) if more > 0 else "", sayings.source("evidence")),
    }
    return _known(said)


def several(name: str, facts: DraftFacts, sayings: Sayings) -> tuple[Values, ...]:
    """The facts of each account, payment, …, by the name that `each` has in texts.json."""
    return tuple(_SEVERAL[name](facts, sayings))


def so_it_is(facts: DraftFacts, sayings: Sayings) -> Mapping[str, str]:
    """What is so, by the tokens of texts.json, and the source of it where somebody said so."""
    answers = sayings.source("answers")
    has_paid = bool(facts.payments) or facts.answers.paid == Told.YES
    paid = sayings.source("payments") if facts.payments else answers
    methods = {each.payment.method for each in facts.payments if each.payment.method}
    holds = {
        facts.country: (bool(facts.country), answers),
        "posted": (facts.answers.posted == Told.YES, answers),
        "not posted": (facts.answers.posted == Told.NO, answers),
        "paid": (has_paid, paid),
        "not paid": (not has_paid and facts.answers.paid == Told.NO, answers),
        "under 18": (facts.under18 is Under18.YES, answers),
        "maybe under 18": (facts.under18 is Under18.NOT_SURE, answers),
        "care": (facts.under18.needs_care, answers),
        "service": (bool(one_line(facts.service)), ""),
        "accounts": (bool(facts.accounts), ""),
        "one account": (len(facts.accounts) == 1, ""),
        "payments": (bool(facts.payments), ""),
        "one payment": (len(facts.payments) == 1, ""),
        "items": (facts.items_in_all > 0, ""),
        "one item": (facts.items_in_all == 1, ""),
        **{method: (True, sayings.source("payments")) for method in methods},
    }
    return {token: source for token, (is_so, source) in holds.items() if is_so}


def _known(said: Mapping[str, tuple[str, str]]) -> Values:
    lines = {name: Value(one_line(text), source) for name, (text, source) in said.items()}
    return {name: value for name, value in lines.items() if value.text}


def _accounts(facts: DraftFacts, sayings: Sayings) -> Iterable[Values]:
    for each in facts.accounts:
        source = sayings.source("accounts", each.exhibits)
        yield _known(_parts(each.account, source) | _account(each, source))


def _account(known: KnownAccount, source: str) -> dict[str, tuple[str, str]]:
    names = _NAMES_APART.join(map(one_line, known.account.former_names))
    return {
        "number": (str(known.number), source),
        "service": (known.service or known.account.own_service, source),
        "former_names": (names, source),
        "exhibits": (", ".join(known.exhibits), source),
    }


def _payments(facts: DraftFacts, sayings: Sayings) -> Iterable[Values]:
    for each in facts.payments:
        source = sayings.source("payments", each.exhibits)
        said = {name: (text, source) for name, text in _payment(each, facts, sayings).items()}
        yield _known(_parts(each.payment, source) | said)


def _payment(known: KnownPayment, facts: DraftFacts, sayings: Sayings) -> dict[str, str]:
    paid = known.payment
    zone = paid.zone or facts.zone

    def moment(ns: int) -> str:
        return sayings.moment(at_ns(ns), zone, facts.country) if ns else ""

    return {
        "number": str(known.number),
        "method": known.method or paid.own_method,
        "amount": paid.amount_as_typed if paid.amount_minor is None else amount_words(paid.amount_minor, paid.currency),
        "paid_at": moment(paid.paid_ns),
        "cancelled_at": moment(paid.cancelled_ns),
        "reference_name": known.reference_name or sayings.words["reference"],
        "collected": sayings.choice("collected", paid.collected),
        "stopped": sayings.choice("stopped", paid.stopped),
        "exhibits": ", ".join(known.exhibits),
    }


def _totals(facts: DraftFacts, sayings: Sayings) -> Iterable[Values]:
    for currency, minor in totals(each.payment for each in facts.payments).items():
        yield _known({"amount": (amount_words(minor, currency), sayings.source("payments"))})


def _items(facts: DraftFacts, sayings: Sayings) -> Iterable[Values]:
    return (_known(_item(each, facts, sayings)) for each in facts.items)


def _item(kept: KeptThing, facts: DraftFacts, sayings: Sayings) -> dict[str, tuple[str, str]]:
    at = sayings.moment(kept.at, kept.zone, facts.country)
    title = one_line(kept.title) or sayings.words["file" if kept.is_file else "screen"]
    said = {"exhibit": kept.exhibit, "added_at" if kept.is_file else "at": at, "title": title}
    return {name: (text, kept.exhibit) for name, text in said.items()}


def _reports(facts: DraftFacts, sayings: Sayings) -> Iterable[Values]:
    return (_known(_report(each, facts, sayings)) for each in facts.reports)


def _report(known: KnownReport, facts: DraftFacts, sayings: Sayings) -> dict[str, tuple[str, str]]:
    report, source = known.report, sayings.source("reports", known.exhibits)
    asked = sayings.moment(at_ns(report.asked_ns), report.zone or facts.zone, facts.country) if report.asked_ns else ""
    return _parts(report, source) | {
        "number": (str(known.number), source),
        "asked_at": (asked, source),
        "outcome": (sayings.choice("outcome", report.outcome), source),
    }


def _contacts(role: Role) -> Callable[[DraftFacts, Sayings], Iterable[Values]]:
    def found(facts: DraftFacts, sayings: Sayings) -> Iterable[Values]:
        return (_known(_contact(each, sayings)) for each in facts.contacts if each.role == role)

    return found


def _contact(contact: Contact, sayings: Sayings) -> dict[str, tuple[str, str]]:
    source = sayings.source("contacts")
    names = ", ".join(filter(None, (one_line(contact.name), one_line(contact.organisation))))
    return {"name": (names, source), "reference": (contact.reference, source)}


def _parts(what: Any, source: str) -> dict[str, tuple[str, str]]:  # noqa: ANN401 — any entry of a register
    """Every part of an entry that is a text. Notes stay: they are the person's own."""
    texts = {part.name: getattr(what, part.name) for part in fields(what) if part.name != "note"}
    return {name: (text, source) for name, text in texts.items() if isinstance(text, str)}


_SEVERAL: Final[Mapping[str, Callable[[DraftFacts, Sayings], Iterable[Values]]]] = {
    "accounts": _accounts,
    "payments": _payments,
    "totals": _totals,
    "items": _items,
    "reports": _reports,
    "officers": _contacts(Role.OFFICER),
    "banks": _contacts(Role.BANK),
}
