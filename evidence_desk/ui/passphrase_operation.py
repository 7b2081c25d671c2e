"""Setting, changing and removing the passphrase: the case thread does it, and says what came of it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from evidence_desk.domain.cases import Case
from evidence_desk.ui.background import Background
from evidence_desk.ui.case_desk import CaseDesk
from evidence_desk.vault.secrets_given import Passphrase, RecoveryCode
from evidence_desk.vault.vault import Vault
from evidence_desk.workflows import lock_desk


class PassphraseOperation(QObject):
    """Each method returns at once; its answer is one of the signals."""

    changed = Signal(str)
    """It is done; with a recovery code that nobody has seen yet, or empty."""
    refused = Signal(object)
    """Why not, as a DeskError."""
    openings_read = Signal(object, object)
    """When it had been opened last before now, or None; and a tuple of the wrong tries since."""
    code_known = Signal(bool)
    """Whether the history says that the recovery code was typed back."""

    def __init__(self, background: Background, desk: CaseDesk, vault_path: Path) -> None:
        super().__init__()
        self._background = background
        self._desk = desk
        self.vault_path = vault_path

    def set(self, new: str) -> None:
        """Have a passphrase, and a recovery code with it."""
        self._do(lambda vault: lock_desk.set_passphrase(vault, Passphrase(new)))

    def change(self, old: str, new: str) -> None:
        """Have another passphrase."""
        self._do(lambda vault: lock_desk.change_passphrase(vault, Passphrase(old), Passphrase(new)))

    def replace(self, code: RecoveryCode, new: str) -> None:
        """Have another passphrase where the old one was forgotten."""
        self._do(lambda vault: lock_desk.change_passphrase(vault, code, Passphrase(new)))

    def remove(self, old: str) -> None:
        """Have a key file again."""
        self._do(lambda vault: lock_desk.remove_passphrase(vault, Passphrase(old)))

    def make_code(self, old: str) -> None:
        """Have another recovery code in the place of the one before."""

        def make(vault: Vault) -> str:
            lock_desk.confirm(vault, Passphrase(old))
            return lock_desk.new_recovery_code(vault)

        self._do(make)

    def read_openings(self) -> None:
        """Ask when it was opened last."""
        self._background.on_case_thread(
            lambda: self._desk.doing(lambda vault, _case: lock_desk.seen_at_opening(vault)),
            lambda seen: self.openings_read.emit(*seen),
            self.refused.emit,
        )

    def read_code(self) -> None:
        """Ask whether the recovery code was ever typed back."""
        self._about_code(lock_desk.was_typed_back)

    def note_typed_back(self) -> None:
        """Have the history say that the recovery code was typed back."""

        def note(vault: Vault) -> bool:
            lock_desk.note_typed_back(vault)
            return True

        self._about_code(note)

    def _about_code(self, job: Callable[[Vault], bool]) -> None:
        self._background.on_case_thread(
            lambda: self._desk.doing(lambda vault, _case: job(vault)), self.code_known.emit, self.refused.emit
        )

    def _do(self, job: Callable[[Vault], str | None]) -> None:
        def in_vault(vault: Vault, _case: Case) -> str:
            return job(vault) or ""

        self._background.on_case_thread(lambda: self._desk.doing(in_vault), self.changed.emit, self.refused.emit)
