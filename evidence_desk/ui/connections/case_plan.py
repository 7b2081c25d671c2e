"""The plan of the case that is shown, and its dates: made anew only where something they hang on is another."""

from evidence_desk.domain.answers import OwnStep, Under18
from evidence_desk.domain.cases import CaseId
from evidence_desk.domain.deadlines import Deadline
from evidence_desk.domain.payments import Payment
from evidence_desk.domain.times import Clock
from evidence_desk.guidance.content import Content
from evidence_desk.guidance.deadlines import deadlines
from evidence_desk.guidance.plan import OwnStepOnce, PaidOnce, Plan, ReportedOnce, Situation, make_plan
from evidence_desk.ui.connections.case_state import CaseState
from evidence_desk.workflows.see_plan import local_time


class CasePlan:
    """Main thread only. `content` is in the language of the window; None where what is shipped can't be read."""

    def __init__(self, content: Content | None, state: CaseState, clock: Clock) -> None:
        self.content = content
        self._state = state
        self._clock = clock
        self._situation: Situation | None = None
        self._plan: Plan | None = None

    @property
    def case_id(self) -> CaseId:
        """The case that is shown; empty where there is none yet, and so nothing to do and no date."""
        return self._state.case.id if self._state.case else CaseId("")

    def now(self) -> Plan | None:
        """The plan as it stands; the very same one as before where nothing changed."""
        if self.content is None:
            return None
        situation = self._situation_now()
        if self._plan is None or situation != self._situation:
            self._situation, self._plan = situation, make_plan(self.content, situation)
        return self._plan

    def deadlines(self) -> tuple[Deadline, ...]:
        """Every date to know, as `guidance.deadlines` orders them."""
        plan = self.now()
        if plan is None or self.content is None:
            return ()
        situation = plan.situation
        reports = [ReportedOnce(each.id, each.what) for each in self._state.registers.reports]
        now = local_time(self._clock.now())
        return deadlines(plan, self.content, situation.marks, situation.payments, reports, now)

    def _situation_now(self) -> Situation:
        """Everything the plan hangs on; how many items there are does not matter once there is one."""
        state, registers = self._state, self._state.registers
        gone = registers.taken_out
        payments = (*registers.payments, *(each for each in gone if isinstance(each.what, Payment)))
        own_steps = (*registers.own_steps, *(each for each in gone if isinstance(each.what, OwnStep)))
        return Situation(
            answers=registers.answers,
            under18=Under18(state.case.under18) if state.case else Under18.NOT_ASKED,
            payments=tuple(PaidOnce(each.id, each.number, each.what, each.is_removed) for each in payments),
            own_steps=tuple(OwnStepOnce(each.id, each.what, each.added_at, each.is_removed) for each in own_steps),
            marks=dict(state.marks),
            saved=int(bool(state.count)),
        )
