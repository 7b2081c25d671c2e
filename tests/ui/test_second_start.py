"""Starting the program again while its window is open, on a real display with a window manager."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import xcffib
from xcffib import xproto

from tests.display_fixtures import XDisplay
from tests.real_tools import need_tools, wait_until


class Desktop:
    """What the window manager says of the windows of a display."""

    def __init__(self, display: XDisplay) -> None:
        self._connection = xcffib.connect(display.name)
        self._root = self._connection.setup.roots[0].root

    def close(self) -> None:
        """Let go of the display."""
        self._connection.disconnect()

    def windows_of(self, process: int) -> list[int]:
        """Those of a process, lowest first."""
        return [
            window for window in self._values(self._root, "_NET_CLIENT_LIST_STACKING") if self._is_of(window, process)
        ]

    def in_front(self, process: int) -> bool:
        """Whether the window in use is one of the process's, and none of another lies above it."""
        (active,) = self._values(self._root, "_NET_ACTIVE_WINDOW") or [0]
        stacked = self._values(self._root, "_NET_CLIENT_LIST_STACKING")
        above = stacked[stacked.index(active) :] if active in stacked else []
        return bool(above) and all(self._is_of(window, process) for window in above)

    def make_small(self, window: int) -> None:
        """Minimise a window, as its button does."""
        self._ask(window, "WM_CHANGE_STATE", [3, 0, 0, 0, 0])

    def use(self, process: int) -> bool:
        """Have a process's window in use, as a click in a list of windows does; whether it is there yet."""
        found = self.windows_of(process)
        if found:
            self._ask(found[0], "_NET_ACTIVE_WINDOW", [2, 0, 0, 0, 0])
        return bool(found)

    def _ask(self, window: int, name: str, values: list[int]) -> None:
        """What only the window manager may do."""
        kind = self._connection.core.InternAtom(False, len(name), name).reply().atom
        data = xproto.ClientMessageData.synthetic(values, "IIIII")
        event = xproto.ClientMessageEvent.synthetic(32, window, kind, data)
        mask = xproto.EventMask.SubstructureNotify | xproto.EventMask.SubstructureRedirect
        self._connection.core.SendEvent(False, self._root, mask, event.pack())
        self._connection.flush()

    def _is_of(self, window: int, process: int) -> bool:
        return self._values(window, "_NET_WM_PID") == [process]

    def _values(self, window: int, name: str) -> list[int]:
        core = self._connection.core
        atom = core.InternAtom(False, len(name), name).reply().atom
        answer = core.GetProperty(False, window, atom, xproto.GetPropertyType.Any, 0, 1000).reply()
        return list(answer.value.to_atoms()) if answer.value_len else []


@pytest.fixture
def desktop(x_desktop: XDisplay) -> Iterator[Desktop]:
    made = Desktop(x_desktop)
    yield made
    made.close()


@contextmanager
def running(*command: str, environ: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A program for as long as the block runs."""
    with subprocess.Popen(command, env=environ, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        try:
            yield process
        finally:
            process.kill()


def test_a_second_start_brings_the_first_window_to_the_front(
    x_desktop: XDisplay, desktop: Desktop, desk_home: Path
) -> None:
    need_tools("xterm")
    desk = [sys.executable, "-m", "evidence_desk", f"--vault={desk_home / 'vault'}"]
    environ = x_desktop.environment({"QT_LOGGING_RULES": "qt.qpa.*=false"})
    subprocess.run([*desk, "case", "new", "Messages"], env=environ, check=True, stdout=subprocess.DEVNULL)
    with running(*desk, environ=environ) as first:
        wait_until(lambda: desktop.in_front(first.pid), "the desk is open")
        (window,) = desktop.windows_of(first.pid)[:1]
        with running("xterm", "-geometry", "200x50+0+0", environ=environ) as other:
            wait_until(lambda: desktop.use(other.pid), "another window is there")
            wait_until(lambda: not desktop.in_front(first.pid), "another window is in use")
            second = subprocess.run(desk, env=environ, check=False, capture_output=True, timeout=60)
            wait_until(lambda: desktop.in_front(first.pid), "the desk is in front of it")
            desktop.make_small(window)
            wait_until(lambda: not desktop.in_front(first.pid), "the desk is small")
            third = subprocess.run(desk, env=environ, check=False, capture_output=True, timeout=60)
            wait_until(lambda: desktop.in_front(first.pid), "the desk is open again")

    assert other.returncode
    assert (second.returncode, second.stdout, second.stderr) == (0, b"", b"")
    assert (third.returncode, third.stdout, third.stderr) == (0, b"", b"")
