"""Asks one question, which case, where there are more than a menu can hold."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from evidence_desk.domain.cases import Case
from evidence_desk.ui.actions import Actions
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.delegates.case_delegate import CaseDelegate
from evidence_desk.ui.dialogs.finder_dialog import FinderDialog
from evidence_desk.ui.models.cases_model import CasesModel

_SIZE = (640, 560)


class CasePicker(FinderDialog):
    """A list to search by any part of a title or reference."""

    case_chosen = Signal(str)

    def __init__(self, application: QApplication, look: Appearance, actions: Actions, parent: QWidget) -> None:
        super().__init__(application, look, actions, parent)
        self._cases: tuple[Case, ...] = ()
        self.model = CasesModel(self)
        self.name_parts(
            self.tr("Which case?"),
            self.tr("Find a case"),
            self.tr("Cases, the one used last first"),
            self.tr("Open the case"),
        )
        self.show_rows(self.model, CaseDelegate(look, self), _SIZE)
        self.field.textChanged.connect(self._find)

    def ask(self, cases: Sequence[Case]) -> None:
        """Offer these, the one used last first."""
        self._cases = tuple(cases)
        self.field.clear()
        self._find()
        self.ask_to_find()

    @Slot()
    def _find(self) -> None:
        words = self.field.text().strip().casefold()
        found = [case for case in self._cases if words in f"{case.title}\n{case.reference}".casefold()]
        self.model.set_rows(found)
        self.show_found(0 if found else None)

    @override
    @Slot()
    def _on_taken(self) -> None:
        row = self.list.chosen_row()
        if row is not None:
            self.accept()
            self.case_chosen.emit(self.model.case_id(row))
