"""The person's own words about an item: a note and tags, each change a line in the history."""

from evidence_desk.domain.evidence import Item
from evidence_desk.vault.vault import Vault


def set_note(vault: Vault, item: Item, untrusted_note: str) -> Item:
    """Replace the item's note; an empty text removes it."""
    return vault.items.set_note(item, untrusted_note)


def add_tag(vault: Vault, item: Item, untrusted_tag: str) -> Item:
    """Add one tag; adding it twice changes nothing."""
    return vault.items.add_tag(item, untrusted_tag)


def remove_tag(vault: Vault, item: Item, tag: str) -> Item:
    """Take one tag away."""
    return vault.items.remove_tag(item, tag)
