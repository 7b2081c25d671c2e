"""The cases of the desk as rows to choose one of."""

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from evidence_desk.domain.cases import Case, CaseId
from evidence_desk.ui.models.case_words import items_words
from evidence_desk.ui.models.safe_text import left_to_right, safe_line

_NOWHERE = QModelIndex()


class CaseRole(IntEnum):
    """What a row holds besides its title."""

    REFERENCE = Qt.ItemDataRole.UserRole + 1
    ITEMS = Qt.ItemDataRole.UserRole + 2


class CasesModel(QAbstractTableModel):
    """One row for each case, in the order given; none of them is a head."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cases: list[Case] = []

    def set_rows(self, cases: Sequence[Case]) -> None:
        """Show these."""
        self.beginResetModel()
        self._cases = list(cases)
        self.endResetModel()

    def case_id(self, row: int) -> CaseId:
        """Whose row it is."""
        return self._cases[row].id

    def head_rows(self) -> list[int]:
        """No row is a head."""
        return []

    def is_head(self, row: int) -> bool:
        """No row is one."""
        del row
        return False

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._cases)

    @override
    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else 1

    @override
    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        case = self._cases[index.row()]
        title, reference, items = safe_line(case.title), left_to_right(case.reference), items_words(case.items)
        told = self.tr("{title}, {items}, {reference}").format(title=title, items=items, reference=reference)
        shown: dict[int, str] = {
            Qt.ItemDataRole.DisplayRole: title,
            Qt.ItemDataRole.AccessibleTextRole: told,
            CaseRole.REFERENCE: reference,
            CaseRole.ITEMS: items,
        }
        return shown.get(role)
