"""An item that is flagged as under 18 is shut in the whole program, and stays out of a folder only by name."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from evidence_desk.app import Program
from evidence_desk.domain.answers import Answers
from evidence_desk.domain.cases import Case
from evidence_desk.domain.evidence import ItemId
from evidence_desk.domain.written_errors import FlaggedItems
from evidence_desk.ui.actions import ActionId
from evidence_desk.ui.models.evidence_list_model import EvidenceRole
from evidence_desk.vault.vault import Vault
from evidence_desk.workflows.flag_item import flag_item, flagged
from evidence_desk.workflows.write_down import answer
from tests.ui.care_program import PATIENCE_MS
from tests.ui.desk_program import capture, press, words
from tests.ui.painted_screen import PaintedScreen
from tests.vault.made_up import record_about


@pytest.fixture
def two(program: Program, qtbot: QtBot, screen: PaintedScreen) -> Program:
    """A case of the United Kingdom with two items that are no copies of each other, in the evidence room."""
    program.background.run(lambda: program._desk.doing(lambda vault, case: answer(vault, case, Answers(country="GB"))))
    for paint in (1, 2):
        screen.paint = paint
        capture(program, qtbot)
    with qtbot.waitSignal(program.operations.news_came, timeout=PATIENCE_MS):
        program.operations.refresh()
    program.window.open_room(ActionId.EVIDENCE)
    return program


def chosen_id(program: Program) -> ItemId:
    listed = program.rooms.evidence.detail.listed
    assert listed is not None
    return listed.id


def flag(program: Program, qtbot: QtBot) -> ItemId:
    """Flag the chosen item by its menu."""
    item_id = chosen_id(program)
    action = program.rooms.evidence.detail.flag
    assert action.text() == "Flag as under 18"
    action.trigger()
    qtbot.waitUntil(lambda: item_id in program.state.registers.shut, timeout=PATIENCE_MS)
    return item_id


def row_of(program: Program, item_id: ItemId, role: EvidenceRole | Qt.ItemDataRole) -> object:
    model = program.rooms.evidence.model
    row = model.row_of(item_id)
    assert row is not None
    return model.index(row, 0).data(role)


def states_to_choose_from(program: Program) -> dict[ItemId, object]:
    """What the picker says of each item before anything is typed."""
    program.finding.ask("Which item?", "Take it", lambda _: None)
    model = program.finding.picker.model
    rows = [model.index(row, 0) for row in range(model.rowCount()) if model.item_at(row) is not None]
    program.finding.picker.reject()
    return {row.data(EvidenceRole.ITEM).id: row.data(EvidenceRole.STATE) for row in rows}


def test_it_is_shut_at_once_and_says_whom_to_ring(two: Program, qtbot: QtBot) -> None:
    detail = two.rooms.evidence.detail
    with qtbot.waitSignal(two.operations.picture_read, timeout=PATIENCE_MS):
        detail.turn()
    assert [detail.picture.is_open] == [True]
    item_id = flag(two, qtbot)

    assert not detail.picture.is_open
    assert detail.picture.accessibleName() == "Shut. Under 18"
    assert "is flagged as under 18, so it stays shut. Ring 101 and ask how to hand it over." in words(detail)
    assert row_of(two, item_id, EvidenceRole.STATE) == "Shut"
    assert str(row_of(two, item_id, Qt.ItemDataRole.AccessibleTextRole)).endswith("shut, under 18")
    assert sorted(map(str, states_to_choose_from(two).values())) == ["Sealed", "Shut"]
    assert states_to_choose_from(two)[item_id] == "Shut"
    with qtbot.assertNotEmitted(two.operations.picture_read, wait=200), qtbot.assertNotEmitted(detail.look_asked):
        detail.turn()
        detail.picture.click()
    assert two.background.run(lambda: two._desk.doing(flagged)) == {item_id}
    two.rooms.evidence.removal_requested.emit(item_id)
    assert not two.questions.remove_dialog.isVisible()
    assert "is flagged as under 18, so it stays here, shut." in words(detail)


def test_how_many_of_the_same_watch_are_not_flagged_can_be_read(two: Program, qtbot: QtBot) -> None:
    def keep_three(vault: Vault, case: Case) -> ItemId:
        every = [record_about(data, case.id, trigger="watch", series="s") for data in (b"a", b"b", b"c")]
        first, *_ = [vault.keep(record, data).id for record, data in zip(every, (b"a", b"b", b"c"), strict=True)]
        return first

    item_id = two.background.run(lambda: two._desk.doing(keep_three))
    two.care.operation.flag(item_id, flagged=True)
    said = "2 more pictures of the same watch or scroll are not flagged. Check them."
    qtbot.waitUntil(lambda: two.window.banner.text() == said, timeout=PATIENCE_MS)


def test_another_note_leaves_it_shut(two: Program, qtbot: QtBot) -> None:
    item_id = flag(two, qtbot)
    with qtbot.waitSignal(two.operations.item_changed, timeout=PATIENCE_MS):
        two.operations.set_note(item_id, "From the chat.")
    assert row_of(two, item_id, EvidenceRole.STATE) == "Shut"
    assert two.rooms.evidence.detail.picture.is_shut


def test_the_flag_goes_by_the_same_menu_after_one_question(two: Program, qtbot: QtBot) -> None:
    item_id = flag(two, qtbot)
    dialog, action = two.care._flagging._dialog, two.rooms.evidence.detail.flag
    assert action.text() == "Take the flag off…"
    action.trigger()
    press(qtbot, dialog, "Keep it shut")
    assert two.background.run(lambda: two._desk.doing(flagged)) == {item_id}
    action.trigger()
    press(qtbot, dialog, "Take the flag off")
    qtbot.waitUntil(lambda: not two.state.registers.shut, timeout=PATIENCE_MS)

    assert row_of(two, item_id, EvidenceRole.STATE) == "Sealed"
    assert not two.rooms.evidence.detail.picture.is_shut
    assert "stays shut" not in words(two.rooms.evidence.detail)


def test_a_flag_never_goes_unasked_also_of_an_item_that_the_list_does_not_show(two: Program, qtbot: QtBot) -> None:
    item_id = flag(two, qtbot)
    two.rooms.evidence.model.set_rows([], date(2026, 11, 22))
    two.rooms.evidence.flag_requested.emit(item_id, False)
    dialog = two.care._flagging._dialog
    assert f"Take the flag off {two.state.registers.shut[item_id]}?" in words(dialog)
    press(qtbot, dialog, "Keep it shut")
    assert two.background.run(lambda: two._desk.doing(flagged)) == {item_id}


def test_what_a_command_flags_is_shut_in_the_window(two: Program, qtbot: QtBot) -> None:
    item_id = chosen_id(two)
    two.background.run(
        lambda: two._desk.doing(lambda vault, case: flag_item(vault, case, vault.items.find(case.id, item_id), True))
    )
    two.operations.refresh()
    qtbot.waitUntil(lambda: bool(two.state.registers.shut), timeout=PATIENCE_MS)
    assert row_of(two, item_id, EvidenceRole.STATE) == "Shut"
    assert two.rooms.evidence.detail.picture.is_shut


def test_a_folder_is_refused_by_name_and_made_without_it_when_the_person_says_so(
    two: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    item_id = flag(two, qtbot)
    exhibit = two.state.registers.shut[item_id]
    panel = two.rooms.hand_over
    two.window.open_room(ActionId.HAND_OVER)
    said = f"{exhibit} is flagged as under 18. It is not put in. Ring 101 and ask how to hand it over."
    assert said in words(panel.inside)
    assert "1 item, as it was saved" in words(panel.inside)
    place = tmp_path / "stick"
    place.mkdir()
    panel.set_place(place, None)
    with qtbot.waitSignal(two._hand_over._operation.not_made, timeout=PATIENCE_MS) as refused:
        press(qtbot, panel, "Make the folder")
    assert isinstance(refused.args[0], FlaggedItems)
    assert f"{exhibit} can't be put in" in words(panel.where)
    assert list(place.iterdir()) == []

    press(qtbot, panel, "Make the folder without it")
    with qtbot.waitSignal(two._hand_over._operation.made, timeout=PATIENCE_MS) as made:
        press(qtbot, panel, "Make the folder")
    assert made.args[0].flagged == (exhibit,)
    assert f"Not inside, because they are flagged as under 18: \u2066{exhibit}\u2069." in words(panel.result)
    files = [path for path in made.args[0].folder_path.rglob("*") if path.is_file()]
    assert len([path for path in files if path.read_bytes()[:4] == b"\x89PNG"]) == 1, "the other one"


def test_a_tick_for_one_item_is_none_for_two(two: Program, qtbot: QtBot) -> None:
    inside = two.rooms.hand_over.inside
    inside.set_flagged(("EX-001",), "Ring 101.")
    inside._goes_on.click()
    assert [inside.leaves_out_flagged] == [True]
    inside.set_flagged(("EX-001",), "Ring 101.")
    assert [inside.leaves_out_flagged] == [True]
    inside.set_flagged(("EX-001", "EX-002"), "Ring 101.")
    assert inside._goes_on.text() == "Make the folder without them"
    assert not inside.leaves_out_flagged
    inside.set_flagged((), "")
    assert not inside._flagged.isVisibleTo(inside)
