"""Ctrl+Z takes back the last step, tag or note, and never evidence."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from evidence_desk.app import Program
from evidence_desk.capture.targets import AllScreens
from evidence_desk.domain.checklists import ListId, StepState
from evidence_desk.domain.custody import LogId
from evidence_desk.domain.evidence import Item, ItemId
from evidence_desk.ui.actions import ActionId
from evidence_desk.vault.vault import open_reader
from tests.ui.desk_program import capture


@pytest.fixture
def item_id(program: Program, qtbot: QtBot) -> ItemId:
    """One item, with the keyboard on its row."""
    program.window.open_room(ActionId.EVIDENCE)
    capture(program, qtbot)
    return program.state.newest[0].id


def undo(program: Program, qtbot: QtBot) -> None:
    """Press Ctrl+Z in the window and wait until it is kept."""
    changes = [program.operations.item_changed, program.operations.step_changed]
    with qtbot.waitSignals(changes, raising=False, timeout=1):
        program.actions[ActionId.UNDO].trigger()
    program.background.run(lambda: None)
    qtbot.waitUntil(lambda: program.questions._undoing._going is None)


def words_of(program: Program, item_id: ItemId) -> tuple[str, tuple[str, ...]]:
    """Note and tags as they are kept."""
    item: Item = program.background.run(lambda: program._desk.item(item_id))
    return item.note, item.tags


def test_tags_and_notes_are_taken_back_in_turn(program: Program, qtbot: QtBot, item_id: ItemId) -> None:
    operations = program.operations
    for change in (
        lambda: operations.add_tag(item_id, "threat"),
        lambda: operations.set_note(item_id, "first"),
        lambda: operations.remove_tag(item_id, "threat"),
    ):
        with qtbot.waitSignal(operations.item_changed):
            change()
    for kept in (("first", ("threat",)), ("", ("threat",)), ("", ())):
        undo(program, qtbot)
        assert words_of(program, item_id) == kept
    assert not program.actions[ActionId.UNDO].isEnabled()


def test_all_that_was_typed_into_a_note_goes_at_once(program: Program, qtbot: QtBot, item_id: ItemId) -> None:
    """It was kept at every pause."""
    for text in ("He", "He said", "He said tonight"):
        with qtbot.waitSignal(program.operations.item_changed):
            program.operations.set_note(item_id, text)
    undo(program, qtbot)
    assert words_of(program, item_id) == ("", ())


def test_a_note_that_was_emptied_by_hand_leaves_undo_at_work(program: Program, qtbot: QtBot, item_id: ItemId) -> None:
    """Taking it back changes nothing, and what was done before still comes next."""
    operations = program.operations
    for change in (
        lambda: operations.add_tag(item_id, "threat"),
        lambda: operations.set_note(item_id, "He said"),
        lambda: operations.set_note(item_id, ""),
    ):
        with qtbot.waitSignal(operations.item_changed):
            change()
    for kept in (("", ("threat",)), ("", ())):
        undo(program, qtbot)
        assert words_of(program, item_id) == kept


def test_a_step_is_put_back_with_its_note(program: Program, qtbot: QtBot) -> None:
    program.window.open_room(ActionId.SUSPEND)
    panel = program.rooms.lists[ListId("suspend")]
    step_id = panel.detail.row.step.id
    for state, note in ((StepState.DONE, "number 8841"), (StepState.SKIPPED, None)):
        with qtbot.waitSignal(program.operations.step_changed):
            program.operations.change_step(step_id, state, note=note)
    undo(program, qtbot)
    assert (program.state.marks[step_id].state, program.state.marks[step_id].note) == (StepState.DONE, "number 8841")
    undo(program, qtbot)
    assert program.state.marks[step_id].state is StepState.TODO


def test_evidence_stays_when_its_use_as_a_proof_is_taken_back(program: Program, qtbot: QtBot) -> None:
    step_id = program.rooms.lists[ListId("suspend")].detail.row.step.id
    with qtbot.waitSignal(program.operations.step_changed):
        program.operations.capture_proof(AllScreens(), step_id)
    undo(program, qtbot)
    assert program.state.marks[step_id].proof is None
    assert program.state.count == 1
    assert not program.actions[ActionId.UNDO].isEnabled()


def test_a_capture_or_a_removal_is_never_taken_back(program: Program, qtbot: QtBot, item_id: ItemId) -> None:
    """And what was said of an item goes with it."""
    assert not program.actions[ActionId.UNDO].isEnabled()
    with qtbot.waitSignal(program.operations.item_changed):
        program.operations.add_tag(item_id, "threat")
    assert program.actions[ActionId.UNDO].isEnabled()
    with qtbot.waitSignal(program.operations.item_removed):
        program.operations.remove(item_id)
    assert not program.actions[ActionId.UNDO].isEnabled()


def test_what_is_taken_back_is_in_the_history_too(
    program: Program, qtbot: QtBot, item_id: ItemId, vault_path: Path
) -> None:
    with qtbot.waitSignal(program.operations.item_changed):
        program.operations.add_tag(item_id, "threat")
    undo(program, qtbot)
    program.close()
    with open_reader(vault_path) as reader:
        case = reader.cases.last_used()
        assert case is not None
        details = [event.detail for event in reader.custody.events(LogId(case.id)) if event.event == "tagged"]
    assert details == [{"added": "threat"}, {"removed": "threat"}]


def test_in_a_field_the_key_is_the_fields(program: Program, qtbot: QtBot, item_id: ItemId) -> None:
    """Typing is taken back letter by letter there."""
    with qtbot.waitSignal(program.operations.item_changed):
        program.operations.add_tag(item_id, "threat")
    detail = program.rooms.evidence.detail
    detail.start_note()
    qtbot.keyClicks(detail.note.field, "typed")
    changes = QSignalSpy(program.operations.item_changed)
    qtbot.keyClick(detail.note.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert detail.note.field.toPlainText() != "typed"
    assert changes.count() == 0
    assert words_of(program, item_id) == ("", ("threat",))
