"""Files with holes: a terabyte that takes no room on the disk and hours to read."""

import errno
import os
import threading

MOST_BYTES = 256 * 2**20
_BLOCK_BYTES = 512


class MostlyHolesError(OSError):
    """A file that says that it is far longer than what is on the disk."""


class Holes:
    """How much of one folder that is not on the disk may still be read, for all its files together; ours have none."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._left = most_bytes
        self._lock = threading.Lock()

    def allow(self, descriptor: int, most_bytes: int) -> None:
        """Count the holes in the first `most_bytes` of an open file; raises MostlyHolesError when it is too many."""
        found = os.fstat(descriptor)
        length = min(found.st_size, most_bytes)
        if found.st_blocks * _BLOCK_BYTES >= found.st_size:
            return  # compressed files also take less room than their length, so this alone says nothing against one
        with self._lock:
            try:
                holes = _holes_bytes(descriptor, length, self._left)
            except OSError:
                return  # a disk that can't say where holes are
            if holes > self._left:
                raise MostlyHolesError
            self._left -= holes


def _holes_bytes(descriptor: int, length: int, enough: int) -> int:
    """The bytes of `length` that lie in holes, as far as it takes to be more than enough."""
    holes = at = 0
    while at < length and holes <= enough:
        start = _next_data(descriptor, at, length)
        holes += start - at
        at = start if start == length else min(os.lseek(descriptor, start, os.SEEK_HOLE), length)
    os.lseek(descriptor, 0, os.SEEK_SET)
    return holes


def _next_data(descriptor: int, at: int, length: int) -> int:
    try:
        return min(os.lseek(descriptor, at, os.SEEK_DATA), length)
    except OSError as error:
        if error.errno == errno.ENXIO:  # nothing but a hole from here on
            return length
        raise
