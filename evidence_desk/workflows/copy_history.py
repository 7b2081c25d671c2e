"""A case's history on its way into a folder: every line, and what it tells of the case as a whole."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from evidence_desk.domain.arrivals import Removal, removal_in
from evidence_desk.domain.clock_changes import ClockChanges
from evidence_desk.domain.custody import Head, chain_problems
from evidence_desk.domain.errors import VaultDamaged
from evidence_desk.domain.evidence import Item
from evidence_desk.domain.mendings import Mendings
from evidence_desk.sealing.history import history_line
from evidence_desk.sealing.signatures import Signatures
from evidence_desk.vault.custody_log import CustodyLog


@dataclass(slots=True)
class CopiedHistory:
    """The case's history on its way into the folder: where it stands, and whether it fits together so far."""

    custody: CustodyLog
    signatures: Signatures
    head: Head
    end: int
    step: Callable[[], None]
    """Called for each line; raises where the person no longer wants it."""
    whole: bool = True
    removed: list[Removal] = field(default_factory=list)
    mendings: Mendings = field(default_factory=Mendings)
    clock_changes: ClockChanges = field(default_factory=ClockChanges)

    def lines(self) -> Iterator[bytes]:
        """Each line that can be read. A damaged one ends the list, and the folder then says so."""
        try:
            for event in self.custody.events(self.head.log):
                self.step()
                self.whole &= not any(chain_problems((event,), self.signatures.verify, self.head))
                self.head = Head(event.log, event.seq, event.hash)
                if (removal := removal_in(event)) is not None:
                    self.removed.append(removal)
                self.mendings.hear(event)
                self.clock_changes.hear(event)
                yield history_line(event)
                if event.seq >= self.end:
                    return
        except VaultDamaged:
            self.whole = False


def exhibit_names(items: Iterable[Item], history: CopiedHistory) -> dict[str, str]:
    """What each item is called that is here, or of which the history knows that it was."""
    gone = {each.item_id: each.exhibit for each in history.removed}
    gone |= {each.item_id: each.exhibit for each in history.mendings.lost_items.values()}
    not_here: dict[str, str] = {item_id: f"{exhibit} (not here)" for item_id, exhibit in gone.items()}
    return not_here | {item.id: item.exhibit for item in items}
