"""Look at an item on purpose; looking is a line in the history."""

from evidence_desk.domain.custody import LogId
from evidence_desk.domain.evidence import Item
from evidence_desk.vault.vault import Vault
from evidence_desk.workflows.flag_item import refuse_shut


def read_original(vault: Vault, item: Item) -> bytes:
    """The exact bytes that were kept, checked against their fingerprint.

    Raises ItemShut for a flagged item, ObjectMissing or ObjectDamaged. A vault that can only be read shows the item
    without the line in the history.
    """
    refuse_shut(vault, item)
    data = vault.read(item)
    if not vault.read_only:
        vault.custody.append(
            LogId(item.record.case_id),
            "viewed",
            item=item.id,
            sha256=item.record.sha256,
            detail={"exhibit": item.exhibit},
        )
    return data
