"""Fingerprints, and the one way a value is written before it is hashed."""

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import TypeGuard

_NOT_CANONICAL = "canonical JSON holds strings, integers, booleans, null, lists and string-keyed objects"

_PLAIN = frozenset({str, int, bool, type(None)})
_ONLY_TEXT = frozenset({str})

Json = None | bool | int | str | Sequence["Json"] | Mapping[str, "Json"]
"""A value that has exactly one canonical form: no fractions, no infinities."""


def sha256_hex(data: bytes | bytearray | memoryview) -> str:
    """The SHA-256 of `data` as 64 lower-case hexadecimal digits (FIPS 180-4)."""
    return hashlib.sha256(data).hexdigest()


def key_fingerprint(public_key: bytes) -> str:
    """A raw 32-byte Ed25519 key as OpenSSH names it (RFC 8709): "SHA256:" and 43 characters."""
    parts = (b"ssh-ed25519", public_key)
    wire = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
    return "SHA256:" + base64.b64encode(hashlib.sha256(wire).digest()).decode().rstrip("=")


def canonical_json(value: Json) -> bytes:
    """`value` as bytes that any two writers agree on: sorted keys, ASCII, no spaces.

    Raises TypeError for a float or any other type whose text is not unique.
    """
    if not is_canonical(value):
        raise TypeError(_NOT_CANONICAL)
    return json.dumps(value, sort_keys=True, ensure_ascii=True, separators=(",", ":")).encode("ascii")


def is_canonical(value: object) -> TypeGuard[Json]:
    """Whether `canonical_json` can write the value."""
    left = [value]
    while left:
        each = left.pop()
        if type(each) in _PLAIN:
            continue
        if isinstance(each, dict | Mapping):  # asked first for what nearly all of them are
            if not (_ONLY_TEXT.issuperset(map(type, each)) or all(isinstance(key, str) for key in each)):
                return False
            left += [inner for inner in each.values() if type(inner) not in _PLAIN]
        elif isinstance(each, list | tuple):
            left += [inner for inner in each if type(inner) not in _PLAIN]
        elif not isinstance(each, str | int):
            return False
    return True
