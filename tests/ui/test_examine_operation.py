"""A check of this desk takes pictures, and lets every one of them go when its page is left."""

from pathlib import Path

from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from evidence_desk.capture.hotkey.hotkey import HotkeyState, Standing
from evidence_desk.ui.background import Background
from evidence_desk.ui.examine_operation import ExamineOperation
from evidence_desk.workflows.examine_desk import Place
from tests.fake_clock import FakeClock
from tests.ui.painted_screen import PaintedScreen


def test_pictures_that_come_after_the_page_was_left_are_kept_by_nobody(
    qtbot: QtBot, tmp_path: Path, clock: FakeClock
) -> None:
    background = Background()
    operation = ExamineOperation(background)
    ended = QSignalSpy(operation.ended)
    place = Place({}, tmp_path, clock, PaintedScreen(), Standing(HotkeyState.OFF), tray=False)
    for is_left in (False, True):
        begun = operation.examine(lambda: place)
        if is_left:
            operation.forget()
        qtbot.waitUntil(lambda: ended.count() == int(is_left) + 1)  # noqa: B023 — it is waited for here
        assert begun
        assert (operation.picture("screen") is None) == is_left
    background.shut_down()
