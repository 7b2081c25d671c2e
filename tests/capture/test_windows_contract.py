"""What every backend promises, kept by the Windows one on a Windows written from Microsoft's documentation."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import pytest

from evidence_desk.capture.backend import Backend
from evidence_desk.capture.window_numbers import window_name
from evidence_desk.capture.windows.backend import WindowsBackend
from evidence_desk.capture.windows.system import CLOAKED_BY_SHELL
from evidence_desk.domain.evidence import Rectangle
from tests.capture.backend_contract import BackendContract
from tests.capture.made_up_windows import OUR_PROCESS, MadeUpWindow, MadeUpWindows
from tests.capture.pattern import rgb


@dataclass
class WindowOnWindows:
    """A window of another program, as the contract moves it about."""

    system: MadeUpWindows
    window: MadeUpWindow
    seed: int

    @property
    def id(self) -> str:
        return window_name(self.window.number)

    @property
    def rgb(self) -> bytes:
        return self.window.rgb

    @property
    def width(self) -> int:
        return self.window.place.width

    @property
    def height(self) -> int:
        return self.window.place.height

    def move(self, x: int, y: int) -> None:
        self.window.place = replace(self.window.place, x=x, y=y)

    def resize(self, width: int, height: int) -> None:
        self.window.place = replace(self.window.place, width=width, height=height)
        self.repaint(self.seed)

    def repaint(self, seed: int) -> None:
        self.seed = seed
        self.window.rgb = rgb(seed, self.width, self.height)

    def minimise(self) -> None:
        self.window.minimised = True

    def send_to_desktop(self, number: int) -> None:
        assert number != 0
        self.window.cloaked, self.window.on_this_desktop = CLOAKED_BY_SHELL, False

    def activate(self) -> None:
        self.window.minimised = False
        self.system.focus = self.window.number
        self.system.windows.remove(self.window)
        self.system.windows.insert(0, self.window)

    def close(self) -> None:
        self.system.windows.remove(self.window)


@dataclass
class WindowsDesk:
    """A desktop of a made-up Windows."""

    system: MadeUpWindows
    backend: Backend
    numbers: Iterator[int] = field(default_factory=lambda: iter(range(0x20400, 0x30000, 2)))

    def open(self, x: int, y: int, width: int, height: int, seed: int, *, title: str = "") -> WindowOnWindows:
        place = Rectangle(x, y, width, height)
        window = MadeUpWindow(next(self.numbers), place, rgb(seed, width, height), title=title or "window")
        self.system.windows.insert(0, window)
        return WindowOnWindows(self.system, window, seed)

    @contextmanager
    def open_own(self, x: int, y: int, width: int, height: int) -> Iterator[str]:
        green = bytes((0, 255, 0)) * (width * height)
        window = MadeUpWindow(next(self.numbers), Rectangle(x, y, width, height), green, process=OUR_PROCESS)
        self.system.windows.insert(0, window)
        yield window_name(window.number)
        self.system.windows.remove(window)


@pytest.fixture
def desk() -> Iterator[WindowsDesk]:
    system = MadeUpWindows()
    backend = WindowsBackend(system)
    yield WindowsDesk(system, backend)
    backend.close()
    assert system.ended


class TestWindowsBackend(BackendContract):
    """Nothing more than the contract."""
