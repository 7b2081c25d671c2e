"""Several cases in one window: what is shown, where what was pressed goes, and what others do meanwhile."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evidence_desk.app import Program
from evidence_desk.capture.targets import AllScreens
from evidence_desk.domain.checklists import ListId, StepState
from evidence_desk.domain.custody import LogId
from evidence_desk.ui.actions import ActionId
from evidence_desk.ui.models.safe_text import isolated
from evidence_desk.vault.vault import open_reader
from tests.ui.desk_program import Start, capture, forget, words
from tests.ui.room_samples import HOSTILE_TITLES
from tests.ui.spoken import nameless_parts
from tests.ui.wholeness import faults


def choose(program: Program, words: str) -> None:
    """Press an entry of the menu under the case button."""
    (action,) = [each for each in program.window.top.cases.actions() if each.text() in {words, isolated(words)}]
    action.trigger()


def new_case(program: Program, qtbot: QtBot, title: str | None = None) -> None:
    """As a person does it: the menu, a title or the suggestion, Enter."""
    choose(program, "New case…")
    dialog = program.switching.title_dialog
    if title is not None:
        dialog.field.setText(title)
    listed(program, qtbot, lambda: qtbot.keyClick(dialog.field, Qt.Key.Key_Return))


def listed(program: Program, qtbot: QtBot, act: Callable[[], object]) -> None:
    """Do it, and wait until the case that comes of it is shown and the menu knows it."""
    with qtbot.waitSignal(program._cases.listed):
        act()


def switch(program: Program, qtbot: QtBot, title: str) -> None:
    """Choose another case in the menu."""
    listed(program, qtbot, lambda: choose(program, title))


def in_vault(vault_path: Path) -> dict[str, int]:
    """How many items each case has, by title."""
    with open_reader(vault_path) as reader:
        return {case.title: case.items for case in reader.cases.all()}


def history(vault_path: Path, title: str) -> list[str]:
    """What happened in a case."""
    with open_reader(vault_path) as reader:
        case = reader.cases.find(title)
        return [event.event for event in reader.custody.events(LogId(case.id))]


def test_enter_opens_the_suggested_case_and_nothing_of_the_other_is_left(program: Program, qtbot: QtBot) -> None:
    capture(program, qtbot)
    choose(program, "New case…")
    dialog = program.switching.title_dialog

    assert (dialog.field.text(), dialog.field.selectedText()) == ("Case 2", "Case 2")
    assert dialog.field.hasFocus() or dialog.focusWidget() is dialog.field
    listed(program, qtbot, lambda: qtbot.keyClick(dialog.field, Qt.Key.Key_Return))
    assert not dialog.isVisible()
    assert program.window.top.case.text() == isolated("Case 2")
    assert "0 saved in Case 2" in words(program.bar)
    assert "Nothing saved yet" in words(program.window.status)
    assert (program.state.count, program.rooms.evidence.model.rowCount()) == (0, 0)
    assert program.rooms.evidence.detail.item is None
    assert [each.text() for each in program.window.top.cases.actions()] == [
        isolated("Case 1"),
        "",
        "New case…",
        "Rename…",
    ]


def test_each_case_has_its_own_items_and_steps(program: Program, qtbot: QtBot, vault_path: Path) -> None:
    capture(program, qtbot)
    program.window.open_room(ActionId.SUSPEND)
    with qtbot.waitSignal(program.operations.step_changed):
        qtbot.keyClick(program.rooms.lists[ListId("suspend")].list, Qt.Key.Key_Space)
    new_case(program, qtbot)
    marks_of_the_new = dict(program.state.marks)
    capture(program, qtbot)
    capture(program, qtbot)
    switch(program, qtbot, "Case 1")

    assert marks_of_the_new == {}
    assert [mark.state for mark in program.state.marks.values()] == [StepState.DONE]
    assert program.window.current_room is ActionId.START  # where the new case began
    assert "1 saved in Case 1" in words(program.bar)
    assert "The one item is sealed and readable" in words(program.window.status)
    assert in_vault(vault_path) == {"Case 1": 1, "Case 2": 2}


def test_what_was_pressed_goes_to_the_case_that_was_shown(program: Program, qtbot: QtBot, vault_path: Path) -> None:
    """The first press comes home when the other case is shown; the second was pressed before it was."""
    program.operations.capture(AllScreens())
    program._cases.new("Other")
    program.operations.capture(AllScreens())
    with qtbot.waitSignal(program._cases.listed):
        pass
    qtbot.waitUntil(lambda: in_vault(vault_path) == {"Case 1": 2, "Other": 0})
    capture(program, qtbot)  # what was pressed last comes home last

    assert program.window.top.case.text() == isolated("Other")
    assert program.state.count == 1
    assert in_vault(vault_path) == {"Case 1": 2, "Other": 1}


def test_a_note_being_typed_stays_with_its_case(program: Program, qtbot: QtBot, vault_path: Path) -> None:
    """A step is called the same in every case."""
    program.window.open_room(ActionId.SUSPEND)
    panel = program.rooms.lists[ListId("suspend")]
    with qtbot.waitSignal(program.operations.step_changed):
        qtbot.keyClick(panel.list, Qt.Key.Key_Space)
    panel.detail.note.field.setPlainText("typed in the first")
    new_case(program, qtbot)

    assert panel.detail.note.text() == ""
    with open_reader(vault_path) as reader:
        notes = {
            case.title: [mark.note for mark in reader.steps.marks(case.id).values()] for case in reader.cases.all()
        }
    assert notes == {"Case 1": ["typed in the first"], "Case 2": []}


def test_the_case_used_last_opens_next_time(start: Start, program: Program, qtbot: QtBot, qapp: QApplication) -> None:
    new_case(program, qtbot, "Second")
    new_case(program, qtbot, "Third")
    switch(program, qtbot, "Second")
    program.close()
    forget(qapp, program)
    again = start()

    assert again.window.top.case.text() == isolated("Second")


def test_a_title_that_can_not_be_kept_is_said_under_the_field(program: Program, qtbot: QtBot, vault_path: Path) -> None:
    choose(program, "New case…")
    dialog = program.switching.title_dialog
    dialog.field.setText("x" * 201)
    with qtbot.waitSignal(program._cases.title_refused):
        qtbot.keyClick(dialog.field, Qt.Key.Key_Return)

    assert dialog.isVisible()
    assert "can't be kept" in words(dialog)
    assert dialog.field.text() == "x" * 201
    assert in_vault(vault_path) == {"Case 1": 0}
    dialog.field.setText("Shorter")
    listed(program, qtbot, lambda: qtbot.keyClick(dialog.field, Qt.Key.Key_Return))
    assert in_vault(vault_path) == {"Case 1": 0, "Shorter": 0}


def test_renaming_shows_everywhere_and_in_the_history(program: Program, qtbot: QtBot, vault_path: Path) -> None:
    choose(program, "Rename…")
    dialog = program.switching.title_dialog
    before = dialog.field.text()
    dialog.field.setText("Since & Monday")
    listed(program, qtbot, lambda: qtbot.keyClick(dialog.field, Qt.Key.Key_Return))

    assert before == "Case 1"
    assert program.window.top.case.accessibleName() == "Case: Since & Monday"
    assert program.window.top.case.text() == isolated("Since && Monday")
    assert "0 saved in Since & Monday" in words(program.bar)
    assert "case renamed" in history(vault_path, "Since & Monday")


def test_a_case_another_process_opens_is_offered_and_not_jumped_to(
    program: Program, qtbot: QtBot, vault_path: Path
) -> None:
    capture(program, qtbot)
    command = [sys.executable, "-m", "evidence_desk", f"--vault={vault_path}"]
    environ = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen([*command, "case", "new", "Theirs"], env=environ, stdout=subprocess.DEVNULL) as theirs:
        offered = program.window.top.cases
        qtbot.waitUntil(lambda: isolated("Theirs") in [each.text() for each in offered.actions()], timeout=20_000)
    capture(program, qtbot)

    assert theirs.returncode == 0
    assert program.window.top.case.text() == isolated("Case 1")
    assert in_vault(vault_path) == {"Case 1": 2, "Theirs": 0}


def test_a_folder_finished_behind_another_case_is_said_and_not_shown(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    capture(program, qtbot)
    program.window.open_room(ActionId.HAND_OVER)
    panel, place = program.rooms.hand_over, tmp_path / "stick"
    place.mkdir()
    panel.set_place(place, 10**9)
    panel.folder_requested.emit(place)
    new_case(program, qtbot)
    qtbot.waitUntil(lambda: "is ready" in program.window.banner.text(), timeout=30_000)

    assert not panel.result.isVisible()
    assert not panel.where.is_working
    assert str(place) in program.window.banner.text()


def test_an_open_menu_keeps_the_entry_the_keyboard_is_on(program: Program, qtbot: QtBot) -> None:
    """Whoever lists the cases anew meanwhile, be it another program: Enter still opens what was chosen."""
    new_case(program, qtbot)
    menu = program.window.top.cases
    menu.open_under(program.window.top.case)
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    chosen = menu.activeAction().text()
    with qtbot.waitSignal(program._cases.listed):
        program._cases.list()
    listed(program, qtbot, lambda: qtbot.keyClick(menu, Qt.Key.Key_Return))

    assert chosen == isolated("Case 1")
    assert program.window.top.case.text() == isolated("Case 1")
    menu.open_under(program.window.top.case)
    assert menu.actions()[0].text() == isolated("Case 2")
    menu.close()


def test_titles_from_outside_are_harmless_in_the_menu(program: Program, qtbot: QtBot) -> None:
    with qtbot.waitSignals([program._cases.listed] * len(HOSTILE_TITLES)):
        for title in HOSTILE_TITLES:
            program._cases.new(title[:200].replace("\0", ""))
    menu = program.window.top.cases
    offered = [each.text() for each in menu.actions()]

    assert not any(character in text for text in offered for character in "\n\u202e\x1b")
    assert all(len(text) <= 60 for text in offered)
    assert "All 12 cases…" in offered


def test_many_cases_are_searched_in_a_list(program: Program, qtbot: QtBot, qapp: QApplication) -> None:
    with qtbot.waitSignals([program._cases.listed] * 30):
        for number in range(30):
            program._cases.new(f"Case {number + 2}")
    with qtbot.waitSignal(program.operations.item_kept):
        program.operations.capture(AllScreens())
    choose(program, "All 31 cases…")
    picker = program.switching.picker
    qapp.processEvents()
    whole = {kind: found for kind, found in faults(picker).items() if kind != "nameless"}
    newest = picker._cases[0].items
    qtbot.keyClicks(picker.field, "case 1")
    shown = [str(picker.model.index(row, 0).data()) for row in range(picker.model.rowCount())]
    qtbot.keyClick(picker.field, Qt.Key.Key_Down)
    listed(program, qtbot, lambda: qtbot.keyClick(picker.field, Qt.Key.Key_Return))

    assert newest == 1
    assert not whole
    assert not nameless_parts(picker)
    assert shown == [f"Case {number}" for number in range(19, 9, -1)] + ["Case 1"]
    assert program.window.top.case.text() == isolated("Case 18")


def test_a_long_title_does_not_widen_the_bar(program: Program, qtbot: QtBot) -> None:
    width, title = program.window.top.minimumSizeHint().width(), "W" * 200
    new_case(program, qtbot, title)

    assert program.window.top.minimumSizeHint().width() == width
    assert "…" in program.window.top.case.text()
    assert program.window.top.case.accessibleName() == f"Case: {title}"
