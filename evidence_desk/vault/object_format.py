"""The sealed file, byte by byte: header, wrapped key, encrypted record, encrypted data."""

import json
import math
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from evidence_desk.domain.evidence import Record, record_json
from evidence_desk.vault.keys import NONCE_BYTES, new_key, unwrapped, wrapped

MAGIC = b"\x89EVDESK\n"
VERSION = 1
TAG_BYTES = 16
CHUNK_BYTES = 1 << 16
LARGEST_WHOLE_BYTES = 64 << 20

# magic, version, bytes in a chunk (0: one piece), encrypted record's bytes, data's bytes before encryption
_HEAD = struct.Struct(">8sHIIQ")
HEAD_BYTES = _HEAD.size
_WRAPPED_BYTES = NONCE_BYTES + 32 + TAG_BYTES
START_BYTES = HEAD_BYTES + _WRAPPED_BYTES
_RECORD_NONCE = b"R" + bytes(11)
_WHOLE_NONCE = b"W" + bytes(11)


@dataclass(frozen=True, slots=True)
class Unsealed:
    """An object whose header and record are authentic, and whose data is still encrypted."""

    record: Record
    text: str
    chunk_bytes: int
    data_bytes: int
    key: bytes = field(repr=False)
    body: memoryview = field(repr=False)
    is_cut_short: bool = False


class ObjectSeal:
    """Seals and opens objects of one vault under its object key."""

    def __init__(self, object_key: bytes, vault_id: str, largest_whole_bytes: int = LARGEST_WHOLE_BYTES) -> None:
        self._object_key = object_key
        self._vault_id = vault_id
        self._largest_whole_bytes = largest_whole_bytes

    def sealed(self, record: Record, data: bytes) -> Iterator[bytes]:
        """The object's bytes, in pieces."""
        chunk_bytes = CHUNK_BYTES if len(data) > self._largest_whole_bytes else 0
        record_bytes = record_text(record).encode("ascii")
        head = _HEAD.pack(MAGIC, VERSION, chunk_bytes, len(record_bytes) + TAG_BYTES, len(data))
        key = new_key()
        cipher = AESGCM(key)
        yield head + wrapped(self._object_key, key, self._about_head(head))
        yield cipher.encrypt(_RECORD_NONCE, record_bytes, head)
        about = self._about(record)
        if chunk_bytes:
            yield from _chunks_sealed(cipher, data, about)
        else:
            yield cipher.encrypt(_WHOLE_NONCE, data, about)

    def unsealed(self, untrusted_bytes: bytes) -> Unsealed | None:
        """The object's authentic record, or None when a bit of header or record is not as written, or it is none."""
        if len(untrusted_bytes) < _HEAD.size + _WRAPPED_BYTES:
            return None
        head, rest = untrusted_bytes[: _HEAD.size], memoryview(untrusted_bytes)[_HEAD.size :]
        magic, version, chunk_bytes, record_bytes, data_bytes = _HEAD.unpack(head)
        key = unwrapped(self._object_key, bytes(rest[:_WRAPPED_BYTES]), self._about_head(head))
        if magic != MAGIC or version != VERSION or key is None:
            return None
        body = rest[_WRAPPED_BYTES:]
        try:
            text = AESGCM(key).decrypt(_RECORD_NONCE, bytes(body[:record_bytes]), head).decode("ascii")
            record = record_of(text)
        except (InvalidTag, ValueError, TypeError, KeyError):  # whoever has the key can seal anything as a record
            return None
        cut_short = len(untrusted_bytes) < whole_bytes(head)
        return Unsealed(record, text, chunk_bytes, data_bytes, key, body[record_bytes:], cut_short)

    def is_cut_short(self, untrusted_bytes: bytes) -> bool:
        """Whether something is missing at the end, by what the header itself vouches for."""
        if len(untrusted_bytes) < START_BYTES:
            return True
        whole = self.vouched_bytes(untrusted_bytes)
        return whole is not None and len(untrusted_bytes) < whole

    def vouched_bytes(self, untrusted_start: bytes) -> int | None:
        """How long the file is by its first START_BYTES, or None when nobody with the key wrote those."""
        head, wrapped_key = untrusted_start[:HEAD_BYTES], untrusted_start[HEAD_BYTES:START_BYTES]
        if unwrapped(self._object_key, wrapped_key, self._about_head(head)) is None:
            return None
        return whole_bytes(head)

    def data(self, unsealed: Unsealed, record: Record) -> bytes | None:
        """The data, or None unless every byte is authentic and belongs to `record`'s item and hash."""
        cipher, about = AESGCM(unsealed.key), self._about(record)
        try:
            if unsealed.chunk_bytes:
                data = b"".join(_chunks_opened(cipher, unsealed, about))
            else:
                data = cipher.decrypt(_WHOLE_NONCE, unsealed.body, about)
        except InvalidTag:
            return None
        return data if len(data) == unsealed.data_bytes else None

    def data_into(self, untrusted: memoryview, record: Record, room: memoryview) -> memoryview | None:
        """A whole object's data, written into the start of `room`; `untrusted` are all its bytes.

        None unless header, record and data are authentic and belong to `record`'s item and hash, and where the data
        is in chunks or longer than `room`. Then `unsealed` and `data` tell what there is.
        """
        if len(untrusted) < START_BYTES:
            return None
        head, wrapped_key = bytes(untrusted[:HEAD_BYTES]), bytes(untrusted[HEAD_BYTES:START_BYTES])
        magic, version, chunk_bytes, record_bytes, data_bytes = _HEAD.unpack(head)
        key = unwrapped(self._object_key, wrapped_key, self._about_head(head))
        data_at = START_BYTES + record_bytes
        whole = data_at + data_bytes + TAG_BYTES
        if key is None or (magic, version, chunk_bytes, len(untrusted)) != (MAGIC, VERSION, 0, whole):
            return None
        cipher, data = AESGCM(key), room[:data_bytes]
        try:
            cipher.decrypt(_RECORD_NONCE, bytes(untrusted[START_BYTES:data_at]), head)
            cipher.decrypt_into(_WHOLE_NONCE, untrusted[data_at:], self._about(record), data)
        except (InvalidTag, ValueError):  # ValueError: the room is too small
            return None
        return data

    def _about_head(self, head: bytes) -> bytes:
        return b"evidence-desk object key|" + self._vault_id.encode() + b"|" + head

    def _about(self, record: Record) -> bytes:
        """What the data is bound to: format | vault | item | hash."""
        return f"evidence-desk object {VERSION}|{self._vault_id}|{record.item_id}|{record.sha256}".encode()


def record_end(head: bytes) -> int:
    """How many bytes of the file it takes to read the record, by its first 26 bytes."""
    _, _, _, record_bytes, _ = _HEAD.unpack(head[:HEAD_BYTES])
    return HEAD_BYTES + _WRAPPED_BYTES + int(record_bytes)


def whole_bytes(head: bytes) -> int:
    """How long the whole file is, by its first 26 bytes."""
    _, _, chunk_bytes, _, data_bytes = _HEAD.unpack(head[:HEAD_BYTES])
    tags = max(data_bytes - 1, 0) // chunk_bytes + 1 if chunk_bytes else 1
    return record_end(head) + int(data_bytes) + int(tags) * TAG_BYTES


def record_text(record: Record) -> str:
    """A record as one line of JSON: sorted names, ASCII, no spaces."""
    return record_json(record.as_json())


def record_of(text: str) -> Record:
    """The inverse of `record_text`; raises ValueError, TypeError or KeyError for anything else.

    What else stands in it, a newer program knows; only what no canonical form has is refused there too.
    """
    value: dict[str, Any] = json.loads(text, parse_float=_finite, parse_constant=_finite)
    return Record.from_json(value)


def _finite(number: str) -> float:
    """A number that can be written again. Raises ValueError for NaN and what is infinite."""
    value = float(number)
    if not math.isfinite(value):
        raise ValueError(number)
    return value


def _chunk_nonce(number: int, *, last: bool) -> bytes:
    """STREAM: the number and whether it is the last, so that chunks can't be moved, repeated or cut off."""
    return b"C" + bytes(6) + number.to_bytes(4, "big") + bytes([last])


def _chunks_sealed(cipher: AESGCM, data: bytes, about: bytes) -> Iterator[bytes]:
    view = memoryview(data)
    last = max(len(data) - 1, 0) // CHUNK_BYTES
    for number in range(last + 1):
        piece = view[number * CHUNK_BYTES : (number + 1) * CHUNK_BYTES]
        yield cipher.encrypt(_chunk_nonce(number, last=number == last), piece, about)


def _chunks_opened(cipher: AESGCM, unsealed: Unsealed, about: bytes) -> Iterator[bytes]:
    sealed_bytes = unsealed.chunk_bytes + TAG_BYTES
    body = unsealed.body
    last = max(len(body) - 1, 0) // sealed_bytes
    for number in range(last + 1):
        piece = body[number * sealed_bytes : (number + 1) * sealed_bytes]
        yield cipher.decrypt(_chunk_nonce(number, last=number == last), piece, about)
