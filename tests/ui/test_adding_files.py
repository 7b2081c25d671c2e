"""Adding files in the whole program: one question first, each kept or named, never under care, nothing lost."""

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from evidence_desk.app import Program
from evidence_desk.domain.answers import Under18
from evidence_desk.domain.evidence import Origin
from evidence_desk.settings import FILES_LEFT
from evidence_desk.ui.actions import ActionId
from evidence_desk.ui.connections import adding_files
from tests.ui.care_program import PATIENCE_MS, answer_elsewhere, has_answer
from tests.ui.desk_program import Start, forget, press, words


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with something of each kind."""
    folder = tmp_path / "files"
    folder.mkdir()
    Image.new("RGB", (60, 40), (200, 10, 10)).save(folder / "chat.png")
    (folder / "receipt.pdf").write_bytes(b"%PDF-1.7 and so on")
    (folder / "page.html").write_text("<html><body>")
    return folder


def open_evidence(program: Program, qtbot: QtBot, answer: Under18) -> None:
    answer_elsewhere(program, answer)
    program.operations.refresh()
    qtbot.waitUntil(lambda: has_answer(program, answer), timeout=PATIENCE_MS)
    program.window.open_room(ActionId.EVIDENCE)


def drop(program: Program, qtbot: QtBot, *paths: Path) -> None:
    """Drop files, and wait until it is said what came of them."""
    with qtbot.waitSignal(program.adding._operation.ended, timeout=PATIENCE_MS):
        program.rooms.evidence.files_dropped.emit(list(paths))


def choose(program: Program, name: str) -> None:
    panel = program.rooms.evidence
    panel.choose(next(item.id for item in panel.model.items() if item.original_name == name))


def test_files_are_asked_for_after_the_one_question_and_each_is_kept_or_named(
    program: Program, qtbot: QtBot, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    announced: list[str] = []
    monkeypatch.setattr(adding_files, "announce", lambda _where, said: announced.append(said))
    panel = program.rooms.evidence
    program.window.open_room(ActionId.EVIDENCE)
    _who_puts_the_answer_off_goes_on_and_who_goes_elsewhere_does_not(program, qtbot, files)
    with qtbot.waitActive(program.window):
        program.window.activateWindow()
    QTest.keyClick(program.window.windowHandle(), Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert program.rooms.start.is_asking
    program.rooms.start.question.cards[Under18.NONE].click()
    press(qtbot, program.rooms.start.question, "Continue")
    qtbot.waitUntil(lambda: bool(panel.findChildren(QFileDialog)), timeout=PATIENCE_MS)
    (dialog,) = panel.findChildren(QFileDialog)
    assert dialog.testOption(QFileDialog.Option.DontUseNativeDialog)
    assert dialog.fileMode() is QFileDialog.FileMode.ExistingFiles
    chosen = [str(files / name) for name in ("receipt.pdf", "page.html", "chat.png", "not there.txt")]
    with qtbot.waitSignal(program.adding._operation.ended, timeout=PATIENCE_MS):
        dialog.filesSelected.emit(chosen)
        dialog.done(1)

    assert announced == ["Added: \u2068receipt.pdf\u2069", "Added: \u2068chat.png\u2069"]
    said = panel.adding.words()
    assert said.startswith("2 of 4 files added.")
    assert "“page.html” is a web page" in said
    assert "“not there.txt” is not there." in said
    assert [item.original_name for item in panel.model.items()] == ["chat.png", "receipt.pdf", "receipt.pdf"]
    assert program.state.count == 3
    assert program._settings.get(FILES_LEFT) == 0
    _is_told_apart_from_a_capture(program, qtbot)
    _a_picture_is_shown_and_a_pdf_is_not(program, qtbot)
    press(qtbot, panel.adding, "Close this message")
    assert panel.adding.words() == ""


def _who_puts_the_answer_off_goes_on_and_who_goes_elsewhere_does_not(
    program: Program, qtbot: QtBot, files: Path
) -> None:
    """And each is asked again."""
    question = program.rooms.start.question
    program.rooms.evidence.files_dropped.emit([files / "receipt.pdf"])
    program.window.open_room(ActionId.EVIDENCE)
    question.put_off.emit()
    assert not program.adding._operation.is_busy
    program.rooms.evidence.files_dropped.emit([files / "receipt.pdf"])
    assert program.rooms.start.is_asking
    with qtbot.waitSignal(program.adding._operation.ended, timeout=PATIENCE_MS):
        press(qtbot, question, "Answer later")
    assert program.rooms.evidence.adding.words() == "1 file added. It is kept exactly as it was."


def _is_told_apart_from_a_capture(program: Program, qtbot: QtBot) -> None:
    detail = program.rooms.evidence.detail
    qtbot.waitUntil(lambda: detail.item is not None and "Added from a file and sealed" in words(detail))
    assert detail.item is not None
    assert (detail.item.record.origin, detail.item.record.trigger) == (Origin.IMPORTED, "button")
    told = words(detail)
    assert "chat.png" in told
    assert "A picture file" in told
    assert "aptured" not in told


def _a_picture_is_shown_and_a_pdf_is_not(program: Program, qtbot: QtBot) -> None:
    panel = program.rooms.evidence
    with qtbot.waitSignal(program.operations.picture_read, timeout=PATIENCE_MS) as read:
        panel.detail.turn()
    assert (read.args[1].width(), read.args[1].height()) == (60, 40)
    assert read.args[1].pixelColor(30, 20).getRgb() == (200, 10, 10, 255)
    assert panel.detail.picture.is_open
    choose(program, "receipt.pdf")
    qtbot.waitUntil(lambda: panel.detail.picture.accessibleName() == "Not shown here", timeout=PATIENCE_MS)
    assert "To see it, hand over: the folder has a copy." in words(panel.detail)
    with qtbot.assertNotEmitted(panel.look_requested):
        panel.detail.turn()
    program.operations.item_changed.emit(panel.detail.item)
    assert panel.detail.picture.is_shut, "also after its words changed"


def test_under_care_there_is_no_way_in(program: Program, qtbot: QtBot, files: Path) -> None:
    panel, action = program.rooms.evidence, program.actions[ActionId.ADD_FILES]

    def ways_in() -> list[bool]:
        return [panel.add_files.isVisibleTo(panel), action.isVisible(), panel.acceptDrops()]

    open_evidence(program, qtbot, Under18.NO)
    assert ways_in() == [True] * 3
    action.trigger()
    assert len(panel.findChildren(QFileDialog)) == 1
    open_evidence(program, qtbot, Under18.YES)
    qtbot.waitUntil(lambda: panel.findChildren(QFileDialog) == [], timeout=PATIENCE_MS)
    open_evidence(program, qtbot, Under18.NO)
    answer_elsewhere(program, Under18.NOT_SURE)  # the window has not heard of it
    drop(program, qtbot, files / "chat.png", files / "receipt.pdf")
    said = panel.adding.words()
    assert said.startswith("Nothing was added.\nUnder-18 care is on, so no files are added.")
    assert said.endswith("Not added: \u2068chat.png\u2069, \u2068receipt.pdf\u2069")
    open_evidence(program, qtbot, Under18.NOT_SURE)
    assert ways_in() == [False] * 3
    panel.files_dropped.emit([files / "receipt.pdf"])
    action.trigger()
    assert not program.adding._operation.is_busy
    assert panel.findChildren(QFileDialog) == []
    open_evidence(program, qtbot, Under18.NO)
    assert ways_in() == [True] * 3
    program.operations.case_opened.emit(replace(program.background.run(program._desk.view), read_only=True))
    assert ways_in() == [False] * 3, "where nothing can be kept"


@pytest.mark.expects_log("a fault of the program")
def test_what_stops_it_half_way_loses_nothing_and_says_the_rest(
    start: Start, program: Program, qtbot: QtBot, files: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_evidence(program, qtbot, Under18.NO)
    operation, panel = program.adding._operation, program.rooms.evidence
    names = ("receipt.pdf", "chat.png", "page.html")
    every = [files / name for name in names]
    with qtbot.waitSignal(operation.ended, timeout=PATIENCE_MS):
        stopping = operation.progressed.connect(lambda adding: operation.stop() if adding.done == 1 else None)
        panel.files_dropped.emit(every)
    operation.progressed.disconnect(stopping)
    assert panel.adding.words().splitlines() == [
        "1 of 3 files added.",
        "You stopped. Add the others again any time.",
        "Not added: \u2068chat.png\u2069, \u2068page.html\u2069",
    ]
    with qtbot.waitSignal(operation.ended, timeout=PATIENCE_MS):
        panel.files_dropped.emit(every)
        program.operations.case_left.emit()
    assert program.window.banner.text().startswith("Nothing was added. You went to another case.")

    with monkeypatch.context() as broken, qtbot.waitSignal(operation.ended, timeout=PATIENCE_MS):
        broken.setattr("evidence_desk.workflows.import_files.picture_facts", None)
        panel.files_dropped.emit(every)
    said = panel.adding.words().splitlines()
    assert said[0] == "1 of 3 files added."  # the receipt; of the picture something was wrong with us
    assert "chat.png” was not added: something went wrong in the program" in said[1]
    assert "page.html" in said[2]
    assert program.window.banner.text().startswith("Nothing was added. You went")
    with monkeypatch.context() as broken, qtbot.waitSignal(operation.ended, timeout=PATIENCE_MS):
        broken.setattr("evidence_desk.workflows.import_files.new_item_id", None)
        panel.files_dropped.emit(every)
    assert "Something went wrong in the program. Look which files are here" in panel.adding.words()

    panel.files_dropped.emit(every)
    program.close()  # before the first was read
    assert operation.unfinished() == 3
    forget(qapp, program)
    again = start()
    qtbot.waitUntil(lambda: "before 3 of your files were added" in again.window.banner.text(), timeout=PATIENCE_MS)
    assert again.state.count == 2
    assert again._settings.get(FILES_LEFT) == 0
