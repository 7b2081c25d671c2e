"""Where the bar stands until somebody places it: out of the window's way, whatever the screen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from evidence_desk.settings import Settings
from evidence_desk.ui.actions import APART, ROOMS
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.connections.bar_place import BarPlace
from evidence_desk.ui.panels.bar_standing import free_place, in_the_corner
from evidence_desk.ui.panels.capture_bar import CaptureBar
from tests.ui.test_changing_look import Opened, at_rest, opened

SMALL_FORM, WHOLE_FORM = QSize(196, 56), QSize(784, 56)
_AT, _SIDE = st.integers(-300, 2000), st.integers(100, 2500)
SCREENS = st.builds(QRect, _AT, _AT, _SIDE, _SIDE)
WINDOWS = st.builds(QRect, _AT, _AT, _SIDE, _SIDE)
UNDER_A_TITLE_BAR = [(1280, 744), (1280, 696)]
"""As much of the window as there is room for on 1366x768 and on 1280x720."""


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """Ours; the screen of these tests is 800 by 800."""
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def desk(qapp: QApplication, look: Appearance, qtbot: QtBot) -> Iterator[Opened]:
    made = opened(qapp, look, qtbot)
    yield made
    made.close(qapp)


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_where_the_window_leaves_no_room_it_begins_small_and_in_the_corner(
    bar: CaptureBar, window: QWidget, qapp: QApplication, tmp_path: Path, direction: Qt.LayoutDirection
) -> None:
    qapp.setLayoutDirection(direction)
    room = bar.screen().availableGeometry()
    window.setGeometry(room.adjusted(40, 40, -40, -40))
    place = BarPlace(qapp, window, bar, Settings(tmp_path / "settings.json"))
    place.restore()
    began = bar.geometry()
    bar.move_into_view(QPoint(10, 10))
    place.put_back()

    assert bar.is_small
    assert began == bar.geometry()
    assert began.bottom() == room.bottom()
    assert (began.left() == room.left()) is (direction is Qt.LayoutDirection.RightToLeft)
    assert (began.right() == room.right()) is (direction is Qt.LayoutDirection.LeftToRight)


@pytest.mark.parametrize("small", [False, True])
def test_how_it_was_left_comes_first(
    bar: CaptureBar, window: QWidget, qapp: QApplication, tmp_path: Path, *, small: bool
) -> None:
    settings = Settings(tmp_path / "settings.json")
    BarPlace(qapp, window, bar, settings).restore()
    bar.set_small(small)
    bar.move_into_view(QPoint(0, 96))
    bar.placed.emit()
    bar.set_small(not small)
    BarPlace(qapp, window, bar, settings).restore()

    assert (bar.pos(), bar.is_small) == (QPoint(0, 96), small)


def test_with_room_below_the_window_it_begins_whole_and_there(
    bar: CaptureBar, window: QWidget, qapp: QApplication, tmp_path: Path
) -> None:
    window.setGeometry(0, 0, 800, 600)
    BarPlace(qapp, window, bar, Settings(tmp_path / "settings.json")).restore()

    assert not bar.is_small
    assert bar.screen().availableGeometry().bottom() - bar.geometry().bottom() == 24


def test_a_window_that_gets_its_place_late_is_not_covered_either(
    bar: CaptureBar, window: QWidget, qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    """A window manager places it once it is shown; by then the bar is there."""
    window.setGeometry(0, 0, 800, 600)
    place = BarPlace(qapp, window, bar, Settings(tmp_path / "settings.json"))
    place.restore()
    window.show()
    window.move(0, 150)
    with qtbot.waitSignal(place.began):
        qapp.processEvents()

    assert not bar.frameGeometry().intersects(window.frameGeometry())


@given(room=SCREENS, window=WINDOWS, small=st.booleans(), mirrored=st.booleans())
def test_it_covers_nothing_wherever_there_is_room_beside_the_window(
    room: QRect, window: QRect, *, small: bool, mirrored: bool
) -> None:
    size = SMALL_FORM if small else WHOLE_FORM
    place = free_place(size, room, window, mirrored=mirrored)
    beside = window.top() - room.top(), room.bottom() - window.bottom()
    aside = window.left() - room.left(), room.right() - window.right()
    fits = room.width() >= size.width() and room.height() >= size.height()
    if place is not None:
        assert room.contains(QRect(place, size))
        assert not QRect(place, size).intersects(window)
    else:
        assert not fits or (max(beside) < size.height() and max(aside) < size.width())


@pytest.mark.parametrize("size", UNDER_A_TITLE_BAR)
def test_in_the_corner_it_covers_no_button(desk: Opened, qtbot: QtBot, size: tuple[int, int]) -> None:
    """The window reaches into the same corner of the screen."""
    desk.window.resize(*size)
    covered = QRect(in_the_corner(SMALL_FORM, desk.window.rect(), mirrored=False), SMALL_FORM)
    for room in (*ROOMS, *APART):
        desk.window.open_room(room)
        at_rest(desk.window, qtbot)
        assert not [each.accessibleName() for each in desk.window.findChildren(QAbstractButton) if on(each, covered)]


def on(button: QWidget, covered: QRect) -> bool:
    """Whether a button's part that is seen is under there."""
    seen = button.visibleRegion().boundingRect()
    return not seen.isEmpty() and seen.translated(button.mapTo(button.window(), QPoint())).intersects(covered)
