"""How the work threads read the vault that is open: with the keys it hands on, so that nobody is asked again."""

from pathlib import Path

from evidence_desk.vault.secrets_given import KeyFile, Secret
from evidence_desk.vault.vault import Vault, open_reader


class VaultReading:
    """Made before the vault is open; `follow` is told of it on the case thread."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._secret: Secret = KeyFile()

    def follow(self, vault: Vault) -> None:
        """Read with this vault's own keys from now on, whatever opens it by then."""
        self._secret = vault.locks.handed_on

    def forget(self) -> None:
        """Hold no keys any more."""
        self._secret = KeyFile()

    def open(self, *, find_missing: bool = True) -> Vault:
        """A reading view; the caller closes it. Raises as `open_reader`."""
        return open_reader(self.path, secret=self._secret, find_missing=find_missing)
