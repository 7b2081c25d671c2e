"""Old objects are looked through while nobody waits, and never by themselves."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evidence_desk.ui.background import Background, nothing
from evidence_desk.ui.tidying import Tidying


class Knot:
    """An object that holds itself, and an old one: only a look through everything finds it."""

    def __init__(self) -> None:
        self.own = self


@pytest.fixture
def tidying(qapp: QApplication, background: Background) -> Iterator[Tidying]:
    made = Tidying(qapp, background)
    yield made
    made.stop()


def old_knot() -> "weakref.ref[Knot]":
    knot = Knot()
    gc.collect(1)
    gc.collect(1)
    return weakref.ref(knot)


def leave_window(qapp: QApplication) -> None:
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)


def test_old_objects_wait_until_the_window_is_left(qapp: QApplication, tidying: Tidying) -> None:
    knot = old_knot()
    before = gc.get_stats()[2]["collections"]
    kept: list[list[int]] = [[] for _ in range(200_000)]
    assert gc.get_stats()[2]["collections"] == before
    assert knot() is not None

    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert knot() is not None
    leave_window(qapp)
    assert knot() is None
    del kept


def test_work_goes_before(qapp: QApplication, tidying: Tidying, background: Background, qtbot: QtBot) -> None:
    knot, may_end = old_knot(), threading.Event()
    background.on_work_thread(may_end.wait, nothing, nothing)
    leave_window(qapp)
    went = knot() is None
    may_end.set()
    assert not went
    qtbot.waitUntil(lambda: background.is_idle)
    leave_window(qapp)
    assert knot() is None


def test_what_stays_is_not_looked_through(qapp: QApplication, tidying: Tidying) -> None:
    listed: list[list[int]] = [[] for _ in range(1000)]
    tidying.keep_what_is_there()
    frozen = gc.get_freeze_count()
    leave_window(qapp)
    assert gc.get_freeze_count() >= frozen > len(listed)


def test_python_goes_on_as_before(qapp: QApplication, background: Background) -> None:
    before = gc.get_threshold()
    tidying = Tidying(qapp, background)
    assert gc.get_threshold() != before
    tidying.stop()
    tidying.stop()
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0
