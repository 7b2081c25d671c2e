"""A case of thousands of items: the first page at once, the rest behind it, and nothing done twice for all of them."""

from pathlib import Path
from shutil import copytree  # noqa: TID251 — a vault made up for these tests

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from benchmarks.many_items import make
from evidence_desk.app import Program
from evidence_desk.capture.targets import AllScreens
from evidence_desk.domain.cases import Case
from evidence_desk.domain.checklists import ListId
from evidence_desk.domain.evidence import Record
from evidence_desk.ui.actions import ActionId
from evidence_desk.ui.background import nothing
from evidence_desk.vault import item_records
from evidence_desk.vault.item_listing import FIRST_PAGE, ItemListing
from evidence_desk.workflows.capture_evidence import CaptureRequest
from tests.ui.desk_program import Start, capture, words

_MANY = 5_000


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault with thousands of items, made once."""
    path = tmp_path_factory.mktemp("many") / "vault"
    make(path, _MANY)
    return path


@pytest.fixture
def long_case(many: Path, vault_path: Path, start: Start) -> Program:
    """The program just opened on it."""
    copytree(many, vault_path)
    return start()


@pytest.fixture
def filled(long_case: Program, qtbot: QtBot) -> Program:
    """The same when every row is there."""
    with qtbot.waitSignal(long_case.operations.seals_read, timeout=30_000):
        pass
    return long_case


@pytest.fixture
def records_read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every record that was parsed out of the book."""
    read: list[str] = []
    parse = item_records.record_of

    def heard(text: str) -> Record:
        read.append(text)
        return parse(text)

    monkeypatch.setattr(item_records, "record_of", heard)
    return read


def test_one_page_is_read_before_anything_shows(records_read: list[str], long_case: Program) -> None:
    """And of the records only the chosen item's."""
    model = long_case.rooms.evidence.model
    assert (model.item_count(), len(long_case.state.newest)) == (FIRST_PAGE, FIRST_PAGE)
    assert long_case.state.count == _MANY
    assert len(records_read) <= 1
    assert f"{_MANY} saved in Case 1" in words(long_case.bar)


def test_the_rest_comes_behind_it(records_read: list[str], filled: Program) -> None:
    """Without a reset, so that nothing jumps, and before everything is read back."""
    model = filled.rooms.evidence.model
    items = list(model.items())
    assert len(items) == model.item_count() == _MANY
    assert [each.number for each in items] == list(range(_MANY, 0, -1))
    assert len(model.head_rows()) == len({each.local_at.date() for each in items})
    assert len(records_read) <= 1


def test_a_capture_is_one_row_more(filled: Program, qtbot: QtBot) -> None:
    """Whatever is chosen and wherever the list is scrolled to."""
    room = filled.rooms.evidence
    filled.window.open_room(ActionId.EVIDENCE)
    qtbot.keyClick(room.list, Qt.Key.Key_End)
    chosen = room.detail.listed
    place = room.list.rowAt(5), room.list.verticalScrollBar().value()
    resets, changes = QSignalSpy(room.model.modelReset), QSignalSpy(room.model.dataChanged)
    capture(filled, qtbot)
    assert (room.model.item_count(), filled.state.count) == (_MANY + 1, _MANY + 1)
    assert (resets.count(), room.detail.listed) == (0, chosen)
    assert chosen is not None
    assert chosen.number == 1
    assert changes.count() <= 2  # heads of days
    assert room.list.rowAt(5) > place[0]
    assert room.list.verticalScrollBar().value() > place[1]


def test_what_a_command_keeps_is_one_row_more_too(filled: Program, qtbot: QtBot) -> None:
    """The window hears that something changed, and looks only at what did."""
    model = filled.rooms.evidence.model
    resets = QSignalSpy(model.modelReset)
    oldest = list(model.items())[-1]

    def asked(case: Case) -> CaptureRequest:
        return CaptureRequest(case, AllScreens())

    item = filled.background.run(lambda: filled._desk.capture(asked, nothing)).item
    with qtbot.waitSignal(filled.operations.news_came):
        filled.operations.refresh()
    assert (model.item_count(), filled.state.count, resets.count()) == (_MANY + 1, _MANY + 1, 0)
    filled.background.run(lambda: filled._desk.remove(item.id))
    filled.background.run(lambda: filled._desk.set_note(oldest.id, "from a command"))
    with qtbot.waitSignal(filled.operations.news_came):
        filled.operations.refresh()
    assert (model.item_count(), filled.state.count, resets.count()) == (_MANY, _MANY, 0)
    assert [each.note for each in model.items()][-1] == "from a command"


def test_any_item_can_be_found_as_a_proof(filled: Program, qtbot: QtBot) -> None:
    """By typing a part of what it is called."""
    panel = filled.rooms.lists[ListId("suspend")]
    filled.window.open_room(ActionId.SUSPEND)
    menu = panel.detail.foot.menu
    menu.aboutToShow.emit()
    menu.actions()[-1].trigger()
    picker = filled.finding.picker
    assert picker.model.item_count() == FIRST_PAGE
    with qtbot.waitSignal(filled._listing.found):
        qtbot.keyClicks(picker.field, "EX-017")
    assert [each.exhibit for each in picker.model.items()] == ["EX-017"]
    with qtbot.waitSignal(filled.operations.step_changed):
        qtbot.keyClick(picker.field, Qt.Key.Key_Return)
    assert "EX-017" in words(panel.detail) or "EX-017" in filled.state.exhibits.values()
    filled.finding.ask("Which?", "This one", lambda _item: None)
    with qtbot.waitSignal(filled._listing.found):
        qtbot.keyClicks(picker.field, "nothing like it")
    assert picker.empty.isVisible()
    assert not picker.take.isEnabled()
    picker.reject()


@pytest.mark.expects_log("a fault of the program")
def test_a_list_that_was_cut_short_is_read_to_its_end_when_somebody_comes_back(
    vault_path: Path, start: Start, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(vault_path, FIRST_PAGE + 1)
    with monkeypatch.context() as broken:
        broken.setattr(ItemListing, "pages", None)
        program = start()
        qtbot.waitUntil(lambda: "Something went wrong" in program.window.banner.text())
    evidence = program.rooms.evidence
    assert (evidence.model.item_count(), program._evidence.is_filled) == (FIRST_PAGE, False)

    program.window.open_room(ActionId.TIMELINE)
    with qtbot.waitSignal(program._evidence.filled):
        program.window.open_room(ActionId.EVIDENCE)
    assert evidence.model.item_count() == FIRST_PAGE + 1
