"""Get help now in the whole program: from anywhere and back, before a case, without the list, and nothing of a case."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evidence_desk import app
from evidence_desk.app import Program
from evidence_desk.domain.errors import GuidanceDamaged
from evidence_desk.ui.actions import ActionId
from tests.ui.desk_program import Start, press, words

KEYS = Qt.Key


def tap(program: Program, key: Qt.Key) -> None:
    """One key, wherever the keyboard is."""
    QTest.keyClick(program.window.windowHandle(), key)


def ready(program: Program, qtbot: QtBot) -> None:
    """Off the screen the bar takes the keyboard, which no desktop gives it."""
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)


def test_f1_opens_it_before_anything_was_started(start: Start, qtbot: QtBot, vault_path: Path) -> None:
    made = start()
    ready(made, qtbot)
    tap(made, KEYS.Key_F1)
    shown = words(made.rooms.help)
    listed = made.window.list.isVisible()
    tap(made, KEYS.Key_Escape)

    assert "You matter more than any picture." in shown
    assert not listed
    assert made.window.first_start.isVisible()
    assert made.window.first_start.start.hasFocus()
    assert not vault_path.exists()


def test_esc_goes_back_to_where_the_keyboard_was(program: Program, qtbot: QtBot) -> None:
    ready(program, qtbot)
    program.window.open_room(ActionId.REPORT)
    at = program.window.focusWidget()
    tap(program, KEYS.Key_F1)
    open_now, chosen = program.window.current_room, program.window.top.help.property("kind")
    tap(program, KEYS.Key_F1)  # once more changes nothing of the way back
    tap(program, KEYS.Key_Escape)

    assert (open_now, chosen) == (ActionId.HELP, "soft")
    assert program.window.current_room is ActionId.REPORT
    assert program.window.focusWidget() is at
    assert program.window.top.help.property("kind") == "standard"


def test_no_room_is_marked_while_it_is_open(program: Program, qtbot: QtBot) -> None:
    press(qtbot, program.window.top, "Get help now")
    marked = [row for row in program.window.list.rows() if row.property("checked")]
    program.window.open_room(ActionId.EVIDENCE)

    assert marked == []
    assert program.window.current_room is ActionId.EVIDENCE


def test_three_times_esc_still_leaves(program: Program, qtbot: QtBot) -> None:
    ready(program, qtbot)
    tap(program, KEYS.Key_F1)
    for _ in range(3):
        tap(program, KEYS.Key_Escape)

    assert not program.window.isVisible()


def test_without_the_list_it_says_the_numbers(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "content_or_trouble", lambda: (None, GuidanceDamaged("x")))
    made = start()
    made.window.open_room(ActionId.HELP)

    assert "The list of helplines could not be read." in words(made.rooms.help)


def test_the_clipboard_only_when_asked(program: Program, qapp: QApplication) -> None:
    qapp.clipboard().clear()
    program.window.open_room(ActionId.HELP)
    program.rooms.help.country_chosen.emit("GB")
    before = qapp.clipboard().text()
    program.rooms.help.asking.copied.emit("116 123")

    assert before == ""
    assert qapp.clipboard().text() == "116 123"


@pytest.mark.parametrize("takes", [True, False])
def test_a_page_goes_to_the_browser(
    program: Program, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, *, takes: bool
) -> None:
    asked: list[str] = []

    def browser(url: QUrl) -> bool:
        asked.append(url.toString())
        return takes

    monkeypatch.setattr(QDesktopServices, "openUrl", browser)
    program.window.open_room(ActionId.HELP)
    program.rooms.help.country_chosen.emit("GB")
    press(qtbot, program.rooms.help, "Open page: Samaritans")

    assert len(asked) == 1
    assert asked[0].startswith("https://")
    assert ("Here is its address to copy." in words(program.rooms.help)) is not takes


def test_nothing_of_the_case_is_in_it(program: Program) -> None:
    program.window.open_room(ActionId.HELP)
    case = program.state.case

    assert case is not None
    assert not [part for part in (case.title, case.reference) if part in words(program.rooms.help)]


def test_a_country_chosen_here_is_the_answer_where_there_is_none(program: Program, qtbot: QtBot) -> None:
    """Then the steps and the page for under 18 know it too, and it is there tomorrow; what was answered stays."""
    program.window.open_room(ActionId.HELP)
    with qtbot.waitSignal(program.writing.written):
        program.rooms.help.country_chosen.emit("CA")
    qtbot.waitUntil(lambda: program.state.registers.answers.country == "CA")
    program.rooms.help.country_chosen.emit("GB")
    with qtbot.waitSignal(program.writing.written):
        program.writing.answer(lambda answers: replace(answers, posted="yes"))

    assert program.state.registers.answers.country == "CA"
    assert program.rooms.help.country.currentData() == "GB"
    with qtbot.waitSignal(program.writing.written):
        program.writing.answer(lambda answers: replace(answers, country="US"))
    qtbot.waitUntil(lambda: program.rooms.help.country.currentData() == "US")
