"""Midnight comes by itself, and a clock that was set is noticed when the person comes back."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evidence_desk.ui.day_turn import DayTurn
from tests.fake_clock import FakeClock

_TO_MIDNIGHT_S = 3600 + 45 * 60 + 52.688  # the tests' clock starts at 22:14:07.312 in Berlin


def test_midnight_is_told_once(qapp: QApplication, qtbot: QtBot, clock: FakeClock) -> None:
    clock.advance(_TO_MIDNIGHT_S - 0.02)
    turn = DayTurn(qapp, clock)
    assert 20 <= turn.waits_ms <= 21
    clock.advance(0.02)
    with qtbot.waitSignal(turn.turned):
        pass
    told = QSignalSpy(turn.turned)
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert told.count() == 0


def test_it_looks_at_least_every_hour(qapp: QApplication, clock: FakeClock) -> None:
    """A timer does not run while the computer sleeps."""
    assert DayTurn(qapp, clock).waits_ms == 3_600_000


def test_a_clock_that_was_set_is_noticed(qapp: QApplication, clock: FakeClock) -> None:
    turn = DayTurn(qapp, clock)
    told = QSignalSpy(turn.turned)
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    clock.set_wall_clock(-86_400)
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    assert told.count() == 0
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert told.count() == 1
