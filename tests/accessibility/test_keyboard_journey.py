"""One person's whole way through the desk by keys alone: no pointer, and nothing pressed for them."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.accessibility.conftest import OTHER_WINDOW, ROOT, Listener, say_it_was_on_facebook
from tests.real_tools import wait_until

CAPTURE_MENU = ("Tab: What to capture", "space", "Down")
CASE_MENU = ("Tab: Case: ", "space", "Down")


def test_everything_by_keys_alone(listener: Listener, tmp_path: Path) -> None:
    """Each stage goes on only when the screen reader said that it is done."""
    place = tmp_path / "for the police"
    place.mkdir()
    listener.press("Return")
    listener.reaches("Capture: Save")
    save_three_ways(listener)
    look_note_and_tag(listener)
    do_a_step(listener)
    open_another_case_and_come_back(listener)
    folder = hand_over(listener, place)
    choose_high_contrast(listener)
    listener.press("Escape", "Escape", "Escape")

    wait_until(lambda: listener.program.poll() is not None, "the desk has gone")
    assert listener.program.returncode == 0
    assert answer(listener, "verify", str(folder))["ok"] is True
    items = answer(listener, "list", "--case", "Case 1")
    assert [(item["target"]["kind"], len(item["left_out"]), item["note"], item["tags"]) for item in items] == [
        ("screens", 0, "", []),
        ("window", 0, "what they wrote", ["threat"]),
        ("screens", 0, "", []),
        ("region", 1, "", []),
        ("region", 1, "", []),
    ]


def save_three_ways(listener: Listener) -> None:
    """The whole screen, one window and the screen around it, and an area with a part left out."""
    listener.follow(*CAPTURE_MENU, "Return")
    listener.hears("1 saved")
    listener.follow(*CAPTURE_MENU, "Down", "Return")
    listener.reaches(OTHER_WINDOW)
    listener.press("Return")
    listener.hears("2 saved")
    listener.follow(*CAPTURE_MENU, "Down", "Down", "Return")
    listener.reaches("Area ")
    listener.press("ctrl+Right", "shift+Left", "l")
    listener.hears("Left out, part 1 of 1")
    listener.press("Return")
    listener.hears("4 saved")


def look_note_and_tag(listener: Listener) -> None:
    listener.press("ctrl+2")
    listener.reaches("Whole screen", "table cell")  # what was saved first stays chosen
    listener.press("Up")
    listener.reaches(OTHER_WINDOW, "table cell")
    listener.press("space")
    listener.hears("Picture, shown")
    listener.press("space")
    listener.hears("Covered")
    listener.press("n")
    listener.reaches("Your note", "text")
    listener.write("what they wrote")
    listener.hears("Note kept")
    listener.follow("ctrl+2", "t")
    listener.reaches("New tag", "text")
    listener.write("threat")
    listener.press("Return")
    listener.hears("Tags: threat")


def do_a_step(listener: Listener) -> None:
    """The bar was last aimed at the area, so what proves the step is chosen by the same key."""
    say_it_was_on_facebook(listener)
    listener.press("p")
    listener.hears("5 saved")
    listener.press("space")
    listener.hears("Done: Hide your friends list, Facebook. Proof")


def open_another_case_and_come_back(listener: Listener) -> None:
    listener.follow(*CASE_MENU, "Return")
    listener.reaches("What is the new case called?", "text")
    listener.write("Another")
    listener.press("Return")
    listener.hears("Another is open")
    listener.follow(*CASE_MENU, "Up", "Return")
    listener.reaches("What should this case be called?", "text")
    listener.write("The other one")
    listener.press("Return")
    listener.reaches("Case: The other one")
    listener.follow(*CASE_MENU, "Return")
    listener.hears("Case 1 is open")


def hand_over(listener: Listener, place: Path) -> Path:
    """Qt's own question for a folder takes a typed path; Enter chooses it."""
    listener.press("ctrl+0")
    listener.reaches("Police")
    listener.follow("Tab: Choose a folder", "space")
    listener.reaches("", "text")
    listener.write(str(place))
    listener.press("Return")
    listener.reaches("Make the folder")
    listener.press("space")
    listener.hears("Your folder is ready.")
    listener.reaches("Open the folder")
    return next(place.iterdir())


def choose_high_contrast(listener: Listener) -> None:
    listener.press("ctrl+comma")
    listener.reaches("Look")
    listener.press("Tab")
    listener.reaches("As the computer has it", "combo box")
    listener.press("End")
    listener.reader.find("combo box", "High contrast")


def answer(listener: Listener, *arguments: str) -> Any:
    """What a command says about the same vault, once the window has gone."""
    command = [sys.executable, "-m", "evidence_desk", "--json", "--vault", str(listener.vault_path), *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)
