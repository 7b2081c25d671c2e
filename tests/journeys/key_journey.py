"""Saving without touching the window: by the capture key while another program has the keyboard, and from the tray.

Argument: the vault's folder.
"""

import subprocess
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest

from evidence_desk.app import Program
from tests.journeys.person import Person, play

_RESTS_AFTER = 20
"""So many looks without another place."""


def journey(program: Program, person: Person) -> dict[str, Any]:
    """What the person did, and who had the keyboard meanwhile."""
    person.wait(lambda: person.reads("Capture key Ctrl+Alt+E ready"), "the key in the status line")
    told: dict[str, Any] = {"first": person.words()}
    with running("xterm", "-geometry", "60x12+20+500", "-e", "cat"), running("trayer", "--edge", "top"):
        window = xdotool("search", "--sync", "--onlyvisible", "--class", "xterm").split()[-1]
        xdotool("windowactivate", "--sync", window)
        press_key(person, "1 saved")
        told["after one"] = xdotool("getactivewindow") == window
        program.window.showMinimized()
        person.wait(program.window.isMinimized, "a small window")
        xdotool("windowactivate", "--sync", window)
        press_key(person, "2 saved")
        told["after two"] = xdotool("getactivewindow") == window
        told["still small"] = program.window.isMinimized()
        from_the_tray(program, person)
    return told


def press_key(person: Person, said: str) -> None:
    """The person's fingers, and what the bar answers."""
    xdotool("key", "--clearmodifiers", "ctrl+alt+e")
    person.wait(lambda: person.reads(said), f"“{said}”")


def from_the_tray(program: Program, person: Person) -> None:
    """Save by its menu, then open the window by a click on the icon."""
    xdotool("mousemove", *place_of_icon(program, person), "click", "3")
    person.wait(program.outside.tray.menu.isVisible, "the menu of the tray icon")
    entry = program.outside.tray.menu.actions()[0]
    middle = program.outside.tray.menu.actionGeometry(entry).center()
    QTest.mouseClick(program.outside.tray.menu, Qt.MouseButton.LeftButton, pos=middle)
    person.wait(lambda: person.reads("3 saved"), "“3 saved”")
    xdotool("mousemove", *place_of_icon(program, person), "click", "1")
    person.wait(lambda: not program.window.isMinimized(), "the window in front")


def place_of_icon(program: Program, person: Person) -> tuple[str, str]:
    """Its middle, once it rests: a tray that has just begun grows and moves with each icon."""
    icon = program.outside.tray.icon
    seen: deque[QRect] = deque(maxlen=_RESTS_AFTER)

    def rests() -> bool:
        seen.append(icon.geometry())
        return icon.isVisible() and not seen[-1].isEmpty() and list(seen) == [seen[-1]] * _RESTS_AFTER

    person.wait(rests, "the tray icon")
    return str(seen[-1].center().x()), str(seen[-1].center().y())


def xdotool(*words: str) -> str:
    """Run it to its end; what it says."""
    ended = subprocess.run(["xdotool", *words], capture_output=True, text=True, check=True, timeout=60)
    return ended.stdout.strip()


@contextmanager
def running(*command: str) -> Iterator[None]:
    """Another program for as long as the block runs."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet) as program:
        try:
            yield
        finally:
            program.terminate()


if __name__ == "__main__":
    play(journey, Path(sys.argv[1]), Path(sys.argv[1]).parent / "settings.json")
