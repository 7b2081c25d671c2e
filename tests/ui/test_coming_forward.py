"""Whoever starts the program again hears that its window came, as soon as that is known."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from evidence_desk.ui import coming_forward
from evidence_desk.ui.background import Background
from evidence_desk.ui.coming_forward import came_forward
from tests.real_tools import wait_until


class Noticing(Background):
    """Counts how often somebody asks whether it still listens."""

    asked = 0

    @property
    def is_listening(self) -> bool:
        self.asked += 1
        return super().is_listening


@pytest.fixture
def background(qapp: QApplication) -> Iterator[Noticing]:
    made = Noticing()
    yield made
    made.shut_down()


@pytest.fixture
def ask(qtbot: QtBot, background: Noticing) -> Iterator[Callable[[], Future[bool]]]:
    """Asks from another thread, as for somebody who started it again; gives what will be answered."""
    window = QWidget()
    qtbot.addWidget(window)
    with ThreadPoolExecutor(1) as another:
        yield lambda: another.submit(came_forward, background, window)


def test_a_desk_that_leaves_is_not_waited_for(ask: Callable[[], Future[bool]], background: Noticing) -> None:
    background.stop_listening()
    assert ask().result() is False
    assert background.asked < 3


def test_a_busy_desk_is_waited_for(
    ask: Callable[[], Future[bool]], background: Noticing, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(coming_forward, "_EACH_S", 0.01)
    answer = ask()
    wait_until(lambda: background.asked > 2, "it was looked for more than once, and the window's thread did nothing")
    qtbot.waitUntil(answer.done)
    assert answer.result() is True
