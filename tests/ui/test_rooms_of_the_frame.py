"""Start here and settings in the whole program: what comes next, what is kept, and what the next start remembers."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evidence_desk import app
from evidence_desk.app import Program
from evidence_desk.domain.checklists import ListId
from evidence_desk.domain.errors import GuidanceDamaged
from evidence_desk.ui.actions import ActionId
from evidence_desk.ui.appearance import Wish
from evidence_desk.ui.connections.checklist_rooms import ROOM_OF
from evidence_desk.ui.tokens import Scheme
from tests.fake_clock import FakeClock
from tests.ui.desk_program import Start, capture, forget, press, words

HALF_A_YEAR_S = 200 * 24 * 60 * 60
KEYS = Qt.Key


def titles(program: Program) -> list[str]:
    return [line.entry.title for line in program.rooms.start_here.next.lines()]


def again(start: Start, program: Program, qapp: QApplication) -> Program:
    """Close it and start it anew."""
    program.close()
    forget(qapp, program)
    return start()


def tap(program: Program, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """One key, wherever the keyboard is."""
    QTest.keyClick(program.window.windowHandle(), key, modifier)


def test_a_step_found_and_done_by_keyboard_alone(program: Program, qtbot: QtBot) -> None:
    program.window.activateWindow()  # off the screen the bar takes the keyboard, which no desktop gives it
    qtbot.waitUntil(program.rooms.start_here.next.lines()[0].button.hasFocus)
    begins_with = titles(program)[0]
    with qtbot.waitSignal(program.operations.item_kept):
        tap(program, KEYS.Key_Return)
    plan = program.plan.now()
    second = program.rooms.start_here.next.lines()[1].entry
    step = plan.step(second.step_id) if plan and second.step_id else None
    assert step is not None
    tap(program, KEYS.Key_Down)
    tap(program, KEYS.Key_Return)
    room = program.window.current_room
    shown = program.rooms.lists[step.list_id].detail.row
    with qtbot.waitSignal(program.operations.step_changed):
        tap(program, KEYS.Key_Space)
    tap(program, KEYS.Key_1, Qt.KeyboardModifier.ControlModifier)
    line = program.rooms.start_here.lists.line(step.list_id)

    assert begins_with == "Save what is on screen"
    assert room is ROOM_OF[step.list_id]
    assert shown is not None
    assert shown.step.title == step.title
    assert program.window.current_room is ActionId.START
    assert line.bar.value() == 1
    assert step.title not in titles(program)
    assert len(titles(program)) == 4


def test_only_the_first_capture_changes_what_comes_next(program: Program, qtbot: QtBot) -> None:
    capture(program, qtbot)
    before = program.rooms.start_here.next.lines()
    capture(program, qtbot)

    assert program.rooms.start_here.next.lines() == before


def test_a_list_leads_to_its_room(program: Program, qtbot: QtBot) -> None:
    link = program.rooms.start_here.lists.line(ListId("payments")).link
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)

    assert program.window.current_room is ActionId.PAYMENTS


def test_old_steps_say_so(start: Start, program: Program, qapp: QApplication, clock: FakeClock) -> None:
    fresh = words(program.rooms.start_here)
    clock.advance(HALF_A_YEAR_S)
    later = again(start, program, qapp)

    assert "legal advice. Checked " in fresh
    assert "Menus may have moved." in words(later.rooms.start_here)


def test_without_steps_the_rest_goes_on(start: Start, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "content_or_trouble", lambda: (None, GuidanceDamaged("x")))
    made = start()
    with qtbot.waitSignal(made.operations.seals_checked):
        press(qtbot, made.window.first_start, "Start saving")
    before = titles(made)
    capture(made, qtbot)

    assert before == ["Save what is on screen"]
    assert titles(made) == []
    assert "The built-in steps could not be read." in words(made.rooms.start_here)


def test_a_later_start_opens_the_last_room(start: Start, program: Program, qapp: QApplication, tmp_path: Path) -> None:
    first = program.window.current_room
    program.window.open_room(ActionId.REPORT)
    program.window.open_room(ActionId.SETTINGS)
    kept = (tmp_path / "settings.json").read_text()
    later = again(start, program, qapp)

    assert first is ActionId.START
    assert later.window.current_room is ActionId.REPORT
    assert "report" not in kept


@pytest.mark.parametrize("untrusted", [0, -1, 99, True, "2", None])
def test_a_room_that_is_not_there_is_not_opened(start: Start, qtbot: QtBot, tmp_path: Path, untrusted: object) -> None:
    (tmp_path / "settings.json").write_text(json.dumps({"last_room": untrusted}))
    made = start()
    made._last_room.restore()

    assert made.window.current_room is None


def test_what_is_chosen_is_kept_and_there_at_the_next_start(
    start: Start, program: Program, qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    settings = program.rooms.settings
    settings.look.look_chosen.emit(Wish.CONTRAST, 150)
    now = program.look.theme.scheme
    settings.bar.shown.click()
    settings.bar.small.click()
    hidden = not program.bar.isVisible()
    later = again(start, program, qapp)

    assert (now, hidden) == (Scheme.CONTRAST, True)
    assert later.look.theme.scheme is Scheme.CONTRAST
    assert later.look.text_percent == 150
    assert later.rooms.settings.look.colours.currentText() == "High contrast"
    assert not later.bar.isVisible()
    assert later.bar.is_small
    assert not later.rooms.settings.bar.shown.isChecked()
    assert set(json.loads((tmp_path / "settings.json").read_text())) <= {
        "look", "text_percent", "bar_shown", "bar_small", "bar_place", "last_room",
    }  # fmt: skip


def test_the_bar_is_put_back_in_its_place(program: Program, qtbot: QtBot) -> None:
    begins = program.rooms.settings.bar.place
    begins.click()
    first = program.bar.pos()
    program.bar.move_into_view(first.__class__(0, 0))
    moved = program.bar.pos()
    begins.click()

    assert moved != first
    assert program.bar.pos() == first


def test_the_path_is_copied_and_leaving_is_tried(program: Program, qapp: QApplication, vault_path: Path) -> None:
    program.rooms.settings.place.copy.click()
    copied = qapp.clipboard().text()
    program.rooms.settings.leaving.trial.click()
    program.rooms.settings.leaving.leave.click()

    assert copied == str(vault_path)
    assert not program.window.isVisible()
