"""The desktop's question is asked once, from our own window, and what came of it is said."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evidence_desk.domain.refusals import CaptureRefused, PortalRefused
from evidence_desk.settings import PERMISSION_ASKED, Settings
from evidence_desk.ui.actions import Actions
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.background import Background
from evidence_desk.ui.connections.asking_permission import AskingPermission
from evidence_desk.ui.main_window import MainWindow
from evidence_desk.ui.rooms import Rooms
from tests.fake_clock import FakeClock


@dataclass
class Desktop:
    """Satisfies `Permission`: says what it is told to."""

    answered: bool = False
    refusal: CaptureRefused | None = None
    asked: list[str] = field(default_factory=list)

    def is_answered(self) -> bool:
        return self.answered

    def ask(self, parent_window: str) -> None:
        self.asked.append(parent_window)
        if self.refusal is not None:
            raise self.refusal


@dataclass
class Start:
    """The window, and what it asks with."""

    window: MainWindow
    settings: Settings
    background: Background

    def ask(self, qtbot: QtBot, permission: Desktop | None) -> str:
        """What the window says in the end."""
        AskingPermission(self.window, self.background, self.settings, permission).ask_once()
        qtbot.waitUntil(lambda: self.background.is_idle)
        done: list[bool] = []
        self.background.on_case_thread(lambda: None, lambda _: done.append(True), lambda _: None)
        qtbot.waitUntil(lambda: bool(done))
        return self.window.banner.text()


@pytest.fixture
def start(qapp: QApplication, qtbot: QtBot, look: Appearance, tmp_path: Path):
    window = MainWindow(qapp, look, Actions(look), Rooms(qapp, look, FakeClock()).by_action())
    qtbot.addWidget(window)
    background = Background()
    yield Start(window, Settings(tmp_path / "settings.json"), background)
    background.shut_down()


def test_a_yes_is_said_and_remembered(start: Start, qtbot: QtBot) -> None:
    desktop = Desktop()
    assert "You can start" in start.ask(qtbot, desktop)
    assert start.settings.get(PERMISSION_ASKED)
    start.ask(qtbot, desktop)
    assert desktop.asked == [""], "only once, and off X11 without a name for the window"


def test_a_no_is_said_with_what_helps_and_is_asked_again_at_the_next_start(start: Start, qtbot: QtBot) -> None:
    desktop = Desktop(refusal=PortalRefused())
    assert "Allow them for Desk in its settings" in start.ask(qtbot, desktop)
    assert not start.settings.get(PERMISSION_ASKED)


def test_where_it_was_answered_before_nothing_is_asked_or_said(start: Start, qtbot: QtBot) -> None:
    desktop = Desktop(answered=True)
    assert start.ask(qtbot, desktop) == ""
    assert desktop.asked == []


def test_where_nobody_is_asked_nothing_happens(start: Start, qtbot: QtBot) -> None:
    assert start.ask(qtbot, None) == ""
    assert not start.settings.get(PERMISSION_ASKED)
