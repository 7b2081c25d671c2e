"""Dates of reports and payments in words: full, with their zone, and never surer than they are."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from evidence_desk.domain.checklists import ListId, Phase, StepId, StepState
from evidence_desk.domain.deadlines import FOLLOW_UP, Deadline
from evidence_desk.domain.entries import EntryId
from evidence_desk.domain.facts import DeadlineRule, Since, Unit
from evidence_desk.domain.reports import Outcome, Report
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.checklist_words import row_end, row_hint
from evidence_desk.ui.models.report_words import (
    after_words,
    answer_due,
    clock_jumped,
    date_and_zone,
    date_words,
    end_full,
    follow_ups,
    is_report,
    outcomes,
    report_line,
    subject_of,
)
from evidence_desk.ui.models.step_known import NOTHING_OF_IT, Known, StepKnown
from evidence_desk.workflows.write_down import Kept
from tests.ui.room_samples import NOW, TODAY, moment, step

RULE = DeadlineRule(
    id="x-48", since=Since.ASKED, unit=Unit.HOURS, amount=48, kind="answer due",
    says="New laws set a 48-hour limit. We can't promise that X keeps to it.", calendar_title="Look for an answer",
    confidence="partly-verified", source="https://example.example",
)  # fmt: skip
ASK = step("X", "ask", list_id=ListId("report"), phase=Phase.REPORT, deadline=RULE, asks_number="Report number from X")
REPORT = Report(to="X", step=ASK.id, asked_ns=NOW.utc_ns, zone="Europe/London")


def kept(report: Report) -> Kept[Report]:
    return Kept(EntryId("r1"), 1, report, NOW.at, NOW.at)


def due(**changes: object) -> Deadline:
    known = {
        "id": "x-48/r1", "step_id": ASK.id, "payment_id": None, "report_id": EntryId("r1"), "says": RULE.says,
        "calendar_title": RULE.calendar_title, "kind": RULE.kind, "ends_at": NOW.at + timedelta(hours=48),
        "zone": "Europe/London", "is_day": False, "is_sure": False,
    }  # fmt: skip
    return Deadline(**(known | changes))  # type: ignore[arg-type]


KNOWN = StepKnown(report=kept(REPORT), deadline=due())


def plain(words: str) -> str:
    return "".join(c for c in words if c not in "\u2066\u2068\u2069")


@pytest.fixture(autouse=True)
def english(look: Appearance) -> None:
    """Days in English."""


def test_both_times_are_full_dates_with_their_zone() -> None:
    assert date_and_zone(NOW.at, "Europe/London", NOW) == "Sun 22 Nov, 21:14 GMT"
    assert end_full(due(), NOW) == "Tue 24 Nov, 21:14 GMT"
    assert date_and_zone(NOW.at, "Asia/Kolkata") == "Mon 23 Nov 2026, 02:44 IST"


def test_the_row_says_when_it_was_asked_and_that_it_waits() -> None:
    assert plain(row_hint(ASK, None, {}, NOW, KNOWN)) == "Asked today, 21:14. 48 hours end 24 Nov"
    end = row_end(ASK, StepState.TODO, KNOWN, NOW)
    assert end is not None
    assert (end.words, end.kind, end.is_action) == ("Waiting", "plain", False)


def test_an_answer_ends_the_waiting() -> None:
    answered = replace(KNOWN, report=kept(replace(REPORT, outcome=Outcome.REMOVED.value)), deadline=None)
    assert row_end(ASK, StepState.TODO, answered, NOW) is None


def test_no_promise_is_made_and_none_is_needed_where_it_is_sure() -> None:
    assert after_words(ASK, due(), NOW) == RULE.says
    assert after_words(ASK, due(is_sure=True), NOW) == ""


def test_after_the_time_there_is_something_to_do() -> None:
    later = moment(minutes=48 * 60 + 1)
    expected = "48 hours have passed. You can ask again, or ring a helpline."
    assert after_words(ASK, due(is_sure=True), later) == expected


def test_a_time_ahead_of_now_is_doubted() -> None:
    assert clock_jumped(NOW.at + timedelta(hours=1), NOW)
    assert not clock_jumped(NOW.at, NOW)


def test_what_can_be_done_for_a_short_while_says_soon() -> None:
    until_collected = due(kind="last moment", ends_at=None, report_id=None, payment_id=EntryId("p1"))
    end = row_end(step("Western Union", "stop"), StepState.TODO, StepKnown(deadline=until_collected), NOW)
    assert end is not None
    assert (end.words, end.kind) == ("Soon", "amber")
    long = due(kind="last moment", ends_at=datetime(2027, 12, 22, 23, 59, 59, tzinfo=UTC), day=date(2027, 12, 22))
    assert row_end(step("Bank transfer", "claim"), StepState.TODO, StepKnown(deadline=long), NOW) is None
    claim = replace(long, report_id=None)
    assert date_words(step("Bank transfer", "claim"), StepKnown(deadline=claim), NOW).startswith(
        "Last day: Wed 22 Dec 2027."
    )


def test_what_was_done_names_its_number() -> None:
    from tests.ui.room_samples import marks

    mark = replace(marks(hide=StepState.DONE)[StepId("suspend.facebook.hide")], step_id=ASK.id)
    numbered = StepKnown(report=kept(replace(REPORT, reference="8841-02")))
    assert plain(row_hint(ASK, mark, {}, NOW, numbered)) == "Done today, 20:41. Number 8841-02"
    assert plain(row_hint(ASK, mark, {}, NOW, NOTHING_OF_IT)) == "Done today, 20:41. No number given"


def test_a_day_that_was_chosen_is_always_among_the_days() -> None:
    offered = dict(follow_ups(TODAY, "2027-01-02"))
    assert offered[""] == "No day chosen"
    assert offered["2027-01-02"] == "2 Jan 2027"
    assert offered["2026-11-23"] == "Tomorrow, 23 Nov 2026"


def test_every_outcome_has_its_words() -> None:
    assert {value for value, _ in outcomes()} == {"", *(each.value for each in Outcome)}


def test_only_reports_ask_for_numbers_and_answers() -> None:
    assert is_report(ASK)
    assert not is_report(step("X", "block", list_id=ListId("report"), phase=Phase.BLOCK))


def test_one_of_several_reports_is_a_line() -> None:
    answered = replace(REPORT, reference="TD-1", outcome=Outcome.REFUSED.value, follow_up="2026-11-24")
    assert plain(report_line(ASK, answered, NOW)) == (
        "Asked Sun 22 Nov, 21:14 GMT. Number TD-1. They said no. Ask again: 24 Nov 2026."
    )
    assert plain(report_line(ASK, replace(REPORT, to="X, appeal"), NOW)) == (
        "Asked Sun 22 Nov, 21:14 GMT. To X, appeal. Waiting."
    )
    assert report_line(ASK, replace(REPORT, asked_ns=0), NOW) == "Not asked yet."


def test_a_day_to_ask_again_is_never_taken_for_the_end_of_their_time() -> None:
    again = due(id="follow-up/r1", kind=FOLLOW_UP, day=date(2026, 11, 24), is_day=True, says="")
    known = StepKnown(report=kept(REPORT), deadline=again)
    assert answer_due(known) is None
    assert plain(row_hint(ASK, None, {}, NOW, known)) == "Asked today, 21:14. Ask again 24 Nov"
    assert date_words(ASK, known, NOW) == "Ask again: Tue 24 Nov."


def test_the_row_is_of_the_last_report_that_waits() -> None:
    """And the one that is shown beside it brings its own date."""
    old, new = kept(REPORT), replace(kept(replace(REPORT, outcome=Outcome.REFUSED.value)), id=EntryId("r2"))
    known = Known(reports={ASK.id: (old, new)}, due={old.id: due()}, deadlines={ASK.id: due()}).of_step(ASK)
    shown = known.of_report(None)
    assert known.report == old
    assert (shown.report, shown.deadline, subject_of(ASK, shown)) == (new, None, "r2")
    assert (known.of_report(old.id).deadline, subject_of(ASK, known)) == (due(), old.id)
    assert subject_of(ASK, NOTHING_OF_IT) == ASK.id
