"""Whose command it is: their folder, their umask, their display, their streams."""

import errno
import json
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from evidence_desk.domain.errors import DestinationFull, DestinationRefused
from evidence_desk.domain.sentences import shown


@dataclass(frozen=True, slots=True)
class Caller:
    """The process that typed the command, which need not be the one that carries it out.

    `display` is what tells two desktops apart; `gone` says whether nobody waits for the answer any more.
    """

    folder_path: Path
    umask: int
    display: str
    out: BinaryIO
    err: BinaryIO
    gone: Callable[[], bool] = lambda: False

    def say(self, line: str) -> None:
        """One line for people on the standard output; each part from outside goes through `shown` first."""
        self._write(self.out, line)

    def warn(self, line: str) -> None:
        """One line on the standard error."""
        self._write(self.err, line)

    def value(self, value: object) -> None:
        """One JSON value on a line of its own, UTF-8."""
        self._write(self.out, json.dumps(value, ensure_ascii=False, allow_nan=False))

    def progress(self, words: str) -> None:
        """Progress on the standard error, on one line that is written over, only when a person watches a terminal."""
        if self.err.isatty():
            self.err.write(f"\r\x1b[K{shown(words)}".encode())
            self.err.flush()

    def absolute(self, untrusted_path: str) -> Path:
        """A path as the caller meant it."""
        return self.folder_path / untrusted_path

    def write_file(self, untrusted_path: str, data: bytes) -> None:
        """Write a whole file for the caller, with the mode their umask asks for, whoever runs this.

        Raises DestinationRefused or DestinationFull.
        """
        path = self.absolute(untrusted_path)
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                if os.name == "posix":
                    os.fchmod(descriptor, 0o666 & ~self.umask)
                file.write(data)
                file.flush()
                os.fsync(descriptor)
        except OSError as error:
            full = error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
            raise (DestinationFull if full else DestinationRefused)(str(path)) from error

    @staticmethod
    def _write(stream: BinaryIO, line: str) -> None:
        stream.write(line.encode("utf-8", "backslashreplace") + b"\n")
        stream.flush()


def display_of(environ: Mapping[str, str]) -> str:
    """The display a process belongs to, as one comparable text."""
    return environ.get("WAYLAND_DISPLAY") or environ.get("DISPLAY", "")


def this_process() -> Caller:
    """The caller when the command runs where it was typed."""
    umask = os.umask(0o077)
    os.umask(umask)
    return Caller(Path.cwd(), umask, display_of(os.environ), sys.stdout.buffer, sys.stderr.buffer)
