"""Dates to know: counted as calendars and clocks go, in the person's own zone."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_desk.domain.checklists import StepId, StepState
from evidence_desk.domain.deadlines import FOLLOW_UP, Deadline, end_of, end_of_day, zone_of
from evidence_desk.domain.entries import EntryId
from evidence_desk.domain.facts import Unit
from evidence_desk.domain.payments import Payment
from evidence_desk.domain.reports import Report
from evidence_desk.guidance.deadlines import deadlines
from evidence_desk.guidance.plan import PaidOnce, ReportedOnce, Situation, make_plan
from tests.guidance.situations import CONTENT, answered, mark

LONDON, NEW_YORK = ZoneInfo("Europe/London"), ZoneInfo("America/New_York")
ZONES = [
    ZoneInfo(name)
    for name in (
        "UTC", "Europe/London", "America/New_York", "Asia/Kolkata", "Pacific/Apia", "Pacific/Kiritimati",
        "America/Sao_Paulo", "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Casablanca", "America/Havana",
    )
]  # fmt: skip
moments = st.datetimes(datetime(2005, 1, 1), datetime(2045, 1, 1)).map(lambda at: at.replace(tzinfo=UTC))  # noqa: DTZ001
zones = st.sampled_from(ZONES)
amounts = st.integers(0, 400)


def ns(at: datetime) -> int:
    return round(at.timestamp()) * 10**9


def seen(
    *payments: Payment, reports: Sequence[Report] = (), at: datetime, situation: Situation | None = None
) -> dict[str, Deadline]:
    """The dates by the names of their rules, as somebody sees them at a moment."""
    paid = tuple(PaidOnce(EntryId(f"e{number}"), number, each) for number, each in enumerate(payments, 1))
    known = replace(situation or answered(country="GB"), payments=paid)
    plan = make_plan(CONTENT, known)
    asked = [ReportedOnce(EntryId(f"r{number}"), each) for number, each in enumerate(reports, 1)]
    found = deadlines(plan, CONTENT, known.marks, paid, asked, at)
    named = {each.id.partition("/")[0]: each for each in found}
    assert len(named) == len(found)
    return named


@given(moments, amounts, zones)
def test_hours_are_time_that_passes(start: datetime, hours: int, zone: ZoneInfo) -> None:
    end = end_of(start.astimezone(zone), hours, Unit.HOURS, zone)
    assert end.at - start == timedelta(hours=hours)
    assert end.day is None


@given(moments, amounts, zones)
def test_a_day_lasts_until_its_own_end_in_its_own_zone(start: datetime, days: int, zone: ZoneInfo) -> None:
    end = end_of(start, days, Unit.DAYS, zone)
    here = end.at.astimezone(zone)

    assert end.day == start.astimezone(zone).date() + timedelta(days=days)
    assert end.at >= start
    if zone.key != "Pacific/Apia":  # it left a whole day out in 2011
        assert here.date() == end.day
        # Whatever the clocks on the wall do at midnight, a second or an hour later it is another day.
        assert (end.at + timedelta(hours=1, seconds=1)).astimezone(zone).date() > end.day


@given(moments, st.integers(0, 60), zones)
def test_months_end_on_the_same_day_or_the_last_one(start: datetime, months: int, zone: ZoneInfo) -> None:
    begun = start.astimezone(zone).date()
    day = end_of(start, months, Unit.MONTHS, zone).day
    assert day is not None
    assert (day.year - begun.year) * 12 + day.month - begun.month == months
    assert day.day == begun.day or (day.day < begun.day and (day + timedelta(days=1)).day == 1)


@given(moments, st.integers(1, 60), zones)
def test_working_days_leave_weekends_out(start: datetime, days: int, zone: ZoneInfo) -> None:
    begun = start.astimezone(zone).date()
    day = end_of(start, days, Unit.WORKING_DAYS, zone).day
    assert day is not None
    between = [begun + timedelta(days=number) for number in range(1, (day - begun).days + 1)]

    assert day.weekday() < 5
    assert sum(each.weekday() < 5 for each in between) == days


@given(moments, st.lists(amounts, min_size=2, max_size=2).map(sorted), zones, st.sampled_from(list(Unit)))
def test_more_is_never_sooner(start: datetime, two: list[int], zone: ZoneInfo, unit: Unit) -> None:
    less, more = (end_of(start, amount, unit, zone) for amount in two)
    assert (less is None and more is None and unit is Unit.NONE) or less.at <= more.at


@pytest.mark.parametrize(
    ("start", "zone", "ends_at"),
    [
        # The clocks go forward on 29 March 2026 and back on 25 October 2026 in London.
        (datetime(2026, 3, 28, 12, tzinfo=LONDON), LONDON, datetime(2026, 3, 30, 13, tzinfo=LONDON)),
        (datetime(2026, 10, 24, 12, tzinfo=LONDON), LONDON, datetime(2026, 10, 26, 11, tzinfo=LONDON)),
        (datetime(2026, 11, 22, 21, 40, tzinfo=LONDON), LONDON, datetime(2026, 11, 24, 21, 40, tzinfo=LONDON)),
    ],
)
def test_48_hours_over_a_change_of_the_clocks(start: datetime, zone: ZoneInfo, ends_at: datetime) -> None:
    assert end_of(start, 48, Unit.HOURS, zone).at == ends_at.astimezone(UTC)


def test_no_date_and_no_such_date() -> None:
    start = datetime(2026, 11, 22, tzinfo=UTC)
    assert end_of(start, 0, Unit.NONE, LONDON) is None
    assert end_of(datetime(9999, 12, 1, tzinfo=UTC), 400, Unit.DAYS, LONDON) is None
    assert zone_of("No/Such").key == zone_of("../etc").key == zone_of("").key == "UTC"
    assert end_of_day(date(2026, 3, 29), LONDON).at == datetime(2026, 3, 29, 22, 59, 59, tzinfo=UTC)


def test_a_day_whose_last_hour_comes_twice_lasts_until_the_second() -> None:
    """In São Paulo the clocks went back from midnight to 23:00 on 17 February 2018."""
    end = end_of_day(date(2018, 2, 17), ZoneInfo("America/Sao_Paulo"))
    assert end.at == datetime(2018, 2, 18, 2, 59, 59, tzinfo=UTC)


NOW = datetime(2026, 11, 22, 21, 40, tzinfo=LONDON)


def test_a_uk_bank_has_until_thirteen_months_after_the_last_payment() -> None:
    first = Payment(method="bank-transfer", paid_ns=ns(NOW - timedelta(days=40)), zone="Europe/London")
    last = Payment(method="bank-transfer", paid_ns=ns(NOW), zone="Europe/London")
    claim = seen(last, first, at=NOW)["uk-bank-claim"]

    assert (claim.day, claim.is_day, claim.payment_id) == (date(2027, 12, 22), True, "e1")
    assert claim.is_sure
    assert claim.step_id == "payments.bank-transfer.claim-uk"
    assert claim.ends_at == datetime(2027, 12, 22, 23, 59, 59, tzinfo=UTC)
    assert seen(replace(last, stopped="stopped"), first, at=NOW)["uk-bank-claim"].payment_id == "e2"
    assert "uk-bank-claim" not in seen(last, at=NOW, situation=answered(country="US"))
    # The country the money left counts, not the one they live in.
    assert "uk-bank-claim" in seen(replace(last, sent_from="GB"), at=NOW, situation=answered(country="US"))
    assert "uk-bank-claim" not in seen(replace(last, sent_from="US"), at=NOW)


def test_a_payment_that_was_taken_out_has_no_dates() -> None:
    gone = PaidOnce(EntryId("e1"), 1, Payment(method="card", paid_ns=ns(NOW), zone="Europe/London"), is_removed=True)
    plan = make_plan(CONTENT, Situation(payments=(gone,)))

    assert deadlines(plan, CONTENT, {}, (gone,), (), NOW) == ()
    assert deadlines(plan, CONTENT, {}, (replace(gone, is_removed=False),), (), NOW)


def test_too_late_to_stop_is_not_too_late_to_claim() -> None:
    """What waits for nobody to have taken it ends; what a bank gives months for does not."""
    late = Payment(method="bank-transfer", paid_ns=ns(NOW), zone="Europe/London", sent_from="GB", stopped="too late")
    assert list(seen(late, at=NOW)) == ["uk-bank-claim"]
    assert seen(replace(late, stopped="stopped"), at=NOW) == {}
    assert "western-union-collected" not in seen(replace(late, method="western-union"), at=NOW)
    assert "m-pesa-456" not in seen(replace(late, method="m-pesa"), at=NOW)
    assert "paypal-unclaimed" in seen(replace(late, method="paypal"), at=NOW)
    assert seen(replace(late, method="paypal", collected="yes"), at=NOW) == {}


def test_late_in_the_evening_the_day_is_the_persons_own() -> None:
    """23:30 in New York is the next day in London already."""
    late = datetime(2026, 11, 22, 23, 30, tzinfo=NEW_YORK)
    claim = seen(Payment(method="card", paid_ns=ns(late), zone="America/New_York"), at=late)["card-dispute"]

    assert claim.day == date(2026, 11, 22) + timedelta(days=120)
    assert claim.zone == "America/New_York"


@pytest.mark.parametrize(
    ("sent_from", "sent_to", "is_there"),
    [
        ("US", "NG", True),
        ("us", "GB", True),
        ("US", "US", False),
        ("US", "", False),
        ("GB", "NG", False),
        ("", "NG", True),
        ("", "US", False),
        ("", "", False),
    ],
)
def test_thirty_minutes_are_for_money_sent_out_of_the_us_only(sent_from: str, sent_to: str, is_there: bool) -> None:  # noqa: FBT001
    """Where nobody said what it was sent from, it was sent from where the person lives: half an hour is soon over."""
    payment = Payment(method="western-union", paid_ns=ns(NOW), sent_from=sent_from, sent_to=sent_to)
    us = answered(country="US")
    found = seen(payment, at=NOW, situation=us)

    assert ("western-union-us" in found) is is_there
    if is_there:
        assert found["western-union-us"].ends_at == NOW + timedelta(minutes=30)
        assert "western-union-us" not in seen(payment, at=NOW + timedelta(minutes=31), situation=us)
        assert "western-union-us" not in seen(replace(payment, collected="yes"), at=NOW, situation=us)
    if not sent_from:
        assert "western-union-us" not in seen(payment, at=NOW, situation=answered(country="GB"))


def test_cash_can_be_stopped_until_it_is_collected() -> None:
    payment = Payment(method="western-union", paid_ns=ns(NOW))
    until = seen(payment, at=NOW)["western-union-collected"]

    assert (until.ends_at, until.is_day, until.step_id) == (None, False, "payments.western-union.stop")
    assert not until.has_passed(NOW + timedelta(days=900))
    assert seen(replace(payment, collected="yes"), at=NOW) == {}
    assert seen(replace(payment, stopped="stopped"), at=NOW) == {}


def test_what_is_not_known_is_not_counted() -> None:
    assert "card-dispute" not in seen(Payment(method="card"), at=NOW)
    assert not seen(Payment(method="m-pesa", paid_ns=ns(NOW)), at=NOW + timedelta(hours=25))
    assert seen(Payment(method="m-pesa", paid_ns=ns(NOW)), at=NOW)["m-pesa-456"].ends_at == NOW + timedelta(hours=24)


def test_paypal_comes_back_by_itself_and_is_told_after_that_too() -> None:
    back = seen(Payment(method="paypal", paid_ns=ns(NOW), zone="Europe/London"), at=NOW + timedelta(days=60))
    assert back["paypal-unclaimed"].day == date(2026, 12, 22)
    assert back["paypal-unclaimed"].has_passed(NOW + timedelta(days=60))


@pytest.mark.parametrize("service", ["x", "snapchat"])
def test_an_account_switched_off_is_deleted_on_day_thirty(service: str) -> None:
    step_id = StepId(f"suspend.{service}.log-in-again")
    known = replace(answered(services=(service,)), marks={step_id: replace(mark(step_id), changed_at=NOW)})
    found = seen(at=NOW, situation=known)[f"{service}-30-days"]

    assert (found.day, found.kind, found.step_id) == (date(2026, 12, 22), "then deleted", step_id)
    undone = replace(known, marks={step_id: mark(step_id, StepState.SKIPPED)})
    assert seen(at=NOW, situation=undone) == {}


def test_an_answer_is_due_48_hours_after_the_platform_was_asked() -> None:
    asked = Report(to="X", step="report.x.picture-elsewhere", asked_ns=ns(NOW), zone="Europe/London")
    known = answered(country="GB", services=("x",))
    due = seen(reports=[asked], at=NOW, situation=known)["x-uk-48-hours"]

    assert (due.ends_at, due.is_day, due.is_sure, due.report_id) == (NOW + timedelta(hours=48), False, False, "r1")
    assert seen(reports=[replace(asked, outcome="removed")], at=NOW, situation=known) == {}
    assert seen(reports=[asked], at=NOW, situation=answered(country="CA", services=("x",))) == {}
    assert seen(reports=[replace(asked, step="later.x.y")], at=NOW, situation=known) == {}
    us = replace(asked, step="report.x.picture")
    assert seen(reports=[us], at=NOW, situation=answered(country="US", services=("x",)))["x-us-48-hours"].is_sure


def test_a_site_nobody_knows_has_its_48_hours_too() -> None:
    asked = Report(to="Tellonym", step="report.own-tellonym.picture", asked_ns=ns(NOW), zone="Europe/London")
    known = answered(country="US", own_services=("Tellonym",))
    assert seen(reports=[asked], at=NOW, situation=known)["own-48-hours"].ends_at == NOW + timedelta(hours=48)


def test_a_day_to_ask_again_is_the_persons_own() -> None:
    report = Report(to="School", follow_up="2026-12-01", zone="Asia/Kolkata")
    found = seen(reports=[report, Report(follow_up="soon")], at=NOW)

    assert list(found) == ["follow-up"]
    assert (found["follow-up"].day, found["follow-up"].kind) == (date(2026, 12, 1), FOLLOW_UP)


def test_hinge_shows_a_past_match_for_thirty_days() -> None:
    step_id = StepId("report.hinge.block")
    known = replace(answered(services=("hinge",)), marks={step_id: replace(mark(step_id), changed_at=NOW)})
    assert seen(at=NOW, situation=known)["hinge-past-match"].day == date(2026, 12, 22)


@settings(max_examples=40)
@given(moments, zones)
def test_dates_come_in_their_order(paid_at: datetime, zone: ZoneInfo) -> None:
    payments = [
        Payment(method=method, paid_ns=ns(paid_at), zone=zone.key, sent_from="US", sent_to="GB")
        for method in ("card", "western-union", "paypal", "upi")
    ]
    found = list(seen(*payments, at=paid_at.astimezone(zone)).values())
    dated = [each.ends_at for each in found if each.ends_at]

    assert [each.ends_at is None for each in found] == sorted((each.ends_at is None for each in found), reverse=True)
    assert dated == sorted(dated)
    assert all(each.is_day is (each.day is not None) for each in found)
