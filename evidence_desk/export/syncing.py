"""Waiting until what was written is on the disk itself: many files at once, beside the writing of the next ones."""

import ctypes
import errno
import os
import sys
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Lock

_NO_FOLDER_SYNC = frozenset({errno.EINVAL, errno.ENOTSUP})  # some network file systems can't, and say so
_MOST_FILES, _MOST_BYTES = 64, 32 * 2**20
"""One batch: small enough that a slow stick answers Cancel, large enough that a disk is asked seldom."""


class Syncing:
    """Makes written files durable in batches, on a thread of its own, which only waits for the disk.

    Any thread may add. What the disk answers is raised by a later `add` or by `finish`, as OSError.
    """

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk-sync")
        self._adding = Lock()
        self._batch: list[Path] = []
        self._batch_bytes = 0
        self._under_way: deque[Future[None]] = deque()

    def add(self, path: Path, size_bytes: int) -> None:
        """One more closed file; waits where two batches are under way, so that memory never holds much more."""
        with self._adding:
            self._batch.append(path)
            self._batch_bytes += size_bytes
            if len(self._batch) >= _MOST_FILES or self._batch_bytes >= _MOST_BYTES:
                self._send()
                if len(self._under_way) > 1:
                    self._under_way.popleft().result()

    def finish(self) -> None:
        """Wait until every file is on the disk."""
        self._send()
        while self._under_way:
            self._under_way.popleft().result()

    def close(self) -> None:
        """Drop what is not begun, and end the thread. May be called twice."""
        self._thread.shutdown(wait=True, cancel_futures=True)

    def _send(self) -> None:
        if self._batch:
            self._under_way.append(self._thread.submit(_flush_all, tuple(self._batch)))
            self._batch, self._batch_bytes = [], 0


def sync_folder(path: Path) -> None:
    """Make the names in a folder durable, where the system can. Raises OSError."""
    if sys.platform == "win32":
        return
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        _sync(descriptor)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(descriptor)


def _flush_all(paths: tuple[Path, ...]) -> None:
    """Each file is synced for itself and can say no; on Linux one question beforehand lets the disk do all at once."""
    if len(paths) > 1:
        _flush_file_system(paths[0].parent)
    for path in paths:
        _flush(path)


def _flush(path: Path) -> None:
    flags = os.O_RDWR if sys.platform == "win32" else os.O_RDONLY | os.O_NOFOLLOW
    descriptor = os.open(path, flags)
    try:
        _sync(descriptor)
        if sys.platform == "linux":
            # So that reading it again asks the disk and not our memory of it.
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(descriptor)


def _flush_file_system(path: Path) -> None:
    """syncfs(2): 64 small files in one go instead of 64 waits. It decides nothing, so its answer is not asked for."""
    if sys.platform == "linux":
        descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
        try:
            ctypes.CDLL(None).syncfs(descriptor)
        finally:
            os.close(descriptor)


def _sync(descriptor: int) -> None:
    if sys.platform == "darwin":
        import fcntl  # noqa: PLC0415 — only there does fsync stop at the drive's own memory

        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
    else:
        os.fsync(descriptor)
