"""How items come and go: the words for it in the history, and what stays when one is removed."""

import re
from dataclasses import dataclass

from evidence_desk.domain.custody import CustodyEvent, told_event
from evidence_desk.domain.evidence import ItemId, Origin, exhibit_name
from evidence_desk.domain.times import Moment

RECOVERED = "recovered"
DELETED = "deleted"
LOST = "lost"
"""Said of an item when a book is rebuilt and neither its file nor its row can be found; it may come back."""
NOT_SAID = "not said"
"""The reason of somebody who gave none."""

_EVENT_OF = {Origin.CAPTURED_HERE: "captured", Origin.IMPORTED: "imported"}


def arrival_of(origin: Origin, *, recovered: bool) -> str:
    """The event that an item's arrival is called by."""
    return RECOVERED if recovered else _EVENT_OF.get(origin, origin.value)


ARRIVALS = frozenset({RECOVERED, *(arrival_of(origin, recovered=False) for origin in Origin)})
"""Every event that an item's arrival may be called by."""


@dataclass(frozen=True, slots=True)
class Removal:
    """What stays of an item that was removed: the line in the history.

    `file_gone` is False where its sealed file could not be taken off the disk yet; the next start tries again.
    """

    item_id: ItemId
    number: int
    sha256: str
    size_bytes: int
    reason: str
    removed: Moment
    file_gone: bool = True

    @property
    def exhibit(self) -> str:
        """The number it had, which is never given again: EX-003."""
        return exhibit_name(self.number)


def removal_in(line: CustodyEvent) -> Removal | None:
    """What a line of the history says of a removal, or None where it tells of something else."""
    event = told_event(line)
    if event.event != DELETED or event.item is None or event.sha256 is None:
        return None
    said = event.detail
    number = re.fullmatch(r"EX-([0-9]{1,9})", str(said.get("exhibit")))
    size = said.get("bytes")
    return Removal(
        item_id=ItemId(event.item),
        number=int(number[1]) if number else 0,
        sha256=event.sha256,
        size_bytes=size if isinstance(size, int) else 0,
        reason=str(said.get("reason", NOT_SAID)),
        removed=event.moment,
    )
