"""A folder built beside its destination: it takes its name when it is whole; until then nothing of it may stay."""

import errno
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from evidence_desk.domain.errors import DestinationExists, DestinationFull, DestinationRefused
from evidence_desk.export.bag import WrittenFile
from evidence_desk.export.left_behind import locked, remove, sweep
from evidence_desk.export.place import check_device, refusal
from evidence_desk.export.syncing import Syncing, sync_folder

_TAKEN = frozenset({errno.EEXIST, errno.ENOTEMPTY, errno.ENOTDIR, errno.EISDIR})
_PRIVATE = 0o700
_FOLDER_MODE, _FILE_MODE = 0o777, 0o666
_SAFELY = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_BUFFER_BYTES = 2**17

Part = bytes | memoryview


class Staging:
    """Writes files into a hidden folder in `destination_path` that only this account can enter.

    Used in a `with`: leaving it without `finish` removes everything. Raises DestinationRefused, which
    is DestinationGone where the place went, or DestinationFull.
    Modes are those `umask` asks for; without one, those of this process. `device` as in `check_device`.
    """

    def __init__(self, destination_path: Path, label: str, umask: int | None = None, device: int | None = None) -> None:
        self._destination_path = destination_path
        self._device = device
        self._label = label
        self._umask = umask
        self._hidden_path = destination_path / f".{label}.partial-{secrets.token_hex(8)}"
        self._lock: int | None = None
        self._syncing = Syncing()
        self._dropped: list[Path] = []
        self._folders: set[str] = set()
        self.path = self._hidden_path / label
        self.written: dict[str, WrittenFile] = {}

    def __enter__(self) -> Self:
        with self._answering():
            sweep(self._destination_path, self._label)
            self._hidden_path.mkdir(mode=_PRIVATE)
            try:
                check_device(self._destination_path, self._device, self._hidden_path)
                self._lock = locked(self._hidden_path)
                self._make_folder(self.path)
            except BaseException:
                self._remove()
                raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._remove()

    def write(self, name: str, parts: Iterable[Part], known_sha256: str | None = None) -> WrittenFile:
        """Write one new file below the folder; what the source of the parts raises is its own matter.

        `known_sha256` is the fingerprint these bytes must have: the folder is read again, and compared with it, before
        it gets its name. Any thread may write; `sync` then waits until everything is on the disk.
        """
        with self._answering():
            descriptor = self._created(name)
        try:
            written = self._filled(descriptor, parts, known_sha256)
        except BaseException:
            os.close(descriptor)
            raise
        with self._answering():
            self._syncing.add(descriptor, written.size_bytes)
        self.written[name] = written
        return written

    def _created(self, name: str) -> int:
        """A new file, open for writing."""
        path, folder = f"{self.path}/{name}", name.rpartition("/")[0]
        if folder not in self._folders:
            self._make_folders(folder)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _SAFELY, _FILE_MODE)
        try:
            self._set_mode(path, _FILE_MODE)
        except BaseException:
            os.close(descriptor)
            raise
        return descriptor

    def _filled(self, descriptor: int, parts: Iterable[Part], known_sha256: str | None) -> WrittenFile:
        """Write the parts; what their source raises passes, what the place says is an error of ours."""
        digest, size = sha256(), 0
        with _closing_quietly(os.fdopen(descriptor, "wb", buffering=_BUFFER_BYTES, closefd=False)) as file:
            for part in parts:
                if known_sha256 is None:
                    digest.update(part)
                size += len(part)
                try:
                    file.write(part)
                except OSError as error:
                    raise self._answer(error) from error
            with self._answering():
                file.flush()
        return WrittenFile(size, known_sha256 or digest.hexdigest())

    def drop(self, name: str) -> None:
        """Leave a file that was written out after all; it goes before the next `sync` has ended."""
        del self.written[name]
        self._dropped.append(self.path / name)

    def sync(self) -> None:
        """Wait until every file, and its name in every folder, is on the disk."""
        with self._answering():
            self._syncing.finish()
            while self._dropped:
                self._dropped.pop().unlink()
            for folder, _, _ in os.walk(self.path):
                sync_folder(Path(folder))

    def look(self) -> None:
        """Raise DestinationGone where the place went, with everything on it."""
        with self._answering():
            self.path.stat()

    def finish(self, names: Iterable[str]) -> Path:
        """Give the folder the first of the names that is free, durably, and return where it stands.

        Never over anything that is there. Raises DestinationExists when all names are taken.
        """
        with self._answering():
            for name in names:
                path = self._destination_path / name
                if self._moved_to(path):
                    try:
                        sync_folder(self._destination_path)
                    except OSError:
                        shutil.rmtree(path, ignore_errors=True)
                        raise
                    return path
        raise DestinationExists(str(self._destination_path / self._label))

    def _moved_to(self, path: Path) -> bool:
        if os.path.lexists(path):
            return False
        try:
            # Since the look, only an empty folder could be replaced by this.
            self.path.rename(path)
        except OSError as error:
            if error.errno in _TAKEN:
                return False
            raise
        return True

    def _make_folders(self, folder: str) -> None:
        """Make it and those it is in, but nothing above: where a stick was, that would be on another disk."""
        path = self.path
        for name in folder.split("/"):
            path /= name
            self._make_folder(path)
        self._folders.add(folder)

    def _make_folder(self, path: Path) -> None:
        with suppress(FileExistsError):  # another thread was quicker; nobody else can be in here
            path.mkdir(mode=_FOLDER_MODE)
            self._set_mode(path, _FOLDER_MODE)

    def _set_mode(self, path: Path | str, mode: int) -> None:
        if self._umask is not None:
            with suppress(PermissionError):  # sticks without modes
                os.chmod(path, mode & ~self._umask)  # noqa: PTH101 — a path object for each file would take longer

    def _remove(self) -> None:
        self._syncing.close()
        lock, self._lock = self._lock, None
        remove(self._hidden_path, lock)

    @contextmanager
    def _answering(self) -> Iterator[None]:
        """What the place says no with, as an error of ours."""
        try:
            yield
        except OSError as error:
            raise self._answer(error) from error

    def _answer(self, error: OSError) -> DestinationFull | DestinationRefused:
        return refusal(self._destination_path, error)


@contextmanager
def _closing_quietly(file: BinaryIO) -> Iterator[BinaryIO]:
    """Close the file; after a failed write it fails once more, which is no news."""
    try:
        yield file
    finally:
        with suppress(OSError):
            file.close()
