"""Somebody who paid: answers, dates and the calendar; their way through the window is in tests/journeys."""

from datetime import date
from pathlib import Path

import icalendar
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from evidence_desk.app import Program
from evidence_desk.domain.payments import Payment
from evidence_desk.ui.actions import ActionId
from evidence_desk.ui.models.answer_words import Question
from tests.ui.desk_program import press, say_where

MINUTE_NS = 60 * 10**9
DATES_FILE = "dates.ics"


def answer_three_things(program: Program, qtbot: QtBot) -> None:
    """Country, paid and services, as the questions come; the others later."""
    start = program.rooms.start_here
    press(qtbot, start, "Answer")
    asked = start.answering
    asked.country.setCurrentIndex(asked.country.findData("GB"))
    press(qtbot, asked, "Next")
    qtbot.waitUntil(lambda: asked.question is Question.PAID)
    asked.choices["yes"].click()
    press(qtbot, asked, "Next")
    qtbot.waitUntil(lambda: asked.question is Question.SERVICES)
    asked.picks.field.setFocus()
    QTest.keyClicks(asked.picks.field, "snapchat")
    asked.picks.list.setFocus()
    QTest.keyClick(asked.picks.list, Qt.Key.Key_Space)
    press(qtbot, asked, "Next")
    qtbot.waitUntil(lambda: asked.question is Question.POSTED)
    press(qtbot, asked, "Close the questions")


def pay(program: Program, qtbot: QtBot, method: str, minutes_ago: int) -> None:
    """A payment is in its register; the clock is the program's own."""
    paid_ns = program.plan._clock.now().utc_ns - minutes_ago * MINUTE_NS
    payment = Payment(
        method=method, amount_minor=18_000, currency="GBP", paid_ns=paid_ns, zone="Europe/London", sent_from="GB"
    )
    with qtbot.waitSignal(program.writing.written):
        program.writing.keep(payment)


def test_a_synced_place_is_named_before_anything_is_written(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    pay(program, qtbot, "bank-transfer", 30)
    card, place = program.rooms.start_here.dates, tmp_path / "Dropbox"
    place.mkdir()
    program.start_and_help.calendar.choose(place / DATES_FILE)
    asked, written = card.trouble.text(), list(place.iterdir())
    press(qtbot, card, "Save it there")
    qtbot.waitUntil(lambda: "Saved as" in card.said.text())

    assert asked.startswith("Dropbox copies this place online.")
    assert written == []
    assert [path.name for path in place.iterdir()] == [DATES_FILE]
    assert not card.another.isVisible()
    data = (place / DATES_FILE).read_bytes()
    events = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert [str(event["summary"]) for event in events] == ["Last day to ask"]
    assert all(isinstance(event["dtstart"].dt, date) for event in events)
    assert b"bank" not in data.lower()


def test_a_date_that_is_near_is_said_only_where_it_was_asked_for(program: Program, qtbot: QtBot) -> None:
    pay(program, qtbot, "m-pesa", 60)
    status, tray = program.window.status, program.outside.tray.icon
    unasked = "A date is near" in status.accessibleName(), tray.toolTip()
    program.rooms.settings.dates.remind.click()
    asked = "A date is near" in status.accessibleName(), tray.toolTip()
    program.rooms.settings.dates.remind.click()

    assert unasked == (False, "Desk")
    assert asked == (True, "Desk. A date is near")
    assert "A date is near" not in status.accessibleName()


def test_what_is_answered_elsewhere_leaves_the_question_that_is_asked(program: Program, qtbot: QtBot) -> None:
    press(qtbot, program.rooms.start_here, "Answer")
    asked = program.rooms.start_here.answering
    say_where(program, qtbot, "snapchat")
    stays = asked.question
    asked.country.setCurrentIndex(asked.country.findData("GB"))
    press(qtbot, asked, "Next")
    qtbot.waitUntil(lambda: asked.question is Question.PAID)
    with qtbot.waitSignal(program.writing.written):
        program.actions[ActionId.UNDO].trigger()
    undone = asked.question
    asked.later.click()

    assert (stays, undone) == (Question.COUNTRY, Question.PAID)
    assert asked.picks.picked.services == ("snapchat",), "what was said elsewhere is known here"


def test_answers_are_undone_like_anything_written_down(program: Program, qtbot: QtBot) -> None:
    answer_three_things(program, qtbot)
    with qtbot.waitSignal(program.writing.written):
        program.actions[ActionId.UNDO].trigger()

    assert program.state.registers.answers.services == ()
    assert program.state.registers.answers.country == "GB"
    assert "Snapchat" not in program.rooms.start_here.answers.words()
