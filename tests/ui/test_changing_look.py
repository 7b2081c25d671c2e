"""Other colours or larger letters while the window is open: it looks as if it had been started so, and lives on."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from evidence_desk.ui.actions import ActionId, Actions
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.main_window import MainWindow
from evidence_desk.ui.rooms import Rooms
from evidence_desk.ui.tokens import Scheme
from tests.fake_clock import FakeClock
from tests.ui.conftest import theme_of
from tests.ui.test_narrow import fill

ROOMS_SEEN = (ActionId.EVIDENCE, ActionId.SETTINGS)
COMPARED = ((Scheme.CONTRAST, 1.0), (Scheme.LIGHT, 2.0))
_TURNS = 5


@dataclass
class Opened:
    """A window in which rooms were opened, and what takes it away again."""

    window: MainWindow
    actions: Actions

    def pictures(self, qtbot: QtBot) -> dict[ActionId, QImage]:
        """Each room with the keyboard on a button, once nothing in it moves any more."""
        found = {}
        for room in ROOMS_SEEN:
            self.window.open_room(room)
            self.window.top.capture.setFocus(Qt.FocusReason.TabFocusReason)
            found[room] = at_rest(self.window, qtbot)
        return found

    def close(self, qapp: QApplication) -> None:
        self.window.hide()
        self.window.deleteLater()
        self.actions.deleteLater()
        qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def at_rest(widget: QWidget, qtbot: QtBot) -> QImage:
    """Its picture, when it stays the same: Qt lays out in turns."""
    pictures: list[QImage] = []

    def settled() -> bool:
        for _ in range(_TURNS):
            QCoreApplication.processEvents()
        pictures.append(widget.grab().toImage())
        return len(pictures) > 1 and pictures[-1] == pictures[-2]

    qtbot.waitUntil(settled)
    return pictures[-1]


def opened(qapp: QApplication, look: Appearance, qtbot: QtBot) -> Opened:
    rooms, actions = Rooms(qapp, look, FakeClock()), Actions(look)
    window = MainWindow(qapp, look, actions, rooms.by_action())
    fill(rooms, window)
    window.show_case("Case 1")
    window.resize(1280, 800)
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    return Opened(window, actions)


@pytest.fixture
def desk(qapp: QApplication, look: Appearance, qtbot: QtBot) -> Iterator[Opened]:
    made = opened(qapp, look, qtbot)
    yield made
    if isValid(made.window):
        made.close(qapp)


def test_a_change_looks_as_if_it_had_been_so_from_the_start(
    desk: Opened, qapp: QApplication, look: Appearance, qtbot: QtBot
) -> None:
    first, changed = desk.pictures(qtbot), {}
    for scheme, scale in ((Scheme.DARK, 1.0), *COMPARED):
        look.show_in(theme_of(qapp, scheme, scale))
        changed[scheme, scale] = desk.pictures(qtbot)
    look.show_in(theme_of(qapp))

    assert desk.pictures(qtbot) == first
    desk.close(qapp)
    for scheme, scale in COMPARED:
        look.show_in(theme_of(qapp, scheme, scale))
        fresh = opened(qapp, look, qtbot)
        pictures = fresh.pictures(qtbot)
        fresh.close(qapp)
        assert pictures == changed[scheme, scale], scheme
