"""What is known of a case when its plan is made: answers, payments, own steps, marks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from evidence_desk.domain.answers import COUNTRIES, Answers, OwnStep, Told, Under18
from evidence_desk.domain.checklists import StepId, StepMark, StepState
from evidence_desk.domain.entries import EntryId
from evidence_desk.domain.payments import Payment
from evidence_desk.domain.reports import Report

_UNION = frozenset(
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IT LT LU LV MT NL PL PT RO SE SI SK".split()  # noqa: SIM905 — read at a glance
)
"""Countries of the European Union that have no entry of their own in COUNTRIES."""


@dataclass(frozen=True, slots=True)
class PaidOnce:
    """One payment of the register; `number` is its own there. A removed one is told for what was ticked of it."""

    id: EntryId
    number: int
    payment: Payment
    is_removed: bool = False


@dataclass(frozen=True, slots=True)
class ReportedOnce:
    """One report of the register."""

    id: EntryId
    report: Report


@dataclass(frozen=True, slots=True)
class OwnStepOnce:
    """A step the person made, and when; a removed one is still told, for what was ticked of it."""

    id: EntryId
    own: OwnStep
    added_at: datetime
    is_removed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """Everything a plan is made from. `saved` is how many items the case has."""

    answers: Answers = field(default_factory=Answers)
    under18: Under18 = Under18.NOT_ASKED
    payments: tuple[PaidOnce, ...] = ()
    own_steps: tuple[OwnStepOnce, ...] = ()
    marks: Mapping[StepId, StepMark] = field(default_factory=dict)
    saved: int = 0

    @property
    def paid(self) -> Told:
        """What they said of it; whoever has written a payment down has paid."""
        if any(not each.is_removed for each in self.payments):
            return Told.YES
        return Told(self.answers.paid)

    @property
    def posted(self) -> Told:
        """Whether a picture is out there."""
        return Told(self.answers.posted)

    def is_marked(self, step_id: StepId) -> bool:
        """Whether the person has done, skipped, noted or proved anything there."""
        mark = self.marks.get(step_id)
        return mark is not None and (mark.state is not StepState.TODO or bool(mark.note) or mark.proof is not None)

    def is_to_do(self, step_id: StepId) -> bool:
        """Whether it is neither done nor set aside."""
        mark = self.marks.get(step_id)
        return mark is None or mark.state is StepState.TODO


def country_group(code: str) -> str:
    """The one of COUNTRIES that a country (ISO 3166 alpha-2) belongs to; empty stays empty."""
    plain = code.strip().upper()
    plain = "GB" if plain == "UK" else plain
    if not plain or plain in COUNTRIES:
        return plain
    return "EU" if plain in _UNION else "INT"
