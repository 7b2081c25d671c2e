"""Folders that a killed program left half made: found by their names, told from living ones by their locks."""

import os
import re
import shutil
import sys
from contextlib import suppress
from pathlib import Path

from evidence_desk.locking import try_lock

_LOCK_NAME = "lock"
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
                remove(path, lock)


def locked(path: Path) -> int | None:
    """A descriptor that holds the folder's lock, or None where it is held or can't be.

    Windows opens no folders: there a file in it stands for it. Raises OSError where nothing can be opened.
    """
    if sys.platform == "win32":
        descriptor = os.open(path / _LOCK_NAME, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0))
    else:
        descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    with suppress(OSError):
        if try_lock(descriptor):
            return descriptor
    os.close(descriptor)
    return None


def remove(path: Path, lock: int | None) -> None:
    """Remove as much of the folder as can be. The lock goes first: Windows removes nothing that is open."""
    if lock is not None:
        os.close(lock)
    shutil.rmtree(path, ignore_errors=True)
