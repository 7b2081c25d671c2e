"""The command line's door: where a command runs, here or in the desk that is open."""

import os
import sys
from pathlib import Path

from evidence_desk.commands.caller import Caller, this_process
from evidence_desk.commands.cold_desk import ColdDesk
from evidence_desk.commands.forwarding import forward
from evidence_desk.commands.group import Run, answered, carry_out
from evidence_desk.domain.errors import VaultBusy
from evidence_desk.here import system_clock

SHORT_WAIT_S = 10.0


def main() -> None:
    """The program's door."""
    caller = this_process()
    try:
        code = run_here(sys.argv[1:], caller)
    except BrokenPipeError:  # the reader went away, as `head` does; there is nobody left to tell
        os.dup2(os.open(os.devnull, os.O_WRONLY), caller.out.fileno())
        code = 1
    sys.exit(code)


def run_here(arguments: list[str], caller: Caller) -> int:
    """Carry out what was typed: here, or by the desk that has the vault open; the exit code."""
    desks: dict[tuple[Path, float], ColdDesk] = {}

    def desk_at(path: Path, wait_s: float = 0.0) -> ColdDesk:
        return desks.setdefault((path, wait_s), ColdDesk(path, system_clock(), wait_s))

    def once(typed: list[str]) -> int:
        run = Run(caller, desk_at, once, _open_window)
        try:
            return carry_out(typed, run)
        except VaultBusy as busy:
            code = forward(Path(busy.path), typed, caller)
        if code is not None:
            return code
        return answered(typed, Run(caller, lambda path: desk_at(path, SHORT_WAIT_S), once, _open_window))

    try:
        return once(arguments)
    finally:
        for desk in desks.values():
            desk.close()


def _open_window(vault_path: Path) -> int:
    from evidence_desk import app  # Qt is loaded for the window alone

    return app.run(vault_path)
