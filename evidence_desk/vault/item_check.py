"""One item against itself: its row, its sealed file, and what the history says of its arrival."""

import json
from collections.abc import Generator, Iterator

from evidence_desk.domain.arrivals import ARRIVALS, LOST, arrival_of
from evidence_desk.domain.cases import CaseId
from evidence_desk.domain.custody import LogId, as_told
from evidence_desk.domain.errors import ObjectDamaged, ObjectMissing
from evidence_desk.domain.evidence import Record, exhibit_name
from evidence_desk.domain.told_records import RECORD_SHA256, is_record_told
from evidence_desk.domain.verification import Problem
from evidence_desk.vault.findings import problem
from evidence_desk.vault.item_records import ItemRow
from evidence_desk.vault.migrations import ITEM_OF_EVENT
from evidence_desk.vault.object_format import record_of
from evidence_desk.vault.parts import Parts

_Arrival = tuple[tuple[str, str, str], object]
"""The event, the hash and the exhibit that the history names, and the hash of the record, where it names one."""

_STRANGERS = f"""select distinct {ITEM_OF_EVENT} as item from events where log = ? and item is not null
    and not exists (select 1 from items where id = item) and not exists (select 1 from removed where item_id = item)"""  # noqa: S608 — our own words


class ItemCheck:
    """Checks items one by one, and then whom else the history knows; of many items it remembers none."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._references = {case.id: case.reference for case in parts.cases.all()}

    def problems(self, row: ItemRow) -> Iterator[Problem]:
        """What does not fit about the item of this row; an item of a case opened since is the next check's."""
        if row.case_id in self._references:
            yield from self._row_problems(row, self._place(row), reads_file=True)

    def _place(self, row: ItemRow) -> str:
        return f"{self._references[row.case_id]}/{exhibit_name(row.number)}"

    def _row_problems(self, row: ItemRow, place: str, *, reads_file: bool) -> Iterator[Problem]:
        arrived = self._arrival(LogId(row.case_id), row.id)
        try:
            record = record_of(row.record)
        except (ValueError, TypeError, KeyError):
            yield problem("row_unreadable", place)
            return
        if not self._is_true(row, record):
            yield problem("row_differs", place)
        sealed = (yield from self._object_problems(row, record, place)) if reads_file else None
        if arrived is None:
            yield problem("history_missing", place)
        elif not _is_told(row, record, arrived, sealed or row.record):
            yield problem("history_differs", place)

    def told_problems(self, row: ItemRow) -> Iterator[Problem]:
        """The same without its file: the row against itself and against what the history says of its arrival."""
        if row.case_id in self._references:
            yield from self._row_problems(row, self._place(row), reads_file=False)

    def problems_of_the_missing(self, one_case: CaseId | None = None) -> Iterator[Problem]:
        """Every item that came in by the history, and is neither in the book nor removed from it."""
        for case_id, reference in self._references.items():
            if one_case not in {None, case_id}:
                continue
            for (item_id,) in self._parts.book.rows(_STRANGERS, case_id):
                if self._arrival(LogId(case_id), item_id) is not None:
                    yield problem("item_missing", f"{reference}/{item_id}")

    def _is_true(self, row: ItemRow, record: Record) -> bool:
        name = self._parts.objects.name_of(record.item_id, record.sha256)
        said = (record.item_id, record.case_id, record.origin.value, record.sha256, name)
        return said == (row.id, row.case_id, row.origin, row.sha256, row.object)

    def _object_problems(self, row: ItemRow, record: Record, place: str) -> Generator[Problem, None, str | None]:
        """What is wrong with its file; returns the record that is sealed in it, None where none can be read."""
        objects, sealed = self._parts.objects, None
        try:
            unsealed = objects.unsealed(objects.name_of(record.item_id, record.sha256), place)
            if unsealed.record.item_id == record.item_id:
                sealed = unsealed.text
                if unsealed.text != row.record:
                    yield problem("record_differs", place)
            objects.data_of(unsealed, record, place)
        except ObjectMissing:
            if not self._parts.removals.has(row.id):  # it may have been removed since the row was read
                yield problem("object_missing", place)
        except ObjectDamaged as damage:  # or ObjectCutShort, or ObjectSwapped
            yield problem(damage.type, place)
        return sealed

    def _arrival(self, log: LogId, item_id: str) -> _Arrival | None:
        """What the history says of an item's arrival; it arrives only once, unless it was lost and is there again."""
        arrival, lost = None, False
        for _, body, _, _ in self._parts.log.lines_of_item(log, item_id):
            try:
                line = as_told(json.loads(body))
                if line["item"] == item_id and line["event"] in ARRIVALS and (lost or arrival is None):
                    said = (line["event"], line["sha256"], line["detail"]["exhibit"])
                    arrival, lost = (said, line["detail"].get(RECORD_SHA256)), False
                lost |= line["item"] == item_id and line["event"] == LOST
            except (ValueError, TypeError, KeyError):
                continue  # the chain's own check names this line
        return arrival


def _is_told(row: ItemRow, record: Record, arrived: _Arrival, sealed: str) -> bool:
    said, record_sha256 = arrived
    event = arrival_of(record.origin, recovered=bool(row.recovered))
    fits = said == (event, record.sha256, exhibit_name(row.number))
    return fits and is_record_told(record_sha256, sealed)
