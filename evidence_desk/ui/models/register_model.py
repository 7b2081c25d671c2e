"""A register as rows of cells, the same for accounts and payments."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QObject, Qt
from typing_extensions import override

from evidence_desk.ui.models.rows_model import Index, RowsModel


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


class RegisterModel(RowsModel):
    """Shows the rows it is given; they are one cell for Qt, which is read as one sentence."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[RegisterRow, ...] = ()

    @property
    def rows(self) -> tuple[RegisterRow, ...]:
        """What is shown."""
        return self._rows

    def set_rows(self, rows: Sequence[RegisterRow]) -> None:
        """Show these; where only their words are others, no choice and no scrolling is lost."""
        same = [row.subject for row in rows] == [row.subject for row in self._rows]
        if not same:
            self.beginResetModel()
        self._rows = tuple(rows)
        if not same:
            self.endResetModel()
        elif rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, 0))

    def row_of(self, subject: str) -> int | None:
        """Where an entry stands."""
        return next((place for place, row in enumerate(self._rows) if row.subject == subject), None)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == RegisterRole.ROW:
            return row
        return row.spoken if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole} else None
