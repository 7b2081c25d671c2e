"""What every backend promises, kept by the macOS one on a Mac written from Apple's documentation."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest

from evidence_desk.capture.backend import Backend
from evidence_desk.capture.macos.backend import MacBackend
from evidence_desk.capture.macos.system import Points
from evidence_desk.capture.targets import MINIMISED, OneWindow
from evidence_desk.capture.window_numbers import window_name
from evidence_desk.domain import refusals
from tests.capture.backend_contract import BackendContract, wait_for_state
from tests.capture.made_up_mac import OTHER_PROCESS, OUR_PROCESS, MadeUpMac, MadeUpMacWindow, moved
from tests.capture.pattern import rgb


@dataclass
class WindowOnMac:
    """A window of another program, as the contract moves it about."""

    system: MadeUpMac
    window: MadeUpMacWindow
    seed: int

    @property
    def id(self) -> str:
        return window_name(self.window.number)

    @property
    def rgb(self) -> bytes:
        return self.window.rgb

    @property
    def width(self) -> int:
        return self.window.pixel_width

    @property
    def height(self) -> int:
        return self.window.pixel_height

    def move(self, x: int, y: int) -> None:
        moved(self.window, x=x, y=y)

    def resize(self, width: int, height: int) -> None:
        moved(self.window, width=width, height=height)
        self.window.pixel_width, self.window.pixel_height = width, height
        self.repaint(self.seed)

    def repaint(self, seed: int) -> None:
        self.seed = seed
        self.window.rgb = rgb(seed, self.width, self.height)

    def minimise(self) -> None:
        self.window.shown = False

    def send_to_desktop(self, number: int) -> None:
        assert number != 0
        self.window.shown = False

    def activate(self) -> None:
        self.window.shown = True
        self.system.front = OTHER_PROCESS
        self.system.all_windows.remove(self.window)
        self.system.all_windows.insert(0, self.window)

    def close(self) -> None:
        self.system.all_windows.remove(self.window)


@dataclass
class MacDesk:
    """A desktop of a made-up Mac."""

    system: MadeUpMac
    backend: Backend
    numbers: Iterator[int] = field(default_factory=lambda: iter(range(100, 1000)))

    def open(self, x: int, y: int, width: int, height: int, seed: int, *, title: str = "") -> WindowOnMac:
        place = Points(x, y, width, height)
        window = MadeUpMacWindow(
            next(self.numbers), place, rgb(seed, width, height), width, height, title=title or "window"
        )
        self.system.all_windows.insert(0, window)
        return WindowOnMac(self.system, window, seed)

    @contextmanager
    def open_own(self, x: int, y: int, width: int, height: int) -> Iterator[str]:
        green = bytes((0, 255, 0)) * (width * height)
        place = Points(x, y, width, height)
        window = MadeUpMacWindow(next(self.numbers), place, green, width, height, process=OUR_PROCESS)
        self.system.all_windows.insert(0, window)
        yield window_name(window.number)
        self.system.all_windows.remove(window)


@pytest.fixture
def desk() -> Iterator[MacDesk]:
    system = MadeUpMac()
    backend = MacBackend(system)
    yield MacDesk(system, backend)
    backend.close()


class TestMacBackend(BackendContract):
    """The contract but for one thing: macOS does not say why a window is not on the screen."""

    def test_a_window_on_another_desktop_is_refused(self, desk: MacDesk) -> None:
        window = desk.open(100, 100, 320, 200, 1)
        window.send_to_desktop(1)
        wait_for_state(desk, window, MINIMISED)
        with pytest.raises(refusals.WindowOutOfSight), desk.backend.grab(OneWindow(window.id)):
            pass
