"""What unlocking a desk, and changing what unlocks it, can be refused with."""

from evidence_desk.domain.errors import DeskError, VaultError


class WrongPassphrase(VaultError):
    """The passphrase does not open this vault; `wait_s` is how long the next try has to wait."""

    wait_s: int


class WrongCode(VaultError):
    """The recovery code does not open this vault, or is no recovery code."""


class TriedTooOften(VaultError):
    """Several wrong tries in a row: nothing was tried now."""

    wait_s: int


class PassphraseTooShort(DeskError):
    """A new passphrase has fewer than `shortest` characters."""

    shortest: int


class PassphraseTooLong(DeskError):
    """A new passphrase has more than `longest` characters, which no field of the window holds."""

    longest: int


class PassphraseHasEndBlanks(DeskError):
    """A new passphrase begins or ends with a blank, or is nothing else: nobody sees those in a field or a file."""


class NoPassphrase(VaultError):
    """A passphrase or a recovery code was named for a vault that has neither."""


class PassphraseIsSet(VaultError):
    """The vault has a passphrase already."""


class TooLittleMemory(VaultError):
    """Working out the key takes more memory than the system gives."""

    megabytes: int


class SecretFileRefused(DeskError):
    """A file with a passphrase or a code can't be used; `why` says so."""

    path: str
    why: str


class NotLocked(VaultError):
    """The window that has the vault open can't lock it."""
