"""Saying which apps it happened in, and changing it: the answers decide which steps there are."""

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QObject, Slot

from evidence_desk.ui.connections.case_plan import CasePlan
from evidence_desk.ui.connections.case_state import CaseState
from evidence_desk.ui.dialogs.services_dialog import ServicesDialog
from evidence_desk.ui.models.services_model import Picked
from evidence_desk.ui.operations import Operations
from evidence_desk.ui.panels.checklist_panel import ChecklistPanel
from evidence_desk.ui.panels.which_apps import WhichApps
from evidence_desk.ui.register_operation import RegisterOperation


class ChoosingApps(QObject):
    """The page in place of an empty list and the dialog under a full one write the same answer."""

    def __init__(
        self,
        panels: Iterable[ChecklistPanel],
        pages: Iterable[WhichApps],
        dialog: ServicesDialog,
        *,
        operations: Operations,
        writing: RegisterOperation,
        state: CaseState,
        plan: CasePlan,
    ) -> None:
        super().__init__(dialog)
        self._pages = tuple(pages)
        self._dialog = dialog
        self._writing = writing
        self._state = state
        self._plan = plan
        for panel in panels:
            panel.foot.service_asked.connect(self._on_asked)
        for page in self._pages:
            page.picked.connect(self._on_picked)
        dialog.picked.connect(self._on_picked)
        operations.case_opened.connect(self._on_case_opened)
        operations.case_left.connect(self._on_case_left)

    @Slot()
    def _on_case_opened(self) -> None:
        """The page is ready before it is needed."""
        services = self._plan.content.services.values() if self._plan.content else ()
        for page in self._pages:
            page.offer(services)

    @Slot()
    def _on_case_left(self) -> None:
        self._dialog.reject()
        for page in self._pages:
            page.forget()

    @Slot()
    def _on_asked(self) -> None:
        if self._plan.content is not None:
            answers = self._state.registers.answers
            self._dialog.ask(self._plan.content.services.values(), Picked(answers.services, answers.own_services))

    @Slot(object)
    def _on_picked(self, picked: Picked) -> None:
        self._writing.answer(lambda answers: replace(answers, services=picked.services, own_services=picked.own))
