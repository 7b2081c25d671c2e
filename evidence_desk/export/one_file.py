"""One file for somebody else: all of it on the disk under its name, or what stood there before."""

import contextlib
import os
import secrets
from pathlib import Path

from evidence_desk.drive import sync
from evidence_desk.export.syncing import sync_folder

_PRIVATE, _USUAL = 0o600, 0o666
_BINARY = getattr(os, "O_BINARY", 0)


def put_file(path: Path, data: bytes, mode: int | None = None, *, keep: bool = False) -> None:
    """Write the file in place of what stood there; when this returns it is on the disk. Raises OSError or ValueError.

    Then what stood there stands there still, and nothing else. With `keep` that is always so: FileExistsError where
    there is something. Without a `mode` the file gets that of this process.
    """
    if keep and path.exists():
        raise FileExistsError(path)
    aside_path = path.with_name(f".{secrets.token_hex(8)}.partial")
    try:
        _write(aside_path, data, mode)
        if keep:
            _put_new(aside_path, path)
        else:
            aside_path.replace(path)
    except BaseException:
        with contextlib.suppress(OSError, ValueError):
            aside_path.unlink(missing_ok=True)
        raise
    with contextlib.suppress(OSError):  # the file is there; some file systems can't be asked to sync a name
        sync_folder(path.parent)


def _write(path: Path, data: bytes, mode: int | None) -> None:
    made_with = _USUAL if mode is None else _PRIVATE
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, made_with)
    with os.fdopen(descriptor, "wb") as file:
        if mode is not None and os.name == "posix":
            os.fchmod(descriptor, mode)
        file.write(data)
        file.flush()
        sync(descriptor)


def _put_new(aside_path: Path, path: Path) -> None:
    """Give the file its name, which nothing else may have; FileExistsError where something has taken it meanwhile."""
    try:
        path.hardlink_to(aside_path)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):  # sticks and shares that know no second name for a file
        aside_path.replace(path)
        return
    aside_path.unlink()
