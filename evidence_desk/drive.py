"""Waits until bytes are on the drive itself, as each system must be asked."""

import errno
import os
import sys
from collections.abc import Callable

_NO_FULL_SYNC = frozenset({errno.ENOTSUP, errno.EINVAL, errno.ENOTTY})
"""What a disk that others serve over a network says to F_FULLFSYNC, which is for the drive in this computer."""


def sync(descriptor: int) -> None:
    """Wait until what was written through the descriptor is on the disk itself. Raises OSError.

    On Windows this is FlushFileBuffers, which wants a descriptor that may write.
    """
    if sys.platform == "darwin":
        import fcntl  # noqa: PLC0415 — only there does fsync stop at the drive's own memory

        full_sync(descriptor, lambda: fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC))
    else:
        os.fsync(descriptor)


def full_sync(descriptor: int, ask_the_drive: Callable[[], object]) -> None:
    """Have the drive empty its own memory; where the file system knows no such call, sync as far as it can."""
    try:
        ask_the_drive()
    except OSError as error:
        if error.errno not in _NO_FULL_SYNC:
            raise
        os.fsync(descriptor)
