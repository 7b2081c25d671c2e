"""Somebody of fifteen in Canada: one question, people first, and every press shows the picture before it is kept.

Arguments: the vault's folder, and the folder where a hand-over may go.
"""

import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from evidence_desk.app import Program
from evidence_desk.ui.actions import ActionId
from evidence_desk.ui.widgets.answer_card import AnswerCard
from evidence_desk.ui.widgets.tick_box import TickBox
from tests.journeys.key_journey import xdotool
from tests.journeys.person import Person, play


def journey(program: Program, person: Person) -> dict[str, Any]:
    """What the person saw and did."""
    person.stop("c01-first-start")
    person.press("Start saving")
    person.stop("c02-start-here")
    lives_in(program, person, "Canada")
    answers_yes(person)
    person.stop("c05-care")
    told: dict[str, Any] = {"care": person.words()}
    told["picker"] = saves_by_key(program, person)
    flags(program, person)
    told["shut"] = program.rooms.evidence.detail.picture.accessibleName()
    told["detail"] = person.words()
    person.stop("c08-flagged")
    told["refused"], told["made"] = hands_over(program, person, Path(sys.argv[2]))
    return told


def lives_in(program: Program, person: Person, country: str) -> None:
    """The first of the questions; the others later."""
    person.press("Answer")
    person.choose(person.find(QComboBox, "Which country are you in?"), country)
    person.press("Next")
    person.wait(lambda: program.state.registers.answers.country, "the country")
    person.press("Close the questions")


def answers_yes(person: Person) -> None:
    """By the card in Start here, then the whole frame of an answer."""
    person.press("Answer one question")
    card = person.find(AnswerCard, "Yes")
    person.stop("c03-question")
    QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=card.rect().bottomRight())
    person.press("Continue")
    person.wait(lambda: person.reads("This is not your fault. It was done to you."), "the care page")


def saves_by_key(program: Program, person: Person) -> list[str]:
    """The capture key shows the picture first; Save waits for a part."""
    person.wait(lambda: person.reads("Capture key Ctrl+Alt+E ready"), "the capture key")
    xdotool("key", "--clearmodifiers", "ctrl+alt+e")
    person.wait(lambda: program.area_picker.is_open, "the still picture")
    (surface, *_others) = program.area_picker.surfaces()
    words = person.words()
    person.stop("c06-still-picture")
    save = program.area_picker._windows.bar._save  # type: ignore[union-attr]
    words.append(f"Save is {'on' if save.isEnabled() else 'off'}")
    person.wait(surface.isActiveWindow, "the keyboard on the picture")
    xdotool("key", "Return")
    QTest.qWait(200)
    words.append(f"saved {program.state.count}")
    xdotool("key", "l")
    person.wait(save.isEnabled, "Save")
    person.stop("c07-part-left-out")
    xdotool("key", "Return")
    person.wait(lambda: person.reads("1 saved"), "“1 saved”")
    return words


def flags(program: Program, person: Person) -> None:
    """In the item's own menu."""
    program.window.open_room(ActionId.EVIDENCE)
    person.pick("More", "Flag as under 18")
    person.wait(lambda: person.reads("is flagged as under 18, so it stays shut."), "what it says of the item")


def hands_over(program: Program, person: Person, place: Path) -> tuple[list[str], list[str]]:
    """Refused by name; and then without it, because the person says so."""
    program._capturing.press("hotkey")
    person.wait(lambda: program.area_picker.is_open, "the still picture")
    drawn = program.area_picker
    person.wait(lambda: drawn.selection and drawn.selection.left_out, "the part of the last time, marked again")
    person.wait(program.area_picker.surfaces()[0].isActiveWindow, "the keyboard on the picture")
    xdotool("key", "Return")
    person.wait(lambda: program.state.count == 2, "the second picture")
    program.window.open_room(ActionId.HAND_OVER)
    program.rooms.hand_over.set_place(place, None)
    person.press("Make the folder")
    person.wait(lambda: person.reads("EX-001 can't be put in"), "the refusal by name")
    refused = [*person.words(), *(path.name for path in place.iterdir())]
    person.stop("c09-refused")
    person.press("Make the folder without it", person.find(TickBox, "Make the folder without it").window())
    person.press("Make the folder")
    person.wait(lambda: person.reads("Your folder is ready"), "the folder")
    person.stop("c10-folder")
    return refused, person.words()


if __name__ == "__main__":
    play(journey, Path(sys.argv[1]), Path(sys.argv[1]).parent / "settings.json")
