"""Removing an item: one question, Keep under the keyboard, and nothing gone before the history says so."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evidence_desk.app import Program
from evidence_desk.capture.targets import AllScreens
from evidence_desk.domain.checklists import StepId
from evidence_desk.domain.custody import LogId
from evidence_desk.ui.actions import ActionId
from evidence_desk.ui.dialogs.remove_dialog import RemoveDialog
from evidence_desk.vault.vault import open_reader
from tests.ui.desk_program import capture, words
from tests.ui.room_samples import HOSTILE_TITLES, listed
from tests.ui.spoken import nameless_parts
from tests.ui.themes import theme_of
from tests.ui.wholeness import faults


@pytest.fixture
def asked(program: Program, qtbot: QtBot) -> RemoveDialog:
    """Two items, and the question about the newest."""
    program.window.open_room(ActionId.EVIDENCE)
    capture(program, qtbot)
    capture(program, qtbot)
    qtbot.keyClick(program.rooms.evidence.list, Qt.Key.Key_Home)
    *_others, remove = program.rooms.evidence.detail.menu.actions()
    remove.trigger()
    return program.questions.remove_dialog


def test_the_question_says_what_goes_and_what_stays(asked: RemoveDialog) -> None:
    said = words(asked)
    assert "Remove \u2066EX-002\u2069?" in said
    assert "The item's key and file go. A line stays in the history that it was here." in said
    assert asked.focusWidget() is asked.keep


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Space])
def test_what_is_pressed_without_thinking_keeps_it(
    program: Program, asked: RemoveDialog, qtbot: QtBot, key: Qt.Key
) -> None:
    told = QSignalSpy(asked.removal_asked)
    qtbot.keyClick(asked.keep, key)
    assert not asked.isVisible()
    assert told.count() == 0
    assert program.state.count == 2


def test_what_is_removed_is_gone_everywhere_but_in_the_history(
    program: Program, asked: RemoveDialog, qtbot: QtBot, vault_path: Path
) -> None:
    room = program.rooms.evidence
    asked.field.setText("It shows somebody else")
    with qtbot.waitSignal(program.operations.item_removed) as removed:
        qtbot.mouseClick(asked.remove, Qt.MouseButton.LeftButton)
    gone = removed.args[0]
    assert room.model.row_of(gone.id) is None
    assert room.detail.listed is not None
    assert room.detail.listed.exhibit == "EX-001"
    assert (program.state.count, program.state.size_bytes) == (1, room.detail.listed.size_bytes)
    assert "1 saved in Case 1" in words(program.bar)
    capture(program, qtbot)
    program.close()
    with open_reader(vault_path) as reader:
        case = reader.cases.last_used()
        assert case is not None
        assert [item.exhibit for item in reader.items.of_case(case.id)] == ["EX-001", "EX-003"]
        deleted = [event for event in reader.custody.events(LogId(case.id)) if event.event == "deleted"]
        assert [event.detail["reason"] for event in deleted] == ["It shows somebody else"]
        assert reader.check().ok


def test_the_last_one_leaves_an_empty_room(program: Program, qtbot: QtBot) -> None:
    program.window.open_room(ActionId.EVIDENCE)
    capture(program, qtbot)
    room = program.rooms.evidence
    assert room.detail.listed is not None
    with qtbot.waitSignal(program.operations.item_removed):
        program.operations.remove(room.detail.listed.id)
    assert room.empty.isVisible()
    assert program.state.count == 0
    assert room.detail.listed is None


def test_a_proof_that_goes_leaves_its_step(program: Program, qtbot: QtBot) -> None:
    """And the question says so."""
    step = next(iter(program.rooms.lists.values())).detail.row
    assert step is not None
    with qtbot.waitSignal(program.operations.step_changed):
        program.operations.capture_proof(AllScreens(), StepId(step.step.id))
    program.window.open_room(ActionId.EVIDENCE)
    program.rooms.evidence.detail.menu.actions()[-1].trigger()
    assert "It is the proof of a step." in words(program.questions.remove_dialog)
    with qtbot.waitSignal(program.operations.item_removed):
        qtbot.mouseClick(program.questions.remove_dialog.remove, Qt.MouseButton.LeftButton)
    assert program.state.marks[step.step.id].proof is None


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_question_is_whole_and_named(program: Program, qapp: QApplication, scale: float) -> None:
    program.look.show_in(theme_of(qapp, scale=scale))
    for title in HOSTILE_TITLES:
        program.questions.remove_dialog.ask(listed(1, window_title=title), proves_a_step=True)
        qapp.processEvents()
        found = faults(program.questions.remove_dialog)
        assert not {kind: what for kind, what in found.items() if kind != "nameless"}, title
        assert not nameless_parts(program.questions.remove_dialog)
        assert QAccessible.queryAccessibleInterface(program.questions.remove_dialog).text(QAccessible.Text.Name)
        program.questions.remove_dialog.reject()
