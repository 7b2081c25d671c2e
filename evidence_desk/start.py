"""Start the window on a vault, or say in one sentence why there is none."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from evidence_desk import settings
from evidence_desk.app import Program
from evidence_desk.domain.errors import DeskError, VaultBusy
from evidence_desk.domain.refusals import NoDisplay
from evidence_desk.domain.sentences import sentence
from evidence_desk.here import new_item_id, surroundings, system_clock
from evidence_desk.process import keep_freed_memory
from evidence_desk.ui.neutral_application import application
from evidence_desk.ui.screen_here import look_for_screen

_TRIES = 10


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
        screen = look_for_screen(os.environ, new_item_id, surroundings())
        qt = application()
        for _ in range(_TRIES):
            try:
                return _opened(Program(qt, system_clock(), screen, vault_path, settings.default_settings_path()))
            except VaultBusy:  # another is just opening, or just leaving
                code = show_there()
            if code is not None:
                return code
            screen = look_for_screen(os.environ, new_item_id, surroundings())
    except NoDisplay as no_display:
        refusal = no_display
    sys.stderr.write(sentence(refusal) + "\n")
    return 1


def _opened(program: Program) -> int:
    sys.excepthook = program.on_our_fault
    return program.run()
