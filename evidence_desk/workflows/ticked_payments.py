"""Payments whose step says that somebody was asked to stop them, while their entry still says that nobody was."""

from collections.abc import Iterable, Mapping

from evidence_desk.domain.checklists import Checklist, StepId, StepMark
from evidence_desk.domain.entries import Entry, EntryId, EntryKind
from evidence_desk.domain.payments import Payment
from evidence_desk.guidance.register_says import step_done_unsaid


def ticked_payments(
    lists: Iterable[Checklist], marks: Mapping[StepId, StepMark], entries: Iterable[Entry]
) -> frozenset[EntryId]:
    """Their ids. A tick and an entry are two things the person said; a table must not show the older one alone."""
    steps = [step for each in lists for step in each.steps if step.about is not None]
    payments = ((entry.id, Payment.from_json(entry.content)) for entry in entries if entry.kind is EntryKind.PAYMENT)
    return frozenset(entry_id for entry_id, paid in payments if step_done_unsaid(steps, marks, entry_id, paid))
