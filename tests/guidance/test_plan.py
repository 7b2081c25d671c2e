"""Plans of a few people, as a person would look at them."""

from dataclasses import replace

import pytest

from evidence_desk.domain.answers import OwnStep, Under18
from evidence_desk.domain.checklists import Checklist, Step, StepId, StepState
from evidence_desk.domain.entries import EntryId
from evidence_desk.domain.payments import Payment
from evidence_desk.guidance.applying import applies
from evidence_desk.guidance.own_names import slug_of
from evidence_desk.guidance.plan import Plan, make_plan
from evidence_desk.guidance.reasons import Reason
from evidence_desk.guidance.situation import OwnStepOnce, PaidOnce, Situation, country_group
from tests.guidance.situations import CONTENT, NOW, answered, mark


def paid(number: int, method: str, **more: object) -> PaidOnce:
    is_removed = bool(more.pop("is_removed", False))
    return PaidOnce(EntryId(f"e{number}"), number, Payment(method=method, **more), is_removed)


def why(plan: Plan, step_id: str) -> str:
    return plan.reasons[StepId(step_id)]


def listed(plan: Plan, list_id: str) -> Checklist:
    return next(each for each in plan.lists if each.id == list_id)


def ids(plan: Plan, list_id: str) -> list[str]:
    return [step.id for step in listed(plan, list_id).steps]


def services(plan: Plan, list_id: str) -> set[str]:
    return {step.service for step in listed(plan, list_id).steps}


def test_without_answers_every_service_and_every_way_of_paying_is_there() -> None:
    plan = make_plan(CONTENT, Situation())

    assert plan.lists == tuple(
        Checklist(each.id, each.title, each.lede, listed(plan, each.id).steps) for each in CONTENT.lists
    )
    assert {step.id for step in plan.order} == {step.id for step in CONTENT.steps()}
    assert why(plan, "suspend.facebook.hide-friends") == Reason.NOT_PICKED.value


def test_only_what_was_picked_is_there_and_what_is_for_everybody() -> None:
    plan = make_plan(CONTENT, answered(services=("snapchat",), paid="no", country="GB"))

    assert services(plan, "suspend") == {"Snapchat"}
    assert {"Snapchat", "StopNCII, for people 18 or over"} <= services(plan, "report")
    assert ids(plan, "payments") == []
    assert [it for it in ids(plan, "more") if it.startswith("more.police")] == ["more.police.gb"]
    assert why(plan, "suspend.snapchat.leave-on") == Reason.PICKED.value


def test_who_paid_by_western_union_hears_of_it_first() -> None:
    plan = make_plan(CONTENT, Situation(payments=(paid(1, "western-union"),)))
    first, *_ = plan.next_steps.steps

    assert plan.next_steps.save_first
    assert first.id == "payments.western-union.stop"
    assert first.about == "e1"
    assert plan.next_steps.steps[1].id == "payments.western-union.note-number"
    assert plan.reasons[first.id] == Reason.WRITTEN.value
    assert plan.has_paid


def test_what_is_optional_says_so_and_comes_late() -> None:
    plan = make_plan(CONTENT, answered(services=("x",), paid="no"))
    optional = next(step for step in plan.order if step.optional)
    group = [step for step in listed(plan, "more").steps if step.service == optional.service]

    assert plan.reasons[optional.id] == Reason.OPTIONAL.value
    assert group[-1] == optional
    assert optional in plan.next_steps.waiting


def test_each_payment_has_steps_of_its_own() -> None:
    payments = (paid(1, "paypal"), paid(3, "paypal"), paid(4, "card"))
    plan = make_plan(CONTENT, Situation(payments=payments))
    found = {(step.id, step.about) for step in listed(plan, "payments").steps if step.about}

    assert ("payments.paypal.cancel", "e1") in found
    assert ("payments.paypal.cancel@3", "e3") in found
    assert ("payments.card.ring", "e4") in found
    assert [step.service for step in plan.next_steps.steps[:2]] == ["PayPal", "PayPal"]
    assert [step.about for step in plan.next_steps.steps[:2]] == ["e1", "e3"]


def test_taking_a_payment_out_gives_its_ticks_to_no_other() -> None:
    marks = {"payments.paypal.cancel": mark("payments.paypal.cancel")}
    both = Situation(payments=(paid(1, "paypal", is_removed=True), paid(2, "paypal")), marks=marks)
    plan = make_plan(CONTENT, both)

    assert plan.kept == {"payments.paypal.cancel"}
    assert why(plan, "payments.paypal.cancel") == Reason.KEPT.value
    assert plan.step("payments.paypal.cancel@2").about == "e2"


def test_another_way_of_paying_gives_the_ticks_of_a_payment_to_no_other() -> None:
    """The first one was made by PayPal until somebody said that it was a card, as the third one always was."""
    changed = paid(1, "card", first_way="paypal")
    marks = {name: mark(name) for name in ("payments.paypal.cancel", "payments.paypal.cancel@2", "payments.card.ring")}
    payments = (changed, paid(2, "paypal"), paid(3, "card"))
    plan = make_plan(CONTENT, Situation(payments=payments, marks=marks))

    assert plan.step("payments.paypal.cancel@2").about == "e2"
    assert plan.step("payments.card.ring").about == "e3"
    assert plan.step("payments.card.ring@1").about == "e1"
    assert plan.kept == {"payments.paypal.cancel"}
    back = make_plan(CONTENT, Situation(payments=(paid(1, "paypal"), *payments[1:]), marks=marks))
    assert back.step("payments.paypal.cancel").about == "e1"
    assert not back.kept


def test_two_payments_by_names_that_look_the_same_have_steps_each() -> None:
    names = ("Klarna", " klarna", "", "Other")
    payments = tuple(paid(number, "", own_method=name) for number, name in enumerate(names, 1))
    plan = make_plan(CONTENT, Situation(payments=payments))

    assert {step.about for step in plan.order if step.about} == {"e1", "e2", "e3", "e4"}


def test_the_country_the_money_left_decides_over_where_somebody_lives() -> None:
    abroad = Situation(
        answers=answered(country="US").answers, payments=(paid(1, "bank-transfer", sent_from="GB"),)
    )  # fmt: skip
    plan = make_plan(CONTENT, abroad)
    assert "payments.bank-transfer.claim-uk" in ids(plan, "payments")
    assert why(plan, "payments.bank-transfer.claim-uk") == Reason.WRITTEN.value


@pytest.mark.parametrize(
    ("code", "group"), [("", ""), ("gb", "GB"), ("UK", "GB"), ("fr", "EU"), ("IE", "IE"), ("NG", "INT")]
)
def test_a_country_belongs_to_one_of_those_with_help(code: str, group: str) -> None:
    assert country_group(code) == group


def test_a_rule_of_one_country_is_told_only_of_money_that_left_it() -> None:
    """And where nobody said a country, with the name of its own; a step that was ticked and is over holds to it too."""
    stop = "payments.western-union.stop"

    def told(country: str, sent_from: str = "") -> bool:
        payments = (paid(1, "western-union", sent_from=sent_from),)
        step = make_plan(CONTENT, Situation(answers=answered(country=country).answers, payments=payments)).step(stop)
        assert step is not None
        return any("US law" in line for line in step.how)

    assert [told("GB"), told("US"), told(""), told("GB", "US"), told("US", "GB")] == [False, True, True, True, False]
    over = Situation(answers=answered(country="GB", paid="no").answers, marks={StepId(stop): mark(stop)})
    step = make_plan(CONTENT, over).step(stop)
    assert step is not None
    assert step.how
    assert not any("US" in line for line in step.how)


def test_a_fifteen_year_old_in_canada() -> None:
    situation = Situation(
        answers=answered(country="CA", services=("snapchat",)).answers, under18=Under18.YES, saved=2
    )  # fmt: skip
    plan = make_plan(CONTENT, situation)
    order = [step.id for step in plan.order]

    assert why(plan, "more.tell.adult") == Reason.UNDER_18.value
    assert order.index("more.tell.adult") < order.index("more.first.stop-answering")
    assert order.index("report.take-it-down.watch") < order.index("more.save.order")
    assert "report.stopncii.watch" not in order
    assert "more.tell.trusted-person" not in order
    assert "report.report-remove.watch" not in order
    assert "more.police.ca" in order
    assert "more.tell.adult" in [step.id for step in plan.next_steps.steps]


def test_a_step_done_before_the_age_was_said_is_a_record_and_no_more() -> None:
    marks = {"report.stopncii.watch": mark("report.stopncii.watch", note="number 12")}
    plan = make_plan(CONTENT, Situation(under18=Under18.NOT_SURE, marks=marks))
    step = plan.step("report.stopncii.watch")

    assert step is not None
    assert (step.how, step.page, step.text, step.phones) == ((), None, None, ())


def test_too_much_right_now_lets_somebody_block_before_anything_is_saved() -> None:
    plan = make_plan(CONTENT, answered(services=("snapchat",), paid="no", in_distress=True))

    assert why(plan, "report.snapchat.block") == Reason.TOO_MUCH.value
    assert "report.snapchat.block" in [step.id for step in plan.next_steps.steps]
    calm = make_plan(CONTENT, answered(services=("snapchat",), paid="no"))
    assert "report.snapchat.block" not in [step.id for step in calm.next_steps.steps]
    assert why(calm, "report.snapchat.block") == Reason.SAVE_BEFORE_BLOCK.value


def test_a_service_nobody_knows_gets_steps_and_one_known_by_name_its_own() -> None:
    plan = make_plan(CONTENT, answered(own_services=("Ask.fm", "ask.FM ", "snapchat")))
    named = [step for step in plan.order if step.service.casefold() == "ask.fm"]

    assert {step.id.split(".")[1] for step in named} == {f"own-{slug_of('Ask.fm')}"}
    assert len(named) == len(CONTENT.own_service)
    assert {plan.reasons[step.id] for step in named} >= {Reason.NAMED.value, Reason.SAVE_BEFORE_BLOCK.value}
    assert "Snapchat" in services(plan, "suspend")
    assert "Facebook" not in services(plan, "suspend")


def test_a_name_that_is_taken_back_leaves_what_was_ticked() -> None:
    step_id = "suspend.own-tellonym.hide"
    ticked = {step_id: mark(step_id)}
    plan = make_plan(CONTENT, Situation(answers=answered(services=("x",)).answers, marks=ticked))

    assert plan.kept == {step_id}
    assert plan.step(step_id).service == "tellonym"


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Tellonym", "tellonym"), ("My  Space", "my-space"), ("a-b", "a-b-x"), ("微博", "x"), ("--", "x")],
)
def test_names_become_parts_of_ids_and_stay_apart(name: str, slug: str) -> None:
    assert slug_of(name).startswith(slug)
    assert slug_of(name) == slug_of(f" {name.upper()} ")
    assert slug_of("a-b") != slug_of("a b") != slug_of("a.b")


def test_a_way_of_paying_nobody_knows_gets_steps_before_saving() -> None:
    plan = make_plan(CONTENT, Situation(payments=(paid(1, "", own_method="Klarna"),)))

    assert plan.next_steps.steps[0].id == "payments.own-klarna.stop"
    assert plan.next_steps.steps[0].service == "Klarna"


def test_an_own_step_stands_in_its_list_until_it_is_taken_out() -> None:
    mine = OwnStep(list_id="report", service="School", title="Tell Ms Grey", note="Room 4")
    once = OwnStepOnce(EntryId("o1"), mine, NOW)
    plan = make_plan(CONTENT, Situation(own_steps=(once,)))
    step = plan.step("report.own.o1")

    assert step is not None
    assert (step.is_own, step.title, step.how, step.service) == (True, "Tell Ms Grey", ("Room 4",), "School")
    assert plan.reasons[step.id] == Reason.OWN.value
    gone = OwnStepOnce(EntryId("o1"), mine, NOW, is_removed=True)
    assert make_plan(CONTENT, Situation(own_steps=(gone,))).step("report.own.o1") is None
    ticked = {step.id: mark(step.id, StepState.SKIPPED)}
    assert make_plan(CONTENT, Situation(own_steps=(gone,), marks=ticked)).kept == {"report.own.o1"}


def test_a_service_begun_comes_before_others_and_one_set_aside_after() -> None:
    both = answered(services=("facebook", "snapchat"), paid="no").answers

    def first_lock(state: StepState) -> str:
        marks = {"report.snapchat.account": mark("report.snapchat.account", state)}
        waiting = make_plan(CONTENT, Situation(answers=both, marks=marks, saved=1)).next_steps.waiting
        return next(step.service for step in waiting if step.phase == "lock")

    assert first_lock(StepState.DONE) == "Snapchat"
    assert first_lock(StepState.SKIPPED) == "Facebook"


def test_what_may_take_something_away_waits_until_something_is_saved() -> None:
    def offered(saved: int) -> list[Step]:
        answers = answered(services=("x",), paid="no", posted="yes", country="GB").answers
        plan = make_plan(CONTENT, Situation(answers=answers))
        early = {step.id: mark(step.id) for step in plan.order if not step.save_first}
        return list(make_plan(CONTENT, Situation(answers=answers, marks=early, saved=saved)).next_steps.steps)

    assert offered(0) == []
    assert offered(1)
    assert all(step.save_first for step in offered(1))


@pytest.mark.parametrize("under18", list(Under18))
def test_a_step_with_the_picture_is_for_adults_who_are_in_one(under18: Under18) -> None:
    step = replace(next(CONTENT.steps()), about_image=True)
    held_back = {Under18.YES, Under18.NOT_SURE, Under18.NONE}

    assert applies(step, Situation(under18=under18), "") is (under18 not in held_back)


def test_all_done_leaves_nothing() -> None:
    marks = {step.id: mark(step.id) for step in CONTENT.steps()}
    now = make_plan(CONTENT, Situation(marks=marks, saved=1)).next_steps

    assert now.steps == now.waiting == ()
