"""What is known of the steps of a case beside its marks: why each is there, reports, payments, dates."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from evidence_desk.domain.checklists import Step, StepId
from evidence_desk.domain.deadlines import Deadline
from evidence_desk.domain.facts import Method
from evidence_desk.domain.payments import Payment
from evidence_desk.domain.reports import Report
from evidence_desk.workflows.write_down import Kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """`reasons` are English sentences by step; `reports` the newest of each step; `payments` go by their EntryId.

    `country` is the answer, or empty. `methods` are the ways of paying, by name.
    """

    reasons: Mapping[StepId, str] = field(default_factory=dict)
    reports: Mapping[str, Kept[Report]] = field(default_factory=dict)
    payments: Mapping[str, Kept[Payment]] = field(default_factory=dict)
    deadlines: Mapping[StepId, Deadline] = field(default_factory=dict)
    methods: Mapping[str, Method] = field(default_factory=dict)
    hints: Mapping[str, str] = field(default_factory=dict)
    """What is unusual about the number of a payment, by its EntryId."""
    country: str = ""

    def of_step(self, step: Step) -> "StepKnown":
        """What is known of one step."""
        payment = self.payments.get(step.about or "")
        return StepKnown(
            reason=self.reasons.get(step.id, ""),
            report=self.reports.get(step.id),
            payment=payment,
            deadline=self.deadlines.get(step.id),
            method=self.methods.get(payment.what.method) if payment else None,
            hint=self.hints.get(step.about or "", ""),
            country=self.country,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class StepKnown:
    """The same of one step; None and empty where there is nothing."""

    reason: str = ""
    report: Kept[Report] | None = None
    payment: Kept[Payment] | None = None
    deadline: Deadline | None = None
    method: Method | None = None
    hint: str = ""
    country: str = ""


NOTHING_KNOWN: Final = Known()
NOTHING_OF_IT: Final = StepKnown()
