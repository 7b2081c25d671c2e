"""Where the bar stands until somebody places it: out of the window's way, whatever the screen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from evidence_desk.settings import Settings
from evidence_desk.ui.actions import APART, ROOMS
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.connections.bar_place import BarPlace
from evidence_desk.ui.panels.bar_standing import in_the_corner, is_cramped
from evidence_desk.ui.panels.capture_bar import CaptureBar
from tests.ui.conftest import theme_of
from tests.ui.test_changing_look import Opened, at_rest, opened

SMALL_FORM = QSize(196, 56)
UNDER_A_TITLE_BAR = [(1280, 744), (1280, 696)]
"""As much of the window as there is room for on 1366x768 and on 1280x720."""


@pytest.fixture
def low(bar: CaptureBar, look: Appearance, qapp: QApplication) -> CaptureBar:
    """The screen of these tests is 800 by 800: low, for somewhat larger letters."""
    look.show_in(theme_of(qapp, scale=1.2))
    return bar


@pytest.fixture
def desk(qapp: QApplication, look: Appearance, qtbot: QtBot) -> Iterator[Opened]:
    made = opened(qapp, look, qtbot)
    yield made
    made.close(qapp)


@pytest.mark.parametrize(
    ("height", "scale", "cramped"),
    [(768, 1.0, True), (720, 1.0, True), (600, 1.0, True), (900, 1.0, False), (1080, 1.5, True), (2160, 2.0, False)],
)
def test_large_letters_make_a_screen_low(height: int, scale: float, *, cramped: bool) -> None:
    assert is_cramped(height, scale) is cramped


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_on_a_low_screen_it_begins_small_and_in_the_corner(
    low: CaptureBar, look: Appearance, qapp: QApplication, tmp_path: Path, direction: Qt.LayoutDirection
) -> None:
    qapp.setLayoutDirection(direction)
    room = low.screen().availableGeometry()
    place = BarPlace(qapp, look, low, Settings(tmp_path / "settings.json"))
    place.restore()
    began = low.geometry()
    low.move_into_view(QPoint(10, 10))
    place.put_back()

    assert low.is_small
    assert began == low.geometry()
    assert began.bottom() == room.bottom()
    assert (began.left() == room.left()) is (direction is Qt.LayoutDirection.RightToLeft)
    assert (began.right() == room.right()) is (direction is Qt.LayoutDirection.LeftToRight)


@pytest.mark.parametrize("small", [False, True])
def test_how_it_was_left_comes_first(
    low: CaptureBar, look: Appearance, qapp: QApplication, tmp_path: Path, *, small: bool
) -> None:
    settings = Settings(tmp_path / "settings.json")
    BarPlace(qapp, look, low, settings).restore()
    low.set_small(small)
    low.move_into_view(QPoint(0, 96))
    low.placed.emit()
    low.set_small(not small)
    BarPlace(qapp, look, low, settings).restore()

    assert (low.pos(), low.is_small) == (QPoint(0, 96), small)


def test_on_a_higher_screen_it_begins_whole(
    bar: CaptureBar, look: Appearance, qapp: QApplication, tmp_path: Path
) -> None:
    BarPlace(qapp, look, bar, Settings(tmp_path / "settings.json")).restore()

    assert not bar.is_small
    assert bar.screen().availableGeometry().bottom() - bar.geometry().bottom() == 24


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
