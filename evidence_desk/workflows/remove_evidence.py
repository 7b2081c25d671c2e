"""Remove an item: its file and its row go, a line stays in the history that it was here."""

from evidence_desk.domain.arrivals import NOT_SAID, Removal
from evidence_desk.domain.evidence import Item
from evidence_desk.vault.vault import Vault


def remove_evidence(vault: Vault, item: Item, untrusted_reason: str = NOT_SAID) -> Removal:
    """Remove the item for good. Folders handed over before still have it, and its remnants stay encrypted on the disk.

    Raises NoSuchExhibit when it is gone already, TextRefused for the reason, ReadOnlyVault or another VaultError.
    """
    return vault.remove(item, untrusted_reason)
