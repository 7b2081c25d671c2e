"""One writer for each vault: a lock the system itself lets go of when its holder dies."""

import os
import threading
import time
from pathlib import Path

from evidence_desk.domain.errors import VaultBusy
from evidence_desk.locking import try_lock
from evidence_desk.vault.disk import FILE_MODE, said
from evidence_desk.vault.durable import BINARY

LOCK_NAME = "lock"
_LOOK_AGAIN_S = 0.02


class WriterLock:
    """The right to write one vault, held from construction to `release`.

    Raises VaultBusy when another holds it for longer than `wait_s`, NotWritable where no lock file can be written.
    """

    def __init__(self, vault_path: Path, *, wait_s: float = 0) -> None:
        try:
            self._descriptor = os.open(vault_path / LOCK_NAME, os.O_RDWR | os.O_CREAT | BINARY, FILE_MODE)
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
        while not try_lock(self._descriptor):
            if time.monotonic() >= deadline:
                raise VaultBusy(str(vault_path))
            pause.wait(_LOOK_AGAIN_S)
