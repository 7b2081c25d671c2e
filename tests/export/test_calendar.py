"""The calendar file: read back by a reader of the format, and neutral to whoever sees the calendar."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Event

from evidence_desk.domain.checklists import StepId
from evidence_desk.domain.deadlines import Deadline
from evidence_desk.domain.entries import EntryId
from evidence_desk.export.calendar import calendar_file

NOW = datetime(2026, 11, 22, 21, 40, 3, 500, tzinfo=ZoneInfo("Asia/Kolkata"))
MOMENT = Deadline(
    id="x-us-48-hours/r1", step_id=StepId("report.x.picture"), payment_id=None, says="48 hours after you asked X.",
    calendar_title="Look for an answer", kind="answer due", ends_at=datetime(2026, 11, 24, 21, 40, tzinfo=UTC),
    zone="Europe/London", is_day=False, is_sure=True,
)  # fmt: skip
DAY = replace(
    MOMENT, id="uk-bank-claim/e1", payment_id=EntryId("e1"), calendar_title="Last day to ask", is_day=True,
    ends_at=datetime(2027, 12, 22, 23, 59, 59, tzinfo=UTC), day=date(2027, 12, 22),
)  # fmt: skip
KEY, OTHER_KEY = bytes(32), b"1" * 32
NEVER = replace(MOMENT, id="western-union-collected/e1", ends_at=None)


@pytest.fixture
def made() -> bytes:
    return calendar_file([MOMENT, DAY, NEVER], NOW, KEY, remind=True)


def events(made: bytes) -> Iterator[Event]:
    return iter(Calendar.from_ical(made).walk("VEVENT"))


def test_a_day_is_a_day_and_a_moment_is_in_utc(made: bytes) -> None:
    moment, day = events(made)

    assert moment.decoded("dtstart") == MOMENT.ends_at
    assert day.decoded("dtstart") == date(2027, 12, 22)
    assert day.decoded("dtend") == date(2027, 12, 23)
    assert moment.decoded("dtstamp") == datetime(2026, 11, 22, 16, 10, 3, tzinfo=UTC)


def test_nothing_but_the_neutral_words_goes_in(made: bytes) -> None:
    text = made.decode()

    assert [str(event["summary"]) for event in events(made)] == ["Look for an answer", "Last day to ask"]
    for private in ("x-us", "uk-bank", "report", "48 hours", "e1", "r1", "evidence"):
        assert private not in text.casefold().replace("vevent", "")


def test_the_same_date_has_the_same_name_for_ever(made: bytes) -> None:
    again = calendar_file([replace(DAY, says="Other words."), MOMENT], NOW + timedelta(days=3), KEY)
    first, second = [[str(event["uid"]) for event in events(each)] for each in (made, again)]

    assert first == second[::-1]
    assert len(set(first)) == 2


def test_without_the_key_no_name_can_be_made_again(made: bytes) -> None:
    """Steps are public and few: whoever has a calendar file could try them all against a plain digest."""
    uids, others = [
        {str(event["uid"]) for event in events(each)} for each in (made, calendar_file([MOMENT, DAY], NOW, OTHER_KEY))
    ]
    plain = {hashlib.sha256(each.id.encode()).hexdigest()[:32] for each in (MOMENT, DAY)}

    assert not uids & others
    assert not {uid.partition("@")[0] for uid in uids} & plain


def test_a_reminder_only_where_it_was_asked_for(made: bytes) -> None:
    assert [alarm.decoded("trigger") for alarm in Calendar.from_ical(made).walk("VALARM")] == [
        timedelta(hours=-1), timedelta(hours=-15),
    ]  # fmt: skip
    assert b"VALARM" not in calendar_file([DAY], NOW, KEY)


def test_lines_are_as_the_format_has_them(made: bytes) -> None:
    """RFC 5545, 3.1: CRLF, and no line of more than 75 octets."""
    assert made.startswith(b"BEGIN:VCALENDAR\r\n")
    assert made.endswith(b"END:VCALENDAR\r\n")
    assert made.count(b"\n") == made.count(b"\r\n")
    assert max(map(len, made.split(b"\r\n"))) <= 75


def test_without_dates_there_is_an_empty_calendar() -> None:
    assert list(events(calendar_file([NEVER], NOW, KEY))) == []
