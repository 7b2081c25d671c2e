"""A passphrase for the desk: set, changed, removed; and the recovery code that opens it when the passphrase is lost."""

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from evidence_desk.domain.custody import VAULT_LOG
from evidence_desk.domain.errors import DeskError
from evidence_desk.vault.header import HEADER_COPY_NAME, HEADER_NAME, read_header
from evidence_desk.vault.header_age import CODE_MADE, MARK, SET
from evidence_desk.vault.new_passphrases import SHORTEST_PASSPHRASE
from evidence_desk.vault.secrets_given import HandedOn, Passphrase, RecoveryCode
from evidence_desk.vault.unlocking import opens_with_passphrase
from evidence_desk.vault.vault import Vault

__all__ = [
    "SHORTEST_PASSPHRASE", "change_passphrase", "confirm", "handed_on", "has_passphrase", "new_recovery_code",
    "note_typed_back", "remove_passphrase", "seen_at_opening", "set_passphrase", "was_typed_back",
]  # fmt: skip

TYPED_BACK = "recovery code typed back"
_OF_A_NEW_CODE = (SET, CODE_MADE)


def has_passphrase(vault_path: Path) -> bool:
    """Whether somebody has to be asked before this vault opens; only vault.json is read, or its copy."""
    for name in (HEADER_NAME, HEADER_COPY_NAME):
        with suppress(DeskError, OSError):
            return opens_with_passphrase(read_header(vault_path / name))
    return False


def set_passphrase(vault: Vault, new: Passphrase) -> str:
    """Have this passphrase open the vault, and nothing else but the recovery code that is returned, shown once.

    It takes a second or two: how dear a guess is made is measured here. Raises PassphraseTooShort, PassphraseIsSet,
    TooLittleMemory, or what every write raises.
    """
    return vault.locks.set_passphrase(new)


def change_passphrase(vault: Vault, old: Passphrase | RecoveryCode, new: Passphrase) -> None:
    """Another passphrase in the place of the old one, which the recovery code can stand in for.

    Raises WrongPassphrase, WrongCode, TriedTooOften, NoPassphrase, PassphraseTooShort, or what every write raises.
    """
    vault.locks.change_passphrase(old, new)


def remove_passphrase(vault: Vault, old: Passphrase | RecoveryCode) -> None:
    """Have a key file open the vault again, without asking anybody, and no recovery code. Raises as above."""
    vault.locks.remove_passphrase(old)


def new_recovery_code(vault: Vault) -> str:
    """Another recovery code, shown once, in the place of the one before; copies made earlier still open with that.

    Raises NoPassphrase, or what every write raises.
    """
    return vault.locks.new_recovery_code()


def note_typed_back(vault: Vault) -> None:
    """Have the history say that somebody typed the newest recovery code back. Raises what every write raises."""
    vault.custody.append(VAULT_LOG, TYPED_BACK, detail={MARK: _newest_mark(vault)})


def was_typed_back(vault: Vault) -> bool:
    """Whether the history says so of the newest recovery code; another one may have been made since."""
    newest = _newest_mark(vault)
    told = vault.custody.details(VAULT_LOG, TYPED_BACK)
    return newest is not None and any(detail.get(MARK) == newest for detail in told)


def confirm(vault: Vault, old: Passphrase | RecoveryCode) -> None:
    """Make sure that whoever asks could open the vault. Raises as `change_passphrase`; a wrong try is noted."""
    vault.locks.confirm(old)


def handed_on(vault: Vault) -> HandedOn:
    """What opens readers of this vault on other threads of this program; never to be kept anywhere."""
    return vault.locks.handed_on


def seen_at_opening(vault: Vault) -> tuple[datetime | None, tuple[datetime, ...]]:
    """When the vault had been opened last before now, and each wrong try since: all in UTC, by the clock of then."""
    return vault.locks.last_opened_at, vault.locks.wrong_tries_at


def _newest_mark(vault: Vault) -> str | None:
    """The mark of the line that tells of the newest recovery code."""
    marks = [detail.get(MARK) for detail in vault.custody.details(VAULT_LOG, *_OF_A_NEW_CODE)]
    return str(marks[-1]) if marks and marks[-1] is not None else None
