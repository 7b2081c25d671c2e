"""What is known of the steps of a case beside its marks: why each is there, reports, payments, dates."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from evidence_desk.domain.checklists import Step, StepId
from evidence_desk.domain.deadlines import Deadline
from evidence_desk.domain.entries import EntryId
from evidence_desk.domain.facts import Method
from evidence_desk.domain.payments import Payment
from evidence_desk.domain.reports import OPEN, Report
from evidence_desk.workflows.write_down import Kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """`reasons` are English sentences by step; `reports` are all of it, oldest first; `payments` go by their EntryId.

    `deadlines` has the date of each step, `due` that of each report. `country` is the answer, or empty. `methods` are
    the ways of paying, by name.
    """

    reasons: Mapping[StepId, str] = field(default_factory=dict)
    reports: Mapping[str, tuple[Kept[Report], ...]] = field(default_factory=dict)
    payments: Mapping[str, Kept[Payment]] = field(default_factory=dict)
    deadlines: Mapping[StepId, Deadline] = field(default_factory=dict)
    due: Mapping[EntryId, Deadline] = field(default_factory=dict)
    methods: Mapping[str, Method] = field(default_factory=dict)
    hints: Mapping[str, str] = field(default_factory=dict)
    """What is unusual about the number of a payment, by its EntryId."""
    country: str = ""

    def of_step(self, step: Step) -> "StepKnown":
        """What is known of one step."""
        payment = self.payments.get(step.about or "")
        reports = self.reports.get(step.id, ())
        return StepKnown(
            reason=self.reasons.get(step.id, ""),
            report=_counting(reports),
            reports=reports,
            due={each.id: self.due[each.id] for each in reports if each.id in self.due},
            payment=payment,
            deadline=self.deadlines.get(step.id),
            method=self.methods.get(payment.what.method) if payment else None,
            hint=self.hints.get(step.about or "", ""),
            country=self.country,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class StepKnown:
    """The same of one step; None and empty where there is nothing.

    `report` is the one that counts: the last that waits for an answer, or the one that was asked for by `of_report`.
    """

    reason: str = ""
    report: Kept[Report] | None = None
    reports: tuple[Kept[Report], ...] = ()
    due: Mapping[EntryId, Deadline] = field(default_factory=dict)
    payment: Kept[Payment] | None = None
    deadline: Deadline | None = None
    method: Method | None = None
    hint: str = ""
    country: str = ""

    def of_report(self, report_id: EntryId | None) -> "StepKnown":
        """The same with one of the reports as `report`, and with its own date; the newest where none has that id."""
        if not self.reports:
            return self
        shown = next((each for each in self.reports if each.id == report_id), self.reports[-1])
        others = self.deadline if self.deadline and self.deadline.report_id is None else None
        return replace(self, report=shown, deadline=self.due.get(shown.id, others))


def _counting(reports: tuple[Kept[Report], ...]) -> Kept[Report] | None:
    """The last one asked that nobody answered; where there is none, the newest."""
    waiting = [each for each in reports if each.what.asked_ns and each.what.outcome in OPEN]
    return max(waiting, key=lambda each: each.what.asked_ns, default=next(reversed(reports), None))


NOTHING_KNOWN: Final = Known()
NOTHING_OF_IT: Final = StepKnown()
