"""Laws that no plan breaks, whatever was answered."""

from collections.abc import Callable
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_desk.domain.answers import Told, Under18
from evidence_desk.domain.checklists import Phase, Step
from evidence_desk.domain.facts import ServiceId, Suspending
from evidence_desk.domain.payments import going_on_from
from evidence_desk.guidance.next_steps import AT_MOST
from evidence_desk.guidance.ordering import is_money, is_saving
from evidence_desk.guidance.plan import Plan, make_plan
from evidence_desk.guidance.reasons import Reason
from evidence_desk.guidance.situation import PaidOnce, Situation
from tests.guidance.situations import CONTENT, mark, payments_in_some_way, situations

_each = settings(max_examples=40, deadline=None)


def shown(plan: Plan) -> list[Step]:
    return [step for checklist in plan.lists for step in checklist.steps]


def places(plan: Plan, wanted: Callable[[Step], bool]) -> list[int]:
    return [place for place, step in enumerate(plan.order) if wanted(step)]


@_each
@given(situations())
def test_money_never_stands_behind_saving(situation: Situation) -> None:
    plan = make_plan(CONTENT, situation)
    money, saving = places(plan, is_money), places(plan, is_saving)

    assert not money or not saving or max(money) < min(saving)
    if situation.paid is Told.YES and (to_do := [it for it in plan.next_steps.waiting if is_money(it)]):
        assert plan.next_steps.steps[0] in to_do


@_each
@given(situations())
def test_nothing_that_deletes_comes_without_its_warning(situation: Situation) -> None:
    for step in shown(make_plan(CONTENT, situation)):
        service = CONTENT.services.get(ServiceId(step.belongs_to))
        if service is not None and service.suspending is Suspending.DELETES and step.phase is Phase.SUSPEND:
            assert step.caution is not None
            assert step.read_first
            assert service.deletes_after_days is None or str(service.deletes_after_days) in step.caution
        assert step.deletes_after_days is None or str(step.deletes_after_days) in (step.caution or "")


@_each
@given(situations())
def test_under_18_nobody_is_offered_a_step_with_the_picture(situation: Situation) -> None:
    careful = replace(situation, under18=Under18.NOT_SURE)
    plan = make_plan(CONTENT, careful)

    for step in shown(plan):
        assert not step.about_image
        if step.when.age == "adult":
            assert step.id in plan.kept
            assert step.how == ()
            assert step.page is None
    people = places(plan, lambda step: step.phase is Phase.SUPPORT)
    assert max(people) < min(places(plan, is_saving))
    assert not places(plan, is_money) or max(people) < min(places(plan, is_money))


@_each
@given(situations())
def test_every_plan_has_somebody_to_tell(situation: Situation) -> None:
    phases = {step.phase for step in make_plan(CONTENT, situation).order}

    assert {Phase.CALM, Phase.STOP, Phase.POLICE, Phase.SUPPORT} <= phases


@_each
@given(situations(), situations())
def test_answering_anew_loses_no_mark(before: Situation, after: Situation) -> None:
    """Whatever was marked in one plan is still in the list it stood in, once in all, in the plan that follows."""
    first = make_plan(CONTENT, before)
    seen = {step.id: step.list_id for step in shown(first)}
    after = replace(after, marks=before.marks, payments=before.payments, own_steps=before.own_steps)
    plan = make_plan(CONTENT, after)

    now = [step.id for step in shown(plan)]
    assert len(now) == len(set(now))
    for step_id in (it for it in before.marks if before.is_marked(it)):
        if step_id in seen:
            assert seen[step_id] == plan.step(step_id).list_id
            assert step_id in plan.kept or step_id in {step.id for step in plan.order}


@_each
@given(
    payments_in_some_way, st.sampled_from(["card", "western-union", "paypal", "bank-transfer", "later-way"]), st.data()
)
def test_a_tick_stays_with_its_payment(payments: tuple[PaidOnce, ...], way: str, data: st.DataObject) -> None:
    """Whichever way of paying one is changed to, the steps of the others keep their ids."""
    changed = data.draw(st.sampled_from(payments))
    now = going_on_from(replace(changed.payment, method=way, own_method=""), changed.payment)
    after = tuple(replace(each, payment=now) if each is changed else each for each in payments)

    def of_others(payments: tuple[PaidOnce, ...]) -> set[tuple[str, str | None]]:
        order = make_plan(CONTENT, Situation(payments=payments)).order
        return {(step.id, step.about) for step in order if step.about not in {None, changed.id}}

    assert of_others(payments) == of_others(after)


@_each
@given(situations())
def test_a_plan_agrees_with_itself(situation: Situation) -> None:
    plan = make_plan(CONTENT, situation)
    ids = {step.id for step in shown(plan)}

    assert {step.id for step in plan.order} == ids - plan.kept
    assert set(plan.reasons) == ids
    assert set(plan.reasons.values()) <= {reason.value for reason in Reason}
    assert plan.kept <= {it for it in situation.marks if situation.is_marked(it)}
    assert make_plan(CONTENT, situation) == plan
    for checklist in plan.lists:
        groups = [(step.service, step.about) for step in checklist.steps]
        changes = [group for place, group in enumerate(groups) if not place or groups[place - 1] != group]
        assert len(changes) == len(set(changes))


@_each
@given(situations())
def test_blocking_waits_for_saving_unless_it_is_too_much(situation: Situation) -> None:
    plan = make_plan(CONTENT, situation)
    blocks = [step for step in plan.order if step.phase is Phase.BLOCK and step.save_first]
    offered = {step.id for step in plan.next_steps.steps}

    if situation.answers.in_distress:
        assert all(plan.reasons[step.id] == Reason.TOO_MUCH.value for step in blocks)
        block_places = places(plan, lambda step: step.phase is Phase.BLOCK)
        rest = places(plan, lambda step: is_saving(step) and step.phase is not Phase.BLOCK)
        assert not block_places or max(block_places) < min(rest)
    else:
        saving = places(plan, lambda step: step.phase is Phase.SAVE)
        assert all(max(saving) < plan.order.index(step) for step in blocks)
        assert situation.saved or not offered & {step.id for step in plan.order if step.save_first}


@_each
@given(situations())
def test_the_next_steps_are_few_and_to_do(situation: Situation) -> None:
    plan = make_plan(CONTENT, situation)
    now = plan.next_steps
    waiting = [step.id for step in now.waiting]

    assert len(now.steps) + now.save_first <= AT_MOST
    assert now.save_first is (situation.saved == 0)
    assert now.waiting[: len(now.steps)] == now.steps
    assert len(waiting) == len(set(waiting))
    assert set(waiting) == {step.id for step in plan.order if situation.is_to_do(step.id)}
    assert not any(step.optional for step in now.steps)
    if now.steps:
        done = {now.steps[0].id: mark(now.steps[0].id)}
        later = make_plan(CONTENT, replace(situation, marks={**situation.marks, **done}))
        assert now.steps[0] not in later.next_steps.waiting
