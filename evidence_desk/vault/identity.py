"""Who a vault is."""

from dataclasses import dataclass
from pathlib import Path

from evidence_desk.vault.keys import Keys
from evidence_desk.vault.slots import KEY_FILE_SLOT


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a vault is, what signs for it, and the kind of slot by which it was opened."""

    path: Path
    id: str
    keys: Keys
    slot: str = KEY_FILE_SLOT
