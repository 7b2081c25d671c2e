"""What is known of services, ways of paying and helplines: each fact with its source and the day it was checked."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, NewType

from evidence_desk.domain.accounts import Identifier

ServiceId = NewType("ServiceId", str)
MethodId = NewType("MethodId", str)

UNCERTAIN: Final = "uncertain"
"""What nobody could confirm at a page that can be relied on; whoever reads it is told so."""


@dataclass(frozen=True, slots=True)
class Page:
    """An official page a step sends to; `site` is the name said before going online."""

    url: str
    site: str


@dataclass(frozen=True, slots=True)
class Fact:
    """Where something was read, when it was last checked, and how sure it is.

    `confidence` is "verified", "partly-verified" or UNCERTAIN.
    """

    source: str
    checked: date
    confidence: str


@dataclass(frozen=True, slots=True)
class Phone:
    """A number that may be shown; `country` is None where it is good everywhere."""

    country: str | None
    name: str
    number: str


class Since(StrEnum):
    """What a deadline counts from."""

    PAID = "paid"
    LAST_PAID = "last paid"
    """The last of the payments made that way: a claim for all of them counts from it."""
    DONE = "done"
    ASKED = "asked"


class Unit(StrEnum):
    """What a deadline counts in; NONE is no date, but it does not last."""

    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working days"
    MONTHS = "months"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineRule:
    """How long something can be done. `kind`: "last moment", "answer due", "then deleted", "comes back by itself"."""

    id: str
    since: Since
    unit: Unit
    amount: int
    kind: str
    says: str
    calendar_title: str
    countries: tuple[str, ...] = ()
    """Where it holds; empty is everywhere."""
    abroad: bool = False
    """Only for money sent from one of the countries to another country."""
    confidence: str
    source: str


@dataclass(frozen=True, slots=True)
class FormatHint:
    """What such a text usually looks like: a pattern for the whole of it, and the sentence for one that differs."""

    pattern: str
    says: str


@dataclass(frozen=True, slots=True)
class IdentifierGuide:
    """How to find one identifier of an account on a service."""

    field: Identifier
    name: str
    how: tuple[str, ...]
    permanent: bool
    hint: FormatHint | None


class Suspending(StrEnum):
    """What switching an account off does on a service."""

    REVERSIBLE = "reversible"
    DELETES = "deletes"
    NONE = "none"
    NOT_KNOWN = "not known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One platform. `always`: for everybody, whichever services they chose."""

    id: ServiceId
    name: str
    kind: str
    site: str
    always: bool
    suspending: Suspending
    deletes_after_days: int | None
    save_before_block: bool
    save_before_block_why: str
    identifiers: tuple[IdentifierGuide, ...]
    fact: Fact


@dataclass(frozen=True, slots=True)
class ReferenceGuide:
    """The number a payment is known by."""

    name: str
    how: str
    hint: FormatHint | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """One way of paying."""

    id: MethodId
    name: str
    kind: str
    reference: ReferenceGuide | None
    write_down: tuple[str, ...]
    deadlines: tuple[DeadlineRule, ...]
    phones: tuple[Phone, ...]
    fact: Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Helpline:
    """Somebody to talk to. `card` is where it stands: "crisis", "threat", "under 18", "money", "police", "more"."""

    id: str
    name: str
    card: str
    who_for: str
    phone: str | None
    text: str | None
    text_number: str | None = None
    """The number to send a text message to, where `text` names one."""
    page: Page | None
    hours: str | None
    cost: str | None
    for_under_18: bool
    note: str | None
    fact: Fact


@dataclass(frozen=True, slots=True)
class Country:
    """Who helps in one country, in the order to show."""

    code: str
    name: str
    helplines: tuple[Helpline, ...]
