"""A desk with a passphrase, off the screen: set in the window, locked, refused, unlocked, and nothing left between."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from evidence_desk.app import Program
from evidence_desk.domain.errors import Locked
from evidence_desk.here import new_item_id, surroundings
from evidence_desk.settings import TRAY, Settings
from evidence_desk.ui.actions import ActionId
from evidence_desk.ui.connections.locked_desk import LockedDesk, Unlocked, WasOpen
from evidence_desk.ui.screen_here import ScreenHere
from evidence_desk.vault.vault import open_vault
from evidence_desk.workflows.lock_desk import has_passphrase
from tests.fake_clock import FakeClock
from tests.ui.desk_program import capture, forget, press, words
from tests.ui.painted_screen import PaintedScreen

WORDS, OTHER_WORDS = "four quiet grey herons", "seven small blue boats"
LockIt = Callable[..., LockedDesk]
"""Given what was open until now, or nothing at a start."""
UnlockWith = Callable[[Unlocked], Program]


@pytest.fixture
def locked(qapp: QApplication, clock: FakeClock, vault_path: Path, tmp_path: Path) -> Iterator[LockIt]:
    """Makes locked desks on the vault; whatever they opened and nobody took is closed."""
    made: list[LockedDesk] = []
    Settings(tmp_path / "settings.json").set(TRAY, False)

    def lock(was_open: WasOpen | None = None) -> LockedDesk:
        desk = LockedDesk(qapp, clock, vault_path, tmp_path / "settings.json", {}, environ={})
        made.append(desk)
        desk.open(was_open)
        return desk

    yield lock
    for desk in made:
        if isValid(desk.window):
            desk.leaving.leave()
            desk.close()


@pytest.fixture
def unlocked(
    qapp: QApplication, clock: FakeClock, screen: PaintedScreen, vault_path: Path, tmp_path: Path
) -> Iterator[UnlockWith]:
    """Makes the program that goes on with what was unlocked."""
    running: list[Program] = []

    def go_on(found: Unlocked) -> Program:
        here = ScreenHere(screen, None, new_item_id=new_item_id, surroundings=surroundings())
        program = Program(qapp, clock, here, vault_path, tmp_path / "settings.json", unlocked=found)
        running.append(program)
        program.open()
        return program

    yield go_on
    for program in running:
        program.close()
        forget(qapp, program)


def set_in_settings(program: Program, qtbot: QtBot) -> str:
    """Set a passphrase as a person does; the recovery code."""
    program.passphrases.room.open_settings()
    press(qtbot, program.rooms.settings, "Set one")
    dialog, code_dialog = program.passphrases.room.dialog, program.passphrases.room.code_dialog
    QTest.keyClicks(dialog.new.field, WORDS)
    QTest.keyClicks(dialog.again.field, WORDS)
    dialog.give.click()
    qtbot.waitUntil(code_dialog.isVisible)
    code = code_dialog._shown.text()
    QTest.keyClicks(code_dialog.typed.field, code.lower().replace("-", " "))
    code_dialog.give.click()
    assert not code_dialog.isVisible()
    return code


def texts(widget: QWidget) -> str:
    """Everything that a screen, a screen reader or a task bar could tell of a widget."""
    own = (widget.windowTitle(), widget.accessibleName(), widget.accessibleDescription(), widget.toolTip())
    shown = [getattr(widget, name)() for name in ("text", "title", "toPlainText") if hasattr(widget, name)]
    return " | ".join((*own, *map(str, shown)))


def give(desk: LockedDesk, typed: str) -> None:
    QTest.keyClicks(desk.window.lock.secret.field, typed)
    QTest.keyClick(desk.window.lock.secret.field, Qt.Key.Key_Return)


def end(program: Program, qapp: QApplication) -> None:
    """As `run` ends it."""
    program.close()
    program._delete_windows()


def test_set_lock_wrong_right(
    program: Program, qapp: QApplication, qtbot: QtBot, vault_path: Path, clock: FakeClock,
    locked: LockIt, unlocked: UnlockWith,
) -> None:  # fmt: skip
    """The whole way, and what everybody else is told meanwhile."""
    capture(program, qtbot)
    code = set_in_settings(program, qtbot)

    assert has_passphrase(vault_path)
    assert "Passphrase set. Locks after 5 minutes" in program.window.status.accessibleName()
    assert "You typed it back" in words(program.rooms.settings)
    assert "Set. You need it" in words(program.rooms.settings)

    with qtbot.waitSignal(program.operations.seals_checked):
        program.operations.check_seals()  # a work thread reads on without asking anybody
    program.actions[ActionId.LOCK].trigger()
    assert program.was_open is not None
    end(program, qapp)
    with pytest.raises(Locked):
        open_vault(vault_path, clock).close()

    desk = locked(program.was_open)
    assert not [each for each in qapp.allWidgets() if "Case 1" in texts(each)]
    assert {each.windowTitle() for each in qapp.topLevelWidgets() if each.isVisible()} == {"Desk"}
    with qtbot.waitSignal(desk.operation.refused):
        give(desk, "not these words")
    assert "That is not it. Try again." in words(desk.window)
    desk.key.pressed.emit()
    assert "The desk is locked. Unlock it, then press Capture." in words(desk.bar)

    clock.advance(60)
    with qtbot.waitSignal(desk.ended):
        give(desk, WORDS)
    found = desk.close()
    assert found is not None
    again = unlocked(found)
    qtbot.waitUntil(lambda: "One wrong try" in again.window.status.accessibleName())

    assert again.state.count == 1
    assert again.rooms.settings.lock.opened.text().startswith("Last opened today, ")
    assert code not in str(found)
