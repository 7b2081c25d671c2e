"""Dates as they are said: the day or the moment, "about" where it is not sure, and nothing that is over."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import QLocale

from evidence_desk.domain.deadlines import Deadline, end_of_day, zone_of
from evidence_desk.domain.entries import EntryId
from evidence_desk.ui.models.date_words import DateRow, date_rows, with_a_date

NOW = datetime(2026, 11, 22, 21, 14, tzinfo=UTC)
DAY = date(2027, 12, 22)
MOMENT = Deadline(
    id="asked/r1", step_id=None, payment_id=None, report_id=EntryId("r1"), says="48 hours after you asked.",
    calendar_title="Answer due", kind="answer due", ends_at=datetime(2026, 11, 24, 21, 40, tzinfo=UTC),
    zone="Europe/London", is_day=False, is_sure=True,
)  # fmt: skip
WHOLE_DAY = replace(
    MOMENT, id="claim/p1", payment_id=EntryId("p1"), report_id=None, says="Last day to ask your bank.",
    ends_at=end_of_day(DAY, zone_of("Europe/London")).at, is_day=True, day=DAY,
)  # fmt: skip
NO_MOMENT = replace(WHOLE_DAY, id="collected/p1", says="It can be stopped until someone picks it up.", ends_at=None,
                    is_day=False, day=None, is_sure=False)  # fmt: skip


@pytest.fixture(autouse=True)
def british() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(before)


def row(deadline: Deadline, **names: str) -> DateRow:
    return date_rows([deadline], {EntryId(name): words for name, words in names.items()}, NOW)[0]


def test_a_moment_has_its_time_and_zone() -> None:
    assert row(MOMENT) == DateRow("asked/r1", "Tue 24 Nov 2026, 21:40 GMT", "48 hours after you asked.")


def test_a_moment_is_told_in_its_own_zone() -> None:
    summer = replace(MOMENT, zone="Australia/Sydney")

    assert row(summer).when == "Wed 25 Nov 2026, 08:40 AEDT"
    assert row(replace(MOMENT, zone="America/Sao_Paulo")).when == "Tue 24 Nov 2026, 18:40 UTC-03:00"


def test_a_day_has_no_time() -> None:
    assert row(WHOLE_DAY).when == "Wed 22 Dec 2027"


def test_what_is_not_sure_is_said_so() -> None:
    assert row(replace(WHOLE_DAY, is_sure=False)).when == "About Wed 22 Dec 2027"


def test_what_nobody_knows_the_end_of_is_now() -> None:
    assert row(NO_MOMENT).when == "Now, it may not last"


def test_several_payments_are_told_apart() -> None:
    assert row(NO_MOMENT, p1="Western Union").why == "Western Union: It can be stopped until someone picks it up."


def test_what_is_over_goes_and_what_has_no_end_stays() -> None:
    over = replace(MOMENT, ends_at=NOW - timedelta(seconds=1))
    ends_now = replace(MOMENT, id="now", ends_at=NOW)

    assert [each.id for each in date_rows([NO_MOMENT, over, ends_now], {}, NOW)] == ["collected/p1", "now"]


def test_only_what_has_a_moment_to_come_is_for_a_calendar() -> None:
    over = replace(MOMENT, ends_at=NOW - timedelta(days=2))

    assert [each.id for each in with_a_date([NO_MOMENT, WHOLE_DAY, over], NOW)] == ["claim/p1"]
