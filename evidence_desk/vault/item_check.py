"""One item against itself: its row, its sealed file, and what the history says of its arrival."""

import hashlib
import json
from collections.abc import Iterator

from evidence_desk.domain.arrivals import ARRIVALS, LOST, arrival_of
from evidence_desk.domain.cases import CaseId
from evidence_desk.domain.custody import LogId, as_told
from evidence_desk.domain.errors import ObjectDamaged, ObjectMissing
from evidence_desk.domain.evidence import ItemId, Record, exhibit_name
from evidence_desk.domain.verification import Problem
from evidence_desk.vault.findings import problem
from evidence_desk.vault.item_records import ItemRow
from evidence_desk.vault.object_format import record_of
from evidence_desk.vault.parts import Parts

_Arrival = bytes
"""The event, the hash and the exhibit that the history names, hashed: there may be very many."""


class ItemCheck:
    """Checks items one by one, and remembers which arrivals of the history are still without an item."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._references = {case.id: case.reference for case in parts.cases.all()}
        self._heads = {case_id: parts.log.head(LogId(case_id)) for case_id in self._references}
        self._arrived: dict[str, dict[str, _Arrival]] = {}
        for case_id in self._references:
            arrived = self._arrived.setdefault(case_id, {})
            lost: set[str] = set()
            for item_id, arrival in self._arrivals(LogId(case_id)):
                if arrival is None:
                    lost.add(item_id)
                elif item_id in lost:
                    arrived[item_id] = arrival
                else:
                    arrived.setdefault(item_id, arrival)  # an item arrives only once, unless it was lost

    def problems(self, row: ItemRow) -> Iterator[Problem]:
        """What does not fit about the item of this row; an item of a case opened since is the next check's."""
        if row.case_id not in self._references:
            return
        place = f"{self._references[row.case_id]}/{exhibit_name(row.number)}"
        arrived = self._arrived[row.case_id].pop(row.id, None) or self._arrived_since(row)
        try:
            record = record_of(row.record)
        except (ValueError, TypeError, KeyError):
            yield problem("row_unreadable", place)
            return
        if not self._is_true(row, record):
            yield problem("row_differs", place)
        yield from self._object_problems(row, record, place)
        if arrived is None:
            yield problem("history_missing", place)
        elif arrived != _hashed(
            arrival_of(record.origin, recovered=bool(row.recovered)), record.sha256, exhibit_name(row.number)
        ):
            yield problem("history_differs", place)

    def problems_of_the_missing(self) -> Iterator[Problem]:
        """Every item that came in by the history, and is neither in the book nor removed from it."""
        for case_id, arrived in self._arrived.items():
            for item_id in arrived:
                if not self._parts.items.has(ItemId(item_id)) and not self._parts.removals.has(ItemId(item_id)):
                    yield problem("item_missing", f"{self._references[CaseId(case_id)]}/{item_id}")

    def _is_true(self, row: ItemRow, record: Record) -> bool:
        name = self._parts.objects.name_of(record.item_id, record.sha256)
        said = (record.item_id, record.case_id, record.origin.value, record.sha256, name)
        return said == (row.id, row.case_id, row.origin, row.sha256, row.object)

    def _object_problems(self, row: ItemRow, record: Record, place: str) -> Iterator[Problem]:
        objects = self._parts.objects
        try:
            unsealed = objects.unsealed(objects.name_of(record.item_id, record.sha256), place)
            if unsealed.text != row.record and unsealed.record.item_id == record.item_id:
                yield problem("record_differs", place)
            objects.data_of(unsealed, record, place)
        except ObjectMissing:
            if not self._parts.removals.has(row.id):  # it may have been removed since the row was read
                yield problem("object_missing", place)
        except ObjectDamaged as damage:  # or ObjectCutShort, or ObjectSwapped
            yield problem(damage.type, place)

    def _arrived_since(self, row: ItemRow) -> _Arrival | None:
        """The arrival of an item that came after the history was read, in the place of one that was removed."""
        head = self._heads[row.case_id]
        return dict(self._arrivals(LogId(row.case_id), after=head.count)).get(row.id)

    def _arrivals(self, log: LogId, after: int = 0) -> Iterator[tuple[str, _Arrival | None]]:
        """Each arrival with its item, and None with each that was told to be lost."""
        for _, body, _, _ in self._parts.log.lines(log, after=after):
            try:
                line = as_told(json.loads(body))
                if line["event"] in ARRIVALS:
                    yield line["item"], _hashed(line["event"], line["sha256"], line["detail"]["exhibit"])
                elif line["event"] == LOST:
                    yield line["item"], None
            except (ValueError, TypeError, KeyError):
                continue  # the chain's own check names this line


def _hashed(*said: str) -> _Arrival:
    return hashlib.blake2b("|".join(said).encode(), digest_size=16).digest()
