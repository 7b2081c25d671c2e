"""Items: rows of the book as exhibits."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from evidence_desk.domain.arrivals import LOST, arrival_of
from evidence_desk.domain.cases import CaseId
from evidence_desk.domain.custody import LogId
from evidence_desk.domain.errors import NoSuchExhibit, VaultDamaged
from evidence_desk.domain.evidence import Item, ItemId, Origin, Record, exhibit_name
from evidence_desk.domain.hashes import Json, sha256_hex
from evidence_desk.domain.recoveries import BOOK_REBUILT
from evidence_desk.domain.told_records import RECORD_SHA256
from evidence_desk.vault.custody_log import DESK, PERSON, CustodyLog, Entry
from evidence_desk.vault.database import Book, Row
from evidence_desk.vault.migrations import CONTEXT_OF, ITEM_OF_EVENT
from evidence_desk.vault.object_format import record_of, record_text
from evidence_desk.vault.words import Words, findable, note_of, tag_of

_ADDED, _REMOVED = "added", "removed"
SEALED, UNREADABLE = "sealed", "unreadable"
_WITHIN = f"(select within.number from items as within where within.id = {CONTEXT_OF.format(row='items.')})"  # noqa: S608
_SELECT = f"select items.id, number, record, note, recovered, object, {_WITHIN} from items"  # noqa: S608
_OF_CASE = f"""{_SELECT}
    where case_id = ?1 and (?2 is null or origin = ?2)
    and (?3 is null or exists (select 1 from tags where item_id = items.id and tag = ?3)) order by number"""  # noqa: S608
_TAGS_OF_ITEM = "select item_id, tag from tags where item_id = ? order by rowid"
_TAGS_OF_CASE = """select item_id, tag from tags
    where item_id in (select id from items where case_id = ?) order by rowid"""
_AROUND_ITEM = f"select ?1, min(number) from items where {CONTEXT_OF.format(row='')} = ?1"  # noqa: S608 — our own words
_AROUND_EACH_OF_CASE = f"""select {CONTEXT_OF.format(row="")} as shown, min(number) from items
    where case_id = ? and shown is not null group by shown"""  # noqa: S608 — our own words
_ROWS = """select rowid, id, case_id, number, origin, sha256, object, record, recovered
    from items where rowid > ?1 and rowid <= ?2 and (?4 is null or case_id = ?4) order by rowid limit ?3"""
_NEXT_NUMBER = f"""select coalesce(max(number), 0) + 1 from (
    select max(number) as number from items where case_id = ?1
    union all select max(number) from removed where case_id = ?1
    union all select max(iif(json_valid(body), json_extract(body, '$.detail.numbers_given'), 0)) from events
    where log = ?1 and {ITEM_OF_EVENT} is null and body like '%"event":"{BOOK_REBUILT}"%')"""  # noqa: S608 — our own words
"""A book that was put back together may know of numbers whose items it does not have."""
_EXHIBIT = re.compile(r"(?:EX-)?([0-9]{1,9})", re.IGNORECASE)
_PAGE = 500


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A row as it stands, for those who check whether it is true."""

    id: ItemId
    case_id: CaseId
    number: int
    origin: str
    sha256: str
    object: str
    record: str
    recovered: int


class ItemRecords:
    """The items of one vault. `unreadable` holds the names of objects known to be missing or damaged.

    `sealed_text` asks the object of that name for its own record, where the book's copy can't be read.
    """

    def __init__(self, book: Book, log: CustodyLog, sealed_text: Callable[[str], str | None]) -> None:
        self._book = book
        self._log = log
        self._sealed_text = sealed_text
        self.unreadable: set[str] = set()

    def add(
        self,
        record: Record,
        name: str,
        words: Words,
        detail: Mapping[str, Json] | None = None,
        *,
        found_text: str | None = None,
    ) -> Item:
        """The row and the event of one sealed object, inside a transaction.

        `found_text` is the record as it stands in an object that was found without a row: it may be of a newer program,
        and say more than `record`. Its number was never given before, but to itself: an item that was told to be lost
        has its own again.
        """
        number = self._number_before(record) or self._next_number(record.case_id)
        recovered, text = found_text is not None, found_text or record_text(record)
        self._book.run(
            """insert into items (id, case_id, number, origin, sha256, object, record, recovered, note)
               values (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            record.item_id, record.case_id, number, record.origin.value, record.sha256, name,
            text, int(recovered), words.note,
        )  # fmt: skip
        for tag in words.tags:
            self._book.run("insert or ignore into tags (item_id, tag) values (?, ?)", record.item_id, tag)
        said = dict(detail or {}) | _said(words)
        said |= {"exhibit": exhibit_name(number), RECORD_SHA256: sha256_hex(text.encode())}
        event = arrival_of(record.origin, recovered=recovered)
        actor = DESK if recovered else PERSON
        self._log.add(LogId(record.case_id), Entry(event, record.item_id, record.sha256, said, actor))
        return Item(record, number, words.note, words.tags, SEALED, recovered, sealed_text=text)

    def of_case(self, case_id: CaseId, tag: str | None = None, origin: Origin | None = None) -> tuple[Item, ...]:
        """The case's items, oldest first; only those with the tag and of the origin where one is given."""
        rows = self._book.rows(_OF_CASE, case_id, origin.value if origin else None, tag)
        tags = self._tags(_TAGS_OF_CASE, case_id)
        # One question for all: asked for each item it is answered fast only where there is an index for it already.
        around: dict[str, int | None] = dict(self._book.rows(_AROUND_EACH_OF_CASE, case_id))
        return tuple(self._item(row, tags, around) for row in rows)

    def find(self, case_id: CaseId, untrusted_exhibit: str) -> Item:
        """The item called so: "EX-014", "14" or its id. Raises NoSuchExhibit."""
        name = findable(untrusted_exhibit)
        number = _EXHIBIT.fullmatch(name)
        rows = self._book.rows(
            f"{_SELECT} where case_id = ? and (number = ? or items.id = ?)",
            case_id, int(number[1]) if number else None, name.lower(),
        )  # fmt: skip
        if not rows:
            raise NoSuchExhibit(untrusted_exhibit)
        item_id = rows[0][0]
        return self._item(rows[0], self._tags(_TAGS_OF_ITEM, item_id), dict(self._book.rows(_AROUND_ITEM, item_id)))

    def has(self, item_id: ItemId) -> bool:
        """Whether the book has a row for the item."""
        return bool(self._book.rows("select 1 from items where id = ?", item_id))

    def count(self, case_id: CaseId) -> int:
        """How many items the case has."""
        ((count,),) = self._book.rows("select count(*) from items where case_id = ?", case_id)
        return int(count)

    def object_names(self) -> set[str]:
        """The name of every object the book knows."""
        return {name for (name,) in self._book.rows("select object from items")}

    def newest_row(self) -> int:
        """How far `rows` can go now."""
        ((last,),) = self._book.rows("select coalesce(max(rowid), 0) from items")
        return int(last)

    def count_to(self, last: int) -> int:
        """How many items `rows` will give."""
        ((count,),) = self._book.rows("select count(*) from items where rowid <= ?", last)
        return int(count)

    def rows(self, last: int, case_id: CaseId | None = None) -> Iterator[ItemRow]:
        """Every row up to `newest_row`, or those of one case, in pages, so that writers never wait."""
        after = 0
        while page := self._book.rows(_ROWS, after, last, _PAGE, case_id):
            yield from (ItemRow(*row[1:]) for row in page)
            after = page[-1][0]

    def of_object(self, name: str) -> tuple[CaseId, str] | None:
        """The case and the exhibit that an object of the book belongs to, whether its record can be read or not."""
        rows = self._book.rows("select case_id, number from items where object = ?", name)
        return (CaseId(rows[0][0]), exhibit_name(rows[0][1])) if rows else None

    def set_note(self, item: Item, untrusted_note: str) -> Item:
        """Say something else about an item. Raises TextRefused or NoSuchExhibit."""
        note = note_of(untrusted_note)
        self.find(item.record.case_id, item.id)
        with self._log.writing():
            self._book.run("update items set note = ? where id = ?", note, item.id)
            self._tell(item, "noted", {"note_sha256": sha256_hex(note.encode())})
        return self.find(item.record.case_id, item.id)

    def add_tag(self, item: Item, untrusted_tag: str) -> Item:
        """Put a tag on an item. Raises TextRefused."""
        return self._tag(item, "insert or ignore into tags (item_id, tag) values (?, ?)", _ADDED, untrusted_tag)

    def remove_tag(self, item: Item, untrusted_tag: str) -> Item:
        """Take a tag off an item. Raises TextRefused."""
        return self._tag(item, "delete from tags where item_id = ? and tag = ?", _REMOVED, untrusted_tag)

    def _tag(self, item: Item, sql: str, change: str, untrusted_tag: str) -> Item:
        tag = tag_of(untrusted_tag)
        before = self.find(item.record.case_id, item.id)
        if (tag in before.tags) == (change == _ADDED):
            return before
        with self._log.writing():
            self._book.run(sql, item.id, tag)
            self._tell(item, "tagged", {change: tag})
        return self.find(item.record.case_id, item.id)

    def _next_number(self, case_id: CaseId) -> int:
        ((number,),) = self._book.rows(_NEXT_NUMBER, case_id)
        return int(number)

    def _number_before(self, record: Record) -> int | None:
        """The number of an item that the history calls lost, unless another has it."""
        lines = [line for line in self._log.events_of_item(LogId(record.case_id), record.item_id) if line.event == LOST]
        named = _EXHIBIT.fullmatch(str(lines[-1].detail.get("exhibit"))) if lines else None
        number = int(named[1]) if named else None
        taken = self._book.rows("select 1 from items where case_id = ? and number = ?", record.case_id, number)
        return None if taken else number

    def _tell(self, item: Item, event: str, detail: Mapping[str, Json]) -> None:
        self._log.add(LogId(item.record.case_id), Entry(event, item=item.id, detail=detail))

    def _tags(self, sql: str, parameter: str) -> dict[str, list[str]]:
        tags = defaultdict(list)
        for item_id, tag in self._book.rows(sql, parameter):
            tags[item_id].append(tag)
        return tags

    def _item(self, row: Row, tags: Mapping[str, Sequence[str]], around: Mapping[str, int | None]) -> Item:
        item_id, number, record, note, recovered, name, within = row
        state = UNREADABLE if name in self.unreadable else SEALED
        known, text = self._record(record, name, exhibit_name(number))
        said = tuple(tags.get(item_id, ()))
        pair = {"context": around.get(item_id), "surrounds": within}
        joined = self._sources(known)
        return Item(known, number, note, said, state, bool(recovered), joined=joined, sealed_text=text, **pair)

    def _sources(self, record: Record) -> tuple[int, ...]:
        """The numbers of the exhibits that a joined picture was made of."""
        if record.transform is None:
            return ()
        ids = {part.source for part in record.parts}
        asked = ", ".join("?" * len(ids))
        found = self._book.rows(f"select number from items where id in ({asked}) order by number", *ids)  # noqa: S608 — only question marks
        return tuple(int(number) for (number,) in found)

    def _record(self, text: str, name: str, exhibit: str) -> tuple[Record, str]:
        """The book's copy of the record; where that is damaged, the one that was sealed with the item.

        Raises VaultDamaged where neither can be read.
        """
        try:
            return record_of(text), text
        except (ValueError, TypeError, KeyError):
            sealed = self._sealed_text(name)
        if sealed is None:
            raise VaultDamaged(str(self._book.path.parent), exhibit)
        return record_of(sealed), sealed


def _said(words: Words) -> dict[str, Json]:
    """What the history says of a person's words: tags as they are, a note only by its fingerprint.

    The history is handed over whole and can't be shortened; a note the person took back must not travel with it.
    """
    said: dict[str, Json] = {"tags": list(words.tags)} if words.tags else {}
    return said | ({"note_sha256": sha256_hex(words.note.encode())} if words.note else {})
