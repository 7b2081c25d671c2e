"""The lists of steps as the plan has them: marks, notes, proofs and official pages."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices

from evidence_desk.domain.answers import Told
from evidence_desk.domain.checklists import Checklist, ListId, Progress, Step, StepId, StepMark, StepState, progress
from evidence_desk.domain.entries import EntryId
from evidence_desk.domain.errors import DeskError
from evidence_desk.domain.facts import MethodId
from evidence_desk.domain.listed import Listed
from evidence_desk.domain.reports import Report
from evidence_desk.domain.times import Clock
from evidence_desk.guidance.content import LIST_IDS
from evidence_desk.guidance.hints import payment_hint
from evidence_desk.guidance.plan import Plan
from evidence_desk.guidance.situation import country_group
from evidence_desk.guidance.step_dates import date_of_each_report, date_of_each_step
from evidence_desk.ui.actions import ActionId
from evidence_desk.ui.aim import Aim
from evidence_desk.ui.connections.case_plan import CasePlan
from evidence_desk.ui.connections.case_state import CaseState
from evidence_desk.ui.connections.item_finding import ItemFinding
from evidence_desk.ui.messages import message, page_not_opened
from evidence_desk.ui.models.checklist_words import state_of
from evidence_desk.ui.models.guidance_words import hint_in_the_windows_language
from evidence_desk.ui.models.payment_words import WITHOUT_A_BANK
from evidence_desk.ui.models.step_known import Known
from evidence_desk.ui.operations import Operations
from evidence_desk.ui.panels.checklist_panel import ChecklistPanel
from evidence_desk.ui.panels.room_list import RoomList
from evidence_desk.ui.register_operation import RegisterOperation
from evidence_desk.workflows.write_down import Kept

SUSPEND, REPORT, PAYMENTS, MORE = LIST_IDS
ROOM_OF: Mapping[ListId, ActionId] = {
    SUSPEND: ActionId.SUSPEND,
    REPORT: ActionId.REPORT,
    PAYMENTS: ActionId.PAYMENTS,
    MORE: ActionId.MORE,
}
_OF_SERVICES: Final = (SUSPEND, REPORT)


class ChecklistRooms(QObject):
    """One panel for each list; a step is shown as marked only once that was kept."""

    room_wanted = Signal(ActionId)

    def __init__(
        self,
        panels: Mapping[ListId, ChecklistPanel],
        rooms: RoomList,
        operations: Operations,
        writing: RegisterOperation,
        state: CaseState,
        *,
        plan: CasePlan,
        clock: Clock,
        aim: Callable[[], Aim],
        finding: ItemFinding,
    ) -> None:
        super().__init__(rooms)
        self._panels = panels
        self._rooms = rooms
        self._operations = operations
        self._state = state
        self._plan = plan
        self._clock = clock
        self._aim = aim
        self._finding = finding
        for panel in panels.values():
            panel.step_marked.connect(self._on_step_marked)
            panel.note_edited.connect(self._on_note_edited)
            panel.proof_requested.connect(self._on_proof_requested)
            panel.proof_chosen.connect(self._on_proof_chosen)
            panel.proof_search_requested.connect(self._on_proof_search_requested)
            panel.page_requested.connect(self._on_page_requested)
        operations.case_left.connect(self._on_case_left)
        operations.step_changed.connect(self._on_step_changed)
        operations.step_not_changed.connect(self._on_step_not_changed)
        operations.item_kept.connect(self._on_items_changed)
        operations.item_changed.connect(self._on_items_changed)
        writing.written.connect(self._on_written)

    def show_case(self) -> None:
        """Show every list of the case. A step is called the same in every case, so each case has its own drafts."""
        for panel in self._panels.values():
            panel.detail.turn_to(self._state.case.id if self._state.case else "")
        self._show_lists()

    def show_payment(self, entry_id: EntryId) -> None:
        """Open Cancel payments at the steps of one payment."""
        self.room_wanted.emit(ActionId.PAYMENTS)
        steps = [step for each in self._lists() if each.id == PAYMENTS for step in each.steps if step.about == entry_id]
        to_do = (step for step in steps if self._state_of(step.id) is StepState.TODO)
        first = next(to_do, next(iter(steps), None))
        if first is not None:
            self._panels[PAYMENTS].choose(first.id)

    def show_step(self, step_id: StepId) -> None:
        """Open the room of a step, with that step chosen; one that is in no list opens nothing."""
        step = self._step(step_id)
        if step is not None:
            self.room_wanted.emit(ROOM_OF[step.list_id])
            self._panels[step.list_id].choose(step.id)

    def _lists(self) -> tuple[Checklist, ...]:
        plan = self._plan.now()
        return plan.lists if plan else ()

    def _step(self, step_id: str) -> Step | None:
        plan = self._plan.now()
        return plan.step(step_id) if plan else None

    def _show_lists(self) -> None:
        plan = self._plan.now()
        if plan is None:
            return
        known = self._known(plan)
        for checklist in plan.lists:
            panel = self._panels[checklist.id]
            self._show_exhibits(panel)
            panel.set_rows(checklist, self._state.marks, self._clock.now(), known)
            is_empty = self._is_empty(checklist, plan)
            panel.show_instead(instead=is_empty, top=checklist.id == PAYMENTS and not is_empty and self._has_bank())
            so_far = Progress(0, 0) if is_empty else progress(checklist, self._state.marks)
            self._rooms.set_progress(ROOM_OF[checklist.id], so_far)

    def _has_bank(self) -> bool:
        """Whether a bank may stop some of it; with cash over the counter, a code or coins somebody else is first."""
        methods = self._plan.content.methods if self._plan.content else {}
        ways = [methods.get(MethodId(each.what.method)) for each in self._state.registers.payments]
        return any(way is None or way.kind not in WITHOUT_A_BANK for way in ways)

    def _is_empty(self, checklist: Checklist, plan: Plan) -> bool:
        """Whether there is a question to answer before any step: which apps, or whether they paid.

        A list in which something was said is never hidden behind a question.
        """
        said = any(plan.situation.is_marked(step.id) or step.is_own for step in checklist.steps)
        answers = plan.situation.answers
        if checklist.id in _OF_SERVICES:
            return not said and not answers.services and not answers.own_services
        if checklist.id == PAYMENTS:
            return not said and (not self._state.registers.payments or plan.situation.paid is Told.NO)
        return False

    def _known(self, plan: Plan) -> Known:
        registers, content = self._state.registers, self._plan.content
        dates = self._plan.deadlines()
        return Known(
            reasons=plan.reasons,
            reports=_by_step(registers.reports),
            payments={each.id: each for each in registers.payments},
            deadlines=date_of_each_step(dates, self._clock.now().at),
            due=date_of_each_report(dates),
            methods={str(name): each for name, each in content.methods.items()} if content else {},
            hints=self._hints(),
            country=country_group(plan.situation.answers.country),
        )

    def _hints(self) -> dict[str, str]:
        content = self._plan.content
        if content is None:
            return {}
        paid, said = self._state.registers.payments, hint_in_the_windows_language
        hints = {each.id: payment_hint(content, each.what, "reference", translate=said) for each in paid}
        return {entry_id: hint for entry_id, hint in hints.items() if hint}

    def _show_exhibits(self, panel: ChecklistPanel) -> None:
        panel.set_exhibits(self._state.newest, self._state.count, self._state.exhibits)

    def _state_of(self, step_id: str) -> StepState:
        return state_of(self._state.marks.get(StepId(step_id)))

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
    def _on_proof_search_requested(self, step_id: str) -> None:
        question, take = self.tr("Which item is the proof?"), self.tr("Use as proof")
        self._finding.ask(question, take, lambda item: self._on_proof_chosen(step_id, item))

    @Slot(str)
    def _on_page_requested(self, step_id: str) -> None:
        step = self._step(step_id)
        if step is not None and step.page is not None and not QDesktopServices.openUrl(QUrl(step.page.url)):
            self._panels[step.list_id].show_trouble(step.id, page_not_opened(), step.page.url)

    @Slot(object)
    def _on_step_changed(self, mark: StepMark) -> None:
        before = self._state.marks.get(mark.step_id)
        self._state.marks[mark.step_id] = mark
        self._show_lists()
        step = self._step(mark.step_id)
        if step is not None and (state_of(before), before and before.proof) != (mark.state, mark.proof):
            self._panels[step.list_id].announce_step(mark.step_id)

    @Slot(str, object)
    def _on_step_not_changed(self, step_id: str, error: DeskError) -> None:
        step = self._step(step_id)
        if step is not None:
            self._panels[step.list_id].show_trouble(step.id, message(error))

    @Slot()
    def _on_written(self) -> None:
        self._show_lists()

    @Slot()
    def _on_items_changed(self) -> None:
        for panel in self._panels.values():
            self._show_exhibits(panel)


def _by_step(reports: tuple[Kept[Report], ...]) -> dict[str, tuple[Kept[Report], ...]]:
    by_step: defaultdict[str, list[Kept[Report]]] = defaultdict(list)
    for each in reports:
        by_step[each.what.step].append(each)
    return {step_id: tuple(each) for step_id, each in by_step.items() if step_id}
