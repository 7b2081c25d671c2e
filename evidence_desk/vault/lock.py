"""One writer for each vault: a lock the system itself lets go of when its holder dies."""

import errno
import os
import sys
import threading
import time
from pathlib import Path

from evidence_desk.domain.errors import NotOnThisSystem, VaultBusy
from evidence_desk.vault.disk import FILE_MODE, said

LOCK_NAME = "lock"
_LOOK_AGAIN_S = 0.02


class WriterLock:
    """The right to write one vault, held from construction to `release`.

    Raises VaultBusy when another holds it for longer than `wait_s`, NotWritable where no lock file can be written.
    """

    def __init__(self, vault_path: Path, *, wait_s: float = 0) -> None:
        try:
            self._descriptor = os.open(vault_path / LOCK_NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, FILE_MODE)
        except OSError as error:
            raise said(error, vault_path) from error
        try:
            self._take(vault_path, time.monotonic() + wait_s)
        except BaseException:
            self.release()
            raise

    def release(self) -> None:
        """Let the next writer in."""
        os.close(self._descriptor)

    def _take(self, vault_path: Path, deadline: float) -> None:
        pause = threading.Event()
        while not _try_lock(self._descriptor):
            if time.monotonic() >= deadline:
                raise VaultBusy(str(vault_path))
            pause.wait(_LOOK_AGAIN_S)


def _try_lock(descriptor: int) -> bool:
    if sys.platform == "win32":
        raise NotOnThisSystem("the desk's lock")
    import fcntl  # noqa: PLC0415 — not on every system

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in {errno.EWOULDBLOCK, errno.EACCES}:
            return False
        raise
    return True
