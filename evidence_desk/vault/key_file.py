"""The key file: opens the desk for this account without asking anybody anything."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from evidence_desk.domain.errors import KeyDamaged, KeyMissing
from evidence_desk.drive import sync
from evidence_desk.vault.disk import NotPlainError, read_plain, replace_whole, sync_folder
from evidence_desk.vault.durable import BINARY
from evidence_desk.vault.keys import KEY_BYTES, new_key

KEY_FILE_NAME = "key"
_FIRST_LINE = "evidence-desk key 1"
_LONGEST_BYTES = 1000


def write_key_file(path: Path) -> bytes:
    """Make a key file for this account alone; returns the 32 bytes in it. Raises OSError."""
    secret = new_key()
    replace_whole(path, f"{_FIRST_LINE}\n{secret.hex()}\n".encode("ascii"))
    return secret


def read_key_file(path: Path) -> bytes:
    """The 32 bytes in a key file. Raises KeyMissing or KeyDamaged."""
    vault_path = str(path.parent)
    try:
        untrusted_text = read_plain(path, _LONGEST_BYTES).decode("ascii")
        secret = bytes.fromhex(_second_line(untrusted_text))
    except FileNotFoundError as error:
        raise KeyMissing(vault_path) from error
    except (NotPlainError, ValueError) as error:
        raise KeyDamaged(vault_path) from error
    if len(secret) != KEY_BYTES:
        raise KeyDamaged(vault_path)
    return secret


def destroy_key_file(path: Path) -> None:
    """Write over the key file where it is one, and remove it, durably. Raises OSError.

    A disk may keep what was written over, and copies know nothing of this: it is the best that can be done, no more.
    """
    with suppress(OSError):
        _write_over(path)
    path.unlink(missing_ok=True)
    sync_folder(path.parent)


def _write_over(path: Path) -> None:
    descriptor = os.open(path, os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | BINARY)
    try:
        os.write(descriptor, secrets.token_bytes(min(os.fstat(descriptor).st_size, _LONGEST_BYTES)))
        sync(descriptor)
    finally:
        os.close(descriptor)


def _second_line(untrusted_text: str) -> str:
    first, _, rest = untrusted_text.partition("\n")
    if first.rstrip("\r") != _FIRST_LINE:
        raise ValueError
    return rest
