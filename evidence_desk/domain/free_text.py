"""What a person writes in their own words, without a whole number of a payment card."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final, TypeVar, cast

from evidence_desk.domain.accounts import Account
from evidence_desk.domain.answers import OwnStep
from evidence_desk.domain.card_numbers import without_card_number
from evidence_desk.domain.payments import Payment, without_card
from evidence_desk.domain.reports import Contact, Report
from evidence_desk.domain.written import Written

Kind = TypeVar("Kind", bound=Written)

_FREE: Final[Mapping[type[Written], tuple[str, ...]]] = {
    Account: ("note",),
    Report: ("reference", "note"),
    Contact: ("reference", "note"),
    OwnStep: ("title", "note"),
}
"""Names, links, phones, permanent ids and wallets are none: an account may well be called by sixteen digits."""


def without_cards(what: Kind) -> Kind:
    """The entry with every card number in its free text cut to the last four digits; in a payment, wherever it is."""
    if isinstance(what, Payment):
        return cast("Kind", without_card(what))
    changes: dict[str, Any] = {}
    for name in _FREE.get(type(what), ()):
        text = getattr(what, name)
        if (cut := without_card_number(text)) != text:
            changes[name] = cut
    return replace(what, **changes) if changes else what
