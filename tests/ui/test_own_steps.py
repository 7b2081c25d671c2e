"""A step of one's own that is on its way when the case is left or the window closes is kept, or typed there again."""

import threading

from pytestqt.qtbot import QtBot

from evidence_desk.app import Program
from evidence_desk.domain.answers import OwnStep
from evidence_desk.domain.cases import CaseId
from evidence_desk.domain.checklists import ListId
from evidence_desk.ui.actions import ActionId
from evidence_desk.ui.background import nothing
from evidence_desk.vault.vault import open_reader
from evidence_desk.workflows.write_down import written
from tests.ui.desk_program import press

MORE = ListId("more")
PATIENCE_MS = 20_000


def ask(program: Program, qtbot: QtBot) -> None:
    program.window.open_room(ActionId.MORE)
    press(qtbot, program.rooms.lists[MORE], "My own step")


def type_in(program: Program, qtbot: QtBot, title: str, note: str = "") -> None:
    ask(program, qtbot)
    dialog = program.lists.own_step_dialog
    dialog.title.setText(title)
    dialog.note.setPlainText(note)


def give_as_another_case_comes(program: Program, qtbot: QtBot, title: str, note: str = "") -> None:
    """The step is given while the desk turns to a new case: its answer comes when that is shown."""
    gate = threading.Event()
    type_in(program, qtbot, title, note)
    program.background.on_case_thread(gate.wait, nothing, nothing)
    program._cases.new(f"After {title}")
    press(qtbot, program.lists.own_step_dialog, "Keep it")
    gate.set()
    qtbot.waitUntil(lambda: title_of(program) == f"After {title}", timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: program.background.is_idle, timeout=PATIENCE_MS)


def title_of(program: Program) -> str:
    return program.state.case.title if program.state.case else ""


def go_to(program: Program, qtbot: QtBot, case_id: CaseId) -> None:
    program._cases.switch(case_id)
    qtbot.waitUntil(lambda: program.state.case is not None and program.state.case.id == case_id, timeout=PATIENCE_MS)


def test_no_step_is_lost(program: Program, qtbot: QtBot) -> None:
    program.operations.start()
    qtbot.waitUntil(lambda: program.state.case is not None, timeout=PATIENCE_MS)
    first = program.state.case
    assert first is not None
    dialog = program.lists.own_step_dialog

    give_as_another_case_comes(program, qtbot, "Ring Sam", "x" * 20_001)
    qtbot.waitUntil(lambda: "can't be kept" in program.window.banner.text(), timeout=PATIENCE_MS)
    type_in(program, qtbot, "Of the other case")
    dialog.reject()
    go_to(program, qtbot, first.id)
    ask(program, qtbot)
    assert (dialog.title.text(), len(dialog.note.toPlainText())) == ("Ring Sam", 20_001)
    press(qtbot, dialog, "Cancel")

    give_as_another_case_comes(program, qtbot, "Tell Kim")
    go_to(program, qtbot, first.id)
    assert [each.what.title for each in program.state.registers.own_steps] == ["Tell Kim"]
    ask(program, qtbot)
    assert dialog.title.text() == ""

    dialog.note.setPlainText("Bank, in person\nat ten")
    program.leaving.leave()
    program.close()
    with open_reader(program._vault_path) as reader:
        kept = {case.title: [each.what for each in written(reader, case, OwnStep)] for case in reader.cases.all()}
    assert [(step.title, step.note) for step in kept[first.title]] == [
        ("Tell Kim", ""),
        ("Bank, in person", "Bank, in person\nat ten"),
    ]
    assert [step.title for step in kept["After Ring Sam"]] == ["Of the other case"]
    assert kept["After Tell Kim"] == []
