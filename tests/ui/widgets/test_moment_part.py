"""A moment is typed on the wall clock of its zone, and stays the very moment it was unless it is changed."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QDate, QDateTime, Qt, QTime, QTimeZone
from PySide6.QtWidgets import QApplication, QDateTimeEdit, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from evidence_desk.domain.local_times import moment_of
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.widgets.moment_part import MomentPart
from tests.fake_clock import START, FakeClock

LONDON = replace(START, zone="Europe/London", utc_offset_s=0)
PAID_NS = START.utc_ns  # 21:14:07.312 UTC


@pytest.fixture
def part(look: Appearance, qtbot: QtBot) -> MomentPart:
    made = MomentPart(look, "paid_ns", "zone", FakeClock(LONDON).now)
    qtbot.addWidget(made.field)
    made.field.show()
    return made


def wall(hour: int, minute: int, day: QDate | None = None) -> QDateTime:
    return QDateTime(day or QDate(2026, 11, 22), QTime(hour, minute), QTimeZone.utc())


def test_it_is_shown_in_the_zone_it_was_told_in(part: MomentPart) -> None:
    part.show_values({"paid_ns": PAID_NS, "zone": "Asia/Kolkata"})

    assert part.field.text() == "23 Nov 2026, 02:44"
    assert part.values() == {"paid_ns": PAID_NS, "zone": "Asia/Kolkata"}


def test_a_layout_from_right_to_left_turns_no_time_round(look: Appearance, qapp: QApplication, qtbot: QtBot) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    part = MomentPart(look, "paid_ns", "zone", FakeClock(LONDON).now)
    qtbot.addWidget(part.field)
    part.show_values({"paid_ns": PAID_NS, "zone": "Europe/London"})

    assert part.field.text() == "22 Nov 2026, 21:14"


def test_a_changed_minute_is_a_moment_of_that_zone(part: MomentPart) -> None:
    part.show_values({"paid_ns": PAID_NS, "zone": "Europe/Berlin"})
    part.field.setDateTime(wall(22, 15))

    assert part.values()["paid_ns"] == PAID_NS - PAID_NS % (60 * 10**9) + 60 * 10**9


def test_daylight_saving_has_its_own_name(part: MomentPart) -> None:
    part.show_values({"paid_ns": PAID_NS, "zone": "Europe/London"})
    assert part.zone_words() == "GMT"

    part.field.setDateTime(wall(12, 0, QDate(2026, 7, 1)))
    assert part.zone_words() == "BST"


def test_tab_leaves_it_at_once(look: Appearance, qtbot: QtBot) -> None:
    part = MomentPart(look, "paid_ns", "zone", FakeClock(LONDON).now)
    window = QWidget()
    column = QVBoxLayout(window)
    after = QLineEdit()
    column.addWidget(part.field)
    column.addWidget(after)
    qtbot.addWidget(window)
    window.show()
    part.show_values({"paid_ns": PAID_NS, "zone": "Europe/London"})
    part.field.setFocus()
    qtbot.keyClick(part.field, Qt.Key.Key_Tab)

    assert window.focusWidget() is after


def test_nothing_said_says_nothing_of_a_zone_either(part: MomentPart) -> None:
    part.show_values({"paid_ns": 0, "zone": ""})

    assert part.values() == {"paid_ns": 0}
    assert part.field.text() == "Not said"


def test_the_first_key_begins_with_now_and_delete_takes_it_back(part: MomentPart, qtbot: QtBot) -> None:
    part.show_values({"paid_ns": 0, "zone": ""})
    with qtbot.waitSignal(part.typed):
        qtbot.keyClick(part.field, Qt.Key.Key_Up)
    assert part.values()["zone"] == "Europe/London"
    assert part.field.text() == "22 Nov 2026, 21:14"

    qtbot.keyClick(part.field, Qt.Key.Key_Delete)
    assert part.values() == {"paid_ns": 0}


def test_now_is_said_with_one_press_to_the_nanosecond(part: MomentPart, qtbot: QtBot) -> None:
    part.show_values({"paid_ns": 0, "zone": ""})
    with qtbot.waitSignal(part.typed):
        part.say_now()

    now = FakeClock(LONDON).now()
    assert part.values() == {"paid_ns": now.utc_ns, "zone": now.zone}


def test_words_stay_in_the_field_they_are_typed_in(look: Appearance, qtbot: QtBot) -> None:
    """Whoever types more than numbers does not write over what stands in the next field."""
    room = QWidget()
    part, other = MomentPart(look, "paid_ns", "zone", FakeClock(LONDON).now), QLineEdit("HARBOUR 93")
    column = QVBoxLayout(room)
    column.addWidget(part.field)
    column.addWidget(other)
    qtbot.addWidget(room)
    room.show()
    room.activateWindow()
    qtbot.waitActive(room)
    part.field.setFocus()
    for letter in "21 Nov 2026, 08:30 about":
        qtbot.keyClicks(room.focusWidget(), letter)

    assert part.field.text() == "21 Nov 2026, 08:30"
    assert other.text() == "HARBOUR 93"
    assert room.focusWidget() is part.field


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("5/2/2025 09:05", "5 Feb 2025, 09:05"),
        ("25.10.2026", "25 Oct 2026, 21:14"),
        ("05 12 2025 9:05", "5 Dec 2025, 09:05"),
        ("3112202509:05", "31 Dec 2025, 09:05"),
        ("31 oct 2026 14:30", "31 Oct 2026, 14:30"),
        ("29/2/2024 10:00", "29 Feb 2024, 10:00"),
    ],
)
def test_a_date_in_numbers_is_the_date_that_was_typed(part: MomentPart, qtbot: QtBot, typed: str, said: str) -> None:
    """Also a month by its number, and a day that this month lacks."""
    part.show_values({"paid_ns": 0, "zone": ""})
    qtbot.keyClicks(part.field, typed)

    assert part.field.text() == said


def test_what_was_typed_before_is_no_part_of_what_is_typed_next(part: MomentPart, qtbot: QtBot) -> None:
    part.show_values({"paid_ns": 0, "zone": ""})
    part.field.setFocus()
    qtbot.keyClicks(part.field, "1")
    part.field.setSelectedSection(QDateTimeEdit.Section.MonthSection)
    qtbot.keyClicks(part.field, "2")
    by_number = part.field.text()
    qtbot.keyClick(part.field, Qt.Key.Key_Delete)
    qtbot.keyClicks(part.field, "31")
    part.field.clearFocus()
    part.show_values({"paid_ns": moment_of("2026-11-30 08:00", "Europe/London").utc_ns, "zone": "Europe/London"})
    part.field.setFocus()
    part.field.setSelectedSection(QDateTimeEdit.Section.MonthSection)
    qtbot.keyClicks(part.field, "12")

    assert by_number == "1 Feb 2026, 21:14"
    assert part.field.text() == "30 Dec 2026, 08:00"
