"""The timeline of a real case: what was saved, written, ticked and worked out, and nothing that was taken out again."""

from dataclasses import replace

from evidence_desk.domain.answers import Answers
from evidence_desk.domain.cases import Case
from evidence_desk.domain.checklists import StepId, StepState
from evidence_desk.domain.payments import Payment
from evidence_desk.domain.reports import Report
from evidence_desk.domain.timeline import Event, Lane
from evidence_desk.vault.vault import Vault
from evidence_desk.workflows.flag_item import flag_item
from evidence_desk.workflows.load_steps import shipped_content
from evidence_desk.workflows.see_timeline import see_timeline
from evidence_desk.workflows.write_down import answer, take_out, write_down
from tests.fake_clock import START, FakeClock
from tests.sealing.folders import tiny_png
from tests.vault.made_up import keep, record_about

CONTENT = shipped_content()
STEP = StepId("report.facebook.report-image")


def seen(vault: Vault, case: Case, clock: FakeClock) -> list[Event]:
    return list(see_timeline(vault, case, CONTENT, clock.now()).events)


def test_everything_with_a_time_is_there_once(vault: Vault, case: Case, clock: FakeClock) -> None:
    answer(vault, case, Answers(country="GB", services=("facebook",)))
    items = []
    for number in range(3):
        clock.advance(60)
        picture = tiny_png(colour=(number, 0, 0))
        items.append(vault.keep(record_about(picture, case.id, captured=clock.now()), picture))
    clock.advance(60)
    paid = Payment(
        method="bank-transfer", paid_ns=START.utc_ns, zone="Europe/London", sent_from="GB", exhibits=(items[0].id,)
    )
    payment = write_down(vault, case, paid)
    gone = write_down(vault, case, replace(paid, paid_ns=START.utc_ns + 1))
    take_out(vault, case, gone.id)
    steps = [step.id for step in CONTENT.steps() if step.service == "Facebook"]
    done, back = steps[0], steps[1]
    vault.steps.set(case.id, done, StepState.DONE, proof=items[1].id)
    vault.steps.set(case.id, back, StepState.DONE)
    vault.steps.set(case.id, back, StepState.TODO)
    flag_item(vault, case, items[2], True)

    events = seen(vault, case, clock)
    by_lane = {lane: [each for each in events if each.lane is lane] for lane in Lane}

    assert [(each.exhibits, each.is_shut) for each in by_lane[Lane.SAVED]] == [
        ((item.exhibit,), number == 2) for number, item in reversed(list(enumerate(items)))
    ]
    assert [(each.owner, each.exhibits) for each in by_lane[Lane.PAYMENTS]] == [(payment.id, (items[0].exhibit,))]
    assert [(each.owner, each.exhibits) for each in by_lane[Lane.STEPS]] == [(done, (items[1].exhibit,))]
    assert by_lane[Lane.STEPS][0].title == next(step.title for step in CONTENT.steps() if step.id == done)
    assert by_lane[Lane.DATES]
    assert all(each.zone for each in events)


def test_an_answer_that_is_due_stands_ahead(vault: Vault, case: Case, clock: FakeClock) -> None:
    answer(vault, case, Answers(country="GB", services=("facebook",), posted="yes"))
    step = next(s for s in CONTENT.steps() if s.service == "Facebook" and s.deadline and s.deadline.since == "asked")
    report = Report(to="Facebook", step=step.id, asked_ns=START.utc_ns, zone=START.zone, outcome="waiting")
    write_down(vault, case, report)

    due, asked = seen(vault, case, clock)

    assert (due.lane, asked.lane) == (Lane.DATES, Lane.STEPS)
    assert asked.title == step.title
    assert due.utc_ns is not None
    assert asked.utc_ns is not None
    assert due.utc_ns > asked.utc_ns


def test_without_guidance_there_are_no_dates_and_no_words_of_steps(vault: Vault, case: Case, clock: FakeClock) -> None:
    vault.steps.set(case.id, STEP, StepState.DONE)
    write_down(vault, case, Payment(method="bank-transfer", paid_ns=START.utc_ns, zone=START.zone, sent_from="GB"))

    events = see_timeline(vault, case, None, clock.now()).events

    assert {each.lane for each in events} == {Lane.STEPS, Lane.PAYMENTS}
    assert not any(each.title for each in events)


def test_more_items_than_a_page_are_all_there(vault: Vault, case: Case, clock: FakeClock, monkeypatch) -> None:
    monkeypatch.setattr(vault.listing, "newest", lambda case_id: type(vault.listing).newest(vault.listing, case_id, 2))
    kept = [keep(vault, case, tiny_png()) for _ in range(5)]

    assert {each.owner for each in seen(vault, case, clock)} == {item.id for item in kept}
