"""The three checklists: marks, notes, proofs and official pages."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from evidence_desk.domain.checklists import Checklist, ListId, Step, StepId, StepMark, StepState, progress
from evidence_desk.domain.errors import DeskError
from evidence_desk.domain.listed import Listed
from evidence_desk.domain.times import Clock
from evidence_desk.ui.actions import ActionId
from evidence_desk.ui.aim import Aim
from evidence_desk.ui.connections.case_state import CaseState
from evidence_desk.ui.messages import message, page_not_opened
from evidence_desk.ui.models.checklist_words import state_of
from evidence_desk.ui.operations import Operations
from evidence_desk.ui.panels.checklist_panel import ChecklistPanel
from evidence_desk.ui.panels.room_list import RoomList

ROOM_OF: Mapping[ListId, ActionId] = {
    ListId("suspend"): ActionId.SUSPEND,
    ListId("report"): ActionId.REPORT,
    ListId("payments"): ActionId.PAYMENTS,
}


class ChecklistRooms(QObject):
    """One panel for each list; a step is shown as marked only once that was kept."""

    def __init__(
        self,
        panels: Mapping[ListId, ChecklistPanel],
        rooms: RoomList,
        operations: Operations,
        state: CaseState,
        *,
        checklists: Sequence[Checklist],
        clock: Clock,
        aim: Callable[[], Aim],
    ) -> None:
        super().__init__(rooms)
        self._panels = panels
        self._rooms = rooms
        self._operations = operations
        self._state = state
        self._checklists = {checklist.id: checklist for checklist in checklists}
        self._steps: dict[StepId, Step] = {step.id: step for each in checklists for step in each.steps}
        self._clock = clock
        self._aim = aim
        for panel in panels.values():
            panel.step_marked.connect(self._on_step_marked)
            panel.note_edited.connect(self._on_note_edited)
            panel.proof_requested.connect(self._on_proof_requested)
            panel.proof_chosen.connect(self._on_proof_chosen)
            panel.page_requested.connect(self._on_page_requested)
        operations.case_left.connect(self._on_case_left)
        operations.step_changed.connect(self._on_step_changed)
        operations.step_not_changed.connect(self._on_step_not_changed)
        operations.item_kept.connect(self._on_items_changed)
        operations.item_changed.connect(self._on_items_changed)

    def show_case(self) -> None:
        """Show every list of the case. A step is called the same in every case, so each case has its own drafts."""
        for panel in self._panels.values():
            panel.detail.note.turn_to(self._state.case.id if self._state.case else "")
        for list_id in self._checklists:
            self._show(list_id)

    def _show(self, list_id: ListId) -> None:
        checklist, panel = self._checklists[list_id], self._panels[list_id]
        self._show_exhibits(panel)
        panel.set_rows(checklist, self._state.marks, self._clock.now())
        self._rooms.set_progress(ROOM_OF[list_id], progress(checklist, self._state.marks))

    def _show_exhibits(self, panel: ChecklistPanel) -> None:
        panel.set_exhibits(self._state.newest, self._state.count, self._state.exhibits)

    def _panel_of(self, step_id: str) -> ChecklistPanel:
        return self._panels[self._steps[StepId(step_id)].list_id]

    def _state_of(self, step_id: str) -> StepState:
        mark = self._state.marks.get(StepId(step_id))
        return mark.state if mark else StepState.TODO

    @Slot()
    def _on_case_left(self) -> None:
        """What was typed is told."""
        for panel in self._panels.values():
            panel.detail.show_step(None, {}, None)

    @Slot(str, StepState)
    def _on_step_marked(self, step_id: str, state: StepState) -> None:
        self._operations.change_step(StepId(step_id), state)

    @Slot(str, str)
    def _on_note_edited(self, step_id: str, untrusted_note: str) -> None:
        self._operations.change_step(StepId(step_id), self._state_of(step_id), note=untrusted_note)

    @Slot(str)
    def _on_proof_requested(self, step_id: str) -> None:
        aim = self._aim()
        self._operations.capture_proof(aim.target, StepId(step_id), aim.leave_out)

    @Slot(str, object)
    def _on_proof_chosen(self, step_id: str, item: Listed | None) -> None:
        if item is not None:
            self._state.exhibits[item.id] = item.exhibit
        self._operations.name_proof(StepId(step_id), item.id if item else None)

    @Slot(str)
    def _on_page_requested(self, step_id: str) -> None:
        page = self._steps[StepId(step_id)].page
        if page is not None and not QDesktopServices.openUrl(QUrl(page.url)):
            self._panel_of(step_id).show_trouble(StepId(step_id), page_not_opened(), page.url)

    @Slot(object)
    def _on_step_changed(self, mark: StepMark) -> None:
        before, step = self._state.marks.get(mark.step_id), self._steps[mark.step_id]
        self._state.marks[mark.step_id] = mark
        self._show(step.list_id)
        if (state_of(before), before and before.proof) != (mark.state, mark.proof):
            self._panels[step.list_id].announce_step(mark.step_id)

    @Slot(str, object)
    def _on_step_not_changed(self, step_id: str, error: DeskError) -> None:
        self._panel_of(step_id).show_trouble(StepId(step_id), message(error))

    @Slot()
    def _on_items_changed(self) -> None:
        for panel in self._panels.values():
            self._show_exhibits(panel)
