"""A payment's entry and its steps never tell two things of the same: what one knows is known at the other."""

from dataclasses import replace
from datetime import timedelta

import pytest

from evidence_desk.domain.checklists import Register, StepId, StepState
from evidence_desk.domain.entries import EntryId
from evidence_desk.domain.payments import Payment, Stopped
from evidence_desk.guidance.register_says import is_unsaid, register_says, step_done_unsaid
from tests.guidance.situations import CONTENT, NOW, mark

STEPS = {step.id: step for step in CONTENT.steps()}
STOP = replace(STEPS[StepId("payments.western-union.stop")], about="e1")
NUMBER = replace(STEPS[StepId("payments.western-union.note-number")], about="e1")
REPORT = replace(STEPS[StepId("payments.western-union.report")], about="e1")


def test_every_way_of_paying_has_both_steps_that_its_entry_tells_of() -> None:
    ways = [method.id for method in CONTENT.methods.values() if method.id != "any"]
    for way in ways:
        found = [step.register for step in STEPS.values() if step.belongs_to == way and step.register]
        assert set(found) == set(Register), way
        assert found.count(Register.NUMBER) == 1
    assert {step.register for step in CONTENT.own_method} == set(Register)
    assert {step.list_id for step in STEPS.values() if step.register} == {"payments"}


def test_what_was_written_down_is_known_at_the_step() -> None:
    written = Payment(reference="123 456 7890", to_name="K. Bright", stopped=Stopped.ASKED.value)

    assert register_says(NUMBER, written) == {"reference": "123 456 7890", "to_name": "K. Bright"}
    assert register_says(STOP, written) == {"stopped": "asked"}
    assert register_says(REPORT, written) == {}
    assert register_says(NUMBER, Payment(to_name="K. Bright", reference=" ")) == {}, "a name alone finds no transfer"


@pytest.mark.parametrize("state", ["not asked", "may be possible", "said by a newer program"])
def test_what_nobody_answered_is_no_answer(state: str) -> None:
    assert register_says(STOP, Payment(stopped=state)) == {}


def test_a_step_that_was_done_is_known_at_the_entry_until_that_says_more() -> None:
    first, last = mark(STOP.id), replace(mark(NUMBER.id), changed_at=NOW + timedelta(minutes=1))
    other = replace(STOP, id=StepId("payments.western-union.stop@2"), about="e2")
    marks = {STOP.id: first, NUMBER.id: last, REPORT.id: last}
    steps = (STOP, NUMBER, REPORT, other)

    assert step_done_unsaid(steps, marks, EntryId("e1"), Payment()) == (STOP, first)
    assert step_done_unsaid(steps, marks, EntryId("e2"), Payment()) is None
    assert step_done_unsaid(steps, marks, EntryId("e1"), Payment(stopped="asked")) is None
    assert not is_unsaid(STOP, mark(STOP.id, StepState.SKIPPED), Payment())
    assert not is_unsaid(STOP, None, Payment())
    twice = replace(STOP, id=StepId("payments.upi.ring-bank"))
    both = {**marks, twice.id: last}
    assert step_done_unsaid((*steps, twice), both, EntryId("e1"), Payment()) == (twice, last)
