"""A chat is scrolled: every part is kept while the bar counts, an ordinary capture goes between, and it is joined.

Arguments: the vault's folder, the folder for pictures of the bar or nothing.
"""

import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from evidence_desk.app import Program
from tests.journeys.person import Person, play
from tests.workflows.scrolled_chat import TITLE


def _has_more_than(program: Program, before: int) -> bool:
    return program.state.count > before


def journey(program: Program, person: Person) -> dict[str, Any]:
    """What the bar said on the way."""
    program.window.move(1000, 300)
    person.press("Start saving")
    person.wait(program.bar.isVisible, "the capture bar")
    person.pick("What to capture", "Scrolling chat")
    person.type(person.find(QLineEdit, "Find a window"), TITLE)
    person.press("Scroll this window")
    person.wait(lambda: person.reads("1 kept"), "“1 kept”")
    said = [turn(program, person, 2)]
    picture(program.bar, "scrolling")
    key("j")
    person.wait(lambda: person.reads("There is a gap."), "the gap")
    picture(program.bar, "gap")
    person.press("Capture", inside=program.window)
    person.wait(
        lambda: any(each.target_kind == "screens" for each in program.state.newest), "an ordinary capture in between"
    )
    for _ in range(8):
        if not person.reads("There is a gap."):
            break
        wheel(-2)
        person.wait(partial(_has_more_than, program, program.state.count), "another part")
    said.append(next(words for words in person.words() if "kept" in words or "gap" in words))
    person.press("Finish", inside=program.bar)
    person.wait(lambda: person.reads("Joined, no gap"), "the joined picture")
    picture(program.bar, "joined")
    said.append(next(words for words in person.words() if "Joined" in words))
    return {"said": said}


def turn(program: Program, person: Person, clicks: int) -> str:
    """Turn the wheel and wait until more is kept; what the bar says then. A turn may be seen in two parts."""
    wheel(clicks)
    person.wait(partial(_has_more_than, program, program.state.count), "another part")
    words = f"Scroll slowly… {program.state.count} kept"
    assert person.reads(words), person.words()
    return words


def wheel(clicks: int) -> None:
    """Over the chat; up where `clicks` is negative."""
    run("mousemove", "400", "250", "click", "--repeat", str(abs(clicks)), "--delay", "12", "5" if clicks > 0 else "4")


def key(name: str) -> None:
    """Press a key in the chat."""
    found = subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--name", f"^{TITLE}"], capture_output=True, check=True
    )
    run("windowfocus", "--sync", found.stdout.split()[-1].decode(), "key", name)


def run(*words: str) -> None:
    subprocess.run(["xdotool", *words], check=True)


def picture(widget: QWidget, name: str) -> None:
    """For looking at, where a folder was named."""
    if len(sys.argv) > 2:
        QTest.qWait(100)
        widget.grab().save(str(Path(sys.argv[2]) / f"{name}.png"))


if __name__ == "__main__":
    play(journey, Path(sys.argv[1]), Path(sys.argv[1]).parent / "settings.json")
