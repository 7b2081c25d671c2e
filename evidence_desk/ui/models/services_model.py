"""Services to pick from, by kind: each a row with a tick, the person's own first."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from itertools import groupby
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from typing_extensions import override

from evidence_desk.domain.facts import Service
from evidence_desk.ui.models.rows_model import Index, RowsModel
from evidence_desk.ui.models.safe_text import safe_line

translate = QCoreApplication.translate
_OWN: Final = "own"


@dataclass(frozen=True, slots=True)
class Picked:
    """What is ticked: ServiceIds, and names that were typed."""

    services: tuple[str, ...] = ()
    own: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.services or self.own)


class ServiceRole(IntEnum):
    """What the delegate asks for; a head answers HEAD alone."""

    HEAD = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class _Row:
    """A service, or a name of the person's own; `is_new` is one that was only typed so far."""

    name: str
    kind: str
    service: str = ""
    is_new: bool = False


class ServicesModel(RowsModel):
    """Rows are found by name; what is ticked stays so while it is not shown."""

    picks_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services: tuple[Service, ...] = ()
        self._picked = Picked()
        self._known_own: tuple[str, ...] = ()
        self._words = ""
        self._rows: list[str | _Row] = []

    @property
    def picked(self) -> Picked:
        """What is ticked now."""
        return self._picked

    def set_services(self, services: Iterable[Service], picked: Picked) -> None:
        """Offer these, but for those that are everybody's; with these ticked."""
        self._services = tuple(each for each in services if not each.always)
        self._picked, self._known_own = picked, picked.own
        self._words = ""
        self._fill()

    def find(self, untrusted_words: str) -> None:
        """Show the rows whose name has these letters; a name that no row has can be added."""
        self._words = " ".join(untrusted_words.split())
        self._fill()

    def toggle(self, row: int) -> None:
        """Tick a row, or take its tick away."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        if not isinstance(found, _Row):
            return
        services, own = self._picked.services, self._picked.own
        if found.service:
            services = _turned(services, found.service)
        else:
            own = _turned(own, found.name)
            self._known_own = tuple(dict.fromkeys((*self._known_own, found.name)))
        self._picked = Picked(services, own)
        if found.is_new:
            self._fill()
        else:
            self.dataChanged.emit(self.index(row, 0), self.index(row, 0))
        self.picks_changed.emit()

    def first_row(self) -> int | None:
        """The first row that is no head."""
        return next((row for row in range(len(self._rows)) if not self.is_head(row)), None)

    @override
    def is_head(self, row: int) -> bool:
        return isinstance(self._rows[row], str)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if flags else flags

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        says = role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}
        if isinstance(row, str):
            return row if says or role == ServiceRole.HEAD else None
        if says:
            return (
                translate("services_model", "Add {name}").format(name=_quoted(row))
                if row.is_new
                else safe_line(row.name)
            )
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if self._has(row) else Qt.CheckState.Unchecked
        return None

    @override
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick a row by way of a screen reader."""
        if role != Qt.ItemDataRole.CheckStateRole or self.is_head(index.row()):
            return False
        self.toggle(index.row())
        return True

    def _has(self, row: _Row) -> bool:
        return row.service in self._picked.services if row.service else row.name in self._picked.own

    def _fill(self) -> None:
        rows: list[str | _Row] = []
        for kind, group in groupby(self._found(), key=lambda row: row.kind):
            rows += [_kind_words(kind), *group]
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def _found(self) -> Iterator[_Row]:
        words = self._words.casefold()
        known = [_Row(each.name, each.kind, each.id) for each in self._services]
        own = [_Row(name, _OWN) for name in self._known_own]
        yield from (row for row in (*own, *known) if words in row.name.casefold())
        # Last: whoever types the first letters of an app and presses Enter means that app.
        if words and all(words != row.name.casefold() for row in (*own, *known)):
            yield _Row(self._words, _OWN, is_new=True)


def _turned(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    return tuple(each for each in names if each != name) if name in names else (*names, name)


def _quoted(row: _Row) -> str:
    return f"“{safe_line(row.name)}”"


def _kind_words(kind: str) -> str:
    words: Mapping[str, str] = {
        _OWN: translate("services_model", "Yours"),
        "social": translate("services_model", "Social"),
        "chat": translate("services_model", "Chat"),
        "video": translate("services_model", "Video"),
        "dating": translate("services_model", "Dating"),
        "adult": translate("services_model", "For adults"),
        "search": translate("services_model", "Search"),
        "watch list": translate("services_model", "Watch lists"),
        "closed": translate("services_model", "Closed now"),
    }
    return words.get(kind, kind)
