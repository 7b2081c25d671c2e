"""Files that hold a passphrase or a recovery code. Where they lie may be sent on, what stands in them never is."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from evidence_desk.commands.caller import Caller
from evidence_desk.domain.lock_errors import SecretFileRefused
from evidence_desk.domain.translating import QT_TRANSLATE_NOOP

if TYPE_CHECKING:  # a command without a passphrase loads none of this
    from evidence_desk.vault.secrets_given import Passphrase, RecoveryCode

_LONGEST_BYTES = 4000
_STANDARD_INPUT: Final = "-"
_OF_ONE_PROCESS: Final = frozenset({"dev", "proc"})
"""What lies there is another thing for another process, such as a pipe of the shell."""

_NOT_READABLE = QT_TRANSLATE_NOOP("sentences", "it can't be read")
_NO_TEXT = QT_TRANSLATE_NOOP("sentences", "it is no text in UTF-8")
_TOO_LONG = QT_TRANSLATE_NOOP("sentences", "it is longer than 4,000 bytes")
_EMPTY = QT_TRANSLATE_NOOP("sentences", "its first line is empty")
_MORE_LINES = QT_TRANSLATE_NOOP("sentences", "it has more than one line")
_PLAIN_ALONE = QT_TRANSLATE_NOOP("sentences", "the open desk takes it from a plain file alone")


@dataclass(frozen=True, slots=True)
class SecretFile:
    """A file as somebody typed it; `-` is the standard input. It is read when it is needed, and once."""

    caller: Caller
    untrusted_name: str

    def passphrase(self) -> Passphrase:
        """Its first line. Raises SecretFileRefused."""
        from evidence_desk.vault.secrets_given import Passphrase

        return Passphrase(self._line())

    def code(self) -> RecoveryCode:
        """Its first line. Raises SecretFileRefused."""
        from evidence_desk.vault.secrets_given import RecoveryCode

        return RecoveryCode(self._line())

    def _line(self) -> str:
        known = self.caller.secrets_read
        if self.untrusted_name not in known:
            known[self.untrusted_name] = self._read()
        return known[self.untrusted_name]

    def _read(self) -> str:
        data = self._data()
        if len(data) > _LONGEST_BYTES:
            raise self._refused(_TOO_LONG)
        try:
            line, *rest = data.decode("utf-8-sig").replace("\r\n", "\n").split("\n")
        except UnicodeDecodeError as error:
            raise self._refused(_NO_TEXT) from error
        if any(each.strip() for each in rest):
            raise self._refused(_MORE_LINES)
        if not line.strip():
            raise self._refused(_EMPTY)
        return line

    def _data(self) -> bytes:
        try:
            if self.caller.typed_in is None:
                return self._data_elsewhere()
            if self.untrusted_name == _STANDARD_INPUT:
                return self.caller.typed_in.read(_LONGEST_BYTES + 1)
            with self._path.open("rb", buffering=0) as file:
                return _all_of(file.fileno())
        except (OSError, ValueError) as error:
            raise self._refused(_NOT_READABLE) from error

    def _data_elsewhere(self) -> bytes:
        """Read for another process, which is the same account's: only what is the same file for both."""
        parts = Path(os.path.normpath(self._path)).parts
        if self.untrusted_name == _STANDARD_INPUT or _OF_ONE_PROCESS.intersection(parts[1:2]):
            raise self._refused(_PLAIN_ALONE)
        from evidence_desk.vault.disk import read_plain

        return read_plain(self._path, _LONGEST_BYTES)

    def _refused(self, why: str) -> SecretFileRefused:
        is_file = self.untrusted_name != _STANDARD_INPUT
        return SecretFileRefused(str(self._path) if is_file else self.untrusted_name, why)

    @property
    def _path(self) -> Path:
        return self.caller.absolute(self.untrusted_name)


def _all_of(descriptor: int) -> bytes:
    """What a file or a pipe has, up to a little more than is taken."""
    data = b""
    while len(data) <= _LONGEST_BYTES:
        piece = os.read(descriptor, _LONGEST_BYTES + 1)
        if not piece:
            break
        data += piece
    return data
