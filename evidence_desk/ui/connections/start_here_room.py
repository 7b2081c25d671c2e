"""Start here: what comes next, chosen anew after every answer, the dates to know, and what was answered."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Slot

from evidence_desk.domain.answers import Answers, Under18
from evidence_desk.domain.checklists import Checklist, ListId, Progress, StepId, progress
from evidence_desk.domain.entries import EntryId
from evidence_desk.domain.errors import DeskError, GuidanceDamaged
from evidence_desk.domain.facts import MethodId
from evidence_desk.domain.times import Clock
from evidence_desk.guidance.plan import Plan
from evidence_desk.ui.actions import ActionId
from evidence_desk.ui.connections.case_plan import CasePlan
from evidence_desk.ui.connections.case_state import CaseState
from evidence_desk.ui.connections.checklist_rooms import PAYMENTS, REPORT, ROOM_OF, SUSPEND
from evidence_desk.ui.main_window import MainWindow
from evidence_desk.ui.messages import message
from evidence_desk.ui.models.answer_words import answered_words
from evidence_desk.ui.models.checklist_words import checked_words
from evidence_desk.ui.models.date_words import date_rows, with_a_date
from evidence_desk.ui.models.help_words import country_here, country_names
from evidence_desk.ui.models.moment_words import local_day
from evidence_desk.ui.models.next_step_words import next_entries, save_entry
from evidence_desk.ui.models.safe_text import isolated, safe_line
from evidence_desk.ui.operations import Operations
from evidence_desk.ui.register_operation import RegisterOperation
from evidence_desk.ui.rooms import Rooms
from evidence_desk.workflows.write_down import Kept

_ANSWERS = "answers"


class StartHereRoom(QObject):
    """Shows what there is to do; a capture changes it only where it was the first."""

    def __init__(
        self,
        rooms: Rooms,
        window: MainWindow,
        operations: Operations,
        state: CaseState,
        *,
        plan: CasePlan,
        writing: RegisterOperation,
        clock: Clock,
        show_step: Callable[[StepId], None],
    ) -> None:
        super().__init__(window)
        self._show_step = show_step
        self._panel = rooms.start_here
        self._window = window
        self._state = state
        self._plan = plan
        self._writing = writing
        self._clock = clock
        self._here = country_here()
        self._has_saved = self._asks = False
        self._shown: str | None = None
        self._offer_answers()
        self._panel.step_requested.connect(self._on_step_requested)
        self._panel.list_requested.connect(self._on_list_requested)
        self._panel.help_requested.connect(lambda: window.open_room(ActionId.HELP))
        self._panel.answers_requested.connect(self._on_answers_requested)
        self._panel.answering.answered.connect(self._on_answered)
        operations.case_left.connect(self._panel.leave_case)
        operations.item_kept.connect(self._on_item_kept)
        operations.item_removed.connect(self.show_case)
        operations.step_changed.connect(self.show_case)
        writing.written.connect(self._on_written)
        writing.not_written.connect(self._on_not_written)

    @Slot()
    def show_case(self) -> None:
        """Show what comes next in the case as it is known now."""
        self._has_saved = bool(self._state.count)
        plan = self._plan.now()
        if plan is None:
            save = [] if self._has_saved else [save_entry()]
            self._panel.set_next(save, save)
            self._panel.set_lists((), {})
            self._panel.set_trouble(message(GuidanceDamaged("")))
        else:
            self._panel.set_next(*next_entries(plan))
            lists = [each for each in plan.lists if each.steps]
            self._panel.set_lists(lists, {each.id: self._so_far(each, plan) for each in lists})
        self._show_dates()
        self._show_answers()
        self._panel.set_note(self._checked(plan))
        self._open_for_new_case()

    def _so_far(self, checklist: Checklist, plan: Plan) -> Progress:
        """How far a list is; nothing of none while it is still to be said which steps are in it."""
        answers, said = plan.situation.answers, any(plan.situation.is_marked(step.id) for step in checklist.steps)
        picked = {
            SUSPEND: answers.services or answers.own_services,
            REPORT: answers.services or answers.own_services,
            PAYMENTS: self._state.registers.payments,
        }.get(checklist.id, True)
        return progress(checklist, self._state.marks) if picked or said else Progress(0, 0)

    def _show_dates(self) -> None:
        now = self._clock.now().at
        dates = self._plan.deadlines()
        self._panel.set_dates(date_rows(dates, self._names(), now), can_be_saved=bool(with_a_date(dates, now)))

    def _names(self) -> Mapping[EntryId, str]:
        """What tells payments and reports from each other, where there are several."""
        content, registers = self._plan.content, self._state.registers
        names: dict[EntryId, str] = {each.id: isolated(safe_line(each.what.to)) for each in registers.reports}
        if content is not None and len(registers.payments) > 1:
            for each in registers.payments:
                method = content.methods.get(MethodId(each.what.method))
                names[each.id] = method.name if method else isolated(safe_line(each.what.own_method))
        return {entry_id: name for entry_id, name in names.items() if name}

    def _show_answers(self) -> None:
        content, answers = self._plan.content, self._state.registers.answers
        if content is None:
            return
        words = answered_words(answers, dict(country_names(content.countries)), content.services)
        self._panel.answering.know(answers)
        self._panel.set_answers(words, answered=answers != Answers() or self._ages() is not Under18.NOT_ASKED)

    def _ages(self) -> Under18:
        return Under18(self._state.case.under18) if self._state.case else Under18.NOT_ASKED

    def _checked(self, plan: Plan | None) -> str:
        checked = [step.checked for step in plan.order if not step.is_own] if plan else []
        return checked_words(min(checked), local_day(self._clock.now())) if checked else ""

    def _offer_answers(self) -> None:
        content = self._plan.content
        if content is not None:
            self._panel.answering.set_countries(country_names(content.countries), self._here)
            self._panel.answering.set_services(content.services.values())

    def _open_for_new_case(self) -> None:
        """A case that was just made begins here; one that was left is as it was left."""
        before, self._shown = self._shown, self._state.case.id if self._state.case else None
        if before not in {None, self._shown} and not self._state.count:
            self._window.open_room(ActionId.START)

    @Slot()
    def _on_item_kept(self) -> None:
        if not self._has_saved:
            self.show_case()

    @Slot(str)
    def _on_step_requested(self, step_id: str) -> None:
        self._show_step(StepId(step_id))

    @Slot(str)
    def _on_list_requested(self, list_id: str) -> None:
        self._window.open_room(ROOM_OF[ListId(list_id)])

    @Slot()
    def _on_answers_requested(self) -> None:
        self._asks = False
        self._panel.begin_answering(self._state.registers.answers)

    @Slot(object)
    def _on_answered(self, changed: Mapping[str, Any]) -> None:
        self._asks = True
        self._writing.answer(lambda answers: replace(answers, **changed), subject=_ANSWERS)

    @Slot(object)
    def _on_written(self, kept: Kept[Any]) -> None:
        """Only what was answered here goes on to the next question; other rooms and Undo change answers too."""
        if isinstance(kept.what, Answers) and self._asks and self._panel.is_answering:
            self._asks = False
            self._panel.answering.show_kept(kept.what)
        self.show_case()

    @Slot(str, object)
    def _on_not_written(self, subject: str, error: DeskError) -> None:
        if subject == _ANSWERS and self._asks and self._panel.is_answering:
            self._asks = False
            self._panel.answering.show_not_kept(message(error))
