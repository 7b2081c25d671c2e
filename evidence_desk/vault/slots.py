"""The slots of vault.json: the master key, sealed once for each thing that opens the vault."""

import secrets
from collections.abc import Mapping
from typing import Any

from evidence_desk.vault.keys import derived, unwrapped, wrapped
from evidence_desk.vault.recovery_code import BITS
from evidence_desk.vault.secrets_given import Passphrase
from evidence_desk.vault.slow_key import Cost, stretched

KEY_FILE_SLOT = "key-file"
PASSPHRASE_SLOT = "passphrase"  # noqa: S105 — the name of a kind
CODE_SLOT = "recovery-code"
KNOWN_SLOTS = frozenset({KEY_FILE_SLOT, PASSPHRASE_SLOT, CODE_SLOT})

Slot = dict[str, Any]

_SALT_BYTES = 16
_SLOT_FORMAT = 1
_CODE_BYTES = (BITS + 7) // 8


def key_file_slot(vault_id: str, master: bytes, key_file_secret: bytes) -> Slot:
    """A slot for the 32 bytes in a key file."""
    return _sealed(KEY_FILE_SLOT, vault_id, master, key_file_secret, {"salt": _new_salt().hex()})


def passphrase_slot(vault_id: str, master: bytes, passphrase: Passphrase, cost: Cost) -> Slot:
    """A slot for a passphrase. Raises MemoryError."""
    salt = _new_salt()
    stretched_key = stretched(passphrase.as_bytes(), salt, cost)
    return _sealed(PASSPHRASE_SLOT, vault_id, master, stretched_key, {**cost.as_json(), "salt": salt.hex()})


def code_slot(vault_id: str, master: bytes, number: int) -> Slot:
    """A slot for a recovery code, which nobody can guess and so needs no slow key."""
    secret = number.to_bytes(_CODE_BYTES, "big")
    return _sealed(CODE_SLOT, vault_id, master, secret, {"salt": _new_salt().hex()})


def master_by_key_file(slot: Mapping[str, Any], vault_id: str, key_file_secret: bytes) -> bytes | None:
    """The master key, or None where these bytes do not open the slot."""
    salt = _salt_of(slot)
    return None if salt is None else _opened(slot, vault_id, key_file_secret, salt)


def master_by_passphrase(slot: Mapping[str, Any], vault_id: str, passphrase: Passphrase) -> bytes | None:
    """The master key, or None where this passphrase does not open the slot.

    Raises ValueError for parameters that are none or not sane, MemoryError.
    """
    salt, parameters = _salt_of(slot), slot.get("parameters")
    if salt is None or not isinstance(parameters, Mapping):
        raise ValueError(PASSPHRASE_SLOT)
    cost = Cost.from_json(parameters)
    return _opened(slot, vault_id, stretched(passphrase.as_bytes(), salt, cost), salt)


def master_by_code(slot: Mapping[str, Any], vault_id: str, number: int) -> bytes | None:
    """The master key, or None where this code does not open the slot."""
    salt = _salt_of(slot)
    return None if salt is None else _opened(slot, vault_id, number.to_bytes(_CODE_BYTES, "big"), salt)


def _sealed(kind: str, vault_id: str, master: bytes, secret: bytes, parameters: Mapping[str, int | str]) -> Slot:
    key = derived(secret, "slot " + kind, bytes.fromhex(str(parameters["salt"])))
    sealed = wrapped(key, master, _about(vault_id, kind))
    return {"kind": kind, "parameters": dict(parameters), "sealed": sealed.hex()}


def _opened(slot: Mapping[str, Any], vault_id: str, secret: bytes, salt: bytes) -> bytes | None:
    kind = str(slot["kind"])
    try:
        sealed = bytes.fromhex(slot["sealed"])
    except (KeyError, TypeError, ValueError):
        return None
    return unwrapped(derived(secret, "slot " + kind, salt), sealed, _about(vault_id, kind))


def _new_salt() -> bytes:
    return secrets.token_bytes(_SALT_BYTES)


def _salt_of(slot: Mapping[str, Any]) -> bytes | None:
    try:
        salt = bytes.fromhex(slot["parameters"]["salt"])
    except (KeyError, TypeError, ValueError):
        return None
    return salt if len(salt) == _SALT_BYTES else None


def _about(vault_id: str, kind: str) -> bytes:
    return f"evidence-desk slot {_SLOT_FORMAT}|{vault_id}|{kind}".encode()
