"""At 200 % text what is painted by hand is whole too: rows, tiles, the bar and every question."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QTableView, QWidget
from pytestqt.qtbot import QtBot

from evidence_desk.app import Program
from evidence_desk.domain.payments import Payment
from evidence_desk.ui.actions import ActionId
from evidence_desk.ui.dialogs.area_bar import AreaBar
from evidence_desk.ui.remedies import Remedy
from evidence_desk.ui.tokens import Scheme
from tests.ui.conftest import theme_of
from tests.ui.desk_program import capture, tell
from tests.ui.painted_screen import window as other_window
from tests.ui.text_recorder import Painted, TextRecorder
from tests.ui.wholeness import cut_buttons, cut_labels

LARGE = 2.0


@pytest.fixture
def desk(program: Program, qtbot: QtBot, qapp: QApplication) -> Program:
    """One item kept; everything twice as large."""
    capture(program, qtbot)
    program.look.show_in(theme_of(qapp, Scheme.LIGHT, LARGE))
    qapp.processEvents()
    return program


def painted(widget: QWidget) -> Painted:
    recorder = TextRecorder(widget.width(), widget.height())
    widget.render(recorder)
    return recorder.painted


def test_no_row_is_cut_but_for_its_title(desk: Program, qapp: QApplication, qtbot: QtBot) -> None:
    desk.window.resize(1280, 800)
    tell(desk, qtbot, services=("snapchat", "x", "telegram"), country="GB")
    desk.writing.keep(Payment(method="western-union", amount_minor=25000, currency="GBP"))
    qtbot.waitUntil(lambda: bool(desk.state.registers.payments))
    for room in (ActionId.EVIDENCE, ActionId.SUSPEND, ActionId.REPORT, ActionId.PAYMENTS, ActionId.MORE):
        desk.window.open_room(room)
        qapp.processEvents()
        rows = next(each for each in desk.window.findChildren(QTableView) if each.isVisible())
        texts = painted(rows.viewport())
        titles = {label.text() for label in desk.window.findChildren(QLabel)}
        short = [words for words in texts.words() if words.endswith("…") and not is_told_whole(words, titles)]

        assert len(texts.words()) > 3, room
        assert not texts.overlaps(), room
        assert not short, room
        assert not [text.words for text in texts.texts if text.box.right() > rows.viewport().width() + 1], room


def is_told_whole(words: str, elsewhere: set[str]) -> bool:
    """Whether the detail, or the row's own spoken words, say all of what is drawn short."""
    return any(told.startswith(words.rstrip("…")) for told in elsewhere)


def questions(program: Program) -> Iterator[tuple[str, QWidget]]:
    """Everything that stands in front of the window, and the bar."""
    program.bar.show_not_saved("The window is minimised. Open it, then press Capture.", Remedy.CHOOSE_WINDOW)
    yield "bar", program.bar
    program.picker.set_windows((other_window(1), other_window(2)))
    program.switching.title_dialog.ask_for_new("Case 2")
    program.switching.title_dialog.show_trouble("Give it a name.")
    area_bar = AreaBar(program.look, program.window)
    area_bar.fit()
    area_bar.show_trouble("Not saved. This disk is full.")
    yield "window picker", program.picker
    yield "case title", program.switching.title_dialog
    yield "area bar", area_bar
    area_bar.deleteLater()


def test_every_question_is_whole(desk: Program, qapp: QApplication) -> None:
    wrong = {}
    for name, surface in questions(desk):
        surface.show()
        qapp.processEvents()
        wrong[name] = cut_labels(surface) + cut_buttons(surface) + [str(pair) for pair in painted(surface).overlaps()]
        if name != "bar":
            surface.hide()
    assert not {name: faults for name, faults in wrong.items() if faults}


def test_the_picker_stays_on_its_screen(desk: Program, qapp: QApplication) -> None:
    """Leave now stands at its far side."""
    desk.picker.show()
    desk.picker.set_windows((other_window(1), other_window(2)))
    qapp.processEvents()
    assert desk.picker.width() <= desk.picker.screen().availableGeometry().width()
    desk.picker.hide()
