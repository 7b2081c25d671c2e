"""A disk as Windows shows it, on top of this one; written from Microsoft's documentation, and never run there.

Where pages are named, they lie under https://learn.microsoft.com/en-us/windows/win32/.
"""

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from evidence_desk.sealing.windows_folder import IS_DEVICE, IS_FOLDER, IS_REPARSE_POINT, Found
from evidence_desk.sealing.windows_volume import extended

_PREFIX = "\\\\?\\"
_BLOCK_BYTES = 512
_NOT_THROUGH_LINKS, _AT_ONCE = getattr(os, "O_NOFOLLOW", 0), getattr(os, "O_NONBLOCK", 0)
_NAME_ITSELF = getattr(os, "O_PATH", 0) | _NOT_THROUGH_LINKS
_WITHOUT_WAITING = os.O_RDONLY | _NOT_THROUGH_LINKS | _AT_ONCE


class MadeUpVolume:
    """Satisfies `Volume`. Names are found whatever the case of their letters, as on NTFS: fileio/naming-a-file."""

    def __init__(self) -> None:
        self.held: set[int] = set()

    def whole_path(self, path: Path) -> str:
        """fileio/maximum-file-path-limitation: the prefix, and backslashes alone."""
        return extended(str(path.resolve(strict=True)).replace("/", "\\"))

    def hold_folder(self, path: str) -> tuple[int, Found]:
        """fileio/obtaining-a-handle-to-a-directory, fileio/reparse-point-operations: the link itself is opened."""
        here = self._here(path)
        handle = os.open(here, _NAME_ITSELF)
        self.held.add(handle)
        return handle, _found(os.lstat(here))

    def let_go(self, handle: int) -> None:
        self.held.remove(handle)
        os.close(handle)

    def names(self, path: str) -> Iterator[tuple[str, Found]]:
        with os.scandir(self._here(path)) as entries:
            for entry in entries:
                yield entry.name, _found(entry.stat(follow_symlinks=False))

    def look(self, path: str) -> Found:
        return _found(os.lstat(self._here(path)))

    def open_file(self, path: str) -> tuple[int, Found]:
        here = self._here(path)
        facts = os.lstat(here)
        if stat.S_ISLNK(facts.st_mode):
            return os.open(os.devnull, os.O_RDONLY), _found(facts)
        descriptor = os.open(here, _WITHOUT_WAITING)
        return descriptor, _found(os.fstat(descriptor))

    def _here(self, path: str) -> str:
        """The path on this disk. Raises FileNotFoundError."""
        assert path.startswith(_PREFIX)
        assert "/" not in path, "behind the prefix a slash is a letter"
        here = "/"
        for name in path.removeprefix(_PREFIX).strip("\\").split("\\"):
            with os.scandir(here) as entries:
                same = [entry.name for entry in entries if entry.name.casefold() == name.casefold()]
            if not same:
                raise FileNotFoundError(errno.ENOENT, "there is no such file")
            here = os.path.join(here, name if name in same else same[0])  # noqa: PTH118 — a text, as the calls want it
        return here


def _found(facts: os.stat_result) -> Found:
    """fileio/file-attribute-constants."""
    attributes = 0
    if stat.S_ISLNK(facts.st_mode):
        # A junction, which is the link anybody may make, is a folder as well.
        attributes = IS_REPARSE_POINT | IS_FOLDER
    elif stat.S_ISDIR(facts.st_mode):
        attributes = IS_FOLDER
    elif not stat.S_ISREG(facts.st_mode):
        attributes = IS_DEVICE
    return Found(attributes, facts.st_size, facts.st_blocks * _BLOCK_BYTES)
