"""What is written down at a step: its report, the number of its payment, whether that was collected."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from PySide6.QtCore import QObject, Slot

from evidence_desk.domain.checklists import Step, StepId, StepMark, StepState
from evidence_desk.domain.entries import EntryId
from evidence_desk.domain.errors import DeskError
from evidence_desk.domain.facts import Since
from evidence_desk.domain.payments import Payment
from evidence_desk.domain.reports import Outcome, Report
from evidence_desk.domain.times import NANOSECONDS, Clock
from evidence_desk.ui.connections.case_plan import CasePlan
from evidence_desk.ui.connections.case_state import CaseState
from evidence_desk.ui.dialogs.asked_dialog import AskedDialog
from evidence_desk.ui.messages import message
from evidence_desk.ui.models.checklist_words import state_of
from evidence_desk.ui.operations import Operations
from evidence_desk.ui.panels.checklist_panel import ChecklistPanel
from evidence_desk.ui.register_operation import RegisterOperation
from evidence_desk.workflows.write_down import Kept

_SAME_PRESS_NS = 10 * NANOSECONDS


class StepWriting(QObject):
    """What is said at a step is said of the report shown there; the first begins with the first thing said of it."""

    def __init__(
        self,
        panels: Iterable[ChecklistPanel],
        operations: Operations,
        writing: RegisterOperation,
        state: CaseState,
        *,
        plan: CasePlan,
        clock: Clock,
        asked: AskedDialog,
    ) -> None:
        super().__init__(asked)
        self._panels = tuple(panels)
        self._writing = writing
        self._state = state
        self._plan = plan
        self._clock = clock
        self._asked = asked
        for panel in self._panels:
            self._listen_to(panel)
        asked.given.connect(self._on_moment_given)
        operations.step_turned.connect(self._on_step_turned)
        operations.case_left.connect(asked.reject)
        writing.not_written.connect(self._on_not_written)

    def _listen_to(self, panel: ChecklistPanel) -> None:
        detail = panel.detail
        detail.times.asked_now.connect(lambda: self._on_asked_now(panel))
        detail.times.asked_again.connect(lambda: self._on_asked_again(panel))
        detail.times.change_asked.connect(lambda: self._on_change_asked(panel))
        detail.report.number_edited.connect(self._on_number_edited)
        detail.report.place_edited.connect(self._on_place_edited)
        detail.others.removal_asked.connect(lambda: self._on_removal_asked(panel))
        detail.report.outcome_chosen.connect(lambda outcome: self._on_outcome_chosen(panel, outcome))
        detail.report.follow_up_chosen.connect(lambda day: self._on_follow_up_chosen(panel, day))
        detail.payment.reference_edited.connect(self._on_reference_edited)
        detail.payment.collected_chosen.connect(lambda collected: self._on_collected_chosen(panel, collected))
        detail.register.stopped_chosen.connect(lambda stopped: self._on_stopped_chosen(panel, stopped))

    def report_of(self, step_id: str) -> Kept[Report] | None:
        """The newest report of a step."""
        reports = (each for each in reversed(self._state.registers.reports) if each.what.step == step_id)
        return next(reports, None)

    def _change(self, step: Step, change: Callable[[Report], Report], shown: Kept[Report] | None = None) -> None:
        """Of the report shown; before it came home, of the one of that step that was begun last."""
        self._writing.change(
            _new(step), change, is_it=lambda kept: kept.what.step == step.id, subject=step.id,
            entry_id=shown.id if shown else None,
        )  # fmt: skip

    def _asked_now(self) -> Callable[[Report], Report]:
        """As asked just now, unless it was said before when."""
        now = self._clock.now()
        return lambda report: report if report.asked_ns else replace(report, asked_ns=now.utc_ns, zone=now.zone)

    def _on_asked_now(self, panel: ChecklistPanel) -> None:
        if panel.detail.row is not None:
            self._change(panel.detail.row.step, self._asked_now(), panel.detail.shown_report)

    def _on_asked_again(self, panel: ChecklistPanel) -> None:
        """A report of its own, with its own time to answer; a second press is the same one."""
        if panel.detail.row is None:
            return
        step, now = panel.detail.row.step, self._clock.now()

        def is_it(kept: Kept[Report]) -> bool:
            return kept.what.step == step.id and abs(kept.what.asked_ns - now.utc_ns) < _SAME_PRESS_NS

        new = replace(_new(step), asked_ns=now.utc_ns, zone=now.zone)
        self._writing.change(new, lambda kept: kept, is_it=is_it, subject=step.id)

    def _on_removal_asked(self, panel: ChecklistPanel) -> None:
        kept = panel.detail.shown_report
        if kept is not None:
            self._writing.take_out(Report, kept.id, subject=kept.what.step)

    def _on_change_asked(self, panel: ChecklistPanel) -> None:
        kept = panel.detail.shown_report
        if kept is not None:
            self._asked.ask(kept.what, kept.id)

    @Slot(object, str, object)
    def _on_moment_given(self, asked_ns: int, zone: str, entry_id: EntryId) -> None:
        kept = self._state.registers.by_id(entry_id)
        if kept is not None:
            self._writing.change(
                Report(), lambda report: replace(report, asked_ns=asked_ns, zone=zone),
                entry_id=entry_id, subject=kept.what.step,
            )  # fmt: skip

    @Slot(str, str)
    def _on_number_edited(self, subject: str, untrusted_number: str) -> None:
        """Whoever has a number has asked."""
        asked = self._asked_now()
        self._change_typed(subject, lambda report: replace(asked(report), reference=untrusted_number))

    @Slot(str, str)
    def _on_place_edited(self, subject: str, untrusted_place: str) -> None:
        self._change_typed(subject, lambda report: replace(report, to=untrusted_place))

    def _change_typed(self, subject: str, change: Callable[[Report], Report]) -> None:
        """A subject is the EntryId of a report, and a step's id where that step had none: then this begins it."""
        plan = self._plan.now()
        step = plan.step(StepId(subject)) if plan else None
        if step is None:
            self._writing.change(Report(), change, entry_id=EntryId(subject), subject=subject)
        else:
            self._change(step, change)

    def _on_outcome_chosen(self, panel: ChecklistPanel, outcome: str) -> None:
        """Not asked yet takes the moment away again; whatever else is said of it stays."""
        if panel.detail.row is None:
            return
        step, shown = panel.detail.row.step, panel.detail.shown_report
        if outcome:
            asked = self._asked_now()
            self._change(step, lambda report: replace(asked(report), outcome=outcome), shown)
        elif shown is not None:
            waits = Outcome.WAITING.value
            self._change(step, lambda report: replace(report, asked_ns=0, zone="", outcome=waits), shown)

    def _on_follow_up_chosen(self, panel: ChecklistPanel, day: str) -> None:
        if panel.detail.row is not None:
            shown = panel.detail.shown_report
            self._change(panel.detail.row.step, lambda report: replace(report, follow_up=day), shown)

    @Slot(str, str)
    def _on_reference_edited(self, entry_id: str, untrusted_number: str) -> None:
        self._change_payment(entry_id, lambda payment: replace(payment, reference=untrusted_number))

    def _on_collected_chosen(self, panel: ChecklistPanel, collected: str) -> None:
        self._change_shown_payment(panel, lambda paid: replace(paid, collected=collected))

    def _on_stopped_chosen(self, panel: ChecklistPanel, stopped: str) -> None:
        self._change_shown_payment(panel, lambda paid: replace(paid, stopped=stopped))

    def _change_shown_payment(self, panel: ChecklistPanel, change: Callable[[Payment], Payment]) -> None:
        payment = panel.detail.row.known.payment if panel.detail.row else None
        if payment is not None:
            self._change_payment(payment.id, change)

    def _change_payment(self, entry_id: str, change: Callable[[Payment], Payment]) -> None:
        self._writing.change(Payment(), change, entry_id=EntryId(entry_id), subject=entry_id)

    @Slot(object, object)
    def _on_step_turned(self, before: StepMark | None, after: StepMark) -> None:
        """A tick says that somebody was asked, where time runs from then on; taken back at once, that goes too."""
        plan = self._plan.now()
        step = plan.step(after.step_id) if plan else None
        if step is None or step.deadline is None or step.deadline.since is not Since.ASKED:
            return
        kept = self.report_of(step.id)
        if after.state is StepState.DONE and state_of(before) is not StepState.DONE:
            if kept is None or not kept.what.asked_ns:
                self._change(step, self._asked_now())
        elif state_of(before) is StepState.DONE and kept is not None and before is not None:
            bare = Report(to=kept.what.to, step=step.id, about=kept.what.about, zone=kept.what.zone)
            ticked_ns = round(before.changed_at.timestamp() * NANOSECONDS)
            same_press = abs(kept.what.asked_ns - ticked_ns) < _SAME_PRESS_NS
            if same_press and replace(kept.what, asked_ns=0) == bare:
                self._writing.take_out(Report, kept.id)

    @Slot(str, object)
    def _on_not_written(self, subject: str, error: DeskError) -> None:
        """Said at the step it was written at."""
        for panel in self._panels:
            row = panel.detail.row
            if row is None:
                continue
            payment = row.known.payment
            if subject in {row.step.id, payment.id if payment else "", *(each.id for each in row.known.reports)}:
                for field in panel.detail.fields():
                    field.not_kept(subject)
                panel.show_trouble(StepId(row.step.id), message(error))


def _new(step: Step) -> Report:
    return Report(to=step.service, step=step.id, about=step.about or "")
