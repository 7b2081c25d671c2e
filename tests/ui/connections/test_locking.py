"""When a desk that was left alone locks, and what counts as use."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from evidence_desk.settings import LOCK_AFTER, Settings
from evidence_desk.ui.background import Background
from evidence_desk.ui.connections.locking import Locking
from tests.fake_clock import FakeClock

Left = Callable[[float], bool]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.json")


@pytest.fixture
def locking(qapp: QApplication, background: Background, settings: Settings, clock: FakeClock) -> Iterator[Locking]:
    """Of a desk with a passphrase."""
    made = Locking(qapp, background, settings, clock)
    made.set_on(on=True)
    yield made
    made.stop()


@pytest.fixture
def locks_after(locking: Locking, clock: FakeClock) -> Left:
    """Lets so many seconds pass; whether it is time to lock then."""
    asked: list[bool] = []
    locking.asked.connect(lambda: asked.append(True))

    def pass_by(seconds: float) -> bool:
        asked.clear()
        clock.advance(seconds)
        locking.look()
        return bool(asked)

    return pass_by


def test_it_locks_when_the_minutes_are_over(locks_after: Left, settings: Settings) -> None:
    assert not locks_after(299)
    assert locks_after(1)
    settings.set(LOCK_AFTER, 0)
    assert not locks_after(86_400)


def test_a_key_begins_the_time_anew(locks_after: Left, qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    assert not locks_after(200)
    QTest.keyClick(field, Qt.Key.Key_A)
    assert not locks_after(200)
    assert not locks_after(299)
    assert locks_after(1)


def test_work_that_was_asked_for_is_not_ended(locks_after: Left, background: Background, qtbot: QtBot) -> None:
    """A watch goes on for as long as somebody wants it; the time is counted from its end."""
    over = threading.Event()
    background.on_own_thread(over.wait, lambda _: None, lambda _: None, end=over.set)
    assert not locks_after(4000)
    over.set()
    qtbot.waitUntil(lambda: background.is_idle)
    assert not locks_after(299)
    assert locks_after(1)


def test_without_a_passphrase_it_never_does(locking: Locking, locks_after: Left, qtbot: QtBot) -> None:
    locking.set_on(on=False)
    assert not locks_after(86_400)
    with qtbot.assertNotEmitted(locking.asked):
        locking.lock_if_on()


def test_a_session_that_is_left_locks_at_once(locking: Locking, qtbot: QtBot) -> None:
    with qtbot.waitSignal(locking.asked):
        locking.lock_if_on()


def test_nothing_that_must_not_be_lost_is_taken_by_standing_still(
    locking: Locking, locks_after: Left, qtbot: QtBot
) -> None:
    """A recovery code is being written down; but who leaves the session wants it gone from the screen."""
    is_shown = [True]
    locking.hold_while(lambda: is_shown[0])
    assert not locks_after(4000)
    with qtbot.waitSignal(locking.asked):
        locking.lock_if_on()
    is_shown.clear()
    is_shown.append(False)
    assert not locks_after(299)
    assert locks_after(1)
