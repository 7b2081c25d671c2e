"""Waiting until what was written is on the disk itself."""

import errno
import os
import sys
from pathlib import Path
from typing import BinaryIO

_NO_FOLDER_SYNC = frozenset({errno.EINVAL, errno.ENOTSUP})  # some network file systems can't, and say so


def flush_to_disk(file: BinaryIO) -> None:
    """Make a file durable that is about to be closed. Raises OSError."""
    file.flush()
    _sync(file.fileno())
    if sys.platform == "linux":
        # So that reading it again asks the disk and not our memory of it.
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


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


def _sync(descriptor: int) -> None:
    if sys.platform == "darwin":
        import fcntl  # noqa: PLC0415 — only there does fsync stop at the drive's own memory

        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
    else:
        os.fsync(descriptor)
