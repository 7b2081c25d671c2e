"""At any text size a window opens whole on its screen: nothing of it, and Leave now least of all, lies outside."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from evidence_desk.ui.actions import Actions
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.dialogs.case_picker import CasePicker
from evidence_desk.ui.dialogs.window_picker import WindowPicker
from evidence_desk.ui.main_window import MainWindow
from evidence_desk.ui.rooms import Rooms
from evidence_desk.ui.widgets.fitting import fitted, high_up
from tests.fake_clock import FakeClock
from tests.ui.themes import theme_of


@pytest.fixture
def windows(look: Appearance, qapp: QApplication, qtbot: QtBot) -> list[QWidget]:
    """The main window and its pickers, made with text of 200 %."""
    look.show_in(theme_of(qapp, scale=2.0))
    actions = Actions(look)
    main = MainWindow(qapp, look, actions, Rooms(qapp, look, FakeClock()).by_action())
    qtbot.addWidget(main)
    return [main, WindowPicker(qapp, look, actions, main), CasePicker(qapp, look, actions, main)]


def test_every_window_opens_within_its_screen(windows: list[QWidget]) -> None:
    for window in windows:
        room = window.screen().availableGeometry()
        assert window.width() <= room.width(), window
        assert window.height() < room.height(), window


def test_the_screen_s_size_is_no_reason_to_grow(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    wanted = fitted(window, 300, 200)
    assert (wanted.width(), wanted.height()) == (300, 200)


@given(
    room=st.builds(
        QRect, st.integers(-2000, 2000), st.integers(-500, 500), st.integers(600, 4000), st.integers(400, 2200)
    ),
    frame=st.builds(QSize, st.integers(300, 4000), st.integers(300, 2200)),
    below=st.integers(1, 200),
)
def test_a_window_begins_high_up_only_where_that_leaves_room_below(room: QRect, frame: QSize, below: int) -> None:
    place = high_up(room, frame, below)
    spare = room.height() - frame.height()
    if place is None:
        assert spare < below or spare // 2 >= below
    else:
        opened = QRect(place, frame)
        assert opened.top() == room.top()
        assert room.bottom() - opened.bottom() >= below
        assert frame.width() > room.width() or room.contains(opened)
