"""A folder for this account alone, where another program can write its picture only into a file; it goes at once."""

import re
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_OURS = re.compile(r"desk-[0-9a-f]{16}")
_FOR_US_ALONE = 0o700
_LONG_OVER_NS = 60_000_000_000
"""No program is given so long: whoever made the folder is gone."""


@contextmanager
def private_folder(above_path: Path) -> Iterator[Path]:
    """A new folder, removed with everything in it whatever happens. Raises OSError where none can be made.

    A desk that was killed in between could not take its folder away, and a picture may lie in it: that goes too.
    """
    path = above_path / f"desk-{secrets.token_hex(8)}"
    path.mkdir(mode=_FOR_US_ALONE)
    try:
        _remove_left_behind(path)
        yield path
    finally:
        _remove(path)


def _remove_left_behind(new_path: Path) -> None:
    """Remove what is older by the file system's own clock, and of this account: nobody else can put a link there."""
    now = new_path.lstat()
    for path in new_path.parent.glob("desk-*"):
        with suppress(OSError):
            found = path.lstat()
            is_old = now.st_mtime_ns - found.st_mtime_ns > _LONG_OVER_NS
            if _OURS.fullmatch(path.name) and is_old and found.st_uid == now.st_uid and stat.S_ISDIR(found.st_mode):
                _remove(path)


def _remove(path: Path) -> None:
    """Take away as much as can be; what another took away meanwhile is gone as well."""
    with suppress(OSError):
        for left_path in list(path.iterdir()):
            with suppress(OSError):
                left_path.unlink()
        path.rmdir()
