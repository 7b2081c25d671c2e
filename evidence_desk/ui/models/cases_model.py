"""The cases of the desk as rows to choose one of."""

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QObject, Qt
from typing_extensions import override

from evidence_desk.domain.cases import Case, CaseId
from evidence_desk.ui.models.case_words import items_words
from evidence_desk.ui.models.rows_model import Index, RowsModel
from evidence_desk.ui.models.safe_text import left_to_right, safe_line


class CaseRole(IntEnum):
    """What a row holds besides its title."""

    REFERENCE = Qt.ItemDataRole.UserRole + 1
    ITEMS = Qt.ItemDataRole.UserRole + 2


class CasesModel(RowsModel):
    """One row for each case, in the order given; none of them is a head."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Case] = []

    def set_rows(self, cases: Sequence[Case]) -> None:
        """Show these."""
        self.beginResetModel()
        self._rows = list(cases)
        self.endResetModel()

    def case_id(self, row: int) -> CaseId:
        """Whose row it is."""
        return self._rows[row].id

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if not index.isValid():
            return None
        case = self._rows[index.row()]
        title, reference, items = safe_line(case.title), left_to_right(case.reference), items_words(case.items)
        told = self.tr("{title}, {items}, {reference}").format(title=title, items=items, reference=reference)
        shown: dict[int, str] = {
            Qt.ItemDataRole.DisplayRole: title,
            Qt.ItemDataRole.AccessibleTextRole: told,
            CaseRole.REFERENCE: reference,
            CaseRole.ITEMS: items,
        }
        return shown.get(role)
