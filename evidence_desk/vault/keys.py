"""The keys of one vault: everything grows from 32 random bytes."""

import hmac
import secrets
from dataclasses import dataclass, field
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
NONCE_BYTES = 12
_LABEL = "evidence-desk 1 "


def new_key() -> bytes:
    """32 bytes nobody can guess."""
    return secrets.token_bytes(KEY_BYTES)


def derived(key: bytes, label: str, salt: bytes = b"") -> bytes:
    """32 bytes that follow from `key` for one purpose (HKDF-SHA256, RFC 5869)."""
    info = (_LABEL + label).encode("ascii")
    return HKDF(SHA256(), KEY_BYTES, salt or None, info).derive(key)


def wrapped(key: bytes, inner: bytes, about: bytes) -> bytes:
    """`inner` sealed under `key` for one purpose: a random nonce, then AES-256-GCM with `about` authenticated."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, inner, about)


def unwrapped(key: bytes, sealed: bytes, about: bytes) -> bytes | None:
    """The inverse of `wrapped`, or None where the key, the purpose or the bytes are not those."""
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], about)
    except (InvalidTag, ValueError):
        return None


def keyed_hash(key: bytes, *parts: bytes) -> bytes:
    """HMAC-SHA256 over the parts, each after its length, so that no two lists of parts meet."""
    mac = hmac.new(key, digestmod=sha256)
    for part in parts:
        mac.update(len(part).to_bytes(8, "big") + part)
    return mac.digest()


@dataclass(frozen=True, slots=True)
class Keys:
    """The master key and what it opens; none of the others says anything about another. Never printed."""

    master: bytes = field(repr=False)
    database: bytes = field(repr=False)
    object: bytes = field(repr=False)
    name: bytes = field(repr=False)
    head: bytes = field(repr=False)
    header: bytes = field(repr=False)
    boot_salt: bytes = field(repr=False)
    calendar: bytes = field(repr=False)
    signing: Ed25519PrivateKey = field(repr=False)


def keys_of(master: bytes) -> Keys:
    """Every key of the vault whose master key this is."""
    return Keys(
        master=master,
        database=derived(master, "database"),
        object=derived(master, "object"),
        name=derived(master, "name"),
        head=derived(master, "head"),
        header=derived(master, "header"),
        boot_salt=derived(master, "boot session"),
        calendar=derived(master, "calendar"),
        signing=Ed25519PrivateKey.from_private_bytes(derived(master, "signing")),
    )
