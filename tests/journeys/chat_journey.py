"""The main job, done by a person: save a chat, save it again behind another window, tick a step, hand over.

Arguments: the vault's folder, the folder to hand over into.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLineEdit, QTableView

from evidence_desk.app import Program
from tests.journeys.chat import TITLE
from tests.journeys.person import Person, play


def journey(program: Program, person: Person) -> dict[str, Any]:
    """What the person did, and what they read on the way."""
    program.window.move(1000, 40)
    person.press("Start saving")
    person.wait(program.bar.isVisible, "the capture bar")
    save_the_chat(person)
    person.wait(lambda: person.reads("2 saved"), "“2 saved”: the window, and the screen around it")
    with another_window_in_front(person):
        person.press("Capture", inside=program.bar)
        person.wait(lambda: person.reads("4 saved"), "“4 saved”")
    tick_a_step(person)
    return {"said": hand_over(person)}


def save_the_chat(person: Person) -> None:
    """Choose the browser's window by its title."""
    person.pick("What to capture", "A window")
    person.type(person.find(QLineEdit, "Find a window"), TITLE)
    person.press("Save this window")


def tick_a_step(person: Person) -> None:
    """Say where it happened, tick the first step, and name the second picture of the window as its proof."""
    person.press("Suspend accounts")
    app = person.find(QLineEdit, "Find an app, or type its name")
    person.type(app, "facebook")
    person.key(app, Qt.Key.Key_Return)
    person.press("Show the steps")
    person.key(person.find(QTableView, "Suspend accounts"), Qt.Key.Key_Space)
    person.find(QAbstractButton, "Undo")
    person.pick("Choose a saved item as proof", "EX-003, ")
    person.wait(lambda: person.reads("EX-003"), "the proof")


def hand_over(person: Person) -> list[str]:
    """Make the folder, and read what is said of it."""
    person.press("Hand over")
    person.press("Choose a folder")
    dialog = person.wait(lambda: next(iter(person.windows(QFileDialog)), None), "the place to choose")
    field = dialog.findChild(QLineEdit)
    field.setText(sys.argv[2])
    person.press("Choose", dialog)
    person.press("Make the folder")
    person.find(QAbstractButton, "Open the folder")
    return person.words()


@contextmanager
def another_window_in_front(person: Person) -> Iterator[None]:
    """Another program's window over the middle of the chat."""
    with subprocess.Popen(["xterm", "-geometry", "70x20+200+300", "-e", "cat"], stderr=subprocess.DEVNULL) as other:
        search = ["xdotool", "search", "--onlyvisible", "--class", "xterm"]
        person.wait(lambda: subprocess.run(search, capture_output=True, check=False).stdout, "the other window")
        try:
            yield
        finally:
            other.terminate()


if __name__ == "__main__":
    play(journey, Path(sys.argv[1]), Path(sys.argv[1]).parent / "settings.json")
