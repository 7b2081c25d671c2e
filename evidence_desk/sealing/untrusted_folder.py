"""Reads a folder that nobody trusts: plain files only, never through a link, nothing written, nothing decoded."""

import errno
import os
import stat
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from io import FileIO
from pathlib import Path
from types import TracebackType
from typing import Self

from evidence_desk.domain.errors import NotOnThisSystem
from evidence_desk.in_order import read_ahead
from evidence_desk.sealing.holes import Holes

CHUNK_BYTES = 2**20


class Kind(StrEnum):
    """What stands under a name."""

    FILE = "file"
    FOLDER = "folder"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Entry:
    """One name in a folder; `path` counts from the folder's top and is as untrusted as the rest."""

    path: str
    kind: Kind
    size_bytes: int


class NotPlainError(OSError):
    """Not a regular file, or reached through a link."""


class UntrustedFolder:
    """Every folder is opened once, by descriptor, and each name is looked up in it without following links."""

    def __init__(self, path: Path) -> None:
        """Open the top; raises OSError (NotADirectoryError, FileNotFoundError …) when it is no folder."""
        if os.open not in os.supports_dir_fd:
            raise NotOnThisSystem("check a folder")
        self._closing = ExitStack()
        self._descriptors: dict[str, int] = {}
        self._holes = Holes()
        self._spare_chunks: deque[bytearray] = deque()
        self._keep("", os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.close()

    def open_folder(self, path: str) -> None:
        """Make the folder's files reachable; its own folder must be open. Raises OSError when it is no plain folder."""
        above, name = _split(path)
        flags = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
        self._keep(path, os.open(name, flags, dir_fd=self._in(above)))

    def entries(self, folder: str) -> Iterator[Entry]:
        """Every name in an open folder, in the order the disk gives them."""
        with os.scandir(self._in(folder)) as found:
            for entry in found:
                path = f"{folder}/{entry.name}" if folder else entry.name
                yield Entry(path, *_kind_and_size(entry))

    def will_read(self, path: str) -> None:
        """Have the disk fetch a plain file a little before it is read; what can't be opened is said there."""
        with suppress(OSError), self.opened(path) as file:
            read_ahead(file.descriptor)

    @contextmanager
    def opened(self, path: str) -> Iterator["PlainFile"]:
        """A plain file, open for reading. Raises OSError: FileNotFoundError, NotPlainError, others."""
        above, name = _split(path)
        folder = self._in(above)
        # Looked at before it is opened: opening a pipe waits, and opening a device can make it do something.
        _plain_size(os.stat(name, dir_fd=folder, follow_symlinks=False))
        descriptor = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=folder)
        try:
            size_bytes = _plain_size(os.fstat(descriptor))
            yield PlainFile(descriptor, size_bytes, partial(self._holes.allow, descriptor), self._spare_chunks)
        finally:
            os.close(descriptor)

    def read(self, path: str, most_bytes: int) -> bytes:
        """The whole of a small file, cut after `most_bytes` and one more; raises as `opened` and `chunks` do."""
        with self.opened(path) as file:
            return b"".join(map(bytes, file.chunks(most_bytes)))

    def _keep(self, path: str, descriptor: int) -> None:
        self._closing.callback(os.close, descriptor)
        self._descriptors[path] = descriptor

    def _in(self, folder: str) -> int:
        if folder not in self._descriptors:
            raise FileNotFoundError(errno.ENOENT, "the folder is not there")
        return self._descriptors[folder]


@dataclass(frozen=True, slots=True)
class PlainFile:
    """One open file; `size_bytes` is how long it said it was.

    `allow` refuses to read so many bytes of it where most are holes. `spare` is memory for chunks that nobody uses now.
    """

    descriptor: int
    size_bytes: int
    allow: Callable[[int], None]
    spare: deque[bytearray]

    def chunks(self, most_bytes: int) -> Iterator[memoryview]:
        """The bytes, at most `most_bytes` and one more; each chunk is gone when the next is asked for.

        Raises OSError, and MostlyHolesError.
        """
        self.allow(most_bytes)
        try:
            room = self.spare.pop()
        except IndexError:
            room = bytearray(CHUNK_BYTES)  # asked for once: clearing new pages takes as long as reading
        try:
            yield from _read(self.descriptor, most_bytes + 1, memoryview(room))
        finally:
            self.spare.append(room)


def _read(descriptor: int, most_bytes: int, room: memoryview) -> Iterator[memoryview]:
    left = most_bytes
    with FileIO(descriptor, closefd=False) as file:
        while left > 0 and (read := file.readinto(room[:left])):
            left -= read
            yield room[:read]


def _plain_size(found: os.stat_result) -> int:
    if not stat.S_ISREG(found.st_mode):
        raise NotPlainError
    return found.st_size


def _split(path: str) -> tuple[str, str]:
    above, _, name = path.rpartition("/")
    return above, name


def _kind_and_size(entry: os.DirEntry[str]) -> tuple[Kind, int]:
    try:
        found = entry.stat(follow_symlinks=False)
    except OSError:  # gone since, or not ours to see
        return Kind.OTHER, 0
    if stat.S_ISREG(found.st_mode):
        return Kind.FILE, found.st_size
    return (Kind.FOLDER if stat.S_ISDIR(found.st_mode) else Kind.OTHER), 0
