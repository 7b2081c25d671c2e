"""From what somebody gives to the keys of a vault."""

from dataclasses import dataclass, field

from evidence_desk.domain.errors import HeaderDamaged, Locked
from evidence_desk.domain.lock_errors import NoPassphrase, TooLittleMemory, WrongCode, WrongPassphrase
from evidence_desk.vault.header import HEADER_NAME, Header
from evidence_desk.vault.key_file import KEY_FILE_NAME, read_key_file
from evidence_desk.vault.keys import Keys, keys_of
from evidence_desk.vault.recovery_code import number_of
from evidence_desk.vault.secrets_given import HandedOn, KeyFile, Passphrase, RecoveryCode, Secret
from evidence_desk.vault.slots import (
    CODE_SLOT,
    KEY_FILE_SLOT,
    PASSPHRASE_SLOT,
    Slot,
    master_by_code,
    master_by_passphrase,
)
from evidence_desk.vault.slow_key import Cost
from evidence_desk.vault.tries import Tries


@dataclass(frozen=True, slots=True)
class Unlocked:
    """The keys of a vault, and the kind of slot that gave them."""

    keys: Keys = field(repr=False)
    slot: str


def unlocked(header: Header, secret: Secret, tries: Tries | None) -> Unlocked:
    """The keys, once they have vouched for the whole header.

    Raises Locked, KeyMissing, KeyDamaged, WrongKey, WrongPassphrase, WrongCode, TriedTooOften, NoPassphrase,
    TooLittleMemory or HeaderDamaged. Wrong tries are noted and held up where `tries` is given.
    """
    found = _found(header, secret, tries)
    header.authenticate(found.keys.header)
    return found


def _found(header: Header, secret: Secret, tries: Tries | None) -> Unlocked:
    match secret:
        case HandedOn(keys, slot):
            return Unlocked(keys, slot)
        case KeyFile():
            return Unlocked(keys_of(_by_key_file(header, secret)), KEY_FILE_SLOT)
        case Passphrase():
            return Unlocked(keys_of(_by_passphrase(header, secret, tries)), PASSPHRASE_SLOT)
        case RecoveryCode():
            return Unlocked(keys_of(_by_code(header, secret, tries)), CODE_SLOT)


def opens_with_passphrase(header: Header) -> bool:
    """Whether somebody has to be asked."""
    return header.slot(KEY_FILE_SLOT) is None and header.slot(PASSPHRASE_SLOT) is not None


def _by_key_file(header: Header, secret: KeyFile) -> bytes:
    if opens_with_passphrase(header):
        raise Locked(_vault(header))
    return header.master_key(read_key_file(secret.path or header.path.with_name(KEY_FILE_NAME)))


def _by_passphrase(header: Header, secret: Passphrase, tries: Tries | None) -> bytes:
    slot = _slot(header, PASSPHRASE_SLOT)
    if tries is not None:
        tries.require_patience()
    try:
        master = master_by_passphrase(slot, header.id, secret)
    except ValueError as error:
        raise HeaderDamaged(_vault(header), HEADER_NAME) from error
    except MemoryError as error:
        raise TooLittleMemory(_vault(header), Cost.from_json(slot["parameters"]).megabytes) from error
    if master is None:
        raise WrongPassphrase(_vault(header), tries.note() if tries is not None else 0)
    return master


def _by_code(header: Header, secret: RecoveryCode, tries: Tries | None) -> bytes:
    """Never held up: nobody guesses 130 bits, and whoever forgot the passphrase has waited already."""
    slot, number = _slot(header, CODE_SLOT), number_of(secret.text)
    if number is None:  # a slip of the pen or the keyboard
        raise WrongCode(_vault(header))
    master = master_by_code(slot, header.id, number)
    if master is None:
        if tries is not None:
            tries.note()
        raise WrongCode(_vault(header))
    return master


def _slot(header: Header, kind: str) -> Slot:
    slot = header.slot(kind)
    if slot is None:
        raise NoPassphrase(_vault(header))
    return slot


def _vault(header: Header) -> str:
    return str(header.path.parent)
