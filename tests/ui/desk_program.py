"""The whole program off the screen, for tests: real vault, real threads, a painted screen."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from evidence_desk.here import new_item_id, surroundings
from evidence_desk.settings import BAR_PLACE
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.screen_here import ScreenHere
from tests.fake_clock import FakeClock
from tests.ui.painted_screen import PaintedScreen
from tests.ui.themes import theme_of

if TYPE_CHECKING:
    from evidence_desk.app import Program

Start = Callable[..., "Program"]
"""Takes a ScreenHere, or none for the painted screen."""
_SIZE = (1280, 800)


@pytest.fixture
def screen() -> PaintedScreen:
    return PaintedScreen()


@pytest.fixture
def vault_path(desk_home: Path) -> Path:
    return desk_home / "vault"


@pytest.fixture
def start(
    qapp: QApplication,
    one_look: Appearance,
    qtbot: QtBot,
    clock: FakeClock,
    screen: PaintedScreen,
    vault_path: Path,
    tmp_path: Path,
) -> Iterator[Start]:
    """Starts the program as often as a test wants, each time on the same vault."""
    from evidence_desk.app import Program  # the tests of one part run even when the whole can't be built

    running: list[Program] = []

    def started(here: ScreenHere | None = None) -> "Program":
        made = here or ScreenHere(screen, None, new_item_id=new_item_id, surroundings=surroundings())
        program = Program(qapp, clock, made, vault_path, tmp_path / "settings.json")
        running.append(program)
        place_bar(qapp, program)
        program.open()
        program.window.resize(*_SIZE)  # as large as it is on a common screen
        return program

    yield started
    for program in running:
        program.close()
        forget(qapp, program)
    qapp.clipboard().clear()  # else Qt lets go of what Python made when there is no Python any more
    one_look.show_in(theme_of(qapp))


def place_bar(qapp: QApplication, program: "Program") -> None:
    """Have its bar whole from the first on; beside a window that fills the low screen of tests it would begin small."""
    if not program._settings.get(BAR_PLACE):
        program._settings.set(BAR_PLACE, f"{qapp.primaryScreen().name()} 8,720")


def forget(qapp: QApplication, program: "Program") -> None:
    """Take its windows away, as the end of a process would."""
    for each in (program.bar, program.window):
        if isValid(each):
            each.hide()
            each.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def program(start: Start, qtbot: QtBot) -> "Program":
    """A desk in which saving was just started."""
    made = start()
    with qtbot.waitSignal(made.operations.seals_checked):
        press(qtbot, made.window.first_start, "Start saving")
    return made


def press(qtbot: QtBot, inside: object, name: str) -> None:
    """Click the visible button of that name."""
    found = [each for each in inside.findChildren(QAbstractButton) if each.accessibleName() == name]  # type: ignore[attr-defined]
    qtbot.mouseClick(next(each for each in found if each.isVisible()), Qt.MouseButton.LeftButton)


def say_where(program: "Program", qtbot: QtBot, *services: str) -> None:
    """Answer which apps it happened in; then their steps are shown."""
    program.writing.answer(lambda answers: replace(answers, services=services))
    qtbot.waitUntil(lambda: program.state.registers.answers.services == services)


def words(inside: object) -> str:
    """Everything that can be read there."""
    return " | ".join(label.text() for label in inside.findChildren(QLabel) if label.isVisible())  # type: ignore[attr-defined]


def capture(program: "Program", qtbot: QtBot) -> None:
    with qtbot.waitSignal(program.operations.item_kept):
        press(qtbot, program.bar, "Capture")


def tell(program: "Program", qtbot: QtBot, **answers: object) -> None:
    """Answer some of the questions, and wait until that is kept."""
    with qtbot.waitSignal(program.writing.written):
        program.writing.answer(lambda before: replace(before, **answers))  # type: ignore[arg-type]
