"""Several reports of one step: each has its own time to answer, and the step shows the one that counts."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from evidence_desk.domain.checklists import StepId
from evidence_desk.domain.deadlines import FOLLOW_UP, Deadline
from evidence_desk.domain.entries import EntryId
from evidence_desk.domain.reports import OPEN, Outcome, Report
from evidence_desk.guidance.deadlines import deadlines
from evidence_desk.guidance.plan import make_plan
from evidence_desk.guidance.situation import ReportedOnce
from evidence_desk.guidance.step_dates import date_of_each_report, date_of_each_step
from tests.guidance.situations import CONTENT, answered

NOW = datetime(2026, 11, 22, 21, 40, tzinfo=ZoneInfo("Europe/London"))
ASK_X = StepId("report.x.picture-elsewhere")
KNOWN = answered(country="GB", services=("x",))
PLAN = make_plan(CONTENT, KNOWN)
TOLD = st.lists(st.tuples(st.integers(-300, 0), st.sampled_from(Outcome)), max_size=5, unique_by=lambda each: each[0])


def asked(hours: float = 0.0, outcome: Outcome = Outcome.WAITING, follow_up: str = "") -> Report:
    at = NOW + timedelta(hours=hours)
    ns = round(at.timestamp()) * 10**9
    return Report(to="X", step=ASK_X, asked_ns=ns, zone="Europe/London", outcome=outcome.value, follow_up=follow_up)


def seen(*reports: Report, at: datetime = NOW) -> tuple[Deadline, ...]:
    once = [ReportedOnce(EntryId(f"r{number}"), each) for number, each in enumerate(reports, 1)]
    return deadlines(PLAN, CONTENT, KNOWN.marks, (), once, at)


@given(TOLD)
def test_each_open_report_has_48_hours_of_its_own_and_the_last_one_asked_counts(
    told: list[tuple[int, Outcome]],
) -> None:
    found = seen(*(asked(hours, outcome) for hours, outcome in told))
    waiting = {f"r{place}": hours for place, (hours, outcome) in enumerate(told, 1) if outcome.value in OPEN}

    assert {each.report_id: each.ends_at for each in found} == {
        name: (NOW + timedelta(hours=hours + 48)).astimezone(UTC) for name, hours in waiting.items()
    }
    shown = date_of_each_step(found, NOW).get(ASK_X)
    assert (shown.report_id if shown else None) == max(waiting, key=waiting.__getitem__, default=None)


def test_a_day_to_ask_again_holds_until_somebody_did() -> None:
    """Or until it was taken down; a no is a reason to ask again."""

    def days(*reports: Report) -> list[date | None]:
        return [each.day for each in seen(*reports, at=NOW) if each.kind == FOLLOW_UP]

    first = asked(-48, follow_up="2026-11-22")
    assert days(first, asked(-24)) == [date(2026, 11, 22)], "asked again the day before"
    assert days(first, asked(0)) == []
    assert days(first, replace(asked(0), step="report.x.block")) == [date(2026, 11, 22)], "of another step"
    assert days(asked(0, follow_up="2026-11-24"), first) == [date(2026, 11, 24)], "written down in another order"
    assert days(asked(-48, Outcome.REFUSED, "2026-11-24")) == [date(2026, 11, 24)]
    assert days(asked(-48, Outcome.REMOVED, "2026-11-24")) == []


def test_a_day_to_ask_again_gives_way_to_a_real_date() -> None:
    found = seen(asked(-30, follow_up="2026-11-23"), asked(-20, Outcome.REFUSED, "2026-11-25"))
    of_reports = date_of_each_report(found)

    assert date_of_each_step(found, NOW)[ASK_X].kind == "answer due"
    assert {name: each.kind for name, each in of_reports.items()} == {"r1": "answer due", "r2": FOLLOW_UP}


def test_of_days_to_ask_again_the_next_one_is_shown() -> None:
    refused = [asked(-90 + place, Outcome.REFUSED, day) for place, day in enumerate(("2026-11-20", "2026-11-24"))]
    later = [*refused, asked(-80, Outcome.REFUSED, "2026-11-26")]

    assert date_of_each_step(seen(*later), NOW)[ASK_X].day == date(2026, 11, 24)
    assert date_of_each_step(seen(*later), NOW + timedelta(days=30))[ASK_X].day == date(2026, 11, 26)
