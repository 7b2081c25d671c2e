"""Reads a folder that nobody trusts on Windows: by whole paths, each held fast before anything below it is opened."""

import errno
import os
from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from evidence_desk.sealing.holes import MOST_BYTES, MostlyHolesError
from evidence_desk.sealing.untrusted_folder import Entry, Kind, NotPlainError, PlainFile, UntrustedFolder

IS_FOLDER = 0x10
"""FILE_ATTRIBUTE_DIRECTORY"""
IS_DEVICE = 0x40
"""FILE_ATTRIBUTE_DEVICE"""
IS_REPARSE_POINT = 0x400
"""FILE_ATTRIBUTE_REPARSE_POINT: a symbolic link, a junction, or something else that stands for another place."""


@dataclass(frozen=True, slots=True)
class Found:
    """What stands under a name: its attributes, its length, and how much of it takes room on the disk."""

    attributes: int
    size_bytes: int
    on_disk_bytes: int

    @property
    def kind(self) -> Kind:
        """A link is neither a file nor a folder, whatever it leads to."""
        if self.attributes & (IS_REPARSE_POINT | IS_DEVICE):
            return Kind.OTHER
        return Kind.FOLDER if self.attributes & IS_FOLDER else Kind.FILE


class Volume(Protocol):
    """What is asked of Windows; paths are whole and start with the prefix that switches off all its readings of them.

    Every function raises OSError.
    """

    def whole_path(self, path: Path) -> str:
        r"""The path from the top with every link on the way to it followed, behind `\\?\`."""
        ...

    def hold_folder(self, path: str) -> tuple[int, Found]:
        """CreateFileW that follows no link at the end and does not share deletion: until closed, none renames it."""
        ...

    def let_go(self, handle: int) -> None:
        """CloseHandle."""
        ...

    def names(self, path: str) -> Iterator[tuple[str, Found]]:
        """FindFirstFileW and its like, as os.scandir asks them; lengths may lag behind."""
        ...

    def look(self, path: str) -> Found:
        """GetFileInformationByHandleEx of the name itself, not of what it may lead to."""
        ...

    def open_file(self, path: str) -> tuple[int, Found]:
        """A descriptor to read from, of a file that was opened without following a link, and what it is."""
        ...


class WindowsFolder(UntrustedFolder):
    """Every open folder is held, so that no link can take its place while the files below it are read.

    Windows finds files whatever the case of their letters, and reads some names as devices or streams. So only names
    that a folder listed when it was opened are asked for, letter by letter.
    """

    def __init__(self, path: Path, volume: Volume) -> None:
        """Hold the top; raises OSError (NotADirectoryError, FileNotFoundError …) when it is no folder."""
        self._closing = ExitStack()
        self._spare_chunks = deque()
        self._volume = volume
        self._names: dict[str, frozenset[str]] = {}
        self._holes_left = MOST_BYTES
        self._top = volume.whole_path(path)
        self._hold("")

    def open_folder(self, path: str) -> None:
        self._known(path)
        self._hold(path)

    def entries(self, folder: str) -> Iterator[Entry]:
        if folder not in self._names:
            raise FileNotFoundError(errno.ENOENT, "the folder is not there")
        for name, found in self._volume.names(self._whole(folder)):
            size = found.size_bytes if found.kind is Kind.FILE else 0
            yield Entry(f"{folder}/{name}" if folder else name, found.kind, size)

    @contextmanager
    def opened(self, path: str) -> Iterator[PlainFile]:
        self._known(path)
        # Looked at before it is opened: opening a device can make it do something.
        _plain(self._volume.look(self._whole(path)))
        descriptor, found = self._volume.open_file(self._whole(path))
        try:
            size_bytes = _plain(found).size_bytes
            yield PlainFile(descriptor, size_bytes, partial(self._allow, found), self._spare_chunks)
        finally:
            os.close(descriptor)

    def _hold(self, path: str) -> None:
        whole = self._whole(path)
        handle, found = self._volume.hold_folder(whole)
        with ExitStack() as unless_kept:
            unless_kept.callback(self._volume.let_go, handle)
            if found.kind is not Kind.FOLDER:
                raise NotADirectoryError(errno.ENOTDIR, "this is no plain folder")
            self._names[path] = frozenset(name for name, _ in self._volume.names(whole))
            self._closing.push(unless_kept.pop_all())

    def _known(self, path: str) -> None:
        above, _, name = path.rpartition("/")
        if name not in self._names.get(above, frozenset()):
            raise FileNotFoundError(errno.ENOENT, "no such name")

    def _whole(self, path: str) -> str:
        return "\\".join([self._top, *path.split("/")]) if path else self._top

    def _allow(self, found: Found, most_bytes: int) -> None:
        """Count what of the file is not on the disk; raises MostlyHolesError when it is too much for one folder."""
        holes = min(found.size_bytes, most_bytes) - found.on_disk_bytes
        if holes > self._holes_left:
            raise MostlyHolesError
        self._holes_left -= max(0, holes)


def _plain(found: Found) -> Found:
    if found.kind is not Kind.FILE:
        raise NotPlainError
    return found
