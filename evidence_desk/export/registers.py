"""What the person wrote down beside the exhibits, ready for tables and pages."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Final, Generic, TypeVar

from evidence_desk.domain.accounts import Account
from evidence_desk.domain.answers import OwnStep
from evidence_desk.domain.deadlines import known_zone
from evidence_desk.domain.entries import Entry, EntryKind
from evidence_desk.domain.money import amount_words
from evidence_desk.domain.payments import Payment, at_ns
from evidence_desk.domain.reports import Contact, Report
from evidence_desk.domain.times import utc_text
from evidence_desk.domain.written import Written

GONE: Final = "an exhibit that is not in the case any more"
TICKED: Final = "asked: a step was ticked as done; what came of it was not written down"

Kind = TypeVar("Kind", bound=Written)


@dataclass(frozen=True, slots=True)
class Names:
    """What services and ways of paying are called, by their ids; one that is not here is shown as its id."""

    services: Mapping[str, str] = field(default_factory=dict)
    methods: Mapping[str, str] = field(default_factory=dict)

    def service(self, service_id: str, own: str) -> str:
        """The service, or the name that the person typed."""
        return self.services.get(service_id, service_id) or own

    def method(self, method_id: str, own: str) -> str:
        """The way of paying, or the name that the person typed."""
        return self.methods.get(method_id, method_id) or own


@dataclass(frozen=True, slots=True)
class Registered(Generic[Kind]):
    """One entry and what it says; `exhibits` are the names of those that show it.

    `is_ticked` where a step that was ticked as done says more than a payment's entry: that somebody was asked.
    """

    entry: Entry
    what: Kind
    exhibits: str = ""
    is_ticked: bool = False


@dataclass(frozen=True, slots=True)
class Registers:
    """Every register of a case as it stands. `entries` are all of them, also answers, steps of their own and flags."""

    entries: Sequence[Entry] = ()
    names: Names = field(default_factory=Names)
    exhibits: Mapping[str, str] = field(default_factory=dict)
    """Item ids and what they are called."""
    ticked: AbstractSet[str] = frozenset()
    """Ids of the entries that a step which was ticked as done says more than."""

    @property
    def accounts(self) -> tuple[Registered[Account], ...]:
        """The accounts of whoever does this."""
        return self._of(EntryKind.ACCOUNT, Account)

    @property
    def payments(self) -> tuple[Registered[Payment], ...]:
        """What was sent."""
        return self._of(EntryKind.PAYMENT, Payment)

    @property
    def reports(self) -> tuple[Registered[Report], ...]:
        """Who was told."""
        return self._of(EntryKind.REPORT, Report)

    @property
    def contacts(self) -> tuple[Registered[Contact], ...]:
        """Who helps."""
        return self._of(EntryKind.CONTACT, Contact)

    @property
    def own_steps(self) -> dict[str, OwnStep]:
        """Steps of the person's own, by their entries' ids."""
        return {each.entry.id: each.what for each in self._of(EntryKind.OWN_STEP, OwnStep)}

    def _of(self, kind: EntryKind, what: type[Kind]) -> tuple[Registered[Kind], ...]:
        return tuple(
            Registered(entry, what.from_json(entry.content), self._exhibits(entry), entry.id in self.ticked)
            for entry in self.entries
            if entry.kind is kind
        )

    def _exhibits(self, entry: Entry) -> str:
        named = entry.content.get("exhibits")
        ids = named if isinstance(named, list | tuple) else ()
        return ", ".join(self.exhibits.get(str(item_id), GONE) for item_id in ids)


def stopped_said(each: Registered[Payment]) -> str:
    """How far getting it back is, as the person said it last: in its entry, or with a tick."""
    return TICKED if each.is_ticked else each.what.stopped


def amount_said(payment: Payment) -> str:
    """180.00 GBP, or nothing where no amount was said."""
    return "" if payment.amount_minor is None else amount_words(payment.amount_minor, payment.currency)


def utc_of(ns: int) -> str:
    """Nanoseconds since 1970 as RFC 3339 in UTC, or nothing where not known."""
    return utc_text(at_ns(ns)) if ns else ""


def local_of(ns: int, untrusted_zone: str) -> str:
    """The same as the wall clock of that zone showed it, or nothing where either is not known."""
    zone = known_zone(untrusted_zone)
    return f"{at_ns(ns).astimezone(zone):%Y-%m-%d %H:%M:%S}" if ns and zone else ""
