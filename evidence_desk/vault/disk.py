"""Bytes that stay: written, synced, read back, renamed; and the system's refusals as our own types."""

import errno
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from io import BufferedReader
from pathlib import Path

from evidence_desk.domain.errors import DiskFull, NotWritable, StorageFailed, VaultError
from evidence_desk.drive import sync
from evidence_desk.vault.durable import BINARY, move

FOLDER_MODE = 0o700
FILE_MODE = 0o600
_BLOCK_BYTES = 1 << 18
_HELD_BYTES = 1 << 26
_PROBE_BYTES = 1 << 16

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_REFUSED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


def said(error: OSError, path: Path) -> VaultError:
    """The system's refusal as one of ours, about `path`."""
    if error.errno in _FULL:
        return DiskFull(str(path))
    if error.errno in _REFUSED:
        return NotWritable(str(path))
    return StorageFailed(str(path), error.strerror or type(error).__name__)


@contextmanager
def speaking_of(path: Path) -> Iterator[None]:
    """Turn any OSError inside into DiskFull, NotWritable or StorageFailed about `path`."""
    try:
        yield
    except OSError as error:
        raise said(error, path) from error


class NotPlainError(OSError):
    """A pipe, a folder or a device where a file should be."""


@contextmanager
def plain_descriptor(path: Path | str) -> Iterator[tuple[int, int]]:
    """The file, open for reading, and how long it is. Raises OSError, and NotPlainError where it is no file."""
    # Opening a pipe would wait for a writer, and there may never be one.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | BINARY)
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            raise NotPlainError(errno.EINVAL, "this is not a plain file")
        yield descriptor, found.st_size
    finally:
        os.close(descriptor)


@contextmanager
def open_plain(path: Path) -> Iterator[BufferedReader]:
    """The same as a file object."""
    with plain_descriptor(path) as (descriptor, _), os.fdopen(descriptor, "rb", closefd=False) as file:
        yield file


def read_plain(path: Path, most_bytes: int) -> bytes:
    """The file's bytes, cut after `most_bytes` and one more. Raises as `open_plain` does."""
    with open_plain(path) as file:
        return file.read(min(os.fstat(file.fileno()).st_size, most_bytes) + 1)


def sync_file(path: Path) -> None:
    """Wait until a file that others wrote is on the disk. Raises OSError."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        sync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(path: Path) -> None:
    """Wait until the names in the folder are on the disk; Windows has no such call, and `move` writes names through."""
    if sys.platform != "win32":
        descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
        try:
            sync(descriptor)
        finally:
            os.close(descriptor)


def write_aside(aside_path: Path, pieces: Iterable[bytes]) -> None:
    """Write a new file (never over an old one), sync it, read it back and compare.

    Raises OSError and leaves nothing behind; a file that reads back as something else is EIO.
    """
    descriptor = os.open(aside_path, os.O_RDWR | os.O_CREAT | os.O_EXCL | BINARY, FILE_MODE)
    try:
        written = _Written()
        for piece in pieces:
            _write_all(descriptor, piece)
            written.add(piece)
        sync(descriptor)
        written.compare(descriptor)
    except BaseException:
        with suppress(OSError):
            aside_path.unlink()
        raise
    finally:
        os.close(descriptor)


def refusal_of(folder_path: Path) -> OSError | None:
    """What the disk says to a small new file: for failures that arrive without the system's own reason."""
    probe_path = folder_path / ".probe.part"
    try:
        probe_path.unlink(missing_ok=True)
        write_aside(probe_path, (bytes(_PROBE_BYTES),))
        probe_path.unlink()
    except OSError as error:
        return error
    return None


def put_in_place(aside_path: Path, path: Path) -> None:
    """Rename a finished file to where it belongs, and make the name durable."""
    move(aside_path, path)
    sync_folder(path.parent)


def replace_whole(path: Path, data: bytes) -> None:
    """Give the file new content, or keep the old: never half of each. Raises OSError."""
    aside_path = path.with_name(path.name + ".part")
    aside_path.unlink(missing_ok=True)
    write_aside(aside_path, (data,))
    put_in_place(aside_path, path)


def make_folder(path: Path) -> None:
    """A folder for this account alone, its name durable. Raises OSError."""
    path.mkdir(mode=FOLDER_MODE)
    sync_folder(path.parent)


def _write_all(descriptor: int, piece: bytes) -> None:
    view = memoryview(piece)
    while view:
        view = view[os.write(descriptor, view) :]


class _Written:
    """What a file must read back as: the bytes themselves, or where they are too many to be held their hash."""

    def __init__(self) -> None:
        self._held: list[bytes] = []
        self._held_bytes = 0
        self._digest = sha256()

    def add(self, piece: bytes) -> None:
        """The bytes that come next."""
        self._held.append(piece)
        self._held_bytes += len(piece)
        if self._held_bytes > _HELD_BYTES:
            for each in self._held:
                self._digest.update(each)
            self._held.clear()

    def compare(self, descriptor: int) -> None:
        """Read the file; raises OSError unless it holds exactly that."""
        if not self._reads_back(descriptor):
            raise OSError(errno.EIO, "what was written reads back as something else")

    def _reads_back(self, descriptor: int) -> bool:
        os.lseek(descriptor, 0, os.SEEK_SET)
        if self._held_bytes > _HELD_BYTES:
            return _hash_of(descriptor) == self._digest.digest()
        return all(_next_is(descriptor, piece) for piece in self._held) and not os.read(descriptor, 1)


def _next_is(descriptor: int, piece: bytes) -> bool:
    at = 0
    while at < len(piece):
        block = os.read(descriptor, min(_BLOCK_BYTES, len(piece) - at))
        if not block or not piece.startswith(block, at):  # compares in place, ten times as fast as a hash
            return False
        at += len(block)
    return True


def _hash_of(descriptor: int) -> bytes:
    digest = sha256()
    while block := os.read(descriptor, _BLOCK_BYTES):
        digest.update(block)
    return digest.digest()
