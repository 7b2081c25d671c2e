"""Payments: what was sent, how, to whom, and whether it could be stopped."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from evidence_desk.domain.card_numbers import last_four, without_card_number
from evidence_desk.domain.written import Written


class Collected(StrEnum):
    """Whether somebody has picked the money up."""

    NOT_SURE = "not sure"
    NO = "no"
    YES = "yes"


class Stopped(StrEnum):
    """How far getting it back is."""

    NOT_ASKED = "not asked"
    MAY_BE_POSSIBLE = "may be possible"
    ASKED = "asked"
    STOPPED = "stopped"
    TOO_LATE = "too late"


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment(Written):
    """One payment. Money is `amount_minor` in the smallest unit of `currency` (ISO 4217), or None where not said.

    Moments are nanoseconds since 1970 UTC, 0 where not known, and `zone` is the IANA name they were read in. `method`
    is a MethodId, or empty beside the person's `own_method`. `to_name`, `to_account` and `reference` are as shown
    (MTCN, sort code and account, wallet …). Of a card only the last four digits are ever kept, in `card_last_four`.
    `exhibits` are ids of items that prove it.
    """

    method: str = ""
    own_method: str = ""
    amount_minor: int | None = None
    currency: str = ""
    amount_as_typed: str = ""
    """What was typed as the amount where it is none, so that nothing is lost."""
    paid_ns: int = 0
    zone: str = ""
    sent_from: str = ""
    """Country code the money was sent from, where known."""
    sent_to: str = ""
    to_name: str = ""
    sort_code: str = ""
    """Of the bank that was paid, under whatever name its country has for it."""
    to_account: str = ""
    reference: str = ""
    card_last_four: str = ""
    collected: str = Collected.NOT_SURE.value
    collected_where: str = ""
    stopped: str = Stopped.NOT_ASKED.value
    cancelled_ns: int = 0
    bank_case: str = ""
    note: str = ""
    exhibits: tuple[str, ...] = ()
    first_way: str = ""
    """The way it was written down with first, where that was another: whatever was ticked stays with its payment."""

    @property
    def way(self) -> str:
        """How it was paid: a MethodId, or the person's own name for it."""
        return self.method or self.own_method

    @property
    def paid_at(self) -> datetime | None:
        """When it was sent, in UTC."""
        return at_ns(self.paid_ns) if self.paid_ns else None


def at_ns(ns: int) -> datetime:
    """Nanoseconds since 1970 as an aware UTC datetime, to the microsecond."""
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=ns // 1000)


def totals(payments: Iterable[Payment]) -> dict[str, int]:
    """What was sent in all, in minor units, for each currency; never added together."""
    counted: Counter[str] = Counter()
    for payment in payments:
        if payment.amount_minor is not None:
            counted[payment.currency] += payment.amount_minor
    return dict(sorted(counted.items()))


def going_on_from(payment: Payment, was: Payment) -> Payment:
    """The payment, with the first way of paying of what it was until now, which nobody changes."""
    first = was.first_way or (was.way if was.way != payment.way else "")
    return payment if payment.first_way == first else replace(payment, first_way=first)


def without_card(payment: Payment) -> Payment:
    """The payment with every card number in it cut to its last four digits, as is whatever the card's field holds."""
    changes: dict[str, Any] = {}
    for part in fields(payment):
        text = getattr(payment, part.name)
        if isinstance(text, str):
            cut = last_four(text) if part.name == "card_last_four" else without_card_number(text)
            changes |= {} if cut == text else {part.name: cut}
    return replace(payment, **changes) if changes else payment
