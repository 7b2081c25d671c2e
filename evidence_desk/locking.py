"""The system's own lock on an open file, which it lets go of when the holder dies."""

import errno
import sys
from collections.abc import Callable
from functools import partial

_HELD = frozenset({errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK})
"""Elsewhere EWOULDBLOCK; msvcrt.locking says EACCES, or EDEADLOCK after it tried for a while."""
_ONE_BYTE = 1


def try_lock(descriptor: int) -> bool:
    """Take the lock of a file that is open for writing; no where another holds it. Raises OSError.

    On Windows the first byte is locked, which may lie behind the file's end, and two descriptors of one process
    keep each other out just as flock does.
    """
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 — not on other systems

        lock = partial(msvcrt.locking, descriptor, msvcrt.LK_NBLCK, _ONE_BYTE)
    else:
        import fcntl  # noqa: PLC0415 — not on Windows

        lock = partial(fcntl.flock, descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return took(lock)


def took(lock: Callable[[], None]) -> bool:
    """Whether the call got the lock; raises what does not mean that another holds it."""
    try:
        lock()
    except OSError as error:
        if error.errno in _HELD:
            return False
        raise
    return True
