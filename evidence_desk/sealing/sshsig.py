"""SSHSIG signatures with Ed25519, written so that a stock `ssh-keygen -Y verify` accepts them.

The format is OpenSSH's PROTOCOL.sshsig, version 1. Only one shape of it is ever written here (Ed25519, SHA-512, nothing
reserved), so only that shape, byte for byte, is read.
"""

import base64
import binascii
import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

NAMESPACE = "evidence-desk"
PRINCIPAL = "evidence-desk"

_KEY_TYPE = b"ssh-ed25519"
_MAGIC = b"SSHSIG"
_VERSION = (1).to_bytes(4, "big")
_HASH_NAME = b"sha512"
_BEGIN = "-----BEGIN SSH SIGNATURE-----"
_END = "-----END SSH SIGNATURE-----"
_ARMOR_WIDTH = 70
_KEY_BYTES = 32
_SIGNATURE_BYTES = 64

# The points of small order, in every spelling, sign bit left off: with one of these as the key, one signature can fit
# many messages.
_SMALL_ORDER = frozenset(
    bytes.fromhex(point)
    for point in (
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    )
)


class BadSignatureError(ValueError):
    """Not a signature of ours over this message; the text is a sentence saying why."""


def sign(key: Ed25519PrivateKey, message: bytes, namespace: str = NAMESPACE) -> bytes:
    """The armored signature of `message`, ready to be a `.sig` file."""
    public_key = key.public_key().public_bytes_raw()
    return _armored(_blob(public_key, namespace, key.sign(_signed_part(message, namespace))))


def verify(armored: bytes, message: bytes, namespace: str = NAMESPACE) -> bytes:
    """The raw 32-byte Ed25519 public key that signed `message`; raises BadSignatureError for anything else."""
    public_key, signature = _parse(armored, namespace)
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, _signed_part(message, namespace))
    except (InvalidSignature, ValueError) as error:
        raise BadSignatureError("The signature does not fit.") from error
    return public_key


def allowed_signers(public_key: bytes, namespace: str = NAMESPACE) -> bytes:
    """The one-line `allowed_signers` file that lets `ssh-keygen -Y verify` accept this key."""
    key_text = base64.b64encode(_key_blob(public_key)).decode()
    return f'{PRINCIPAL} namespaces="{namespace}" {_KEY_TYPE.decode()} {key_text}\n'.encode()


def _parse(armored: bytes, namespace: str) -> tuple[bytes, bytes]:
    """Public key and signature, cut out at the only places where they can stand."""
    empty = _blob(bytes(_KEY_BYTES), namespace, bytes(_SIGNATURE_BYTES))
    if len(armored) != len(_armored(empty)):
        raise BadSignatureError("This is not a signature of the kind we write.")
    lines = armored.split(b"\n")
    try:
        blob = base64.b64decode(b"".join(lines[1:-2]), validate=True)
    except binascii.Error as error:
        raise BadSignatureError("The signature is not written as it should be.") from error
    key_at = empty.index(_KEY_TYPE) + len(_KEY_TYPE) + 4
    public_key, signature = blob[key_at : key_at + _KEY_BYTES], blob[-_SIGNATURE_BYTES:]
    if _armored(_blob(public_key, namespace, signature)) != armored:
        raise BadSignatureError("The signature is not written as it should be.")
    if _without_sign(public_key) in _SMALL_ORDER:
        raise BadSignatureError("The key is one that fits many messages.")
    return public_key, signature


def _without_sign(public_key: bytes) -> bytes:
    return public_key[:-1] + bytes([public_key[-1] & 0x7F])


def _blob(public_key: bytes, namespace: str, signature: bytes) -> bytes:
    parts = (_key_blob(public_key), namespace.encode(), b"", _HASH_NAME, _string(_KEY_TYPE) + _string(signature))
    return _MAGIC + _VERSION + b"".join(map(_string, parts))


def _key_blob(public_key: bytes) -> bytes:
    return _string(_KEY_TYPE) + _string(public_key)


def _signed_part(message: bytes, namespace: str) -> bytes:
    parts = (namespace.encode(), b"", _HASH_NAME, hashlib.sha512(message).digest())
    return _MAGIC + b"".join(map(_string, parts))


def _string(value: bytes) -> bytes:
    """RFC 4251's string: its length in four bytes, then itself."""
    return len(value).to_bytes(4, "big") + value


def _armored(blob: bytes) -> bytes:
    text = base64.b64encode(blob).decode()
    lines = (text[at : at + _ARMOR_WIDTH] for at in range(0, len(text), _ARMOR_WIDTH))
    return "\n".join((_BEGIN, *lines, _END, "")).encode()
