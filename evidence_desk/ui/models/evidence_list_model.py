"""The evidence list as rows: the days, newest first, and under each day its items."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum
from itertools import groupby
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from evidence_desk.domain.evidence import Item, ItemId
from evidence_desk.domain.times import NANOSECONDS, Moment
from evidence_desk.ui.models.evidence_words import item_title, second_line, spoken, state_words, tag_words
from evidence_desk.ui.models.moment_words import day_head, local_day, time_words, zone_name

Index = QModelIndex | QPersistentModelIndex
SortKey = tuple[int, int]

_SECONDS_PER_DAY: Final = 86_400
_NO_PARENT: Final = QModelIndex()


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


@dataclass(frozen=True, slots=True)
class DayHead:
    """The row over one day's items; the zone is named where it is not the one of the head above."""

    day: date
    zone: str
    names_zone: bool


def sort_key(item: Item) -> SortKey:
    """Larger is newer: nanoseconds UTC as the device believed, then the exhibit number."""
    return item.record.captured.utc_ns, item.number


class EvidenceListModel(QAbstractTableModel):
    """Shows items it is given; one column. Adding the newest costs the same however many there are."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[DayHead | Item] = []
        self._from_end: dict[ItemId, int] = {}
        self._today = date.min

    def set_rows(self, items: Iterable[Item], today: date) -> None:
        """Show these items and no others, in any order; `today` is the day on the person's calendar."""
        self.beginResetModel()
        self._today = today
        self._rows = list(_with_heads(sorted(items, key=sort_key, reverse=True)))
        self._remember_places()
        self.endResetModel()

    def insert_newest(self, item: Item, today: date) -> None:
        """Put one just saved on top; an item that turns out older takes its own place, one already here is replaced."""
        self.set_today(today)
        if item.id in self._from_end:
            self.replace_item(item)
        elif self._rows and sort_key(item) < sort_key(self._newest()):
            self.set_rows([*self.items(), item], today)
        elif self._rows and _day_key(item) == _day_key(self._newest()):
            self._insert(1, [item])
        else:
            self._insert_day(item)

    def replace_item(self, item: Item) -> None:
        """Show an item's new words or state; nothing happens where it is not in the list."""
        row = self.row_of(item.id)
        if row is not None:
            self._rows[row] = item
            self._say_changed(row)

    def set_today(self, today: date) -> None:
        """Name the days anew after midnight."""
        if today != self._today:
            self._today = today
            for row in self.head_rows():
                self._say_changed(row)

    def items(self) -> Iterator[Item]:
        """Every item, newest first."""
        return (row for row in self._rows if isinstance(row, Item))

    def item_count(self) -> int:
        """How many items there are, heads not counted."""
        return len(self._from_end)

    def item_at(self, row: int) -> Item | None:
        """The item in a row; None for a head or a row that is not there."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, Item) else None

    def row_of(self, item_id: ItemId | None) -> int | None:
        """The row an item is in now."""
        from_end = self._from_end.get(item_id) if item_id is not None else None
        return None if from_end is None else len(self._rows) - from_end

    def head_rows(self) -> list[int]:
        """The rows that are heads and have another height."""
        return [row for row, found in enumerate(self._rows) if isinstance(found, DayHead)]

    def is_head(self, row: int) -> bool:
        """Whether a row is a head."""
        return isinstance(self._rows[row], DayHead)

    @override
    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else 1

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.is_head(index.row()):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if isinstance(row, DayHead):
            return self._head_data(row, role)
        say = _ITEM_DATA.get(role)
        return say(row) if say else None

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

    def _newest(self) -> Item:
        return next(self.items())

    def _insert(self, row: int, rows: list[DayHead | Item]) -> None:
        self.beginInsertRows(QModelIndex(), row, row + len(rows) - 1)
        self._rows[row:row] = rows
        for place, found in enumerate(rows, start=row):
            if isinstance(found, Item):
                self._from_end[found.id] = len(self._rows) - place
        self.endInsertRows()

    def _insert_day(self, item: Item) -> None:
        head = _head_of(item, zone_above="")
        below = self._rows[0] if self._rows else None
        self._insert(0, [head, item])
        if isinstance(below, DayHead) and below.zone == head.zone and below.names_zone:
            self._rows[2] = replace(below, names_zone=False)
            self._say_changed(2)

    def _remember_places(self) -> None:
        count = len(self._rows)
        self._from_end = {row.id: count - place for place, row in enumerate(self._rows) if isinstance(row, Item)}

    def _say_changed(self, row: int) -> None:
        index = self.index(row, 0)
        self.dataChanged.emit(index, index)


_ITEM_DATA: Mapping[int, Callable[[Item], object]] = {
    Qt.ItemDataRole.DisplayRole: item_title,
    Qt.ItemDataRole.AccessibleTextRole: spoken,
    Qt.ItemDataRole.AccessibleDescriptionRole: lambda item: item.exhibit,
    EvidenceRole.ITEM: lambda item: item,
    EvidenceRole.SORT_KEY: sort_key,
    EvidenceRole.TITLE: item_title,
    EvidenceRole.TAGS: lambda item: [tag_words(tag) for tag in item.tags],
    EvidenceRole.NOTE: second_line,
    EvidenceRole.TIME: lambda item: time_words(item.record.captured),
    EvidenceRole.STATE: state_words,
}


def _with_heads(newest_first: list[Item]) -> Iterator[DayHead | Item]:
    zone_above = ""
    for _key, day in groupby(newest_first, key=_day_key):
        items = list(day)
        head = _head_of(items[0], zone_above)
        zone_above = head.zone
        yield head
        yield from items


def _head_of(item: Item, zone_above: str) -> DayHead:
    moment = item.record.captured
    zone = zone_name(moment)
    return DayHead(local_day(moment), zone, names_zone=zone != zone_above)


def _day_key(item: Item) -> tuple[int, int, str]:
    """Days since 1970 by the device's wall clock, and the zone: whole numbers, because every row is asked."""
    moment: Moment = item.record.captured
    day = (moment.utc_ns // NANOSECONDS + moment.utc_offset_s) // _SECONDS_PER_DAY
    return day, moment.utc_offset_s, moment.zone
