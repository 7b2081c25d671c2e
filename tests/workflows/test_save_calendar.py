"""A calendar file is there whole or not at all, says nothing, and reads back as the dates it was made of."""

import errno
from datetime import UTC, date, datetime
from pathlib import Path

import icalendar
import pytest

from evidence_desk.domain.cases import CaseId
from evidence_desk.domain.deadlines import Deadline, end_of_day, zone_of
from evidence_desk.domain.errors import DeskError, DestinationGone, DestinationRefused, DiskFull, NotWritable
from evidence_desk.export import one_file
from evidence_desk.vault.vault import Vault, open_vault
from evidence_desk.workflows.save_calendar import save_calendar
from tests.fake_clock import FakeClock

CASE = CaseId("a case")
NOW = datetime(2026, 11, 22, 21, 14, tzinfo=UTC)
DAY = date(2027, 12, 22)
DATES = (
    Deadline(
        id="claim/p1", step_id=None, payment_id=None, says="Ask the bank that sent money to the blackmailer.",
        calendar_title="Last day to ask", kind="last moment",
        ends_at=end_of_day(DAY, zone_of("Europe/London")).at, zone="Europe/London", is_day=True, is_sure=True, day=DAY,
    ),
)  # fmt: skip


def test_it_reads_back_and_tells_nothing(tmp_path: Path, vault: Vault) -> None:
    made = save_calendar(DATES, tmp_path / "dates.ics", vault, CASE, NOW)
    text = made.read_text()
    events = icalendar.Calendar.from_ical(text).walk("VEVENT")

    assert [(str(each["summary"]), each["dtstart"].dt) for each in events] == [("Last day to ask", DAY)]
    assert "blackmailer" not in text
    assert [path.name for path in tmp_path.iterdir() if "dates" in path.name] == ["dates.ics"]


@pytest.mark.parametrize(("name", "made"), [("dates", "dates.ics"), ("a.b", "a.b.ics"), ("X.ICS", "X.ICS")])
def test_a_name_without_an_ending_gets_one(tmp_path: Path, vault: Vault, name: str, made: str) -> None:
    assert save_calendar(DATES, tmp_path / name, vault, CASE, NOW) == tmp_path / made


def test_an_older_file_is_replaced_whole(tmp_path: Path, vault: Vault) -> None:
    (tmp_path / "dates.ics").write_text("older " * 10_000)
    made = save_calendar(DATES, tmp_path / "dates.ics", vault, CASE, NOW)

    assert made.read_text().startswith("BEGIN:VCALENDAR")


@pytest.mark.parametrize(
    ("number", "refusal"), [(errno.ENOSPC, DiskFull), (errno.EIO, NotWritable), (errno.EACCES, NotWritable)]
)
def test_what_stood_there_stays_where_it_fails(
    tmp_path: Path, vault: Vault, monkeypatch: pytest.MonkeyPatch, number: int, refusal: type[DeskError]
) -> None:
    def fails(_descriptor: int) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(one_file, "sync", fails)
    (tmp_path / "dates.ics").write_text("older")
    with pytest.raises(refusal):
        save_calendar(DATES, tmp_path / "dates.ics", vault, CASE, NOW)

    assert (tmp_path / "dates.ics").read_text() == "older"
    assert [path.name for path in tmp_path.iterdir() if "dates" in path.name] == ["dates.ics"]


def test_a_folder_that_is_not_there_is_said(tmp_path: Path, vault: Vault) -> None:
    with pytest.raises(DestinationGone):
        save_calendar(DATES, tmp_path / "gone" / "dates.ics", vault, CASE, NOW)
    with pytest.raises(NotWritable):
        save_calendar(DATES, tmp_path / ("x" * 300) / "dates.ics", vault, CASE, NOW)


def test_nothing_is_put_into_the_desk(tmp_path: Path, vault: Vault) -> None:
    with pytest.raises(DestinationRefused):
        save_calendar(DATES, vault.path / "objects" / "dates.ics", vault, CASE, NOW)


def uids(made: Path) -> set[str]:
    return {str(each["uid"]) for each in icalendar.Calendar.from_ical(made.read_text()).walk("VEVENT")}


def test_saving_again_names_the_same_dates_and_another_case_or_desk_others(
    tmp_path: Path, vault: Vault, clock: FakeClock
) -> None:
    first = uids(save_calendar(DATES, tmp_path / "dates.ics", vault, CASE, NOW))
    with open_vault(tmp_path / "another", clock, create=True) as another:
        elsewhere = uids(save_calendar(DATES, tmp_path / "theirs.ics", another, CASE, NOW))
    other_case = uids(save_calendar(DATES, tmp_path / "other.ics", vault, CaseId("another case"), NOW))

    assert uids(save_calendar(DATES, tmp_path / "again.ics", vault, CASE, NOW)) == first
    assert len(first | elsewhere | other_case) == 3
