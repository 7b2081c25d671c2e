"""Leave now: three presses of Esc within a second and a half, from any window, and everything is gone."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from evidence_desk.app import Program
from evidence_desk.capture.targets import AllScreens
from evidence_desk.ui.actions import ActionId
from evidence_desk.ui.leaving import Leaving
from evidence_desk.vault.vault import open_reader
from tests.display_fixtures import XDisplay
from tests.fake_clock import FakeClock
from tests.real_tools import need_tools

ESC = Qt.Key.Key_Escape


@pytest.fixture
def leaving(qapp: QApplication, clock: FakeClock) -> Iterator[Leaving]:
    """Listens to the test's own windows."""
    made = Leaving(qapp, clock)
    yield made
    made.stop_counting()


@pytest.fixture
def window(qtbot: QtBot, leaving: Leaving) -> QWidget:
    """A window with a field in it, shown."""
    made = QWidget()
    QVBoxLayout(made).addWidget(QLineEdit())
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def press(window: QWidget, key: Qt.Key = ESC) -> None:
    """As the window system does it: into the native window."""
    QTest.keyClick(window.windowHandle(), key)


def press_at(window: QWidget, made_ms: int) -> None:
    """Esc, with the keyboard's own time; 0 where it has none."""
    pressed = QKeyEvent(QEvent.Type.KeyPress, ESC, Qt.KeyboardModifier.NoModifier)
    pressed.setTimestamp(made_ms)
    QApplication.sendEvent(window.windowHandle(), pressed)


def test_three_presses_hide_every_window(window: QWidget, leaving: Leaving, qtbot: QtBot) -> None:
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    with qtbot.waitSignal(leaving.left):
        for _ in range(3):
            press(window)

    assert not window.isVisible()
    assert not other.isVisible()


def test_two_presses_do_nothing(window: QWidget, leaving: Leaving, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(leaving.left):
        press(window)
        press(window)

    assert window.isVisible()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(pauses=st.lists(st.floats(0, 3), min_size=2, max_size=8))
def test_it_leaves_exactly_when_three_fit_into_the_time(
    window: QWidget, leaving: Leaving, clock: FakeClock, pauses: list[float]
) -> None:
    press(window, Qt.Key.Key_A)  # what was pressed before does not count any more
    window.show()
    left: list[float] = []
    times = [0.0]
    connection = leaving.left.connect(lambda: left.append(times[-1]))
    press_at(window, 0)
    for pause in pauses:
        clock.advance(pause)
        times.append(times[-1] + round(pause * 1e9) / 1e9)
        press_at(window, 0)
        window.show()
        if left:
            break
    leaving.left.disconnect(connection)
    quick = [late for early, late in zip(times, times[2:], strict=False) if late - early <= 1.5]

    assert left == quick[:1]


@pytest.mark.parametrize("first_ms", [5_000, 2**32 - 700])
def test_presses_that_a_busy_program_hears_late_count_by_when_they_were_made(
    window: QWidget, leaving: Leaving, clock: FakeClock, qtbot: QtBot, first_ms: int
) -> None:
    with qtbot.assertNotEmitted(leaving.left):
        for made_ms in (first_ms - 4_000, first_ms - 2_000, first_ms):
            press_at(window, made_ms)
            clock.advance(4)
    with qtbot.waitSignal(leaving.left):
        for made_ms in (first_ms + 700, first_ms + 1_500):
            press_at(window, made_ms % 2**32)
            clock.advance(4)


def test_the_press_that_leaves_is_heard_by_nobody_else(window: QWidget, leaving: Leaving, qtbot: QtBot) -> None:
    """Else a dialog that is cancelled with it could open something after everything is gone."""
    dialog = QDialog()
    qtbot.addWidget(dialog)
    dialog.rejected.connect(window.show)
    press(window)
    press(window)
    dialog.show()
    qtbot.waitExposed(dialog)
    press(dialog)

    assert not dialog.isVisible()
    assert not window.isVisible()


def test_another_key_between_starts_anew(window: QWidget, leaving: Leaving, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(leaving.left):
        for key in (ESC, ESC, Qt.Key.Key_A, ESC, ESC):
            press(window, key)


def test_a_key_held_down_counts_once(window: QWidget, leaving: Leaving, qapp: QApplication, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(leaving.left):
        for _ in range(10):
            held = QKeyEvent(QEvent.Type.KeyPress, ESC, Qt.KeyboardModifier.NoModifier, "", autorep=True)
            qapp.sendEvent(window.windowHandle(), held)


def test_an_open_menu_and_an_open_dialog_do_not_swallow_it(window: QWidget, leaving: Leaving, qtbot: QtBot) -> None:
    dialog = QDialog(window)
    dialog.open()
    qtbot.waitExposed(dialog)
    menu = QMenu(dialog)
    menu.addAction("x")
    menu.popup(dialog.pos())
    with qtbot.waitSignal(leaving.left):
        press(menu)
        menu_closed = not menu.isVisible()
        press(dialog)
        dialog_closed = not dialog.isVisible()
        press(window)

    assert menu_closed
    assert dialog_closed


def test_the_real_program_leaves_nothing_behind(x_desktop: XDisplay, desk_home: Path) -> None:
    """On a real display: windows and clipboard gone, one item kept, an orderly end."""
    need_tools("xsetroot")
    subprocess.run(["xsetroot", "-mod", "3", "3"], env=x_desktop.environment(), check=True)
    driver_path = Path(__file__).with_name("leaving_driver.py")
    environ = x_desktop.environment({"PYTHONPATH": str(Path.cwd()), "QT_LOGGING_RULES": "qt.qpa.*=false"})
    told = subprocess.run(
        [sys.executable, driver_path, desk_home / "vault"],
        env=environ, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    with open_reader(desk_home / "vault") as reader:
        case = reader.cases.last_used()
        assert case is not None
        kept = reader.items.count(case.id)

    assert (told.returncode, told.stderr) == (0, "")
    assert json.loads(told.stdout) == {"visible": [], "clipboard": ""}
    assert kept == 1


class Recorder(QObject):
    """Hears what happens to windows, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[QEvent.Type] = []

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QWidget):
            self.seen.append(event.type())
        return False


def test_hiding_comes_first_and_nothing_is_painted_after(
    window: QWidget, leaving: Leaving, qapp: QApplication, qtbot: QtBot
) -> None:
    """Whatever a window does when it is hidden, the others are hidden in the same breath."""
    heard, recorder = [], Recorder()
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    qtbot.waitExposed(other)
    leaving.left.connect(lambda: heard.append([each.isVisible() for each in (window, other)]))
    press(window)
    press(window)
    window.update()
    other.update()
    qapp.installEventFilter(recorder)
    leaving.leave()
    before_left = list(recorder.seen)
    qapp.processEvents()
    qapp.removeEventFilter(recorder)

    assert heard == [[False, False]]
    assert before_left.count(QEvent.Type.Hide) >= len(heard[0])
    assert not {QEvent.Type.Paint, QEvent.Type.Show, QEvent.Type.Resize} & set(recorder.seen)


def test_it_waits_for_nothing(program: Program, qtbot: QtBot, vault_path: Path) -> None:
    """With the case thread busy, a title being asked for and a folder being chosen; what was pressed is still kept."""
    going_on = threading.Event()
    program.background.on_case_thread(going_on.wait, lambda _: None, lambda _: None)
    program.operations.capture(AllScreens())
    program.switching.title_dialog.ask_for_new("Case 2")
    program.rooms.hand_over.place_requested.emit()
    program.window.top.cases.open_under(program.window.top.case)
    program.actions[ActionId.LEAVE].trigger()
    visible = [type(each).__name__ for each in QApplication.topLevelWidgets() if each.isVisible()]
    going_on.set()
    program.close()
    with open_reader(vault_path) as reader:
        kept = [case.items for case in reader.cases.all()]

    assert visible == []
    assert kept == [1]
