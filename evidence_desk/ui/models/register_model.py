"""A register as rows of cells, the same for accounts and payments."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell: a line and a smaller one below it, or a chip in their place."""

    text: str = ""
    second: str = ""
    bold: bool = False
    ink: str = "ink"
    chip: str = ""
    chip_icon: str = ""
    chip_kind: str = "outline"


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One entry. `subject` is its id, or what stands for it until it has one; `spoken` is the whole row in words."""

    subject: str
    cells: tuple[Cell, ...]
    spoken: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """`share` is of the room that is left; without one a column is as wide as what is in it, and `least` at least."""

    title: str
    share: int = 0
    least: int = 0
    trailing: bool = False


class RegisterRole(IntEnum):
    """What the delegate asks for."""

    ROW = Qt.ItemDataRole.UserRole + 1


class RegisterModel(QAbstractTableModel):
    """Shows the rows it is given; they are one cell for Qt, which is read as one sentence."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[RegisterRow, ...] = ()

    def set_rows(self, rows: Sequence[RegisterRow]) -> None:
        """Show these; where only their words are others, no choice and no scrolling is lost."""
        same = [row.subject for row in rows] == [row.subject for row in self.rows]
        if not same:
            self.beginResetModel()
        self.rows = tuple(rows)
        if not same:
            self.endResetModel()
        elif rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, 0))

    def row_of(self, subject: str) -> int | None:
        """Where an entry stands."""
        return next((place for place, row in enumerate(self.rows) if row.subject == subject), None)

    def head_rows(self) -> list[int]:
        """No row is a head."""
        return []

    def is_head(self, row: int) -> bool:
        """No row is one."""
        del row
        return False

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 1

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == RegisterRole.ROW:
            return row
        return row.spoken if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole} else None
