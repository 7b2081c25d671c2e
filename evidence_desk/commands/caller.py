"""Whose command it is: their folder, their umask, their display, their streams."""

import contextlib
import errno
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from evidence_desk.domain.errors import AnswerLost, DestinationExists, DestinationFull, DestinationRefused
from evidence_desk.domain.sentences import escaped, shown
from evidence_desk.export.place import lies_in

_FILE_MODE = 0o666
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@dataclass(frozen=True, slots=True)
class Caller:
    """The process that typed the command, which need not be the one that carries it out.

    `display` is what tells two desktops apart; `gone` says whether nobody waits for the answer any more. `typed_in` is
    the standard input, None where another process carries the command out; `secrets_read` keeps what was read of a
    file that can be read once.
    """

    folder_path: Path
    umask: int
    display: str
    out: BinaryIO
    err: BinaryIO
    gone: Callable[[], bool] = lambda: False
    typed_in: BinaryIO | None = None
    secrets_read: dict[str, str] = field(default_factory=dict, repr=False)

    def say(self, line: str) -> None:
        """One line for people on the standard output; each part from outside goes through `shown` first."""
        self.write(_line(line))

    def warn(self, line: str) -> None:
        """One line on the standard error, where somebody can read it."""
        with contextlib.suppress(OSError):
            self.err.write(_line(line))
            self.err.flush()

    def value(self, value: object) -> None:
        """One JSON value on a line of its own, UTF-8; ASCII alone where a terminal could take a character for more."""
        text = json.dumps(value, ensure_ascii=False, allow_nan=False)
        if not text.isprintable():
            text = json.dumps(value, ensure_ascii=True, allow_nan=False).replace("\x7f", "\\u007f")
        self.write(_line(text))

    def write(self, data: bytes) -> None:
        """Bytes on the standard output. Raises AnswerLost."""
        try:
            self.out.write(data)
            self.out.flush()
        except OSError as error:
            raise AnswerLost(error.strerror or type(error).__name__) from error

    @contextlib.contextmanager
    def progress(self) -> Iterator[Callable[[str], None]]:
        """What tells how far something is, on one line of the standard error that is gone afterwards, however it ends.

        Only when a person watches a terminal.
        """
        try:
            yield self._write_over
        finally:
            self._write_over("")

    def _write_over(self, words: str) -> None:
        if self.err.isatty():
            with contextlib.suppress(OSError):
                self.err.write(f"\r\x1b[K{shown(words)}".encode())
                self.err.flush()

    def absolute(self, untrusted_path: str) -> Path:
        """A path as the caller meant it."""
        return self.folder_path / untrusted_path

    def write_file(self, untrusted_path: str, data: bytes, vault_path: Path, *, keep: bool = False) -> None:
        """Write a whole file for the caller, with the mode their umask asks for, whoever runs this.

        What stood there before stays as it was unless all of the new file is on the disk, and always with `keep`.
        Raises DestinationRefused, also for a place in the vault, DestinationFull, or with `keep` DestinationExists.
        """
        from evidence_desk.export.one_file import put_file  # for the few commands that write one

        asked_path = self.absolute(untrusted_path)
        try:
            path = asked_path.resolve()
            if lies_in(path, vault_path):
                raise DestinationRefused(str(asked_path))
            if path.exists() and not path.is_file():  # a pipe or a device: there is nothing to be kept
                path.write_bytes(data)
                return
            put_file(path, data, _FILE_MODE & ~self.umask, keep=keep)
        except FileExistsError as error:
            raise DestinationExists(str(asked_path)) from error
        except (OSError, ValueError) as error:
            full = isinstance(error, OSError) and error.errno in _FULL
            raise (DestinationFull if full else DestinationRefused)(str(asked_path)) from error


def _line(text: str) -> bytes:
    """The last guard: no terminal ever gets a character from us that does more than be seen."""
    if not text.isprintable():
        text = "".join(c if c.isprintable() or c == "\n" else escaped(c) for c in text)
    return text.encode() + b"\n"


def display_of(environ: Mapping[str, str]) -> str:
    """The display a process belongs to, as one comparable text."""
    return environ.get("WAYLAND_DISPLAY") or environ.get("DISPLAY", "")


def this_process() -> Caller:
    """The caller when the command runs where it was typed."""
    umask = os.umask(0o077)
    os.umask(umask)
    display = display_of(os.environ)
    return Caller(
        _folder_here(), umask, display, sys.stdout.buffer, sys.stderr.buffer, typed_in=sys.stdin.buffer
    )  # fmt: skip


def _folder_here() -> Path:
    """The folder a person is in. Where it was removed under them, one in which nothing can be found or made."""
    try:
        return Path.cwd()
    except OSError:
        return Path(os.devnull)
