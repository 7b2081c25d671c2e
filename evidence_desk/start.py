"""Start the window on a vault, or say in one sentence why there is none."""

import gc
import os
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from evidence_desk import settings
from evidence_desk.app import Program
from evidence_desk.domain.errors import DeskError, VaultBusy
from evidence_desk.domain.refusals import NoDisplay
from evidence_desk.domain.sentences import sentence
from evidence_desk.here import new_item_id, surroundings, system_clock
from evidence_desk.process import keep_freed_memory, on_fault
from evidence_desk.ui.connections.locked_desk import LockedDesk, Unlocked, WasOpen
from evidence_desk.ui.neutral_application import application
from evidence_desk.ui.screen_here import ScreenHere, look_for_screen
from evidence_desk.workflows.load_steps import content_or_trouble
from evidence_desk.workflows.lock_desk import has_passphrase

_TRIES = 10
_OURS = "evidence_desk."


def run(vault_path: Path, show_there: Callable[[], int | None]) -> int:
    """Open the window on the vault and stay until it closes; the exit code. Says in one sentence why there is none.

    `show_there` asks the desk that has the vault open to come to the front; None where no desk takes commands.
    """
    code = show_there()
    if code is not None:
        return code
    refusal: DeskError = VaultBusy(str(vault_path))
    try:
        keep_freed_memory()
        screen = _screen()  # before Qt, which ends the process where there is none
        desk = Desk(application(), vault_path)
        for _ in range(_TRIES):
            try:
                return desk.used(screen)
            except VaultBusy:  # another is just opening, or just leaving
                code = show_there()
            if code is not None:
                return code
            screen = _screen()
    except NoDisplay as no_display:
        refusal = no_display
    sys.stderr.write(sentence(refusal) + "\n")
    return 1


class Desk:
    """Locked and open by turns: the one is taken down before the other is there.

    Its windows, its open vault and its keys are let go of; what stood in memory can't be wiped for sure.
    """

    def __init__(self, qt: QApplication, vault_path: Path) -> None:
        self._qt = qt
        self._vault_path = vault_path
        self._settings_path = settings.default_settings_path()

    def used(self, screen: ScreenHere) -> int:
        """Stay until somebody leaves; the exit code. Raises VaultBusy."""
        was_open: WasOpen | None = None
        while True:
            unlocked = None
            if has_passphrase(self._vault_path):
                unlocked = self._unlocked(was_open)
                if unlocked is None:
                    screen.close()
                    return 0
            code, was_open = self._opened(screen, unlocked)
            if was_open is None:
                return code
            unlocked = None
            self._let_go()
            screen = _screen()

    def _unlocked(self, was_open: WasOpen | None) -> Unlocked | None:
        content, _trouble = content_or_trouble()
        countries = content.countries if content else {}
        return LockedDesk(self._qt, system_clock(), self._vault_path, self._settings_path, countries).run(was_open)

    def _opened(self, screen: ScreenHere, unlocked: Unlocked | None) -> tuple[int, WasOpen | None]:
        """The exit code, and what is left of it where it was locked."""
        program = Program(self._qt, system_clock(), screen, self._vault_path, self._settings_path, unlocked=unlocked)
        sys.excepthook = program.on_our_fault
        try:
            return program.run(), program.was_open
        finally:
            sys.excepthook = on_fault

    def _let_go(self) -> None:
        """Delete whatever of ours is left and listens: each of them still knows something of the case, or a key."""
        for each in gc.get_objects():
            if isinstance(each, QObject) and type(each).__module__.startswith(_OURS) and isValid(each):
                each.deleteLater()
        del each
        self._qt.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()  # what holds on to itself in a ring goes only now


def _screen() -> ScreenHere:
    return look_for_screen(os.environ, new_item_id, surroundings())
