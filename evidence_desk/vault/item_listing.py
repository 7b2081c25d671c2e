"""Items for lists: in pages, newest first, found by words; no record is read for it."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from sys import intern

from evidence_desk.domain.cases import CaseId
from evidence_desk.domain.errors import VaultDamaged
from evidence_desk.domain.evidence import ItemId, Origin, exhibit_name
from evidence_desk.domain.listed import LONGEST_LISTED_NAME, Listed, SortKey
from evidence_desk.vault.database import Book, Row
from evidence_desk.vault.item_records import SEALED, UNREADABLE
from evidence_desk.vault.migrations import CONTEXT_OF

FIRST_PAGE = 200
"""More than any screen shows at once."""
PAGE = 2000

_SELECT = f"""select item_id, number, origin, recovered, captured_ns, zone, utc_offset_s, target_kind,
    substr(window_title, 1, {LONGEST_LISTED_NAME}), substr(original_name, 1, {LONGEST_LISTED_NAME}),
    substr(application, 1, {LONGEST_LISTED_NAME}), size_bytes, note_start from listed"""  # noqa: S608 — a number of ours
_NEWEST_FIRST = "order by captured_ns desc, number desc limit"
_CAPTURED_NS = 4
_LINKS = f"""select around.id, around.number, within.number, within.id
    from items as around join items as within on within.id = {CONTEXT_OF.format(row="around.")}
    where {CONTEXT_OF.format(row="around.")} in (select value from json_each(?))
    union select around.id, around.number, within.number, within.id
    from items as around join items as within on within.id = {CONTEXT_OF.format(row="around.")}
    where around.id in (select value from json_each(?))"""  # noqa: S608 — our own words
_Link = tuple[int | None, int | None]
_TAGS = "select item_id, tag from tags where item_id in (select value from json_each(?)) order by rowid"
_FOUND = """(lower(window_title) like {like} escape '\\' or lower(original_name) like {like} escape '\\'
    or lower(application) like {like} escape '\\' or lower(note_start) like {like} escape '\\'
    or printf('ex-%03d', number) like {like} escape '\\'
    or item_id in (select item_id from tags where lower(tag) like {like} escape '\\'))"""


@dataclass(frozen=True, slots=True)
class Tally:
    """How much a case holds; `size_bytes` is what its originals take."""

    items: int
    size_bytes: int


class ItemListing:
    """The items of one vault as lists show them. `unreadable` holds the names of objects known to be bad."""

    def __init__(self, book: Book, unreadable: set[str]) -> None:
        self._book = book
        self._unreadable = unreadable

    def newest(self, case_id: CaseId, limit: int = FIRST_PAGE) -> tuple[Listed, ...]:
        """The newest items of the case, newest first. Raises VaultDamaged for a row that can't be read."""
        return self._listed(f"where case_id = ? {_NEWEST_FIRST} ?", case_id, limit)

    def older(self, case_id: CaseId, than: SortKey, limit: int = PAGE) -> tuple[Listed, ...]:
        """The next page below an item; empty at the end."""
        which = f"where case_id = ? and (captured_ns, number) < (?, ?) {_NEWEST_FIRST} ?"
        return self._listed(which, case_id, than.utc_ns, than.number, limit)

    def pages(self, case_id: CaseId, than: SortKey, limit: int = PAGE) -> Iterator[tuple[Listed, ...]]:
        """Every page below an item; between them no reading transaction stays open."""
        while page := self.older(case_id, than, limit):
            yield page
            than = page[-1].sort_key

    def found(self, case_id: CaseId, words: str, limit: int = FIRST_PAGE) -> tuple[Listed, ...]:
        """The newest items with every one of the words in a name, a tag, the note's beginning or the exhibit number."""
        likes = [_like(word) for word in words.split()]
        each = "".join(f" and {_FOUND.format(like=f'?{place}')}" for place, _ in enumerate(likes, start=2))
        return self._listed(f"where case_id = ?1{each} {_NEWEST_FIRST} {limit:d}", case_id, *likes)

    def of_ids(self, ids: Iterable[ItemId]) -> tuple[Listed, ...]:
        """These items, whatever case they are of, in no order; those that are gone are left out."""
        return self._listed("where item_id in (select value from json_each(?))", json.dumps(list(ids)))

    def unreadable(self, case_id: CaseId) -> tuple[Listed, ...]:
        """The items of the case whose object is known to be missing or damaged."""
        which = "where case_id = ? and item_id in (select value from json_each(?))"
        bad = self._bad()
        return self._listed(which, case_id, json.dumps(list(bad))) if bad else ()

    def found_unreadable(self, case_id: CaseId, numbers: Collection[int]) -> tuple[Listed, ...]:
        """Remember that the objects of these exhibits are bad; the exhibits themselves."""
        which = "where case_id = ? and number in (select value from json_each(?))"
        select = "select id, object from items"
        rows = self._book.rows(f"{select} {which}", case_id, json.dumps(list(numbers)))
        self._unreadable.update(name for _, name in rows)
        return self.of_ids(item_id for item_id, _ in rows)

    def tally(self, case_id: CaseId) -> Tally:
        """How many items the case has, and how much they are."""
        sql = "select count(*), coalesce(sum(size_bytes), 0) from listed where case_id = ?"
        ((items, size_bytes),) = self._book.rows(sql, case_id)
        return Tally(int(items), int(size_bytes))

    def _bad(self) -> set[ItemId]:
        """The items whose objects are known to be bad."""
        if not self._unreadable:
            return set()
        sql = "select id from items where object in (select value from json_each(?))"
        return {item_id for (item_id,) in self._book.rows(sql, json.dumps(list(self._unreadable)))}

    def _listed(self, which: str, *parameters: object) -> tuple[Listed, ...]:
        rows = self._book.rows(f"{_SELECT} {which}", *parameters)  # what varies is made in this class alone
        tags: defaultdict[str, list[str]] = defaultdict(list)
        for item_id, tag in self._book.rows(_TAGS, json.dumps([row[0] for row in rows])):
            tags[item_id].append(intern(tag))
        states = dict.fromkeys(self._bad(), UNREADABLE)
        links = self._links(rows)
        return tuple(
            self._one(row, tuple(tags.get(row[0], ())), states.get(row[0], SEALED), links.get(row[0], (None, None)))
            for row in rows
        )

    def _links(self, rows: Sequence[Row]) -> dict[str, _Link]:
        """For items kept with the screen around them, and for those screens, each other's number.

        Both have one moment and so stand side by side; only at the ends of a page a record is looked into.
        """
        ids, ends = [row[0] for row in rows], {row[_CAPTURED_NS] for row in (*rows[:1], *rows[-1:])}
        at_ends = [row[0] for row in rows if row[_CAPTURED_NS] in ends]
        found: dict[str, _Link] = {}
        for around, number, within, window in self._book.rows(_LINKS, json.dumps(ids), json.dumps(at_ends)):
            found[window] = (number, None)
            found[around] = (None, within)
        return found

    def _one(self, row: Row, tags: tuple[str, ...], state: str, link: _Link) -> Listed:
        (item_id, number, origin, recovered, utc_ns, zone, utc_offset_s, target_kind,
         window_title, original_name, application, size_bytes, note) = row  # fmt: skip
        if not (isinstance(utc_ns, int) and isinstance(utc_offset_s, int) and isinstance(zone, str)):
            raise VaultDamaged(str(self._book.path.parent), exhibit_name(number))
        return Listed(
            id=item_id, number=number, origin=_ORIGINS.get(origin, Origin.CAPTURED_HERE), utc_ns=utc_ns,
            zone=intern(zone), utc_offset_s=utc_offset_s, target_kind=intern(target_kind or ""),
            window_title=window_title, original_name=original_name,
            application=intern(application) if application else application,
            size_bytes=size_bytes, note=note, tags=tags, state=state, recovered=bool(recovered),
            context=link[0], surrounds=link[1],
        )  # fmt: skip


_ORIGINS = {origin.value: origin for origin in Origin}


def _like(word: str) -> str:
    for sign in ("\\", "%", "_"):
        word = word.replace(sign, "\\" + sign)
    return f"%{word.lower()}%"
