"""The command line's door: where a command runs, here or in the desk that is open."""

import logging
import os
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from evidence_desk.commands.caller import Caller, this_process
from evidence_desk.commands.cold_desk import ColdDesk
from evidence_desk.commands.forwarding import NOT_SHOWN, forward
from evidence_desk.commands.group import Run, answered, carry_out, say
from evidence_desk.commands.secret_files import SecretFile
from evidence_desk.domain.errors import DeskNotAnswering, VaultBusy
from evidence_desk.here import system_clock

_TRIES = 20
_WAIT_EACH_S = 0.5


def main() -> None:
    """Carry out what was typed, and end with its exit code."""
    caller = this_process()
    code = run_here(sys.argv[1:], caller)
    try:
        caller.out.flush()
    except OSError:  # what could not be written must not be tried again on the way out
        os.dup2(os.open(os.devnull, os.O_WRONLY), caller.out.fileno())
    _end(code)


def _end(code: int) -> NoReturn:
    """End at once where nothing is left to be done: taking Python apart is a seventh of what a command takes.

    Everything a command opened is closed by now. Whatever still runs is waited for, and Qt is taken down in order.
    """
    if "PySide6" in sys.modules or threading.active_count() > 1:
        sys.exit(code)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # closed, or nobody reads on
            stream.flush()
    logging.shutdown()
    os._exit(code)


def run_here(arguments: list[str], caller: Caller) -> int:
    """Carry out what was typed: here, or by the desk that has the vault open; the exit code."""
    door = _Door(caller)
    try:
        return door.once(arguments)
    finally:
        door.close()


@dataclass(slots=True)
class _Door:
    """Where the commands of one caller go; the desks made for them are kept, so that a series reads one screen."""

    caller: Caller
    desks: dict[tuple[Path, float, str], ColdDesk] = field(default_factory=dict)

    def once(self, typed: list[str]) -> int:
        """One command; its exit code."""
        run = self._run(0.0)
        try:
            return carry_out(typed, run)
        except VaultBusy as busy:
            return self._there_or_soon(typed, run, Path(busy.path))

    def close(self) -> None:
        """Let go of every desk's screen."""
        for desk in self.desks.values():
            desk.close()

    def _there_or_soon(self, typed: list[str], first: Run, vault_path: Path) -> int:
        """Ask the desk that holds the vault. One that has only just taken it may not listen yet, so look again."""
        for _ in range(_TRIES):
            try:
                code = forward(vault_path, typed, self.caller)
                return code if code is not None else carry_out(typed, self._run(_WAIT_EACH_S))
            except VaultBusy:
                continue
            except DeskNotAnswering as silence:
                return say(silence, first)
        return answered(typed, self._run(_WAIT_EACH_S))

    def _run(self, wait_s: float) -> Run:
        def desk_at(path: Path, secret_file: SecretFile | None) -> ColdDesk:
            return self._desk_at(path, secret_file, wait_s)

        return Run(self.caller, desk_at, self.once, self._open_window)

    def _desk_at(self, path: Path, secret_file: SecretFile | None, wait_s: float) -> ColdDesk:
        given, name = (secret_file.passphrase, secret_file.untrusted_name) if secret_file is not None else (None, "")
        made = ColdDesk(path, system_clock(), self.caller.warn, given=given)
        desk = self.desks.setdefault((path, wait_s, name), made)
        desk.wait_s = wait_s  # each command of a series begins anew, and may be begun elsewhere
        return desk

    def _open_window(self, vault_path: Path) -> int:
        from evidence_desk import start  # Qt is loaded for the window alone

        return start.run(vault_path, lambda: self._show_there(vault_path))

    def _show_there(self, vault_path: Path) -> int | None:
        """Ask a desk that is open to come to the front: nothing typed means just that. None where none can."""
        try:
            code = forward(vault_path, [], self.caller)
        except DeskNotAnswering:
            return None
        return None if code == NOT_SHOWN else code
