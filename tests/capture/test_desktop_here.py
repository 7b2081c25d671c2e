"""The contract of every backend on the real desktop of Windows or macOS: on neither has it been run yet.

On Linux a few of its tests show that the other program and this way of asking are right, with X11 under them.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

from evidence_desk.capture.backend import Backend
from evidence_desk.capture.choosing import open_backend
from evidence_desk.capture.targets import OneWindow
from evidence_desk.capture.window_numbers import window_name
from evidence_desk.domain.refusals import ScreenRecordingNotAllowed
from tests.capture.backend_contract import BackendContract, listed, taken
from tests.capture.pattern import rgb
from tests.display_fixtures import XDisplay
from tests.real_tools import wait_until


class OtherProgram:
    """Windows of known pixels in a process of their own; ends with its test."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        program = [sys.executable, "-m", "tests.capture.qt_painter"]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(program, stdin=pipe, stdout=pipe, text=True, env=dict(environment))

    def ask(self, **command: object) -> object:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(command) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def end(self) -> None:
        self.process.communicate(timeout=30)


@dataclass
class WindowHere:
    program: OtherProgram
    number: int
    width: int
    height: int
    seed: int

    @property
    def id(self) -> str:
        return window_name(self.number)

    @property
    def rgb(self) -> bytes:
        return rgb(self.seed, self.width, self.height)

    def _do(self, what: str, **more: int) -> None:
        self.program.ask(do=what, window=self.number, **more)

    def move(self, x: int, y: int) -> None:
        self._do("move", x=x, y=y)

    def resize(self, width: int, height: int) -> None:
        self._do("resize", width=width, height=height)
        self.width, self.height = width, height

    def repaint(self, seed: int) -> None:
        self._do("repaint", seed=seed)
        self.seed = seed

    def minimise(self) -> None:
        self._do("minimise")

    def send_to_desktop(self, number: int) -> None:
        pytest.skip(f"no program may send a window to desktop {number} here")

    def activate(self) -> None:
        self._do("activate")

    def close(self) -> None:
        self._do("close")


@dataclass
class DeskHere:
    backend: Backend
    program: OtherProgram

    def open(self, x: int, y: int, width: int, height: int, seed: int, *, title: str = "") -> WindowHere:
        words = title or "window"
        number = self.program.ask(do="open", x=x, y=y, width=width, height=height, seed=seed, title=words)
        assert isinstance(number, int)
        window = WindowHere(self.program, number, width, height, seed)
        wait_until(lambda: window.id in [each.id for each in self.backend.windows()], "the window is listed")
        return window

    @contextmanager
    def open_own(self, x: int, y: int, width: int, height: int) -> Iterator[str]:
        """A window of this very process."""
        from PySide6.QtCore import Qt
        from PySide6.QtWidgets import QApplication, QWidget

        from tests.capture.qt_painter import number_of

        app = QApplication([])
        window = QWidget(None, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        window.setWindowTitle("ours")
        window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        window.setStyleSheet("background: #00ff00")
        window.setGeometry(x, y, width, height)
        window.show()
        window.raise_()
        app.processEvents()
        name = window_name(number_of(window))
        wait_until(lambda: name in [each.id for each in self.backend.windows()], "our window is listed")
        try:
            yield name
        finally:
            window.close()
            app.processEvents()
            app.shutdown()


@contextmanager
def desk_of(environment: Mapping[str, str]) -> Iterator[DeskHere]:
    backend, program = open_backend(environment), OtherProgram(environment)
    try:
        yield DeskHere(backend, program)
    finally:
        backend.close()
        program.end()


class DesktopHere(BackendContract):
    """The contract as far as a real desktop without anybody in front of it can keep it."""

    @pytest.fixture
    def desk(self) -> Iterator[DeskHere]:
        environment = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
        with desk_of(environment) as desk:
            if any(screen.scale != 1.0 for screen in desk.backend.screens()):
                pytest.skip("the other program paints points, and this screen has more pixels than points")
            try:
                desk.backend.windows()
            except ScreenRecordingNotAllowed:
                pytest.skip("this account may not see its screen")
            yield desk


if sys.platform in {"win32", "darwin"}:
    TestDesktopHere = DesktopHere


@pytest.mark.skipif(sys.platform != "linux", reason="for X11")
def test_the_other_program_and_the_asking_are_right(x_desktop: XDisplay) -> None:
    contract = BackendContract()
    with desk_of(x_desktop.environment(os.environ)) as desk:
        window = desk.open(200, 200, 160, 120, 5, title="chat")
        assert (listed(desk, window).width, listed(desk, window).title) == (160, "chat")
        assert taken(desk.backend, OneWindow(window.id)) == window.rgb
        contract.test_a_moved_or_resized_window_is_pictured_as_it_is_now(desk)
        contract.test_a_minimised_window_is_refused_and_the_restored_one_is_not(desk)
        contract.test_a_closed_window_is_refused(desk)
