"""Waiting until what was written is on the disk itself: many files at once, beside the writing of the next ones."""

import ctypes
import errno
import os
import sys
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from pathlib import Path
from threading import Lock

from evidence_desk.drive import sync

_NO_FOLDER_SYNC = frozenset({errno.EINVAL, errno.ENOTSUP})  # some network file systems can't, and say so
_MOST_FILES, _MOST_BYTES = 32, 32 * 2**20
"""One batch: small enough that a slow stick answers Cancel, and few of the 256 files that macOS lets be open."""
_START_WRITING = 2  # SYNC_FILE_RANGE_WRITE


class Syncing:
    """Makes written files durable in batches, on a thread of its own, which only waits for the disk.

    Any thread may add. What the disk answers is raised by a later `add` or by `finish`, as OSError.
    """

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk-sync")
        self._adding = Lock()
        self._batch = _Batch()
        self._under_way: deque[tuple[_Batch, Future[None]]] = deque()

    def add(self, descriptor: int, size_bytes: int) -> None:
        """One more file, written to its end; its descriptor is closed here, when it is on the disk or nobody waits.

        The disk begins with it at once. Waits where two batches are under way, so that memory never holds much more.
        """
        _start_writing(descriptor)
        with self._adding:
            self._batch.add(descriptor, size_bytes)
            if self._batch.is_full:
                self._send()
                if len(self._under_way) > 1:
                    self._under_way.popleft()[1].result()

    def finish(self) -> None:
        """Wait until every file is on the disk."""
        self._send()
        while self._under_way:
            self._under_way.popleft()[1].result()

    def close(self) -> None:
        """Drop what is not begun, and end the thread. May be called twice."""
        self._thread.shutdown(wait=True, cancel_futures=True)
        for batch in (self._batch, *(batch for batch, _ in self._under_way)):
            batch.close()

    def _send(self) -> None:
        if self._batch.descriptors:
            self._under_way.append((self._batch, self._thread.submit(self._batch.flush)))
            self._batch = _Batch()


class _Batch:
    """Open files that go to the disk together; each is synced for itself and can say no."""

    def __init__(self) -> None:
        self.descriptors: deque[int] = deque()
        self._bytes = 0

    @property
    def is_full(self) -> bool:
        return len(self.descriptors) >= _MOST_FILES or self._bytes >= _MOST_BYTES

    def add(self, descriptor: int, size_bytes: int) -> None:
        self.descriptors.append(descriptor)
        self._bytes += size_bytes

    def flush(self) -> None:
        """Sync and close all of them. Raises OSError for the first that the disk says no to; all are closed then."""
        try:
            while self.descriptors:
                _flush(self.descriptors[0])
                os.close(self.descriptors.popleft())
        finally:
            self.close()

    def close(self) -> None:
        """Close what is left without waiting for it."""
        while self.descriptors:
            with suppress(OSError):
                os.close(self.descriptors.popleft())


def sync_folder(path: Path) -> None:
    """Make the names in a folder durable, where the system can. Raises OSError."""
    if sys.platform == "win32":
        return
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        sync(descriptor)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(descriptor)


def _flush(descriptor: int) -> None:
    sync(descriptor)
    if sys.platform == "linux":
        # So that reading it again asks the disk and not our memory of it.
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)


def _start_writing(descriptor: int) -> None:
    """Have the disk begin, so that the wait later is short. It decides nothing, so its answer is not asked for."""
    if sys.platform == "linux":
        _sync_file_range()(descriptor, 0, 0, _START_WRITING)


@cache
def _sync_file_range() -> Callable[[int, int, int, int], object]:
    """sync_file_range(2), from the start of a file to its end."""
    call = ctypes.CDLL(None).sync_file_range
    call.argtypes = ctypes.c_int, ctypes.c_int64, ctypes.c_int64, ctypes.c_uint
    return call
