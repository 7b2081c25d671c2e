"""The bytes of a file that a person names: a plain file, whole, and the same before and after."""

import errno
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from evidence_desk.domain.import_refusals import (
    FileChanged,
    FileEmpty,
    FileHalfThere,
    FileIsLink,
    FileMissing,
    FileNotReadable,
    FileTooLarge,
    NotAFile,
)

MEGABYTE = 1_000_000
LARGEST_BYTES = 200 * MEGABYTE
"""An item is held in memory while it is sealed, and about three times, two items at once, while it is handed over."""
LONGEST_NAME = 300

_UNFINISHED = frozenset({".crdownload", ".part", ".partial", ".download", ".opdownload"})
"""What Chromium, Firefox, Internet Explorer, Safari and Opera call a file until all of it is there."""

_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)  # a pipe put in its place is not waited for
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
)
_NOT_THERE = frozenset({errno.ENOENT, errno.ENOTDIR})


@dataclass(frozen=True, slots=True)
class GivenFile:
    """`name` is only ever text; `modified_ns` is what the file system says, since 1970 UTC, None where it is before."""

    name: str
    modified_ns: int | None
    data: bytes


def read_given_file(path: Path, largest_bytes: int = LARGEST_BYTES) -> GivenFile:
    """The file at `path`; no link is followed and no device opened. Raises FileRefused, in one of its kinds."""
    try:
        before = os.lstat(path)
        _refuse_others(path, before, largest_bytes)
        descriptor = os.open(path, _FLAGS)
        with os.fdopen(descriptor, "rb") as file:
            _refuse_others(path, opened := os.fstat(descriptor), largest_bytes)
            data = file.read(opened.st_size + 1)
            after = os.fstat(descriptor)
    except OSError as error:
        raise _refusal(path, error) from error
    except ValueError as error:  # a zero in the name
        raise FileMissing(str(path)) from error
    if len({_stand(each) for each in (before, opened, after)}) > 1 or len(data) != opened.st_size:
        raise FileChanged(str(path))
    return GivenFile(_name(path), _moment(opened.st_mtime_ns), data)


def _refuse_others(path: Path, found: os.stat_result, largest_bytes: int) -> None:
    """Raise for what is no plain file, and before a byte is read for one that is not all there, empty or too large."""
    if stat.S_ISLNK(found.st_mode):
        raise FileIsLink(str(path))
    if not stat.S_ISREG(found.st_mode):
        raise NotAFile(str(path))
    if path.suffix.lower() in _UNFINISHED:
        raise FileHalfThere(str(path))
    if not found.st_size:
        raise FileEmpty(str(path))
    if found.st_size > largest_bytes:
        raise FileTooLarge(str(path), largest_bytes // MEGABYTE)


def _stand(found: os.stat_result) -> tuple[int, ...]:
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def _refusal(path: Path, error: OSError) -> FileMissing | FileIsLink | FileNotReadable:
    if error.errno in _NOT_THERE:
        return FileMissing(str(path))
    if error.errno == errno.ELOOP:  # it became a link after it was looked at
        return FileIsLink(str(path))
    return FileNotReadable(str(path), error.strerror or type(error).__name__)


def _name(path: Path) -> str:
    """The last part of the path as text: bytes that are none become �."""
    return path.name.encode(errors="surrogateescape").decode(errors="replace")[:LONGEST_NAME]


def _moment(modified_ns: int) -> int | None:
    return modified_ns if modified_ns >= 0 else None
