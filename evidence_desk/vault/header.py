"""vault.json: the vault's name, and the slots that hold its master key."""

import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evidence_desk.domain.errors import FromTheFuture, HeaderDamaged, WrongKey
from evidence_desk.domain.hashes import Json, canonical_json, is_canonical
from evidence_desk.vault.disk import NotPlainError, read_plain, replace_whole
from evidence_desk.vault.keys import keyed_hash, keys_of
from evidence_desk.vault.slots import KEY_FILE_SLOT, Slot, key_file_slot, master_by_key_file

HEADER_NAME = "vault.json"
HEADER_COPY_NAME = "vault.json.copy"
FORMAT = 1
FORMAT_WITHOUT_KEY_FILE = 2
"""What has no slot for a key file: programs that know no other slot say that it is newer than they are."""
_LONGEST_BYTES = 2**20
_UNTOLD = "untold"
_MARK = "mark"


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

    def slot(self, kind: str) -> Slot | None:
        """The first slot of that kind."""
        return next((slot for slot in self.content["slots"] if slot.get("kind") == kind), None)

    def slots_but(self, *kinds: str) -> list[Slot]:
        """Every slot of another kind, those nobody here knows among them."""
        return [slot for slot in self.content["slots"] if slot.get("kind") not in kinds]

    @property
    def mark(self) -> str | None:
        """The mark of the change that wrote this file; None where the slots are those that the vault began with."""
        mark = self.content.get(_MARK)
        return mark if isinstance(mark, str) else None

    @property
    def untold(self) -> list[dict[str, Any]]:
        """What was changed here and may not stand in the history yet: the event and the detail of each line."""
        lines = self.content.get(_UNTOLD)
        found = [line for line in lines if isinstance(line, dict)] if isinstance(lines, list) else []
        return [
            line for line in found if isinstance(line.get("event"), str) and isinstance(line.get("detail"), dict)
        ]  # fmt: skip

    def as_bytes(self) -> bytes:
        """The file."""
        return canonical_json(dict(self.content)) + b"\n"

    def master_key(self, key_file_secret: bytes) -> bytes:
        """The master key from the first slot the key file opens. Raises WrongKey."""
        for slot in self.content["slots"]:
            if slot.get("kind") == KEY_FILE_SLOT:
                master = master_by_key_file(slot, self.id, key_file_secret)
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
    slot = key_file_slot(vault_id, master, key_file_secret)
    content = {"format": FORMAT, "id": vault_id, "kdf": {"name": "HKDF-SHA256"}, "slots": [slot]}
    return Header(path, content | {"mac": _mac(content, keys_of(master).header)})


def changed_header(
    header: Header, slots: Iterable[Slot], untold: Iterable[Json], header_key: bytes, mark: str | None = None
) -> Header:
    """The header with other slots, and with what the history has to be told of that; not written yet.

    `mark` is the change's own; without it the one before stays.
    """
    kept, lines = list(slots), list(untold)
    has_key_file = any(slot.get("kind") == KEY_FILE_SLOT for slot in kept)
    content = {name: value for name, value in header.content.items() if name not in {"mac", _UNTOLD}}
    content |= {"format": FORMAT if has_key_file else FORMAT_WITHOUT_KEY_FILE, "slots": kept}
    content |= {_UNTOLD: lines} if lines else {}
    content |= {_MARK: mark} if mark is not None else {}
    return Header(header.path, content | {"mac": _mac(content, header_key)})


def write_header(header: Header) -> None:
    """Put vault.json in place, whole. Raises OSError."""
    replace_whole(header.path, header.as_bytes())


def read_header(path: Path) -> Header:
    """Read vault.json as far as it can be trusted without a key.

    Raises FileNotFoundError, FromTheFuture for a format we do not know, HeaderDamaged for anything that is no header.
    """
    try:
        content = json.loads(read_plain(path, _LONGEST_BYTES))
    except (ValueError, RecursionError, NotPlainError) as error:
        raise HeaderDamaged(str(path.parent), HEADER_NAME) from error
    if isinstance(content, dict) and _is_newer(content.get("format")):
        raise FromTheFuture(str(path.parent), f"format {content['format']}", f"format {FORMAT_WITHOUT_KEY_FILE}")
    if not _is_header(content):
        raise HeaderDamaged(str(path.parent), HEADER_NAME)
    return Header(path, content)


def _is_newer(untrusted_format: object) -> bool:
    return isinstance(untrusted_format, int) and untrusted_format > FORMAT_WITHOUT_KEY_FILE


def _is_header(content: object) -> bool:
    return (
        isinstance(content, dict)
        and content.get("format") in (FORMAT, FORMAT_WITHOUT_KEY_FILE)
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


def _mac(content: Mapping[str, Any], header_key: bytes) -> str:
    unsigned = {name: value for name, value in content.items() if name != "mac"}
    return keyed_hash(header_key, canonical_json(unsigned)).hex()
