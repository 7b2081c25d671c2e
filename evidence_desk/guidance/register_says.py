"""What the entry of a payment says of the same thing as a step, and where one of the two knows more. Pure."""

from collections.abc import Iterable, Mapping
from typing import Final

from evidence_desk.domain.checklists import Register, Step, StepId, StepMark, StepState
from evidence_desk.domain.entries import EntryId
from evidence_desk.domain.payments import Payment, Stopped

ANSWERS: Final = (Stopped.ASKED, Stopped.STOPPED, Stopped.TOO_LATE)
"""What can be said of asking them to stop it, once they were asked."""
_ANSWERED: Final = frozenset(each.value for each in ANSWERS)
_NUMBERS: Final = ("reference", "to_account", "card_last_four")
_WITH_THEM: Final = ("sort_code", "to_name")


def register_says(step: Step, payment: Payment) -> dict[str, str]:
    """What the entry has of what the step asks for, by the parts of Payment; empty where it has nothing of it."""
    if step.register is Register.STOPPED and payment.stopped in _ANSWERED:
        return {"stopped": payment.stopped}
    if step.register is not Register.NUMBER:
        return {}
    found = {name: getattr(payment, name) for name in (*_NUMBERS, *_WITH_THEM)}
    has_number = any(found[name].strip() for name in _NUMBERS)
    return {name: value for name, value in found.items() if value.strip()} if has_number else {}


def is_unsaid(step: Step, mark: StepMark | None, payment: Payment) -> bool:
    """Whether somebody was asked to stop it, as the tick says, and the entry still has that nobody was."""
    was_asked = mark is not None and mark.state is StepState.DONE and step.register is Register.STOPPED
    return was_asked and payment.stopped == Stopped.NOT_ASKED.value


def step_done_unsaid(
    steps: Iterable[Step], marks: Mapping[StepId, StepMark], entry_id: EntryId, payment: Payment
) -> tuple[Step, StepMark] | None:
    """The step of this payment that `is_unsaid` is so of, the one done last, with its mark; None where none is."""
    found = [
        (step, mark)
        for step in steps
        if step.about == entry_id and (mark := marks.get(step.id)) and is_unsaid(step, mark, payment)
    ]
    return max(found, key=lambda each: each[1].changed_at, default=None)
