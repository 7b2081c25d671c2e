"""A case cut down to what one recipient gets: whatever writes their folder has nothing else to write."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from evidence_desk.domain.accounts import Account
from evidence_desk.domain.cases import UNDER_18_NOT_ASKED, Case
from evidence_desk.domain.clock_changes import ClockChanges
from evidence_desk.domain.entries import Entry, EntryKind
from evidence_desk.domain.evidence import ItemId
from evidence_desk.domain.hashes import Json
from evidence_desk.domain.mendings import Mendings
from evidence_desk.domain.payments import Payment
from evidence_desk.domain.written import Written
from evidence_desk.export.contents import Contents, Exhibit, LeftOut
from evidence_desk.export.recipients import Recipient
from evidence_desk.export.registers import Names, Registers
from evidence_desk.export.shortening import SHORT, initials, short_steps

Cut = Callable[[Mapping[str, Json], Names], Mapping[str, Json]]
"""What stays of an entry's content."""

_PAYMENT_PARTS: Final = (
    "method", "own_method", "amount_minor", "currency", "amount_as_typed", "paid_ns", "zone", "sent_from", "sent_to",
    "to_name", "sort_code", "to_account", "reference", "card_last_four", "collected", "collected_where", "stopped",
    "cancelled_ns", "bank_case", "exhibits",
)  # fmt: skip
_ACCOUNT_PARTS: Final = (
    "service", "own_service", "display_name", "handle", "permanent_id", "link", "phone", "email", "wallet",
    "former_names", "exhibits",
)  # fmt: skip
_PROVES: Final = frozenset({"suspend", "report"})
"""The lists whose reports go to platforms."""
NO_PLATFORM: Final = frozenset({"own", "skype", "report-remove", "stopncii", "take-it-down"})
"""Owners of steps in those lists that tell no platform: the person, a service that is closed, and watch lists."""


def _only(kind: type[Written], parts: Sequence[str]) -> Cut:
    def cut(content: Mapping[str, Json], _names: Names) -> Mapping[str, Json]:
        said = kind.from_json(content).as_json()
        return {part: said[part] for part in parts if part in said}

    return cut


_CUTS: Final[Mapping[Recipient, Mapping[EntryKind, Cut]]] = {
    Recipient.BANK: {EntryKind.PAYMENT: _only(Payment, _PAYMENT_PARTS)},
    Recipient.PLATFORM: {EntryKind.ACCOUNT: _only(Account, _ACCOUNT_PARTS)},
    Recipient.HELPLINE: SHORT,
}


def wanted_items(
    recipient: Recipient,
    every: Iterable[ItemId],
    entries: Iterable[Entry],
    services: Collection[str] = (),
    chosen: frozenset[ItemId] | None = None,
) -> frozenset[ItemId]:
    """The items that are for this recipient; those `chosen` by the person for a bank or a platform, if they said.

    `services` are the ids of those that are known: what a report to any other shows goes to nobody by itself.
    """
    if recipient.gets_everything:
        return frozenset(every)
    if recipient.takes_chosen and chosen is not None:
        return chosen & frozenset(every)
    named = (each for each in entries if _takes(recipient, each, services))
    shown = (item_id for entry in named for item_id in _named_in(entry))
    return frozenset(shown) & frozenset(every)


def takes_items_of(recipient: Recipient, kind: EntryKind, step: str = "") -> bool:
    """Whether this recipient gets the items that an entry of that kind names; `step` is the one a report is of."""
    if recipient is Recipient.BANK:
        return kind is EntryKind.PAYMENT
    if recipient is not Recipient.PLATFORM:
        return recipient.gets_everything
    return kind is EntryKind.ACCOUNT or (kind is EntryKind.REPORT and _tells_a_platform(step))


def _takes(recipient: Recipient, entry: Entry, services: Collection[str]) -> bool:
    step = str(entry.content.get("step", ""))
    is_known = entry.kind is not EntryKind.REPORT or _owner(step) in services
    return is_known and takes_items_of(recipient, entry.kind, step)


def _tells_a_platform(step: str) -> bool:
    """Whether a report of this step goes to a service: what the person does elsewhere, or with the police, does not."""
    owner = _owner(step)
    is_own = owner.startswith("own-")  # of a service that they named themselves: who that is, nobody knows
    return step.partition(".")[0] in _PROVES and owner not in NO_PLATFORM and not is_own


def _owner(step: str) -> str:
    return step.partition(".")[2].partition(".")[0]


def is_written_for(recipient: Recipient, entries: Iterable[Entry], names: Names) -> bool:
    """Whether anything that was written down is left in a folder for them; not for one who gets everything."""
    return any(_cut_entries(recipient, entries, names))


def shared(contents: Contents, wanted: frozenset[ItemId]) -> Contents:
    """What this recipient gets. Every part is named here, so that one which is added later stays out until it is."""
    exhibits = tuple(_bare(each) for each in contents.exhibits if each.item.id in wanted and not each.is_flagged)
    here = {each.item.id for each in exhibits}
    is_helpline = contents.recipient is Recipient.HELPLINE
    return Contents(
        case=_case(contents, has_pictures=any(each.may_show_people for each in exhibits)),
        recipient=contents.recipient,
        made=contents.made,
        program_version=contents.program_version,
        signed_by=contents.signed_by,
        exhibits=exhibits,
        steps=tuple(short_steps(contents.steps)) if is_helpline else (),
        log=contents.log,
        # Of a history that is not here, only that something is wrong with it can be said.
        history_whole=contents.history_whole and not contents.mendings.history_lacks,
        doubts=contents.doubts,
        mendings=Mendings(),
        clock_changes=ClockChanges(found=contents.clock_changes.found),
        registers=_registers(contents),
        left_out=tuple(_left_out(each) for each in contents.exhibits if each.item.id not in here),
        is_chosen=contents.is_chosen,
    )


def _case(contents: Contents, *, has_pictures: bool) -> Case:
    """The case by its reference, for a helpline with the first letters of its title."""
    case = contents.case
    short = initials(case.title) if contents.recipient is Recipient.HELPLINE else ""
    return Case(
        id=case.id,
        reference=case.reference,
        title=short or case.reference,
        opened_at=case.opened_at,
        under18=case.under18 if has_pictures else UNDER_18_NOT_ASKED,
    )


def _registers(contents: Contents) -> Registers:
    registers = contents.registers
    return replace(registers, entries=tuple(_cut_entries(contents.recipient, registers.entries, registers.names)))


def _cut_entries(recipient: Recipient, entries: Iterable[Entry], names: Names) -> Iterator[Entry]:
    """What they get of each entry. One with nothing left is none, but for a helpline, who sees how many there are."""
    cuts = _CUTS[recipient]
    for entry in entries:
        if entry.kind in cuts:
            cut = cuts[entry.kind](entry.content, names)
            if recipient is Recipient.HELPLINE or cut.keys() - {"zone"}:
                yield replace(entry, content=cut)


def _bare(exhibit: Exhibit) -> Exhibit:
    """The exhibit without the person's own words about it."""
    return replace(exhibit, item=replace(exhibit.item, note="", tags=()))


def _left_out(exhibit: Exhibit) -> LeftOut:
    """That it is flagged as under 18, where it is, is for the person to know and not for whoever gets a part."""
    item, record = exhibit.item, exhibit.item.record
    return LeftOut(item.id, item.number, record.sha256, record.size_bytes, record.captured.at)


def _named_in(entry: Entry) -> Iterator[ItemId]:
    named = entry.content.get("exhibits")
    yield from (ItemId(str(each)) for each in (named if isinstance(named, list | tuple) else ()))
