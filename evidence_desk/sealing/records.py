"""Records in a folder against the history's lines: each item's record must be the one that came in with it."""

import json
from collections.abc import Callable, Iterable, Iterator

from evidence_desk.domain.arrivals import ARRIVALS, LOST
from evidence_desk.domain.custody import CustodyEvent, told_event
from evidence_desk.domain.evidence import exhibit_name, record_json
from evidence_desk.domain.told_records import RECORD_SHA256, is_record_told
from evidence_desk.sealing.lines import lines_of, values_in
from evidence_desk.sealing.seal import Seal

_MOST_PROBLEMS = 20
_SPARE_VALUES = 2_000_000
_VALUES_PER_RECORD = 1_000
"""What the lines may make the reader hold in all: a record has about 60, and a joined picture's a few hundred."""


class Records:
    """Hears every line of the history, then says which records are not those that the lines name."""

    def __init__(self, seal: Seal) -> None:
        self._numbers = {item.id: item.number for item in seal.items}
        self._told: dict[str, object] = {}

    def hear(self, line: CustodyEvent) -> None:
        """One more line; only those that tell of a sealed item's arrival or loss say anything here."""
        event = told_event(line)
        if event.item in self._numbers:
            if event.event in ARRIVALS:
                self._told.setdefault(event.item, event.detail.get(RECORD_SHA256))
            elif event.event == LOST:
                self._told.pop(event.item, None)

    def problems(self, chunks: Iterable[bytes | memoryview], step: Callable[[], None]) -> Iterator[str]:
        """At most a handful of sentences on the lines of `items.jsonl`; `step` is called for each line."""
        left, named = _SPARE_VALUES + _VALUES_PER_RECORD * len(self._numbers), 0
        seen: set[str] = set()
        for line in lines_of(chunks):
            step()
            left -= values_in(line)
            item_id, fits = self._compared(line) if left >= 0 else (None, False)
            if item_id is None:
                yield "A line of it is not written as a line is."
                return
            seen.add(item_id)
            if not fits and (named := named + 1) <= _MOST_PROBLEMS:
                yield f"The record of {self._name(item_id)} is not the one that the history names."
        unseen = [item_id for item_id, told in self._told.items() if told is not None and item_id not in seen]
        for item_id in unseen[:_MOST_PROBLEMS]:
            yield f"The record of {self._name(item_id)} is not here. The history names it."

    def _compared(self, line: bytes) -> tuple[str | None, bool]:
        """Whose record the line holds, None where it holds none; and whether it is the one that came in."""
        try:
            record = json.loads(line)["record"]
            item_id, text = record["item_id"], record_json(record)
        except (ValueError, TypeError, KeyError, RecursionError):
            return None, False
        if not isinstance(item_id, str):
            return None, False
        return item_id, is_record_told(self._told.get(item_id), text)

    def _name(self, item_id: str) -> str:
        return exhibit_name(self._numbers[item_id])
