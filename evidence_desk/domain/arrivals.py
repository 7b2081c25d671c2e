"""How items come and go: the words for it in the history, and what stays when one is removed."""

from dataclasses import dataclass

from evidence_desk.domain.custody import CustodyEvent
from evidence_desk.domain.evidence import ItemId, Origin, exhibit_name
from evidence_desk.domain.times import Moment

RECOVERED = "recovered"
DELETED = "deleted"
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
