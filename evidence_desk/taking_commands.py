"""Other processes' commands, carried out by the window that has the vault open."""

import os
import sys
from collections.abc import Callable
from functools import partial

from evidence_desk.commands.caller import display_of
from evidence_desk.commands.open_desk import OpenDesk, command_service
from evidence_desk.ui.background import Background
from evidence_desk.ui.coming_forward import came_forward
from evidence_desk.ui.main_window import MainWindow
from evidence_desk.ui.operations import Operations
from evidence_desk.ui.screen_here import ScreenHere
from evidence_desk.vault.vault import Vault
from evidence_desk.workflows.load_steps import shipped_content


def take_commands(  # noqa: PLR0913 — what a command may ask for
    vault: Vault, background: Background, screen: ScreenHere, operations: Operations, window: MainWindow,
    *, lock: Callable[[], None],
) -> Callable[[], None]:  # fmt: skip
    """Begin to listen, on the case thread, where that is possible; what is returned stops it.

    `lock` has the window lock; it is done on the main thread.
    """
    if vault.read_only or sys.platform != "linux":
        return _nothing

    def asked_to_lock() -> bool:
        background.say(lock)
        return True

    desk = OpenDesk(
        vault, vault.clock, background, lambda: screen.capturer(vault), shipped_content,
        display_of(os.environ), lambda: background.say(operations.refresh), partial(came_forward, background, window),
        asked_to_lock,
    )  # fmt: skip
    service = command_service(desk, vault.path)
    if service is None:
        return _nothing
    service.start()
    return service.stop


def _nothing() -> None:
    """Nobody listens."""
