"""Our windows step aside for a picture where the system can't leave them out, and come back unless the person left."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

import pytest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from evidence_desk.capture.change_source import change_source
from evidence_desk.capture.targets import ActiveWindow, AllScreens, OneScreen, OneWindow, Shot, Target
from evidence_desk.domain.refusals import WatchNeedsNoWindow
from evidence_desk.ui.background import Background
from evidence_desk.ui.own_windows import OwnWindows, WithoutOwnWindows
from tests.ui.painted_screen import PaintedScreen


@pytest.fixture
def shown(qtbot: QtBot) -> tuple[QWidget, QWidget]:
    """A window that is shown and one that is not."""
    here, away = QWidget(), QWidget()
    for each in (here, away):
        qtbot.addWidget(each)
    here.show()
    return here, away


class Watching(PaintedScreen):
    """Notes whether anything of ours is on the screen while it takes a picture.

    Only what it was given is asked: from its thread Qt may not be asked for more.
    """

    seen: list[bool]
    ours: tuple[QWidget, ...] = ()

    @contextmanager
    def grab(self, target: Target) -> Iterator[Shot]:
        self.seen.append(any(each.isVisible() for each in self.ours))
        with super().grab(target) as shot:
            yield shot


def picture(qtbot: QtBot, background: Background, screen: WithoutOwnWindows, target: Target) -> None:
    done = threading.Event()

    def take() -> None:
        try:
            with screen.grab(target):
                pass
        finally:
            done.set()

    background.on_case_thread(take, lambda _: None, lambda _: None)
    qtbot.waitUntil(done.is_set)
    background.run(lambda: None)  # now its thread has let go of our windows: the last to hold one destroys it


def test_nothing_of_us_is_there_while_the_picture_is_taken_and_the_same_is_back_after(
    qapp: QApplication, qtbot: QtBot, background: Background, shown: tuple[QWidget, QWidget]
) -> None:
    here, away = shown
    own = OwnWindows(qapp, background)
    screen = Watching()
    screen.seen, screen.ours = [], shown
    picture(qtbot, background, WithoutOwnWindows(screen, lambda: own.aside), AllScreens())
    assert screen.seen == [False]
    qtbot.waitUntil(here.isVisible)
    assert not away.isVisible()


@pytest.mark.parametrize("target", [OneWindow("0x1"), ActiveWindow()])
def test_what_is_refused_anyway_makes_nothing_flicker(
    qapp: QApplication, qtbot: QtBot, background: Background, shown: tuple[QWidget, QWidget], target: Target
) -> None:
    own = OwnWindows(qapp, background)
    screen = Watching()
    screen.seen, screen.ours = [], shown
    picture(qtbot, background, WithoutOwnWindows(screen, lambda: own.aside), target)
    assert screen.seen == [True]


def test_a_watch_is_refused_as_it_would_never_let_our_windows_come_back() -> None:
    aside = WithoutOwnWindows(PaintedScreen(), lambda: nullcontext)
    with pytest.raises(WatchNeedsNoWindow):
        change_source(aside, OneScreen(1))


def test_nothing_comes_back_to_somebody_who_left(
    qapp: QApplication, qtbot: QtBot, background: Background, shown: tuple[QWidget, QWidget]
) -> None:
    here, _ = shown
    own = OwnWindows(qapp, background)
    inside, left = threading.Event(), threading.Event()

    def take() -> None:
        with own.aside():
            inside.set()
            left.wait(10)

    background.on_case_thread(take, lambda _: None, lambda _: None)
    qtbot.waitUntil(inside.is_set)
    own.leave()
    left.set()
    done: list[bool] = []
    background.on_case_thread(lambda: None, lambda _: done.append(True), lambda _: None)
    qtbot.waitUntil(lambda: bool(done))
    assert not here.isVisible()


def test_a_menu_is_closed_and_not_opened_again(qapp: QApplication, qtbot: QtBot, background: Background) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    menu.addAction("one")
    menu.show()
    own = OwnWindows(qapp, background)
    screen = Watching()
    screen.seen, screen.ours = [], (menu,)
    picture(qtbot, background, WithoutOwnWindows(screen, lambda: own.aside), AllScreens())
    done: list[bool] = []
    background.on_case_thread(lambda: None, lambda _: done.append(True), lambda _: None)
    qtbot.waitUntil(lambda: bool(done))
    assert not menu.isVisible()


def test_after_the_end_a_picture_asked_for_before_is_still_taken(qapp: QApplication, background: Background) -> None:
    own = OwnWindows(qapp, background)
    background.stop_listening()
    taken = False
    with own.aside():
        taken = True
    assert taken
