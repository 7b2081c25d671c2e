"""The calls that make names stay, on each system: renamed, and written through to the disk."""

import ctypes
import errno
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path

BINARY = getattr(os, "O_BINARY", 0)
"""For every file that is opened by descriptor: without it Windows turns line ends into two bytes."""

_REPLACE_EXISTING, _WRITE_THROUGH = 0x1, 0x8
_ACCESS_DENIED, _SHARING_VIOLATION = 5, 32
_TRIES, _PAUSE_S = 50, 0.02
"""A second: a virus scanner looks into every new file, and Windows moves none that another holds open."""


def move(source_path: Path, target_path: Path) -> None:
    """Give the file its name, in place of what stood there. Raises OSError, and then both are as they were."""
    if sys.platform == "win32":
        move_through(source_path, target_path, _move_file_ex)
    else:
        source_path.rename(target_path)


def move_through(source_path: Path, target_path: Path, move_file_ex: Callable[[str, str, int], int]) -> None:
    """MoveFileExW that comes back when the new name is on the disk. `move_file_ex` gives 0 or Windows' error number.

    Raises OSError; one that others cause by holding the file open for a moment only after a second.
    """
    pause = threading.Event()
    number = 0
    for _ in range(_TRIES):
        number = move_file_ex(str(source_path), str(target_path), _REPLACE_EXISTING | _WRITE_THROUGH)
        if number not in {_ACCESS_DENIED, _SHARING_VIOLATION}:
            break
        pause.wait(_PAUSE_S)
    if number == _SHARING_VIOLATION:
        raise PermissionError(errno.EACCES, "another program holds the file open", str(target_path))
    if number:
        raise refusal_of(number, target_path)


def refusal_of(number: int, path: Path) -> OSError:
    """Windows' error number as the OSError Python makes of it there; elsewhere as a failure of the disk."""
    # On Windows the fourth argument decides about `errno` and the words.
    return OSError(errno.EACCES if number == _ACCESS_DENIED else errno.EIO, f"error {number}", str(path), number)


def _move_file_ex(source: str, target: str, flags: int) -> int:
    call = getattr(ctypes, "WinDLL")("kernel32", use_last_error=True).MoveFileExW  # noqa: B009 — on Windows only
    call.argtypes = ctypes.c_wchar_p, ctypes.c_wchar_p, ctypes.c_uint32
    return 0 if call(source, target, flags) else int(getattr(ctypes, "get_last_error")())  # noqa: B009
