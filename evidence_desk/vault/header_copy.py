"""A second vault.json: without its salts and its sealed keys nothing in the vault could ever be opened again."""

from contextlib import suppress
from pathlib import Path

from evidence_desk.domain.errors import DeskError, HeaderDamaged, HeaderMissing, KeyDamaged, KeyMissing, Locked
from evidence_desk.domain.lock_errors import TooLittleMemory, TriedTooOften, WrongCode, WrongPassphrase
from evidence_desk.vault.disk import replace_whole
from evidence_desk.vault.header import HEADER_COPY_NAME, HEADER_NAME, Header, read_header
from evidence_desk.vault.secrets_given import Secret
from evidence_desk.vault.tries import Tries
from evidence_desk.vault.unlocking import Unlocked, unlocked

_ASKED_FOR = (Locked, WrongPassphrase, WrongCode, TriedTooOften, TooLittleMemory, KeyMissing, KeyDamaged)
"""What somebody can put right, before a good copy puts vault.json right."""


def keep_copy(vault_path: Path) -> None:
    """Have the copy say what vault.json says, just found authentic. Where it can't, the next start tries."""
    header = (vault_path / HEADER_NAME).read_bytes()
    copy_path = vault_path / HEADER_COPY_NAME
    with suppress(OSError):
        if not copy_path.is_file() or copy_path.read_bytes() != header:
            replace_whole(copy_path, header)


def replace_both(header: Header) -> None:
    """Put another vault.json in the place of the one that stands there, and of its copy, durably.

    The copy goes first: until vault.json itself is changed, nothing has happened, and the next start mends the copy.
    Raises OSError, and then both are as they were, as far as the disk allows.
    """
    path, copy_path, data = header.path, header.path.with_name(HEADER_COPY_NAME), header.as_bytes()
    before = path.read_bytes()
    try:
        replace_whole(copy_path, data)
        replace_whole(path, data)
    except BaseException:
        for each in (path, copy_path):
            with suppress(OSError):
                replace_whole(each, before)
        raise


def unlocked_or_damaged(header: Header, secret: Secret, tries: Tries | None) -> Unlocked:
    """As `unlocked`; where one changed bit of a slot makes what is right look wrong, the copy tells.

    Raises HeaderDamaged then, so that nobody looks for another passphrase; `recover` takes the copy.
    """
    try:
        return unlocked(header, secret, tries)
    except (WrongPassphrase, WrongCode) as wrong:
        if _another_copy_opens(header, secret):
            raise HeaderDamaged(str(header.path.parent), HEADER_NAME) from wrong
        raise


def _another_copy_opens(header: Header, secret: Secret) -> bool:
    try:
        copy = read_header(header.path.with_name(HEADER_COPY_NAME))
        if copy.content == header.content:
            return False
        unlocked(copy, secret, None)
    except (OSError, DeskError):
        return False
    return True


def good_header(vault_path: Path, secret: Secret, tries: Tries | None) -> tuple[Header, Unlocked]:
    """vault.json, or its copy where it is missing or damaged, with what unlocked it; `path` of the header says which.

    One changed bit can make a passphrase look wrong: then the copy is asked, too. Raises what `unlocked` raises,
    FromTheFuture, HeaderMissing, or what is wrong with vault.json where no copy is good.
    """
    try:
        header = read_header(vault_path / HEADER_NAME)
        return header, unlocked(header, secret, tries)
    except FileNotFoundError:
        trouble: DeskError = HeaderMissing(str(vault_path), HEADER_NAME)
    except (HeaderDamaged, WrongPassphrase, WrongCode) as damage:
        trouble = damage
    is_tried = isinstance(trouble, WrongPassphrase | WrongCode)
    try:
        copy = read_header(vault_path / HEADER_COPY_NAME)
        return copy, unlocked(copy, secret, None if is_tried else tries)
    except _ASKED_FOR as refusal:
        raise trouble if is_tried else refusal from None
    except (FileNotFoundError, DeskError):
        raise trouble from None
