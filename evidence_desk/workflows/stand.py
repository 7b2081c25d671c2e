"""A case at one moment, and which of it is for whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from evidence_desk.domain.cases import Case
from evidence_desk.domain.checklists import Checklist, StepId, StepMark, StepState
from evidence_desk.domain.custody import Head, LogId
from evidence_desk.domain.entries import Entry, EntryKind
from evidence_desk.domain.errors import DeskError, NothingToHandOver
from evidence_desk.domain.evidence import Item, ItemId
from evidence_desk.domain.times import Moment
from evidence_desk.domain.written_errors import FlaggedItems, NothingForBank, NothingForHelpline, NothingForPlatform
from evidence_desk.export.hand_over import HandOverRequest
from evidence_desk.export.recipients import Recipient
from evidence_desk.export.registers import Names
from evidence_desk.export.sharing import is_written_for, takes_items_of, wanted_items
from evidence_desk.vault.vault import Vault
from evidence_desk.workflows.flag_item import flagged_in
from evidence_desk.workflows.see_registers import Registers

_NOTHING: Final[Mapping[Recipient, type[DeskError]]] = {
    Recipient.BANK: NothingForBank,
    Recipient.PLATFORM: NothingForPlatform,
    Recipient.HELPLINE: NothingForHelpline,
}


@dataclass(frozen=True, slots=True)
class Stand:
    """A case at one moment: everything in it fits to `log`, which is how far its history had come.

    `wanted` are the items that are for the recipient, `flagged` all that are flagged as under 18.
    """

    case: Case
    items: Sequence[Item]
    marks: Mapping[StepId, StepMark]
    log: Head
    entries: Sequence[Entry]
    flagged: frozenset[ItemId]
    wanted: frozenset[ItemId]

    def has_for(self, recipient: Recipient) -> bool:
        """Whether there is anything for them that was not written down; a helpline sees what was kept and ticked."""
        if recipient is Recipient.HELPLINE:
            return bool(self.items) or any(mark.state is not StepState.TODO for mark in self.marks.values())
        return bool(self.wanted - self.flagged)

    @property
    def flagged_exhibits(self) -> tuple[str, ...]:
        """Those of the wanted items that are flagged as under 18."""
        return tuple(item.exhibit for item in self.items if item.id in self.flagged & self.wanted)


@dataclass(frozen=True, slots=True)
class Source:
    """Where everything comes from, and the moment at which it is sealed."""

    reader: Vault
    request: HandOverRequest
    checklists: Sequence[Checklist]
    program_version: str
    made: Moment
    names: Names = field(default_factory=Names)

    def stand(self) -> Stand:
        """The case as it stands now.

        Raises NothingToHandOver, NothingForBank and its like where the folder would hold nothing that is for them, or
        FlaggedItems where some are flagged, unless they are to be left out.
        """
        request, reader = self.request, self.reader
        case_id = request.case.id
        with reader.one_moment():
            items, entries = reader.items.of_case(case_id), reader.entries.of_case(case_id)
            stand = Stand(
                reader.cases.by_id(case_id),
                items,
                reader.steps.marks(case_id),
                reader.custody.head(LogId(case_id)),
                entries,
                flagged_in(reader, case_id),
                wanted_items(request.recipient, (i.id for i in items), entries, self.names.services, request.chosen),
            )
        if stand.flagged_exhibits and not request.leave_out_flagged:
            raise FlaggedItems(", ".join(stand.flagged_exhibits))
        self._check_there_is_something(stand)
        return stand

    def _check_there_is_something(self, stand: Stand) -> None:
        recipient = self.request.recipient
        if recipient.gets_everything:
            if not stand.items:
                raise NothingToHandOver(stand.case.reference)
        elif not (stand.has_for(recipient) or is_written_for(recipient, stand.entries, self.names)):
            raise _NOTHING[recipient]


def shown_by(registers: Registers, recipient: Recipient) -> frozenset[ItemId]:
    """The items that go with what was written down for this recipient, for whoever only wants to say so."""
    written = (
        *((EntryKind.ACCOUNT, "", each.what.exhibits) for each in registers.accounts),
        *((EntryKind.PAYMENT, "", each.what.exhibits) for each in registers.payments),
        *((EntryKind.REPORT, each.what.step, each.what.exhibits) for each in registers.reports),
    )
    taken = (exhibits for kind, step, exhibits in written if takes_items_of(recipient, kind, step))
    return frozenset(ItemId(each) for exhibits in taken for each in exhibits)
