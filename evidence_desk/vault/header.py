"""vault.json: the vault's name, and the slots that hold its master key."""

import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evidence_desk.domain.errors import FromTheFuture, HeaderDamaged, WrongKey
from evidence_desk.domain.hashes import canonical_json, is_canonical
from evidence_desk.vault.disk import NotPlainError, read_plain, replace_whole
from evidence_desk.vault.keys import derived, keyed_hash, keys_of, unwrapped, wrapped

HEADER_NAME = "vault.json"
HEADER_COPY_NAME = "vault.json.copy"
FORMAT = 1
KEY_FILE_SLOT = "key-file"
SALT_BYTES = 16
_LONGEST_BYTES = 2**20


@dataclass(frozen=True, slots=True)
class Header:
    """vault.json as it stands: unknown slots and unknown names are carried along untouched.

    Only `id` and `slots` are read before the master key is known; `authenticate` then vouches for all of it.
    """

    path: Path
    content: Mapping[str, Any] = field(repr=False)

    @property
    def id(self) -> str:
        """32 hexadecimal digits, random, never changed."""
        return str(self.content["id"])

    def master_key(self, key_file_secret: bytes) -> bytes:
        """The master key from the first slot the key file opens. Raises WrongKey."""
        for slot in self.content["slots"]:
            if slot.get("kind") == KEY_FILE_SLOT:
                master = _from_slot(slot, key_file_secret, self.id)
                if master is not None:
                    return master
        raise WrongKey(str(self.path.parent))

    def authenticate(self, header_key: bytes) -> None:
        """Raise HeaderDamaged unless whoever wrote this file knew the master key."""
        said_mac = str(self.content["mac"])
        if not hmac.compare_digest(said_mac.encode(), _mac(self.content, header_key).encode()):
            raise HeaderDamaged(str(self.path.parent), HEADER_NAME)


def new_header(path: Path, vault_id: str, master: bytes, key_file_secret: bytes) -> Header:
    """A header with one key file slot; not written yet."""
    salt = secrets.token_bytes(SALT_BYTES)
    key = derived(key_file_secret, "slot " + KEY_FILE_SLOT, salt)
    slot = {
        "kind": KEY_FILE_SLOT,
        "parameters": {"salt": salt.hex()},
        "sealed": wrapped(key, master, _about(vault_id, KEY_FILE_SLOT)).hex(),
    }
    content = {"format": FORMAT, "id": vault_id, "kdf": {"name": "HKDF-SHA256"}, "slots": [slot]}
    return Header(path, content | {"mac": _mac(content, keys_of(master).header)})


def write_header(header: Header) -> None:
    """Put vault.json in place, whole. Raises OSError."""
    replace_whole(header.path, canonical_json(dict(header.content)) + b"\n")


def read_header(path: Path) -> Header:
    """Read vault.json as far as it can be trusted without a key.

    Raises FileNotFoundError, FromTheFuture for a format we do not know, HeaderDamaged for anything that is no header.
    """
    try:
        content = json.loads(read_plain(path, _LONGEST_BYTES))
    except (ValueError, RecursionError, NotPlainError) as error:
        raise HeaderDamaged(str(path.parent), HEADER_NAME) from error
    if isinstance(content, dict) and _is_newer(content.get("format")):
        raise FromTheFuture(str(path.parent), f"format {content['format']}", f"format {FORMAT}")
    if not _is_header(content):
        raise HeaderDamaged(str(path.parent), HEADER_NAME)
    return Header(path, content)


def _is_newer(untrusted_format: object) -> bool:
    return isinstance(untrusted_format, int) and untrusted_format > FORMAT


def _is_header(content: object) -> bool:
    return (
        isinstance(content, dict)
        and content.get("format") == FORMAT
        and isinstance(content.get("id"), str)
        and isinstance(content.get("mac"), str)
        and isinstance(content.get("slots"), list)
        and all(isinstance(slot, dict) for slot in content["slots"])
        and (content["id"] + content["mac"]).isascii()
        and _can_be_authentic(content)
    )


def _can_be_authentic(content: object) -> bool:
    """Whether it can be written in the one form that is authenticated: no fractions, no depth without end."""
    try:
        return is_canonical(content)
    except RecursionError:
        return False


def _from_slot(slot: Mapping[str, Any], key_file_secret: bytes, vault_id: str) -> bytes | None:
    try:
        salt, sealed = bytes.fromhex(slot["parameters"]["salt"]), bytes.fromhex(slot["sealed"])
    except (KeyError, TypeError, ValueError):
        return None
    key = derived(key_file_secret, "slot " + KEY_FILE_SLOT, salt)
    return unwrapped(key, sealed, _about(vault_id, KEY_FILE_SLOT))


def _about(vault_id: str, kind: str) -> bytes:
    return f"evidence-desk slot {FORMAT}|{vault_id}|{kind}".encode()


def _mac(content: Mapping[str, Any], header_key: bytes) -> str:
    unsigned = {name: value for name, value in content.items() if name != "mac"}
    return keyed_hash(header_key, canonical_json(unsigned)).hex()
