"""Somebody in Scotland who paid by Western Union twenty minutes ago, on the computer of the whole family.

Argument: the vault's folder.
"""

import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit

from evidence_desk.app import Program
from evidence_desk.ui.widgets.choice_card import ChoiceCard
from evidence_desk.ui.widgets.moment_part import MomentField
from tests.journeys.key_journey import xdotool
from tests.journeys.person import Person, play


def journey(program: Program, person: Person) -> dict[str, Any]:
    """What the person was told, stop by stop."""
    person.stop("s01-first-start")
    person.press("Start saving")
    person.wait(program.bar.isVisible, "the capture bar")
    told: dict[str, Any] = {"nothing said": first_entry(program)}
    answers(program, person)
    told["after answers"], told["said"] = first_entry(program), program.rooms.start_here.answers.words()
    writes_the_payment_down(program, person)
    told["dates"] = {row.why: row.when for row in program.rooms.start_here.dates.rows()}
    told["offered"] = first_entry(program)
    person.stop("s09-start-here")
    told["step"] = stops_the_money(program, person)
    told["help"] = finds_somebody(program, person)
    person.press("Start here")
    person.stop("s13-start-here")
    told["then"] = first_entry(program)
    leaves(program, person)
    return told


def first_entry(program: Program) -> list[str]:
    """What stands first under Next for you."""
    line = program.rooms.start_here.next.lines()[0]
    return [line.entry.title, line.entry.hint, line.button.property("kind")]


def answers(program: Program, person: Person) -> None:
    """Country, paid and apps as they are asked; the rest later."""
    person.stop("s02-start-here")
    person.press("Answer")
    person.choose(person.find(QComboBox, "Which country are you in?"), "United Kingdom")
    person.stop("s03-country")
    person.press("Next")
    click_card(person, "Yes")
    person.stop("s04-paid")
    person.press("Next")
    find = person.find(QLineEdit, "Find an app, or type its name")
    person.type(find, "snapchat")
    person.key(find, Qt.Key.Key_Return)
    person.stop("s05-apps")
    person.press("Next")
    person.press("Close the questions")
    person.wait(lambda: program.state.registers.answers.services, "the answers")


def writes_the_payment_down(program: Program, person: Person) -> None:
    """By what comes first: how it was paid; then what stands on the receipt, in the payments' own room."""
    press_first(program)
    person.wait(lambda: person.reads("How did you pay?"), "the question")
    person.choose(person.find(QComboBox, "How did you pay?"), "Western Union")
    person.stop("s06-how-paid")
    person.press("Show the steps")
    person.wait(lambda: person.reads("Stop it before it is collected"), "the steps")
    person.stop("s07-steps-at-once")
    person.press("Payments")
    field = person.find(QLineEdit, "Amount")
    person.type(field, "180")
    when = person.windows(MomentField)[0]
    type_moment(when, program.plan._clock.now().local_at - timedelta(minutes=20))
    person.type(person.find(QLineEdit, "MTCN"), "123 456 789")
    person.wait(lambda: program.state.registers.payments[0].what.reference == "123 456 789", "the payment as typed")
    person.stop("s08-payment")
    person.press("Start here")


def stops_the_money(program: Program, person: Person) -> list[str]:
    """The step that comes first, with the chat as its proof, and done."""
    press_first(program)
    person.wait(lambda: person.reads("Stop it before it is collected"), "the step")
    person.stop("s10-stop-it")
    said = person.words()
    person.press("Capture proof")
    person.wait(lambda: person.reads("Proof EX-001"), "the proof")
    person.press("Done")
    person.wait(lambda: person.reads("Done today"), "the tick")
    person.stop("s11-done")
    return said


def finds_somebody(program: Program, person: Person) -> list[str]:
    """F1, and back by Esc."""
    person.wait(program.window.isActiveWindow, "the keyboard")
    xdotool("key", "F1")
    person.wait(program.rooms.help.isVisible, "somebody to talk to")
    person.stop("s12-help")
    said = person.words()
    xdotool("key", "Escape")
    person.wait(lambda: not program.rooms.help.isVisible(), "where they were")
    return said


def leaves(program: Program, person: Person) -> None:
    """Somebody comes in: three times Esc, by one hand: started anew for each, it would be too slow where much runs."""
    person.wait(program.window.isActiveWindow, "the keyboard")
    xdotool("key", "--delay", "50", "Escape", "Escape", "Escape")
    person.wait(lambda: not person.words(), "an empty screen")
    person.stop("s15-left")


def press_first(program: Program) -> None:
    QTest.mouseClick(program.rooms.start_here.next.lines()[0].button, Qt.MouseButton.LeftButton)


def type_moment(field: MomentField, at: datetime) -> None:
    """It begins with now; hour and minute are typed over."""
    field.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(field, Qt.Key.Key_Up)  # now, as a beginning
    for section, words in (
        (MomentField.Section.HourSection, f"{at:%H}"),
        (MomentField.Section.MinuteSection, f"{at:%M}"),
    ):
        field.setSelectedSection(section)
        QTest.keyClicks(field, words)


def click_card(person: Person, words: str) -> None:
    card = person.find(ChoiceCard, words)
    QTest.mouseClick(card, Qt.MouseButton.LeftButton)


if __name__ == "__main__":
    play(journey, Path(sys.argv[1]), Path(sys.argv[1]).parent / "settings.json")
