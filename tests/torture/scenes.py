"""What a fault is put into: each scene is one command typed at a desk in a certain state."""

import re
import signal
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.torture.children import Acknowledged, Nursery, acknowledged

VAULT, PLACE = "vault", "stick"


@dataclass(frozen=True, slots=True)
class Scene:
    """`words` are typed in a copy of what `prepare` made; `done` matches the whole output when they were carried out.

    `prepare` returns what the desk has promised so far. In a `newer` scene the program knows one change of the book
    more than the one that made it. `does` is the victim's job.
    """

    name: str
    words: tuple[str, ...]
    done: str
    prepare: Callable[[Nursery, Path], Sequence[Acknowledged]]
    newer: bool = False
    waiting: str = r"(?!)"
    does: str = "types"

    def typed(self, folder_path: Path) -> list[str]:
        """The words with their folder."""
        return [word.format(place=folder_path / PLACE) for word in self.words]

    def is_done(self, out: str, err: str = "") -> bool:
        """Whether the command says that it was carried out; as far as there was room, where it says so too."""
        return bool(re.fullmatch(self.done, out) or ("object_waiting: " in err and re.fullmatch(self.waiting, out)))


def _nothing(_children: Nursery, _folder_path: Path) -> Sequence[Acknowledged]:
    return ()


def _two_items(children: Nursery, folder_path: Path) -> Sequence[Acknowledged]:
    """A desk that was closed."""
    ended = children.run(do="captures", vault=str(folder_path / VAULT), count=2)
    (folder_path / PLACE).mkdir()
    return acknowledged(ended.out)


def _killed(children: Nursery, folder_path: Path) -> Sequence[Acknowledged]:
    """A desk whose program was killed: a log that is not folded in, half a file, half a line, a file without a row."""
    vault_path = folder_path / VAULT
    ended = children.run(do="captures", vault=str(vault_path), count=2, orphans=2, dies=True)
    if ended.code != -signal.SIGKILL:
        raise RuntimeError(ended.err)
    (vault_path / "incoming" / "0123456789abcdef0123456789abcdef.part").write_bytes(b"half")
    with (vault_path / "head").open("ab") as head:
        head.write(b'{"count":')
    return acknowledged(ended.out)


_SAVED = r"Saved EX-\d+ in Case 1\.\n"
_LISTED = r"(EX-\d+  .*\n){%d}"
_LISTED_FROM_2 = r"(EX-\d+  .*\n){2,4}"
_MADE = r"Made and checked: .*\nSealed with the key SHA256:\S+\n"

SCENES = (
    Scene("first capture", ("capture",), _SAVED, _nothing),
    Scene("capture", ("capture",), _SAVED, _two_items),
    Scene("write down", (), r"Written \S+\.\n", _two_items, does="writes down"),
    Scene("hand-over", ("export", "--for", "police", "--to", "{place}"), _MADE, _two_items),
    Scene("open", ("list",), _LISTED % 2, _two_items),
    Scene("open after a kill", ("list",), _LISTED % 4, _killed, waiting=_LISTED_FROM_2),
    Scene("open and change the book", ("list",), _LISTED % 2, _two_items, newer=True),
)


def copied(scene_path: Path, folder_path: Path) -> None:
    """A copy of a prepared scene, to be spoilt."""
    subprocess.run(["cp", "-a", scene_path, folder_path], check=True)
