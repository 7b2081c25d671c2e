"""What somebody opens a vault with. None of it is ever printed."""

import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from evidence_desk.vault.keys import Keys


@dataclass(frozen=True, slots=True)
class KeyFile:
    """The key file, in the vault's folder or where `path` says."""

    path: Path | None = None


@dataclass(frozen=True, slots=True)
class Passphrase:
    """What a person remembers, in Unicode's form NFC: however its letters were typed, they are the same."""

    text: str = field(repr=False)

    def __post_init__(self) -> None:
        """Bring the text into its one form."""
        object.__setattr__(self, "text", unicodedata.normalize("NFC", self.text))

    def as_bytes(self) -> bytes:
        """The text in UTF-8."""
        return self.text.encode("utf-8", "surrogatepass")


@dataclass(frozen=True, slots=True)
class RecoveryCode:
    """What was shown once and written down; case, blanks and hyphens do not matter."""

    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class HandedOn:
    """The keys of a vault that this program has open, for its other threads: nobody is asked again."""

    keys: Keys = field(repr=False)
    slot: str


Secret = KeyFile | Passphrase | RecoveryCode | HandedOn
