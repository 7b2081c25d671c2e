"""Unlocking: half a second of arithmetic on the case thread, while the window stays awake."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from evidence_desk.domain.errors import DeskError
from evidence_desk.domain.times import Clock
from evidence_desk.ui.background import Background
from evidence_desk.vault.secrets_given import Secret
from evidence_desk.vault.vault import Vault, open_vault

_PATIENCE_S = 0.5  # a command that runs by itself holds the vault for a moment


class UnlockOperation(QObject):
    """The vault stays on the case thread that opened it; `give_away` hands it to whoever takes that thread over."""

    unlocked = Signal()
    refused = Signal(object)
    """Why not, as a DeskError."""

    def __init__(self, background: Background, vault_path: Path, clock: Clock) -> None:
        super().__init__()
        self._background = background
        self._vault_path = vault_path
        self._clock = clock
        self._vault: Vault | None = None

    def unlock(self, given: Secret) -> None:
        """Open the vault with what was given; the answer is one of the signals."""

        def opened(_nothing: None) -> None:
            self.unlocked.emit()

        def refused(error: DeskError) -> None:
            self.refused.emit(error)

        self._background.on_case_thread(lambda: self._open(given), opened, refused)

    def give_away(self) -> Vault | None:
        """The open vault, once; from here on it belongs to the caller."""
        vault, self._vault = self._vault, None
        return vault

    def close(self) -> None:
        """On the case thread: close what was opened and not given away."""
        vault = self.give_away()
        if vault is not None:
            vault.close()

    def _open(self, given: Secret) -> None:
        self._vault = open_vault(self._vault_path, self._clock, wait_s=_PATIENCE_S, secret=given)
