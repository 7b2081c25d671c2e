"""What the bar says while a window is scrolled, and the way to end it."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.panels.capture_bar import CaptureBar
from tests.ui.conftest import theme_of
from tests.ui.wholeness import faults


def button(bar: CaptureBar, name: str) -> QAbstractButton | None:
    seen = (each for each in bar.findChildren(QAbstractButton) if each.accessibleName() == name and each.isVisible())
    return next(seen, None)


def words(bar: CaptureBar) -> str:
    return " ".join(label.text() for label in bar.findChildren(QLabel) if label.isVisible())


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("small", [False, True])
def test_finish_stands_in_capture_s_place_and_everything_is_whole(
    bar: CaptureBar,
    look: Appearance,
    qapp: QApplication,
    qtbot: QtBot,
    scale: float,
    small: bool,  # noqa: FBT001
) -> None:
    look.show_in(theme_of(qapp, scale=scale))
    bar.set_small(small)
    width = bar.width()
    capture = button(bar, "Capture")
    assert capture is not None
    place = capture.mapTo(bar, QPoint())
    bar.face.show_scrolling("There are 2 gaps. Scroll back a little.", "12", is_gap=True)
    finish = button(bar, "Finish")
    assert finish is not None
    assert button(bar, "Capture") is None
    assert bar.width() == width
    qtbot.waitUntil(lambda: finish.mapTo(bar, QPoint()) == place and not faults(bar))
    assert ("12" if small else "Scroll back a little.") in words(bar)


def test_there_is_room_for_words_while_scrolling(bar: CaptureBar, qtbot: QtBot) -> None:
    bar.face.show_scrolling("Scroll slowly… 2 kept", "2")
    finish = button(bar, "Finish")
    label = next(label for label in bar.findChildren(QLabel) if label.text() == "Scroll slowly… 2 kept")
    assert finish is not None
    right = finish.mapTo(bar, QPoint()).x() + finish.width()
    qtbot.waitUntil(lambda: label.mapTo(bar, QPoint()).x() < right + 60)


def test_finish_says_so_and_what_was_said_before_comes_back(bar: CaptureBar, qtbot: QtBot) -> None:
    bar.face.show_scrolling("Scroll slowly… 2 kept", "2")
    finish = button(bar, "Finish")
    assert finish is not None
    with qtbot.waitSignal(bar.finish_asked):
        qtbot.mouseClick(finish, Qt.MouseButton.LeftButton)
    bar.face.end_scroll()
    assert button(bar, "Finish") is None
    assert button(bar, "Capture") is not None
    assert "14 saved in Case 1" in words(bar)


def test_what_became_of_it_is_an_answer(bar: CaptureBar, qtbot: QtBot) -> None:
    bar.face.end_scroll()
    with qtbot.waitSignal(bar.answered):
        bar.show_answer("Joined, no gap", "done")
    assert "Joined, no gap" in words(bar)
    bar.show_answer("")
    assert "14 saved in Case 1" in words(bar)


def test_what_is_saved_in_between_does_not_hide_the_scroll(bar: CaptureBar) -> None:
    bar.face.show_scrolling("Scroll slowly… 2 kept", "2")
    bar.show_saved(17)
    assert "Scroll slowly… 2 kept" in words(bar)
    bar.face.end_scroll()
    assert "17" in words(bar)
