"""People who help, in the whole program: only in a case, each change kept and undone, nothing of another case."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from evidence_desk.app import Program
from evidence_desk.domain.reports import Contact
from evidence_desk.ui.actions import ActionId
from evidence_desk.vault.vault import open_reader
from evidence_desk.workflows.write_down import written
from tests.ui.desk_program import Start, words


def write_down(program: Program, qtbot: QtBot, name: str) -> None:
    card = program.rooms.help.people
    card.add.click()
    card.form.name.field.setText(name)
    card.form.phone.field.setText("101")
    card.form.phone.typed.emit()
    with qtbot.waitSignal(program.writing.written):
        card.form.keep.click()


def test_before_a_case_there_is_nobody(start: Start) -> None:
    made = start()
    made.window.open_room(ActionId.HELP)

    assert not made.rooms.help.people.isVisible()


def test_written_down_changed_taken_out_and_all_of_it_undone(program: Program, qtbot: QtBot) -> None:
    program.window.open_room(ActionId.HELP)
    card, undo = program.rooms.help.people, program.actions[ActionId.UNDO]
    write_down(program, qtbot, "PC 4411")
    added = [each.what.name for each in program.state.registers.contacts], card.form.isVisible()
    card.rows[0].change.click()
    with qtbot.waitSignal(program.writing.written):
        card.form.remove.click()
    removed = list(program.state.registers.contacts)
    with qtbot.waitSignal(program.writing.written):
        undo.trigger()
    back = [each.what.phone for each in program.state.registers.contacts]
    with qtbot.waitSignal(program.writing.written):
        undo.trigger()

    assert added == (["PC 4411"], False)
    assert removed == []
    assert back == ["101"]
    assert program.state.registers.contacts == ()
    assert card.rows == []


def test_another_case_has_its_own(program: Program, qtbot: QtBot, vault_path: Path) -> None:
    """And who was being written down when it was opened is kept in theirs."""
    program.window.open_room(ActionId.HELP)
    write_down(program, qtbot, "PC 4411")
    first, card = program.state.case, program.rooms.help.people
    card.add.click()
    card.form.name.field.setText("Ann")
    card.form.name.typed.emit()
    with qtbot.waitSignal(program.operations.case_opened):
        program.switching.title_dialog.ask_for_new("Case 2")
        program.switching.title_dialog.title_given.emit("Case 2")

    assert "PC 4411" not in words(program.rooms.help)
    assert not card.form.isVisible()
    assert first is not None
    with open_reader(vault_path) as reader:
        assert [each.what.name for each in written(reader, reader.cases.by_id(first.id), Contact)] == ["PC 4411", "Ann"]
        assert program.state.registers.contacts == ()


def test_who_was_kept_while_another_case_opened_shuts_no_form_of_it(program: Program, qtbot: QtBot) -> None:
    """The answer comes when nobody waits for it there any more; the next one is not taken for it."""
    program.window.open_room(ActionId.HELP)
    card = program.rooms.help.people
    with qtbot.waitSignal(program.operations.case_opened):
        program.switching.title_dialog.title_given.emit("Case 2")
        card.add.click()
        card.form.name.field.setText("PC 4411")
        card.form.phone.field.setText("101")
        card.form.phone.typed.emit()
        card.form.keep.click()
    program.background.run(lambda: None)
    card.add.click()
    card.form.name.field.setText("Sam")
    with qtbot.waitSignal(program.writing.written):
        program.writing.keep(Contact(name="Aunt May"))

    assert (card.form.isVisibleTo(card), card.form.name.field.text()) == (True, "Sam")
