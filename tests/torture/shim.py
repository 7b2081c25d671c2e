"""The shim under the victims: compiled when it is needed, armed in the victim, and its notes read back."""

import ctypes
import errno
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

SOURCE = Path(__file__).with_name("shim.c")
OPENING, WORKING, CLOSING = "opening", "working", "closing"
PHASES = (WORKING, OPENING, CLOSING)
ERRORS = {"EIO": errno.EIO, "ENOSPC": errno.ENOSPC}


@dataclass(frozen=True, slots=True)
class Call:
    """One call that changes files, as it was asked for; `error` is what it was made to fail with, or 0."""

    number: int
    phase: str
    error: int
    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Call number `at` fails with `error`; when it `stays`, every later call on a file does too."""

    at: int
    error: str
    stays: bool = False

    def __str__(self) -> str:
        """Such as "EIO at call 17 and after"."""
        return f"{self.error} at call {self.at}{' and after' if self.stays else ''}"


def compiled(folder: Path) -> Path:
    """The shim as a library to be preloaded."""
    library_path = folder / "shim.so"
    compiler = ["cc", "-O2", "-Wall", "-Werror", "-fPIC", "-shared", "-o", str(library_path), str(SOURCE)]
    subprocess.run(compiler, check=True)
    return library_path


def arm(fault: Fault | None, notes_path: Path) -> None:
    """In the victim: note every call from now on, and let the fault happen."""
    notes = os.open(notes_path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND | os.O_CLOEXEC, 0o600)
    at, number, stays = (fault.at, ERRORS[fault.error], fault.stays) if fault else (0, 0, False)
    ctypes.CDLL(None).torture_arm(ctypes.c_long(at), number, int(stays), notes)


def enter(phase: str) -> None:
    """In the victim: what it is doing from now on."""
    ctypes.CDLL(None).torture_phase(PHASES.index(phase))


def noted(notes_path: Path) -> list[Call]:
    """Every call of an armed victim, in order."""
    calls = []
    for line in notes_path.read_text(errors="surrogateescape").splitlines():
        number, phase, error, name, path = line.split(" ", 4)
        calls.append(Call(int(number), PHASES[int(phase)], int(error), name, path))
    return calls
