"""A window is scrolled from the window of the desk: what is kept, what is said, and what ends it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from evidence_desk.app import Program
from evidence_desk.domain.refusals import WindowGone
from evidence_desk.here import new_item_id, surroundings
from evidence_desk.ui.actions import ActionId
from evidence_desk.ui.connections import scrolling
from evidence_desk.ui.dialogs.window_picker import WindowPicker
from evidence_desk.ui.screen_here import ScreenHere
from evidence_desk.ui.widgets.elided_label import ElidedLabel
from evidence_desk.vault.vault import open_reader
from tests.capture.scrolled import chat_of
from tests.ui.desk_program import Start, press, words
from tests.ui.test_cases import in_vault, new_case
from tests.workflows.scrolled_window import ScrolledWindow

CHAT = chat_of([(1000 + number, 20 + 7 * number % 40) for number in range(40)])
WAIT_MS = 10_000


@pytest.fixture
def window() -> ScrolledWindow:
    return ScrolledWindow(CHAT.view(0))


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader is told of the scroll."""
    told: list[str] = []

    def hear(_bar: object, heard: str, *, at_once: bool = False) -> None:
        del at_once
        told.append(heard)

    monkeypatch.setattr(scrolling, "announce", hear)
    return told


@pytest.fixture
def program(start: Start, window: ScrolledWindow, qtbot: QtBot) -> Program:
    """A desk in which a window is scrolled, and its first part is kept."""
    made = start(ScreenHere(window, None, new_item_id=new_item_id, surroundings=surroundings()))
    with qtbot.waitSignal(made.operations.seals_checked):
        press(qtbot, made.window.first_start, "Start saving")
    made.actions[ActionId.SCROLL].trigger()
    picker = next(each for each in made.window.findChildren(WindowPicker) if each.isVisible())
    qtbot.waitUntil(lambda: "1 window." in words(picker), timeout=WAIT_MS)
    scrolled = next(each for each in picker.findChildren(QAbstractButton) if each.text() == "Scroll this window")
    assert scrolled.accessibleDescription().startswith("Scroll this window: ")
    press(qtbot, picker, "Scroll this window")
    qtbot.waitUntil(lambda: "1 kept" in words(made.bar), timeout=WAIT_MS)
    return made


def scrolls(program: Program, window: ScrolledWindow, qtbot: QtBot) -> Callable[[int, str], None]:
    """Scrolls to a row and waits for what the bar says then."""

    def scroll(at: int, said: str) -> None:
        window.view = CHAT.view(at)
        qtbot.waitUntil(lambda: said in words(program.bar), timeout=WAIT_MS)

    return scroll


def test_parts_are_counted_and_finish_joins_them(program: Program, window: ScrolledWindow, qtbot: QtBot) -> None:
    scroll = scrolls(program, window, qtbot)
    scroll(60, "Scroll slowly… 2 kept")
    scroll(120, "Scroll slowly… 3 kept")
    press(qtbot, program.bar, "Finish")
    qtbot.waitUntil(lambda: "Joined, no gap" in words(program.bar), timeout=WAIT_MS)
    assert program.state.count == 4
    looks = len(window.grabs)
    press(qtbot, program.bar, "Capture")
    qtbot.waitUntil(lambda: program.state.count == 5, timeout=WAIT_MS)
    assert len(window.grabs) == looks + 1


def test_a_gap_is_said_while_there_is_time_and_going_back_closes_it(
    program: Program, window: ScrolledWindow, qtbot: QtBot, said: list[str]
) -> None:
    scroll = scrolls(program, window, qtbot)
    scroll(60, "2 kept")
    scroll(250, "There is a gap. Scroll back a little.")
    scroll(160, "The gap is closed. 4 kept.")
    assert said.index("There is a gap. Scroll back a little.") < said.index("The gap is closed. 4 kept.")


def test_a_gap_that_stays_is_told_whole(
    program: Program, window: ScrolledWindow, qtbot: QtBot, said: list[str]
) -> None:
    """On the line for reasons, as the first one has room for a few words only."""
    scroll = scrolls(program, window, qtbot)
    scroll(60, "2 kept")
    scroll(250, "There is a gap. Scroll back a little.")
    press(qtbot, program.bar, "Finish")
    told = "Joined in EX-004. 1 gap, shown in the picture."
    qtbot.waitUntil(lambda: told in words(program.bar), timeout=WAIT_MS)
    (label,) = (each for each in program.bar.findChildren(QLabel) if each.text() == told)
    assert not isinstance(label, ElidedLabel)
    assert told in said


def test_capturing_goes_on_in_between(program: Program, window: ScrolledWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(program.operations.item_kept):
        press(qtbot, program.window, "Capture")
    scrolls(program, window, qtbot)(60, "Scroll slowly… 2 kept")
    assert program.state.count == 3


def test_a_window_that_goes_ends_it_and_what_was_kept_is_joined(
    program: Program, window: ScrolledWindow, qtbot: QtBot, said: list[str]
) -> None:
    scrolls(program, window, qtbot)(60, "2 kept")
    window.refusal = WindowGone("0x2a")
    qtbot.waitUntil(lambda: "Joined in EX-003, no gap" in said, timeout=WAIT_MS)
    assert "That window is gone. Choose another." in said


def test_leave_now_ends_it_and_every_part_stays(
    program: Program, window: ScrolledWindow, qtbot: QtBot, vault_path: Path
) -> None:
    scrolls(program, window, qtbot)(60, "2 kept")
    program.leaving.leave()
    program.close()
    with open_reader(vault_path) as reader:
        (case,) = reader.cases.all()
        assert [item.record.trigger for item in reader.items.of_case(case.id)] == ["scroll", "scroll"]


def test_going_to_another_case_ends_it_and_joins_in_the_case_it_was_in(
    program: Program, window: ScrolledWindow, qtbot: QtBot, vault_path: Path
) -> None:
    scrolls(program, window, qtbot)(60, "2 kept")
    new_case(program, qtbot)
    qtbot.waitUntil(lambda: sorted(in_vault(vault_path).values()) == [0, 3], timeout=WAIT_MS)
    assert program.state.count == 0
    assert "Joined" not in words(program.bar)
