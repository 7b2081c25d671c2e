"""What a new passphrase must be, so that the window and a file take the same one; how good it is, only hints say."""

from typing import Final

from evidence_desk.domain.lock_errors import PassphraseHasEndBlanks, PassphraseTooLong, PassphraseTooShort
from evidence_desk.vault.secrets_given import Passphrase

SHORTEST_PASSPHRASE: Final = 8
LONGEST_PASSPHRASE: Final = 1024
_BYTE_ORDER_MARK: Final = "\ufeff"


def require_typeable(new: Passphrase) -> None:
    """Raise PassphraseTooShort, PassphraseTooLong or PassphraseHasEndBlanks."""
    if len(new.text) < SHORTEST_PASSPHRASE:
        raise PassphraseTooShort(SHORTEST_PASSPHRASE)
    if len(new.text.encode("utf-16-le", "surrogatepass")) // 2 > LONGEST_PASSPHRASE:  # as a field of the window counts
        raise PassphraseTooLong(LONGEST_PASSPHRASE)
    if new.text != new.text.strip().strip(_BYTE_ORDER_MARK):
        raise PassphraseHasEndBlanks
