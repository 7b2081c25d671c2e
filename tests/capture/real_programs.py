"""Real programs of other people on a display: Chromium, xterm and a GTK dialog, moved and stopped from outside."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.display_fixtures import XDisplay
from tests.journeys.chat import PAGE, QUIET, TITLE
from tests.real_tools import need_tools, wait_until

_WORDS = "for n in 1 2 3 4 5 6 7 8; do echo pay $n by tonight; done; exec sleep 600"
NAMES = ("chromium", "xterm", "gtk")


@dataclass(frozen=True)
class RealWindow:
    """One window of a program that knows nothing of these tests."""

    display: XDisplay
    process: subprocess.Popen[bytes]
    id: str

    def tell(self, *words: str) -> None:
        """Have xdotool do something with it."""
        subprocess.run(["xdotool", *words], env=self.display.environment(), check=True, timeout=60)

    def move(self, x: int, y: int) -> None:
        self.tell("windowmove", self.id, str(x), str(y))

    def resize(self, width: int, height: int) -> None:
        self.tell("windowsize", self.id, str(width), str(height))

    def minimise(self) -> None:
        self.tell("windowminimize", self.id)

    def activate(self) -> None:
        self.tell("windowactivate", self.id)

    def hang(self) -> None:
        os.killpg(self.process.pid, signal.SIGSTOP)

    def go_on(self) -> None:
        os.killpg(self.process.pid, signal.SIGCONT)

    def close(self) -> None:
        """As from outside, all at once."""
        self.go_on()
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(20)


@contextmanager
def real_program(name: str, display: XDisplay, folder_path: Path) -> Iterator[RealWindow]:
    """The program of that name with one window, until the block ends."""
    need_tools("xdotool", {"gtk": "zenity", "qt": "openbox"}.get(name, name))
    command, title = _COMMANDS[name](folder_path)
    quiet = subprocess.DEVNULL
    env = display.environment({"GDK_BACKEND": "x11", "NO_AT_BRIDGE": "1", "QT_QPA_PLATFORM": "xcb"})
    with ExitStack() as ending, subprocess.Popen(
        command, env=env, stdout=quiet, stderr=quiet, start_new_session=True
    ) as process:  # fmt: skip
        ending.callback(_end, process)
        window = wait_until(lambda: _window(display, title), f"{name} is on the screen")
        try:
            yield RealWindow(display, process, window)
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGCONT)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(20)


def _window(display: XDisplay, title: str) -> str:
    asked = ["xdotool", "search", "--onlyvisible", "--name", title]
    found = subprocess.run(asked, env=display.environment(), capture_output=True, check=False).stdout.split()
    return hex(int(found[-1])) if found else ""


def _chromium(folder_path: Path) -> tuple[list[str], str]:
    page_path = folder_path / "chat.html"
    page_path.write_text(PAGE, encoding="utf-8")
    place = ["--window-position=30,40", "--window-size=620,520", f"--user-data-dir={folder_path / 'profile'}"]
    return ["chromium", *QUIET, *place, page_path.as_uri()], f"^{TITLE} - Chromium"


def _xterm(_: Path) -> tuple[list[str], str]:
    look = ["-geometry", "60x20+30+40", "-fa", "DejaVu Sans Mono", "-fs", "10", "-T", "paid chat"]
    return ["xterm", *look, "-e", "sh", "-c", _WORDS], "^paid chat$"


def _gtk(_: Path) -> tuple[list[str], str]:
    words = ["--no-wrap", "--width=420", "--height=180", "--title=Unpaid", "--text=Pay 500 by tonight\nor else"]
    return ["zenity", "--info", *words], "^Unpaid$"


def _qt(_: Path) -> tuple[list[str], str]:
    shown = "a = QApplication(['x']); w = QLabel('Pay 500'); w.setWindowTitle('Qt chat'); w.resize(300, 200); w.show()"
    return [sys.executable, "-c", f"from PySide6.QtWidgets import *; {shown}; a.exec()"], "^Qt chat$"


_COMMANDS = {"chromium": _chromium, "xterm": _xterm, "gtk": _gtk, "qt": _qt}
