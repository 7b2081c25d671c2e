"""Private X11 displays: one for each test that asks, gone when it ends."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest

from tests.real_tools import need_tools, wait_until

if sys.platform == "linux":
    import xcffib
    from xcffib import xproto

FULL_HD = "1920x1080x24"
_LOOKS, _BETWEEN_LOOKS_S = 25, 0.01


@dataclass(frozen=True)
class XDisplay:
    """A running X server of our own; `name` is what DISPLAY says."""

    name: str

    def environment(self, more: Mapping[str, str] | None = None) -> dict[str, str]:
        """The environment for a program that shall appear on this display."""
        here = {"DISPLAY": self.name, "QT_QPA_PLATFORM": "xcb", "XDG_SESSION_TYPE": "x11"}
        away = {"WAYLAND_DISPLAY", "SESSION_MANAGER"}
        kept = {name: value for name, value in os.environ.items() if name not in away}
        return kept | here | dict(more or {})


class StartDisplay(Protocol):
    """Starts a display; `size` is WIDTHxHEIGHTxDEPTH."""

    def __call__(self, size: str = FULL_HD, *, window_manager: bool = False) -> XDisplay:
        """Start it and wait until it answers."""
        ...


@pytest.fixture
def start_display(desk_home: Path) -> Iterator[StartDisplay]:
    """Starts as many displays as a test wants and ends them with it."""
    with ExitStack() as running:

        def start(size: str = FULL_HD, *, window_manager: bool = False) -> XDisplay:
            display = running.enter_context(_server(size))
            if window_manager:
                running.enter_context(_window_manager(display))
            return display

        yield start


@pytest.fixture
def x_display(request: pytest.FixtureRequest, start_display: StartDisplay, monkeypatch: pytest.MonkeyPatch) -> XDisplay:
    """A bare 1920x1080 display, also put in DISPLAY; `indirect` parameters give another size."""
    return _shown(start_display(getattr(request, "param", FULL_HD)), monkeypatch)


@pytest.fixture
def x_desktop(request: pytest.FixtureRequest, start_display: StartDisplay, monkeypatch: pytest.MonkeyPatch) -> XDisplay:
    """The same with a window manager."""
    return _shown(start_display(getattr(request, "param", FULL_HD), window_manager=True), monkeypatch)


@pytest.fixture
def screen(x_display: XDisplay) -> XDisplay:
    """A display with a pattern on it: an empty one is refused."""
    need_tools("xsetroot")
    subprocess.run(["xsetroot", "-mod", "16", "16"], env=x_display.environment(), check=True)
    return x_display


def _shown(display: XDisplay, monkeypatch: pytest.MonkeyPatch) -> XDisplay:
    for name, value in {"DISPLAY": display.name, "QT_QPA_PLATFORM": "xcb", "XDG_SESSION_TYPE": "x11"}.items():
        monkeypatch.setenv(name, value)
    return display


@contextmanager
def _server(size: str) -> Iterator[XDisplay]:
    need_tools("Xvfb", "xprop")
    read_fd, write_fd = os.pipe()
    # Without -noreset the server forgets its state with its last client.
    command = ["Xvfb", "-displayfd", str(write_fd), "-screen", "0", size, "-dpi", "96", "-noreset", "-nolisten", "tcp"]
    with _running(command, pass_fds=(write_fd,)):
        os.close(write_fd)
        with os.fdopen(read_fd) as answer:
            number = answer.readline().strip()
        assert number, f"Xvfb did not start with {size}"
        yield XDisplay(f":{number}")


@contextmanager
def _window_manager(display: XDisplay) -> Iterator[None]:
    need_tools("openbox")
    with _running(["openbox", "--sm-disable"], env=display.environment()):
        wait_until(lambda: _manages(display), "a window manager looks after windows")
        yield


def _manages(display: XDisplay) -> bool:
    """Whether a window that opens now is looked after. Openbox says that it is there a moment too early for that."""
    connection = xcffib.connect(display.name)
    core, root, window = connection.core, connection.setup.roots[0], connection.generate_id()
    kind = xproto.WindowClass.InputOutput
    core.CreateWindow(root.root_depth, window, root.root, 0, 0, 9, 9, 0, kind, root.root_visual, 0, [])
    core.MapWindow(window)
    listed = core.InternAtom(False, 16, "_NET_CLIENT_LIST").reply().atom
    try:
        for _ in range(_LOOKS):
            answer = core.GetProperty(False, root.root, listed, xproto.Atom.WINDOW, 0, 99).reply()
            if window in answer.value.to_atoms():
                return True
            threading.Event().wait(_BETWEEN_LOOKS_S)
    finally:
        connection.disconnect()
    return False


@contextmanager
def _running(
    command: list[str], *, env: Mapping[str, str] | None = None, pass_fds: tuple[int, ...] = ()
) -> Iterator[None]:
    """The program for as long as the block runs, however the block ends."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, env=env, pass_fds=pass_fds) as program:
        try:
            yield
        finally:
            program.terminate()
            _reap(program)


def _reap(program: subprocess.Popen[bytes], seconds: float = 5.0) -> None:
    try:
        program.wait(seconds)
    except subprocess.TimeoutExpired:
        program.kill()
        program.wait()
