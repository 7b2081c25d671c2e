"""A second vault.json: without its salt and its sealed key nothing in the vault could ever be opened again."""

from contextlib import suppress
from pathlib import Path

from evidence_desk.domain.errors import DeskError, HeaderDamaged, HeaderMissing
from evidence_desk.vault.disk import replace_whole
from evidence_desk.vault.header import HEADER_COPY_NAME, HEADER_NAME, Header, read_header
from evidence_desk.vault.key_file import KEY_FILE_NAME, read_key_file
from evidence_desk.vault.keys import keys_of


def keep_copy(vault_path: Path) -> None:
    """Have the copy say what vault.json says, just found authentic. Where it can't, the next start tries."""
    header = (vault_path / HEADER_NAME).read_bytes()
    copy_path = vault_path / HEADER_COPY_NAME
    with suppress(OSError):
        if not copy_path.is_file() or copy_path.read_bytes() != header:
            replace_whole(copy_path, header)


def good_header(vault_path: Path, key_path: Path | None = None) -> Header:
    """vault.json, or its copy where it is missing or damaged; `path` of the header says which.

    Raises KeyMissing, KeyDamaged, WrongKey, FromTheFuture, or what is wrong with vault.json where no copy is good.
    """
    secret = read_key_file(key_path or vault_path / KEY_FILE_NAME)
    try:
        return _authentic(vault_path / HEADER_NAME, secret)
    except FileNotFoundError:
        trouble: DeskError = HeaderMissing(str(vault_path), HEADER_NAME)
    except HeaderDamaged as damage:
        trouble = damage
    with suppress(FileNotFoundError, DeskError):
        return _authentic(vault_path / HEADER_COPY_NAME, secret)
    raise trouble


def _authentic(path: Path, key_file_secret: bytes) -> Header:
    header = read_header(path)
    header.authenticate(keys_of(header.master_key(key_file_secret)).header)
    return header
