"""The plan of a real case, and its dates: everything that was written down and marked is in them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from evidence_desk.domain.answers import Answers, OwnStep, Under18
from evidence_desk.domain.cases import Case
from evidence_desk.domain.checklists import StepId, StepState
from evidence_desk.domain.errors import ReadOnlyVault
from evidence_desk.domain.payments import Payment
from evidence_desk.domain.reports import Report
from evidence_desk.domain.times import Moment
from evidence_desk.vault.vault import Vault, open_reader
from evidence_desk.workflows.load_steps import content_or_trouble, shipped_content
from evidence_desk.workflows.see_plan import local_time, see_deadlines, see_plan, situation_of
from evidence_desk.workflows.write_down import answer, take_out, write_down
from tests.fake_clock import START, FakeClock
from tests.sealing.folders import tiny_png
from tests.vault.made_up import keep

CONTENT = shipped_content()


def paid(method: str, at: Moment = START) -> Payment:
    return Payment(method=method, paid_ns=at.utc_ns, zone=at.zone, sent_from="US", sent_to="NG")


def test_what_is_shipped_can_be_read() -> None:
    assert content_or_trouble() == (CONTENT, None)


def test_a_tick_stays_with_its_payment_when_another_was_made_in_another_way(vault: Vault, case: Case) -> None:
    first, second = write_down(vault, case, paid("paypal")), write_down(vault, case, paid("paypal"))
    third = write_down(vault, case, paid("card"))
    write_down(vault, case, replace(first.what, method="card"), first.id)
    write_down(vault, case, replace(first.what, method="card", note="by card"), first.id)

    def about(step_id: str) -> str | None:
        step = see_plan(vault, case, CONTENT).step(step_id)
        return step.about if step else None

    assert about("payments.paypal.cancel") is None
    assert about("payments.paypal.cancel@2") == second.id
    assert (about("payments.card.ring"), about("payments.card.ring@1")) == (third.id, first.id)
    write_down(vault, case, first.what, first.id)
    assert about("payments.paypal.cancel") == first.id


def test_a_case_brings_everything_it_has_to_its_plan(vault: Vault, case: Case) -> None:
    answer(vault, case, Answers(country="GB", services=("x",)))
    vault.cases.answer_under18(case, Under18.NOT_SURE)
    keep(vault, case, tiny_png())
    first = write_down(vault, case, paid("western-union"))
    own = write_down(vault, case, OwnStep(list_id="more", title="Ring my aunt"))
    vault.steps.set(case.id, StepId("report.stopncii.watch"), StepState.DONE, note="number 12")
    plan = see_plan(vault, case, CONTENT)

    assert plan.step("payments.western-union.stop").about == first.id
    assert plan.step(f"more.own.{own.id}").title == "Ring my aunt"
    assert plan.kept == {"report.stopncii.watch"}
    assert not plan.next_steps.save_first
    assert "more.tell.adult" in plan.reasons
    assert "suspend.facebook.hide-friends" not in plan.reasons


def test_what_was_taken_out_leaves_its_ticks(vault: Vault, case: Case) -> None:
    payment = write_down(vault, case, paid("paypal"))
    own = write_down(vault, case, OwnStep(title="Ring my aunt"))
    for step_id in ("payments.paypal.cancel", f"more.own.{own.id}"):
        vault.steps.set(case.id, StepId(step_id), StepState.DONE)
    answer(vault, case, Answers(paid="no"))
    for entry in (payment, own):
        take_out(vault, case, entry.id)

    assert see_plan(vault, case, CONTENT).kept == {"payments.paypal.cancel", f"more.own.{own.id}"}
    assert [each.is_removed for each in situation_of(vault, case).payments] == [True]


def test_dates_are_seen_as_the_clock_goes(vault: Vault, case: Case, clock: FakeClock) -> None:
    answer(vault, case, Answers(country="US", services=("x",)))
    write_down(vault, case, paid("western-union"))
    write_down(vault, case, Report(to="X", step="report.x.picture", asked_ns=START.utc_ns, zone=START.zone))

    def names() -> list[str]:
        return [each.id.partition("/")[0] for each in see_deadlines(vault, case, CONTENT)]

    assert names() == ["western-union-collected", "western-union-us", "x-us-48-hours"]
    clock.advance(timedelta(minutes=31).total_seconds())
    assert names() == ["western-union-collected", "x-us-48-hours"]


def test_a_view_that_only_reads_is_told_what_time_it_is(vault: Vault, case: Case) -> None:
    write_down(vault, case, paid("card"))
    with open_reader(vault.path) as reader:
        (date,) = see_deadlines(reader, case, CONTENT, now=START)
        with pytest.raises(ReadOnlyVault):
            see_deadlines(reader, case, CONTENT)

    assert date.id.startswith("card-dispute/")


def test_the_persons_own_time_has_the_name_of_its_zone() -> None:
    here = local_time(START)
    assert here == START.at
    assert here.tzinfo is not None
    assert here.utcoffset() == timedelta(hours=1)


def test_days_are_counted_where_somebody_is_though_nobody_knows_the_name(vault: Vault, case: Case) -> None:
    """At 21:14 in UTC it is the next day already, ten hours further east."""
    east = replace(START, zone="not known", utc_offset_s=36_000)
    write_down(vault, case, Payment(method="card", paid_ns=east.utc_ns))
    (date,) = see_deadlines(vault, case, CONTENT, now=east)

    assert local_time(east).utcoffset() == timedelta(hours=10)
    assert date.day == local_time(east).date() + timedelta(days=120)
    assert date.day != START.at.date() + timedelta(days=120)
