"""A countdown says every second that is left, once, and ends one way only."""

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from evidence_desk.ui.connections.countdown import Countdown


@pytest.fixture
def told(parent: QObject) -> list[object]:
    return []


@pytest.fixture
def parent(qapp: object) -> QObject:
    return QObject()


@pytest.fixture
def countdown(parent: QObject, told: list[object]) -> Countdown:
    """Its seconds pass at once."""
    made = Countdown(parent, second_ms=0)
    made.ticked.connect(told.append)
    made.over.connect(lambda: told.append("over"))
    made.cancelled.connect(lambda: told.append("cancelled"))
    return made


@pytest.mark.parametrize("seconds", [1, 3, 5, 10])
def test_it_counts_to_the_end(countdown: Countdown, told: list[object], qtbot: QtBot, seconds: int) -> None:
    with qtbot.waitSignal(countdown.over):
        countdown.start(seconds)

    assert told == [*range(seconds, 0, -1), "over"]
    assert not countdown.is_running


def test_cancelled_it_never_ends(countdown: Countdown, told: list[object], qtbot: QtBot) -> None:
    countdown.start(3)
    countdown.cancel()
    countdown.cancel()
    with qtbot.assertNotEmitted(countdown.over, wait=20):
        pass

    assert told == [3, "cancelled"]


def test_starting_again_begins_anew(countdown: Countdown, told: list[object], qtbot: QtBot) -> None:
    countdown.start(3)
    with qtbot.waitSignal(countdown.over):
        countdown.start(2)

    assert told == [3, 2, 1, "over"]
