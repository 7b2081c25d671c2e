"""Removing an item: its row, its words and its use as a proof go; a tombstone and a line in the history stay."""

from dataclasses import dataclass

from evidence_desk.domain.arrivals import DELETED, Removal
from evidence_desk.domain.custody import LogId
from evidence_desk.domain.evidence import Item, ItemId
from evidence_desk.vault.custody_log import DESK, CustodyLog, Entry
from evidence_desk.vault.database import Book
from evidence_desk.vault.step_records import NOTED


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What the book keeps of a removed item, so that its number, its id and its file are never taken for new."""

    item_id: ItemId
    number: int
    sha256: str


class Removals:
    """The tombstones of one vault, and the only way to get one."""

    def __init__(self, book: Book, log: CustodyLog) -> None:
        self._book = book
        self._log = log

    def add(self, item: Item, name: str, reason: str) -> Removal:
        """Take the item whose object has that name out of the book, inside a transaction; its file comes after."""
        self._take_proofs_away(item)
        self._book.run("delete from tags where item_id = ?", item.id)
        self._book.run(
            "insert into removed (item_id, case_id, number, sha256, object) values (?, ?, ?, ?, ?)",
            item.id, item.record.case_id, item.number, item.record.sha256, name,
        )  # fmt: skip
        self._book.run("delete from items where id = ?", item.id)
        record = item.record
        said = Entry(
            DELETED, item.id, record.sha256, {"exhibit": item.exhibit, "bytes": record.size_bytes, "reason": reason}
        )
        line = self._log.add(LogId(record.case_id), said)
        return Removal(item.id, item.number, record.sha256, record.size_bytes, reason, line.moment)

    def object_names(self) -> set[str]:
        """The objects that must not be on the disk any more."""
        return {name for (name,) in self._book.rows("select object from removed")}

    def has(self, item_id: ItemId) -> bool:
        """Whether an item was here and was removed."""
        return bool(self._book.rows("select 1 from removed where item_id = ?", item_id))

    def of_case(self, case_id: str) -> tuple[Tombstone, ...]:
        """The tombstones of one case, by number."""
        rows = self._book.rows("select item_id, number, sha256 from removed where case_id = ? order by number", case_id)
        return tuple(Tombstone(ItemId(item_id), number, sha256) for item_id, number, sha256 in rows)

    def _take_proofs_away(self, item: Item) -> None:
        """Steps that the item proved keep their state; each says in a line of its own that the proof is gone."""
        for step_id, note in self._book.rows(
            "select step_id, note from steps where proof = ? order by step_id", item.id
        ):
            detail = {"step": step_id} | ({"note": note} if note else {})
            self._log.add(LogId(item.record.case_id), Entry(NOTED, detail=detail, actor=DESK))
            self._book.run(
                "update steps set proof = null where case_id = ? and step_id = ?", item.record.case_id, step_id
            )
