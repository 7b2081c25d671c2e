"""What a case's history says of the times its book was put back together, for whoever is handed the case."""

import re
from dataclasses import dataclass, field

from evidence_desk.domain.arrivals import ARRIVALS, LOST
from evidence_desk.domain.custody import CustodyEvent, told_event
from evidence_desk.domain.evidence import ItemId, exhibit_name
from evidence_desk.domain.recoveries import BOOK_REBUILT


@dataclass(frozen=True, slots=True)
class LostItem:
    """An item that only the history knows: how it came in, and that neither file nor row could be found again."""

    item_id: ItemId
    number: int
    sha256: str

    @property
    def exhibit(self) -> str:
        """The number it had, which is given to no other: EX-003."""
        return exhibit_name(self.number)


@dataclass(slots=True)
class Mendings:
    """How often the book was put back together, and what this case lacks since.

    `lines_lost` counts lines of its history; where not `ends_known`, nothing told how far that had come.
    """

    times: int = 0
    lines_lost: int = 0
    ends_known: bool = True
    lost_items: dict[str, LostItem] = field(default_factory=dict)

    @property
    def history_lacks(self) -> bool:
        """Whether lines of the history are missing, or may be."""
        return self.lines_lost > 0 or not self.ends_known

    def hear(self, line: CustodyEvent) -> None:
        """One more line of the case's history."""
        event = told_event(line)
        if event.event == BOOK_REBUILT:
            lines = event.detail.get("lines_lost")
            self.times += 1
            self.lines_lost += lines if isinstance(lines, int) else 0
            self.ends_known &= event.detail.get("end_known") is True
        elif event.item is not None and event.event in ARRIVALS:
            self.lost_items.pop(event.item, None)
        elif event.item is not None and event.event == LOST:
            number = re.fullmatch(r"EX-([0-9]{1,9})", str(event.detail.get("exhibit")))
            lost = LostItem(ItemId(event.item), int(number[1]) if number else 0, event.sha256 or "")
            self.lost_items[event.item] = lost
