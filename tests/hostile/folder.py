"""What a way to spoil a folder is, and the tools they share."""

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from evidence_desk.domain.custody import CustodyEvent, Head
from evidence_desk.domain.hashes import canonical_json
from evidence_desk.sealing.history import history_line
from evidence_desk.sealing.layout import EVENTS_PATH
from evidence_desk.sealing.seal import Seal, SealedFile
from evidence_desk.sealing.sshsig import sign
from tests.sealing.folders import history, item_of, tiny_png
from tests.sealing.sealing_again import fitting, seal_again, seal_of, write_seal

FIRST, SECOND = (f"data/originals/000{number}_20261122T211407Z.png" for number in (1, 2))
PICTURES = [tiny_png(colour=(shade, 0, 0)) for shade in (10, 20, 30)]
MEGABYTE, GIGABYTE, TERABYTE = 2**20, 2**30, 2**40


@dataclass(frozen=True)
class Folder:
    """A folder to spoil, and the key that sealed it: whoever made it may have one."""

    path: Path
    key: Ed25519PrivateKey

    def __truediv__(self, name: str) -> Path:
        return self.path / name

    def seal_again(self, change: Callable[[Seal], Seal] = lambda seal: seal) -> None:
        """Make everything fit what is in the folder now, but what `change` does."""
        seal_again(self.path, self.key, change)

    def seal_text(self, text: bytes) -> None:
        """Any bytes as the seal, signed."""
        (self / "seal.json").write_bytes(text)
        (self / "seal.json.sig").write_bytes(sign(self.key, text))

    def seal_value(self, change: Callable[[dict[str, Any]], object]) -> None:
        """The seal with its JSON changed, in canonical form, signed."""
        value = json.loads((self / "seal.json").read_bytes())
        change(value)
        self.seal_text(canonical_json(value))

    def list_more(self, more: Mapping[str, SealedFile]) -> None:
        """The seal with files that need not be there."""
        seal = seal_of(self.path)
        write_seal(self.path, fitting(self.path, replace(seal, files={**seal.files, **more})), self.key)

    def put(self, name: str, data: bytes) -> None:
        """A file with these bytes, sealed."""
        (self / name).write_bytes(data)
        self.seal_again()

    def add(self, name: str | bytes, data: bytes = b"x") -> None:
        """A file nobody sealed."""
        with (self / os.fsdecode(name)).open("xb") as file:
            file.write(data)

    def lines(self, *lines: bytes, count: int | None = None) -> None:
        """Another history, sealed; the seal says that it ends where it ends, or after `count` lines."""
        (self / EVENTS_PATH).write_bytes(b"".join(lines))
        count = len(lines) if count is None else count
        self.seal_again(lambda seal: replace(seal, log=Head(seal.log.log, count, seal.log.hash)))

    def events(self) -> list[CustodyEvent]:
        """The folder's own history, made anew."""
        return history([item_of(data, number) for number, data in enumerate(PICTURES, start=1)], self.key)

    def first_line(self, **changes: Any) -> bytes:
        """The first line with some of its JSON changed; hash and signature are those of the old one."""
        value = json.loads(history_line(self.events()[0]))
        return json.dumps(value | changes, sort_keys=True, separators=(",", ":")).encode() + b"\n"


Spoil = Callable[[Folder], object]
Cases = dict[str, tuple[Spoil, set[str]]]
"""Name → (how to spoil a folder, the only types of problems that may then be reported)."""


def sparse(path: Path, size_bytes: int) -> None:
    """A file of that length which takes no room."""
    with path.open("r+b" if path.exists() else "xb") as file:
        file.truncate(size_bytes)


def replaced(path: Path, old: bytes, new: bytes) -> None:
    """Other bytes in the place of some; they must be there."""
    data = path.read_bytes()
    assert old in data
    path.write_bytes(data.replace(old, new))
