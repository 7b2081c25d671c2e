"""Remove an item: its file and its row go, a line stays in the history that it was here."""

from evidence_desk.domain.arrivals import NOT_SAID, Removal
from evidence_desk.domain.evidence import Item
from evidence_desk.vault.vault import Vault
from evidence_desk.workflows.flag_item import refuse_shut


def remove_evidence(vault: Vault, item: Item, untrusted_reason: str = NOT_SAID) -> Removal:
    """Remove the item for good. Folders handed over before still have it, and its remnants stay encrypted on the disk.

    Raises ItemShut for a flagged item, which the police may ask for; NoSuchExhibit when it is gone already, TextRefused
    for the reason, ReadOnlyVault or another VaultError.
    """
    refuse_shut(vault, item)
    return vault.remove(item, untrusted_reason)
