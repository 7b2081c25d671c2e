"""Rows of a list, some of which may be heads: what every model of one answers alike."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from typing_extensions import override

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT: Final = QModelIndex()


class RowsModel(QAbstractTableModel):
    """One column, and no heads unless who inherits says which rows are. Heads can't be chosen."""

    _rows: Sequence[object]

    def head_rows(self) -> list[int]:
        """The rows that are heads and have another height."""
        return [row for row in range(len(self._rows)) if self.is_head(row)]

    def is_head(self, row: int) -> bool:
        """Whether a row is a head."""
        del row
        return False

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
