"""The evidence list as rows: the days, newest first, and under each day its items."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from enum import IntEnum
from itertools import chain, islice
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QObject, Qt
from typing_extensions import override

from evidence_desk.domain.evidence import ItemId
from evidence_desk.domain.listed import Listed
from evidence_desk.ui.models.day_heads import DayHead, Row, day_key, head_of, place_of, with_heads
from evidence_desk.ui.models.evidence_words import (
    given_name,
    item_title,
    second_line,
    spoken,
    state_words,
    tag_words,
)
from evidence_desk.ui.models.moment_words import day_head, time_words
from evidence_desk.ui.models.rows_model import Index, RowsModel

_FOUND_BY_TYPING: Final = Qt.MatchFlag.MatchStartsWith | Qt.MatchFlag.MatchWrap


class EvidenceRole(IntEnum):
    """What the delegate asks for beside Qt's own roles; a head answers HEAD and ZONE, an item all the others."""

    HEAD = Qt.ItemDataRole.UserRole + 1
    ITEM = Qt.ItemDataRole.UserRole + 2
    SORT_KEY = Qt.ItemDataRole.UserRole + 3
    TITLE = Qt.ItemDataRole.UserRole + 4
    TAGS = Qt.ItemDataRole.UserRole + 5
    NOTE = Qt.ItemDataRole.UserRole + 6
    TIME = Qt.ItemDataRole.UserRole + 7
    STATE = Qt.ItemDataRole.UserRole + 8
    ZONE = Qt.ItemDataRole.UserRole + 9


class EvidenceListModel(RowsModel):
    """Shows items it is given; one column. One more costs the same however many there are.

    The first page is set; older ones may follow while items come, change and go, in whatever order that is told.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self._items: dict[ItemId, Listed] = {}
        self._newer_than_page: dict[ItemId, Listed | None] = {}
        self._pages_follow = False
        self._today = date.min

    def set_rows(self, items: Iterable[Listed], today: date, *, pages_follow: bool = False) -> None:
        """Show these items and no others, in any order; `today` is the day on the person's calendar."""
        newest_first = sorted(items, key=place_of)
        self.beginResetModel()
        self._today = today
        self._rows = list(with_heads(newest_first))
        self._items = {item.id: item for item in newest_first}
        self._newer_than_page = {}
        self._pages_follow = pages_follow
        self.endResetModel()

    def add_page(self, newest_first: Sequence[Listed]) -> None:
        """Add items read some time ago; what was told of them since then is newer, and stays."""
        known = (self._newer_than_page.get(item.id, item) for item in newest_first if item.id not in self._items)
        page = [item for item in known if item is not None]
        if page and self._rows and place_of(page[0]) < place_of(self._rows[-1]):
            for item in page:
                self._put(item)
        elif page:
            self._items |= {item.id: item for item in page}
            above, zone = self.item_at(len(self._rows) - 1), self._zone_above(len(self._rows))
            self._insert(len(self._rows), list(with_heads(page, above, zone)))

    def end_pages(self) -> None:
        """No page follows any more."""
        self._pages_follow = False
        self._newer_than_page = {}

    def insert(self, item: Listed, today: date) -> None:
        """Put one just saved in its place, mostly on top; one already here is replaced."""
        self.set_today(today)
        if item.id in self._items:
            self.replace(item)
        else:
            self._put(item)

    def replace(self, item: Listed) -> None:
        """Show an item's new words or state; one that is not in the list may still come with a page."""
        row = self.row_of(item.id)
        if row is not None:
            self._rows[row] = self._items[item.id] = item
            self._say_changed(row)
        elif self._pages_follow:
            self._newer_than_page[item.id] = item

    def remove(self, item_id: ItemId) -> None:
        """Show an item no more; no page that still comes brings it back."""
        row = self.row_of(item_id)
        if row is not None:
            self._take(row)
            del self._items[item_id]
        if self._pages_follow:
            self._newer_than_page[item_id] = None

    def set_today(self, today: date) -> None:
        """Name the days anew after midnight."""
        if today != self._today:
            self._today = today
            for row in self.head_rows():
                self._say_changed(row)

    def items(self) -> Iterator[Listed]:
        """Every item, newest first."""
        return (row for row in self._rows if isinstance(row, Listed))

    def item_count(self) -> int:
        """How many items there are, heads not counted."""
        return len(self._items)

    def item(self, item_id: ItemId) -> Listed | None:
        """The item with this id, if it is in the list."""
        return self._items.get(item_id)

    def item_at(self, row: int) -> Listed | None:
        """The item in a row; None for a head or a row that is not there."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, Listed) else None

    def row_of(self, item_id: ItemId | None) -> int | None:
        """The row an item is in now."""
        item = self._items.get(item_id) if item_id is not None else None
        return None if item is None else bisect_left(self._rows, place_of(item), key=place_of)

    @override
    def head_rows(self) -> list[int]:
        return [row for row, found in enumerate(self._rows) if isinstance(found, DayHead)]

    @override
    def is_head(self, row: int) -> bool:
        return isinstance(self._rows[row], DayHead)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if isinstance(row, DayHead):
            return self._head_data(row, role)
        say = _ITEM_DATA.get(role)
        return say(row) if say else None

    @override
    def match(
        self, start: Index, role: int, value: Any, hits: int = 1, flags: Qt.MatchFlag = _FOUND_BY_TYPING
    ) -> list[QModelIndex]:
        """Typing a letter in the list asks every row for its title: without Qt in between that is quick."""
        if role != Qt.ItemDataRole.DisplayRole or hits != 1 or flags != _FOUND_BY_TYPING:
            return super().match(start, role, value, hits, flags)
        begun, rows = start.row(), range(len(self._rows))
        typed = str(value).casefold()
        found = (row for row in chain(rows[begun:], rows[:begun]) if _is_called(self._rows[row], typed))
        return [self.index(row, 0) for row in islice(found, hits)]

    def _head_data(self, head: DayHead, role: int) -> object:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return day_head(head.day, self._today)
            case Qt.ItemDataRole.AccessibleTextRole:
                return ". ".join(filter(None, (day_head(head.day, self._today), self._zone_words(head))))
            case EvidenceRole.ZONE:
                return self._zone_words(head)
            case EvidenceRole.HEAD:
                return head
        return None

    def _zone_words(self, head: DayHead) -> str:
        return self.tr("Times are {zone}").format(zone=head.zone) if head.names_zone else ""

    def _put(self, item: Listed) -> None:
        """Insert one item: into the day above or below it, as a day of its own, or between two halves of one."""
        row = bisect_left(self._rows, place_of(item), key=place_of)
        above = self.item_at(row - 1)
        self._items[item.id] = item
        if above is not None and day_key(above) == day_key(item):
            self._insert(row, [item])
            return
        head, below = head_of(item, self._zone_above(row)), self.item_at(row)
        first_below = self.item_at(row + 1)
        if below is not None:
            self._insert(row, [head, item, head_of(below, head.zone)])
            self._name_zone_below(row + 2)
        elif first_below is not None and day_key(first_below) == day_key(item):
            self._set_head(row, head)
            self._insert(row + 1, [item])
        else:
            self._insert(row, [head, item])
            self._name_zone_below(row)

    def _set_head(self, row: int, head: DayHead) -> None:
        """Another item is the newest of a day."""
        before = self._rows[row]
        self._rows[row] = head
        if before != head:
            self._say_changed(row)
        if isinstance(before, DayHead) and before.zone != head.zone:
            self._name_zone_below(row)

    def _take(self, row: int) -> None:
        """Remove the item in a row, and heads that are over nothing or over the same day as the one above."""
        below, first = self.item_at(row + 1), self.item_at(row - 1) is None
        if not first:
            self._remove(row, row)
        elif below is not None:
            self._set_head(row - 1, head_of(below, self._zone_above(row - 1)))
            self._remove(row, row)
        else:
            above, next_day = self.item_at(row - 2), self.item_at(row + 2)
            joined = above is not None and next_day is not None and day_key(above) == day_key(next_day)
            self._remove(row - 1, row + 1 if joined else row)
            self._name_zone_below(row - 2)

    def _name_zone_below(self, row: int) -> None:
        """The next head under the row names its zone where the head above it has another."""
        below = next((place for place in range(row + 1, len(self._rows)) if self.is_head(place)), None)
        if below is None:
            return
        head = self._rows[below]
        if isinstance(head, DayHead):
            self._set_head(below, replace(head, names_zone=head.zone != self._zone_above(below)))

    def _zone_above(self, row: int) -> str:
        """The zone of the nearest head above a row; nothing at the top."""
        heads = (self._rows[place] for place in range(row - 1, -1, -1) if self.is_head(place))
        head = next(heads, None)
        return head.zone if isinstance(head, DayHead) else ""

    def _insert(self, row: int, rows: list[Row]) -> None:
        self.beginInsertRows(QModelIndex(), row, row + len(rows) - 1)
        self._rows[row:row] = rows
        self.endInsertRows()

    def _remove(self, first: int, last: int) -> None:
        self.beginRemoveRows(QModelIndex(), first, last)
        del self._rows[first : last + 1]
        self.endRemoveRows()

    def _say_changed(self, row: int) -> None:
        index = self.index(row, 0)
        self.dataChanged.emit(index, index)


_ITEM_DATA: Mapping[int, Callable[[Listed], object]] = {
    Qt.ItemDataRole.DisplayRole: item_title,
    Qt.ItemDataRole.AccessibleTextRole: spoken,
    Qt.ItemDataRole.AccessibleDescriptionRole: lambda item: item.exhibit,
    EvidenceRole.ITEM: lambda item: item,
    EvidenceRole.SORT_KEY: lambda item: item.sort_key,
    EvidenceRole.TITLE: item_title,
    EvidenceRole.TAGS: lambda item: [tag_words(tag) for tag in item.tags],
    EvidenceRole.NOTE: second_line,
    EvidenceRole.TIME: time_words,
    EvidenceRole.STATE: state_words,
}


def _is_called(row: Row, typed: str) -> bool:
    """Whether an item's title begins so; a name that begins with a letter is not made safe first."""
    if isinstance(row, DayHead):
        return False
    named = given_name(row)
    title = named if named and named[0].isalnum() else item_title(row)
    return title.casefold().startswith(typed)
