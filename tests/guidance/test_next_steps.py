"""What is offered next is little, still to do, and never keeps money waiting."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidence_desk.domain.checklists import Checklist, ListId, Step, StepId, StepMark, StepState
from evidence_desk.domain.evidence import ItemId
from evidence_desk.guidance.checklists import load_checklists
from evidence_desk.guidance.next_steps import AT_MOST, has_paid, next_steps
from evidence_desk.resources import resource_path

AT = datetime(2026, 11, 22, 21, tzinfo=UTC)
LISTS = load_checklists(resource_path("guidance"))
STEPS = {step.id: step for checklist in LISTS for step in checklist.steps}
SAVED = st.integers(0, 3)
STATES = st.dictionaries(st.sampled_from(sorted(STEPS)), st.sampled_from(StepState))
laws = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)


def marked(states: dict[StepId, StepState]) -> dict[StepId, StepMark]:
    return {step_id: StepMark(step_id, state, AT) for step_id, state in states.items()}


def all_of(service: str, state: StepState) -> dict[StepId, StepState]:
    return {step.id: state for step in STEPS.values() if step.service == service}


def ids(steps: tuple[Step, ...]) -> list[str]:
    return [step.id for step in steps]


@laws
@given(states=STATES, saved=SAVED)
def test_few_and_only_what_is_still_to_do(states: dict[StepId, StepState], saved: int) -> None:
    now = next_steps(LISTS, marked(states), saved)
    to_do = {step_id for step_id in STEPS if states.get(step_id, StepState.TODO) is StepState.TODO}

    assert now.save_first is (saved == 0)
    assert now.save_first + len(now.steps) <= AT_MOST
    assert sorted(ids(now.waiting)) == sorted(to_do)
    assert now.waiting[: len(now.steps)] == now.steps


@laws
@given(states=STATES, saved=SAVED)
def test_a_payment_never_waits(states: dict[StepId, StepState], saved: int) -> None:
    now = next_steps(LISTS, marked(states), saved)
    payments = [step for step in now.waiting if step.list_id == "payments"]

    assert not payments or payments[0] in now.steps


@laws
@given(states=STATES)
def test_what_may_take_away_the_chat_waits_until_something_is_saved(states: dict[StepId, StepState]) -> None:
    before, after = (next_steps(LISTS, marked(states), saved) for saved in (0, 1))
    places = [step.save_first for step in before.waiting]

    assert not any(step.save_first for step in before.steps)
    assert places == sorted(places)
    assert len(after.steps) == min(AT_MOST, len(after.waiting))


@laws
@given(states=STATES, saved=SAVED, more=st.integers(1, 10**6), note=st.text(), data=st.data())
def test_nothing_changes_with_what_does_not_matter(
    states: dict[StepId, StepState], saved: int, more: int, note: str, data: st.DataObject
) -> None:
    marks = marked(states)
    now = next_steps(LISTS, marks, saved)
    others = {
        key: replace(mark, note=note, proof=ItemId("x"), changed_at=AT.replace(year=2027))
        for key, mark in marks.items()
    }
    strange = StepId("suspend.gone.step")
    order = data.draw(st.permutations(list(others)))
    told = {key: others[key] for key in order} | {strange: StepMark(strange, StepState.DONE, AT)}

    assert next_steps(LISTS, told, saved + more if saved else 0) == now


@laws
@given(states=STATES, saved=SAVED)
def test_doing_the_first_step_brings_up_another(states: dict[StepId, StepState], saved: int) -> None:
    now = next_steps(LISTS, marked(states), saved)
    if not now.steps:
        return
    after = next_steps(LISTS, marked(states | {now.steps[0].id: StepState.DONE}), saved)

    assert now.steps[0] not in after.waiting
    assert len(after.waiting) == len(now.waiting) - 1


def test_a_new_case_begins_with_saving_and_does_not_keep_the_bank_waiting() -> None:
    now = next_steps(LISTS, {}, 0)

    assert now.save_first
    assert ids(now.steps) == [
        "payments.bank-transfer.ring-bank",
        "suspend.facebook.hide-friends",
        "report.stopncii.watch",
    ]


def test_after_saving_every_list_has_its_turn() -> None:
    assert [step.list_id for step in next_steps(LISTS, {}, 5).steps] == ["payments", "suspend", "report", "suspend"]


def test_who_paid_hears_of_money_first_and_twice() -> None:
    marks = marked({StepId("payments.western-union.note-number"): StepState.DONE})
    now = next_steps(LISTS, marks, 1)

    assert has_paid(LISTS, marks)
    assert ids(now.steps)[:2] == ["payments.western-union.stop", "payments.western-union.report"]


def test_who_set_payments_aside_hears_of_them_last_but_still_does() -> None:
    states = all_of("Bank transfer", StepState.SKIPPED)
    now = next_steps(LISTS, marked(states), 1)

    assert not has_paid(LISTS, marked(states))
    assert [step.list_id for step in now.steps] == ["suspend", "report", "payments", "suspend"]
    assert now.steps[2].service == "Western Union"


@pytest.mark.parametrize(("state", "first"), [(StepState.DONE, True), (StepState.SKIPPED, False)])
def test_a_service_begun_comes_first_and_one_set_aside_last(state: StepState, *, first: bool) -> None:
    marks = marked({StepId("suspend.telegram.hide-number"): state})
    waiting = [step for step in next_steps(LISTS, marks, 1).waiting if step.list_id == "report"]
    services = [step.service for step in waiting]

    assert (services[0] == "Telegram") is first
    assert (services[-1] == "Telegram") is not first


def test_all_done_leaves_nothing() -> None:
    now = next_steps(LISTS, marked(dict.fromkeys(STEPS, StepState.DONE)), 1)

    assert now.steps == now.waiting == ()


def test_without_lists_saving_is_still_offered() -> None:
    assert next_steps((), {}, 0).save_first
    assert next_steps((), {}, 0).steps == ()


def test_a_list_nobody_knows_is_not_lost() -> None:
    """A list of later guidance takes its turn after the others."""
    other = Checklist(ListId("other"), "Other", "Other.", (replace(LISTS[0].steps[0], list_id=ListId("other")),))

    assert next_steps((other,), {}, 1).steps == other.steps


SAYS_SAVE_FIRST = r"\b(?:Save|Export)\b[^.]*\bfirst\b"


def test_steps_that_say_save_first_are_marked_so(checklists: tuple[Checklist, ...]) -> None:
    """A report may make what was reported vanish, whatever its own words say; watching for a picture can't."""
    for step in (step for checklist in checklists for step in checklist.steps):
        said = (step.hint, *step.how, step.caution or "")
        told = any(re.search(SAYS_SAVE_FIRST, text) for text in said)
        reports = step.list_id == "report" and not step.id.endswith(".watch")

        assert step.save_first is (told or reports), step.id
