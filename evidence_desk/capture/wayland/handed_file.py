"""The file in which a desktop hands out its picture: read only if it can be nothing else, and removed at once.

On Linux it is the one place where a picture stands on a disk in plain sight; docs/threat-model.md says so.
"""

import os
import stat
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote_to_bytes, urlsplit

from evidence_desk.capture.targets import LEFT_ON_DISK
from evidence_desk.capture.wayland.pictures import NotAPictureError, Picture, from_png
from evidence_desk.domain.refusals import HandedEmpty, HandedForeign, HandedNothing, HandedOld, HandedWrong

_COARSE_CLOCK = 5
"""CLOCK_REALTIME_COARSE, which the kernel takes the times of files from; Python has no name for it."""
_MOST_BYTES = 500_000_000
_CHUNK = 1 << 20


def file_time_ns() -> int:
    """Now, as a file written now would say it."""
    return time.clock_gettime_ns(_COARSE_CLOCK)


def path_of(untrusted_uri: str) -> Path:
    """The file a URI names. Raises HandedNothing for an empty one, HandedWrong for one that is no local file."""
    if not untrusted_uri:
        raise HandedNothing
    try:
        parts = urlsplit(untrusted_uri)
        path = Path(os.fsdecode(unquote_to_bytes(parts.path)))
    except ValueError as error:
        raise HandedWrong from error
    local = parts.scheme == "file" and parts.netloc in {"", "localhost"}
    if not local or not path.is_absolute() or "\0" in str(path):
        raise HandedWrong
    return path


def take_handed(path: Path, begun_ns: int) -> Picture:
    """Read the picture and remove its file. `begun_ns` is `file_time_ns` before it was asked for.

    A file that is ours and was made since is removed even when it is no picture; any other is not touched. Raises
    HandedNothing, HandedForeign, HandedOld, HandedEmpty or HandedWrong.
    """
    data, removed = _taken(path, begun_ns)
    try:
        picture = from_png(data)
    except NotAPictureError as error:
        raise HandedWrong from error
    return picture if removed else Picture(picture.frame, (*picture.warnings, LEFT_ON_DISK))


def _taken(path: Path, begun_ns: int) -> tuple[bytes, bool]:
    try:
        # A link is not followed, and a pipe does not keep us waiting.
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError as error:
        raise HandedNothing from error
    except OSError as error:
        raise HandedForeign from error
    try:
        facts = os.fstat(descriptor)
        _check(facts, begun_ns)
        try:
            data = _read(descriptor, facts.st_size)
        finally:
            removed = _removed(path, facts)
    finally:
        os.close(descriptor)
    if not data:
        raise HandedEmpty
    return data, removed


def _check(facts: os.stat_result, begun_ns: int) -> None:
    if not stat.S_ISREG(facts.st_mode) or facts.st_uid != os.getuid() or facts.st_nlink != 1:
        raise HandedForeign
    if min(facts.st_mtime_ns, facts.st_ctime_ns) < begun_ns:
        raise HandedOld


def _read(descriptor: int, size: int) -> bytes:
    if size > _MOST_BYTES:
        raise HandedWrong
    chunks = []
    while chunk := os.read(descriptor, _CHUNK):
        chunks.append(chunk)
        if sum(map(len, chunks)) > _MOST_BYTES:
            raise HandedWrong
    return b"".join(chunks)


def _removed(path: Path, facts: os.stat_result) -> bool:
    """Whether the file is gone; another one that took its name meanwhile is left alone."""
    with suppress(OSError):
        now = path.lstat()
        if (now.st_dev, now.st_ino) == (facts.st_dev, facts.st_ino):
            path.unlink()
            return True
    return not os.path.lexists(path)
