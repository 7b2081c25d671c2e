"""Every screen as a screen reader finds it. The screens stand in one table, in the order in which keys lead to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from evidence_desk.here import system_clock
from evidence_desk.vault.vault import open_vault
from evidence_desk.workflows.open_case import open_case
from tests.accessibility import laws
from tests.accessibility.conftest import Listener
from tests.accessibility.screen_reader import Node
from tests.real_tools import wait_until

FRAME = ("Rooms", "Capture bar")


@dataclass(frozen=True)
class Screen:
    """What it is called here, the keys that lead there from the screen before, and what shows that it is there."""

    name: str
    keys: tuple[str, ...]
    role: str
    words: str
    but: tuple[str, ...] = FRAME
    """What was read before and is the same."""


ROOMS = (
    Screen("first start", (), "push button", "Start saving", ()),
    Screen("start here, nothing saved", ("Return",), "push button", "Capture: Save what is on screen", ()),
    Screen("get help now", ("F1",), "label", "You matter more than any picture."),
    Screen("a person to write down", ("Tab: Add a person", "space"), "text", "Name"),
    Screen("the first question", ("Escape", "Tab: Answer", "space"), "label", "Which country are you in?"),
    Screen("yes or no", ("Tab: Answer later", "space"), "radio button", "Yes"),
    Screen("evidence, empty", ("Tab: Close the questions", "space", "ctrl+2"), "label", "Nothing saved yet."),
    Screen("the question before files are added", ("ctrl+i",), "radio button", "Not sure"),
    Screen("choosing files", ("Tab: Answer later", "space"), "text", ""),
    Screen("timeline, empty", ("Escape", "ctrl+9"), "label", "Nothing yet."),
    Screen("hand over, empty", ("ctrl+0",), "label", "There is nothing to hand over yet."),
    Screen("which apps", ("ctrl+5",), "label", "Which apps did this happen in?"),
    Screen("an app that was found", ("f", "a", "c", "e"), "text", "Find an app"),
    Screen("suspend", ("Return", "Tab: Show the steps", "space"), "table", "Suspend accounts"),
    Screen("a step done", ("space",), "push button", "Undo"),
    Screen("its note", ("Tab",), "text", "Your note"),
    Screen("a step skipped", ("ctrl+5", "Down", "Tab: Not for me", "space"), "push button", "Put back"),
    Screen("a step with proof", ("ctrl+5", "Home", "p"), "label", "Proof"),
    Screen("choosing a proof", ("Tab: Choose a saved item", "space", "Down"), "menu item", "EX-001"),
    Screen("report", ("Escape", "ctrl+6"), "table", "Report to platforms"),
    Screen("paid or not", ("ctrl+7",), "push button", "I did not pay"),
    Screen("how it was paid", ("Tab: I paid", "space"), "combo box", "How did you pay?"),
    Screen("payments", ("Tab: How did you pay?", "Down", "Tab: Show the steps", "space"), "table", "Cancel payments"),
    Screen("more steps", ("ctrl+8",), "table", "More steps"),
    Screen("a step of one's own", ("Tab: My own step", "space"), "text", "What do you want to do?"),
    Screen("start here, something saved", ("Escape", "ctrl+1"), "push button", "Show me: "),
    Screen("all steps", ("Tab: See ", "space"), "push button", "Show fewer steps"),
    Screen("evidence, covered", ("ctrl+2",), "push button", "Covered picture"),
    Screen("evidence, open", ("space",), "push button", "Picture, shown"),
    Screen("adding a tag", ("space", "t", "a", "b", "Return", "space"), "push button", "Take away the tag ab"),
    Screen("a note being written", ("Escape", "ctrl+2", "n", "h", "i"), "text", "Your note"),
    Screen("item menu", ("Tab: More", "space", "Down", "Down"), "menu item", "Remove…"),
    Screen("removing", ("Return",), "push button", "Keep"),
    Screen("timeline", ("Escape", "ctrl+9"), "table", "What happened, newest first"),
    Screen("timeline, an hour", ("Tab: Show: All", "Right", "Right"), "check box", "Show: Hour"),
    Screen("hand over, choosing", ("ctrl+0",), "radio button", "Police"),
    Screen("choosing a folder", ("Tab: Choose a folder", "space"), "text", ""),
)
SETTINGS_AND_CAPTURE = (
    Screen("settings, look", ("ctrl+comma",), "combo box", ""),
    Screen("settings, capture bar", ("Down",), "check box", "Small capture bar", ("Rooms",)),
    Screen("settings, saving", ("Down",), "push button", "Change"),
    Screen("settings, leaving", ("Down",), "push button", "Try it"),
    Screen("trying to leave", ("Tab: Try it", "space"), "push button", "Stay here"),
    Screen("settings, where things are kept", ("space", "ctrl+comma", "Down"), "push button", "Copy path"),
    Screen("settings, dates", ("ctrl+comma", "Down", "Down"), "check box", "Say when a date is near", ("Rooms",)),
    Screen("capture menu", ("Tab: What to capture", "space", "Down", "Down"), "menu item", "A window…"),
    Screen("window picker", ("Return",), "table", "Windows"),
    Screen("no window of that name", ("z", "q"), "label", "Nothing matches."),
    Screen("area picker", ("Escape", "space", "Down", "Down", "Down", "Return"), "push button", "Leave out a part"),
    Screen("area picker, a part left out", ("l",), "push button", "Do not leave out part 1"),
    Screen("case menu", ("Escape", "Tab: Case: ", "space", "Down", "Down"), "menu item", "Rename…"),
    Screen("new case", ("Up", "Return"), "text", "What is the new case called?"),
    Screen("another title", ("Escape", "space", "Up", "Return"), "text", "What should this case be called?"),
    Screen("a title that is not taken", ("ctrl+a", "Delete", "Return"), "label", "can't be kept"),
    Screen("counting down", ("Escape", "Tab: What to capture", "space", "Up", "Return"), "push button", "Cancel", ()),
)


MANY_CASES = (
    Screen("case menu of many", ("Tab: Case: ", "space", "Up", "Up", "Up"), "menu item", "All 12 cases…"),
    Screen("case picker", ("Return",), "table", "Cases, the one used last first"),
    Screen("no case of that name", (*"zqzqz",), "label", "Nothing matches."),
)
NARROW = (
    Screen("rooms behind a button", (), "push button", "Rooms"),
    Screen("rooms menu", ("Tab: Rooms", "space", "Down"), "menu item", "Start here"),
    Screen("a list alone", (*("Down",) * 7, "Return"), "table", "More steps"),
    Screen("a detail alone", ("Return",), "push button", "Back"),
)
REGISTERS = (
    Screen("accounts, empty", ("ctrl+3",), "label", "No accounts yet."),
    Screen("a new account", ("ctrl+n",), "combo box", "Where"),
    Screen("its name", ("Tab", "b", "h"), "text", "Name shown"),
    Screen("all that can be said of an account", ("shift+Tab: Show more", "space"), "text", "Your note"),
    Screen("accounts", ("ctrl+3",), "table", "Accounts"),
    Screen("payments, empty", ("ctrl+4",), "label", "No payments."),
    Screen("a new payment", ("ctrl+n",), "combo box", "How was it paid?"),
    Screen("its amount", ("Tab", "5", "0"), "text", "Amount"),
    Screen("all of a payment", ("shift+Tab: Show more", "space", "Tab: Not asked yet"), "combo box", "Not asked yet"),
    Screen("payments", ("ctrl+4",), "table", "Payments"),
    Screen("a payment removed", ("Delete",), "push button", "Undo"),
)
NOT_OPENED = (Screen("not opened", (), "label", "The desk can't be opened now"),)


def walk(listener: Listener, screens: Sequence[Screen], subtests: pytest.Subtests) -> None:
    """From screen to screen; what is read of each breaks no law."""
    for screen in screens:
        with subtests.test(screen.name):
            listener.follow(*screen.keys)
            if screen.role == "menu item":
                listener.reaches(screen.words, screen.role)
                read = listener.reader.beside()
            else:
                read = read_in_front(listener, screen)
            assert any(screen.words in laws.called(node) for node in read)
            assert not laws.broken(read)


def read_in_front(listener: Listener, screen: Screen) -> list[Node]:
    """All of the screen, once what shows it has the keyboard in its window; what is typed before goes elsewhere."""
    listener.reader.find(screen.role, screen.words)

    def look() -> list[Node]:
        read = listener.reader.showing(screen.but)
        shown = (node for node in read if screen.words in laws.called(node))
        return read if any(each.has("active") for node in shown for each in (*node.above, node)) else []

    return wait_until(look, f"the keyboard comes to “{screen.name}”")


def many_cases(vault_path: Path) -> None:
    """More than a menu can hold."""
    with open_vault(vault_path, system_clock(), create=True) as vault:
        for number in range(1, 13):
            open_case(vault, f"Case {number}")


def broken_book(vault_path: Path) -> None:
    """A desk whose book is no book."""
    many_cases(vault_path)
    (vault_path / "desk.db").write_bytes(b"not a book" * 1000)


def test_every_room(listener: Listener, subtests: pytest.Subtests) -> None:
    walk(listener, ROOMS, subtests)


def test_settings_and_every_way_to_capture(listener: Listener, subtests: pytest.Subtests) -> None:
    listener.press("Return")
    listener.reaches("Capture: Save")
    walk(listener, SETTINGS_AND_CAPTURE, subtests)


def test_the_registers(listener: Listener, subtests: pytest.Subtests) -> None:
    listener.press("Return")
    listener.reaches("Capture: Save")
    walk(listener, REGISTERS, subtests)


@pytest.mark.parametrize("vault_path", [many_cases], indirect=True)
def test_many_cases_and_a_narrow_window(listener: Listener, subtests: pytest.Subtests) -> None:
    listener.reaches("Capture: Save")
    walk(listener, MANY_CASES, subtests)
    listener.follow("Escape")
    listener.make_narrow()
    walk(listener, NARROW, subtests)


@pytest.mark.parametrize("vault_path", [broken_book], indirect=True)
def test_a_desk_that_is_not_opened(listener: Listener, subtests: pytest.Subtests) -> None:
    walk(listener, NOT_OPENED, subtests)
