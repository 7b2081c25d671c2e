"""An area saved by keyboard alone: menu, box, a part left out, Enter. The keys are the display's own.

Argument: the vault's folder.
"""

import subprocess
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu

from evidence_desk.app import Program
from tests.journeys.person import Person, play

_BETWEEN_KEYS_MS = 30


def journey(program: Program, person: Person) -> dict[str, Any]:
    """What the person did, and what they read on the way."""
    person.press("Start saving")
    person.wait(program.bar.isVisible, "the capture bar")
    program.window.activateWindow()
    person.wait(program.window.isActiveWindow, "the keyboard")
    person.find(QAbstractButton, "What to capture").setFocus(Qt.FocusReason.TabFocusReason)
    keys("space")
    person.wait(lambda: isinstance(QApplication.activePopupWidget(), QMenu), "the menu")
    keys("Down", "Down", "Down", "Return")
    person.wait(lambda: program.area_picker.is_open, "the still picture")
    person.wait(program.area_picker.surfaces()[0].isActiveWindow, "the keyboard on it")
    words = "A still picture of your screen. Nothing is saved yet."
    read = person.wait(lambda: person.reads(words), "what it is")
    keys("ctrl+Right", "ctrl+Down", "Left", "ctrl+shift+Left", "shift+Up")
    keys("l", "ctrl+Left", "Up", "ctrl+shift+Up", "Return")
    person.wait(lambda: person.reads("1 saved"), "“1 saved”")
    return {"read": read, "closed": not program.area_picker.is_open}


def keys(*names: str) -> None:
    """Press keys wherever the keyboard is, one after the other."""
    for name in names:
        subprocess.run(["xdotool", "key", name], check=True)
        QTest.qWait(_BETWEEN_KEYS_MS)


if __name__ == "__main__":
    play(journey, Path(sys.argv[1]), Path(sys.argv[1]).parent / "settings.json")
