"""Folders that a killed program left half made: found by their names, told from living ones by their locks."""

import os
import re
import shutil
import sys
from pathlib import Path

_DAY = r"-[0-9]{4}-[0-9]{2}-[0-9]{2}"
_OF_A_DAY = re.compile(rf"{_DAY}\Z")


def sweep(destination_path: Path, label: str) -> None:
    """Remove what a killed program left here of this case, whatever day that was; one that is being built is locked."""
    case = _OF_A_DAY.sub("", label)
    ours = re.compile(rf"\.{re.escape(case)}(?:{_DAY})?\.partial-[0-9a-f]{{16}}")
    for path in destination_path.iterdir():
        if ours.fullmatch(path.name) and path.is_dir() and not path.is_symlink():
            lock = locked(path)
            if lock is not None:
                shutil.rmtree(path, ignore_errors=True)
                os.close(lock)


def locked(path: Path) -> int | None:
    """A descriptor that holds the folder's lock, or None where it is held or can't be."""
    if sys.platform == "win32":
        return None
    import fcntl  # noqa: PLC0415 — not on Windows

    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        return None
    return descriptor
