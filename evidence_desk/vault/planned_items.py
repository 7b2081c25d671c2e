"""Items of a case whose book is built anew: how the history says they came in, and what a row can vouch for."""

import re
from dataclasses import dataclass

from evidence_desk.domain.arrivals import ARRIVALS, LOST, RECOVERED
from evidence_desk.domain.custody import as_told
from evidence_desk.domain.evidence import Record
from evidence_desk.vault.former_history import FormerLog
from evidence_desk.vault.object_format import record_of
from evidence_desk.vault.salvage import FoundItem

_EXHIBIT = re.compile(r"EX-([0-9]{1,9})")


@dataclass(frozen=True, slots=True)
class Arrival:
    """How the history says that an item came in."""

    event: str
    sha256: str
    number: int


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """One row to be, with the person's words about it; `arrival` is None where no line tells of it any more."""

    record: Record
    text: str
    number: int
    arrival: Arrival | None
    note: str = ""
    tags: tuple[str, ...] = ()

    @property
    def recovered(self) -> bool:
        """Whether its line calls it so."""
        return self.arrival is None or self.arrival.event == RECOVERED


@dataclass(frozen=True, slots=True)
class PlannedRemoval:
    """A tombstone to be; `is_told` says whether the line of the removal was found."""

    item_id: str
    sha256: str
    number: int
    is_told: bool


def arrivals_in(former: FormerLog) -> tuple[dict[str, Arrival], dict[str, Arrival]]:
    """Who came in by the history, and who came in and was told to be lost since."""
    here: dict[str, Arrival] = {}
    lost: dict[str, Arrival] = {}
    for line in former.all:
        told = as_told(dict(line.told))
        item_id = told["item"]
        if told["event"] in ARRIVALS and isinstance(item_id, str):
            number = number_of(told["detail"].get("exhibit", ""))
            here.setdefault(item_id, Arrival(told["event"], told["sha256"], number))
            lost.pop(item_id, None)
        elif told["event"] == LOST and item_id in here:
            lost[item_id] = here.pop(item_id)
    return here, lost


def record_of_row(row: FoundItem, arrival: Arrival | None) -> Record | None:
    """The record as the row has it, if it is whole and of the item that came in."""
    try:
        record = record_of(row.record)
    except (ValueError, TypeError, KeyError):
        return None
    said = (record.item_id, record.case_id, record.sha256)
    fits = said == (row.item_id, row.case_id, row.sha256) and (arrival is None or arrival.sha256 == record.sha256)
    return record if fits and (row.is_sound or arrival is not None) else None


def number_of(untrusted_exhibit: object) -> int:
    """The number in such as EX-014, or 0."""
    named = _EXHIBIT.fullmatch(str(untrusted_exhibit))
    return int(named[1]) if named else 0
