"""Each page of an encrypted book by itself, for when the book as a whole can't be opened any more.

SQLCipher 4 encrypts every page alone: 4,096 bytes, of which the last 80 are the page's own nonce and its HMAC-SHA512.
The first 16 bytes of the file are the salt of the HMAC's key; the key of the cipher is ours.
"""

import hashlib
import hmac
import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from evidence_desk.vault.disk import open_plain

PAGE_BYTES = 4096
USABLE_BYTES = 4016
_NONCE_BYTES = 16
_SALT_BYTES = 16
_SALT_MASK = 0x3A
_HMAC_ROUNDS = 2
_LOG_HEAD_BYTES = 32
_FRAME_HEAD_BYTES = 24
_BLOCK_BYTES = 1 << 20
_MAGIC = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True)
class Page:
    """One page in the clear. `is_sound` says that it is as it was written; `age` grows with what was written later."""

    number: int
    content: bytes
    is_sound: bool
    age: int


@dataclass(frozen=True, slots=True)
class _Place:
    number: int
    offset: int
    of_log: bool


class BookPages:
    """The pages of one book file and its write-ahead log, whatever is left of either and can be read."""

    def __init__(self, book_path: Path, log_path: Path, key: bytes) -> None:
        self._key = key
        self._book = _what_can_be_read(book_path)
        self._log = _what_can_be_read(log_path)
        former, current = self._log_places()
        self._places = [*former, *self._book_places(), *current]
        self._newest = {place.number: age for age, place in enumerate(self._places)}
        self._hmac_keys = [_hmac_key(key, salt) for salt in self._salts()]

    def __iter__(self) -> Iterator[Page]:
        """Every page there is, older ones first; the same number may come several times."""
        for age in range(len(self._places)):
            yield self._page(age)

    def newest(self, number: int) -> Page | None:
        """The page of that number as it was written last."""
        age = self._newest.get(number)
        return None if age is None else self._page(age)

    def _book_places(self) -> Iterator[_Place]:
        for index in range(len(self._book) // PAGE_BYTES):
            yield _Place(index + 1, index * PAGE_BYTES, of_log=False)

    def _log_places(self) -> tuple[list[_Place], list[_Place]]:
        """Pages of the log that were in the book before it began anew, and those that are newer than the book.

        What no commit follows was never said to be saved, and is passed over as the database does.
        """
        former, current = list[_Place](), list[_Place]()
        waiting: list[_Place] = []
        size, salts = _FRAME_HEAD_BYTES + PAGE_BYTES, b""
        for offset in range(_LOG_HEAD_BYTES, len(self._log) - size + 1, size):
            head = self._log[offset : offset + _FRAME_HEAD_BYTES]
            number, pages_after_commit = struct.unpack_from(">II", head)
            if head[8:16] != salts:
                salts, waiting = head[8:16], []
            waiting.append(_Place(number, offset + _FRAME_HEAD_BYTES, of_log=True))
            if pages_after_commit:
                (current if salts == self._log[16:24] else former).extend(waiting)
                waiting = []
        return former, current

    def _salts(self) -> set[bytes]:
        return {self._sealed(place)[:_SALT_BYTES] for place in self._places if place.number == 1}

    def _sealed(self, place: _Place) -> bytes:
        return (self._log if place.of_log else self._book)[place.offset : place.offset + PAGE_BYTES]

    def _page(self, age: int) -> Page:
        place = self._places[age]
        sealed = self._sealed(place)
        start = _SALT_BYTES if place.number == 1 else 0
        body, nonce = sealed[start:USABLE_BYTES], sealed[USABLE_BYTES : USABLE_BYTES + _NONCE_BYTES]
        opener = Cipher(AES(self._key), CBC(nonce)).decryptor()
        content = (_MAGIC if start else b"") + opener.update(body) + opener.finalize()
        return Page(place.number, content, self._is_sound(sealed, start, place.number), age)

    def _is_sound(self, sealed: bytes, start: int, number: int) -> bool:
        message = sealed[start : USABLE_BYTES + _NONCE_BYTES] + number.to_bytes(4, "little")
        said = sealed[USABLE_BYTES + _NONCE_BYTES :]
        return any(hmac.compare_digest(hmac.digest(key, message, "sha512"), said) for key in self._hmac_keys)


def _hmac_key(key: bytes, salt: bytes) -> bytes:
    masked = bytes(byte ^ _SALT_MASK for byte in salt)
    return hashlib.pbkdf2_hmac("sha512", key, masked, _HMAC_ROUNDS, len(key))


def _what_can_be_read(path: Path) -> bytes:
    """The file with zeros where the disk refuses; nothing where there is none."""
    try:
        with open_plain(path) as file:
            size = file.seek(0, os.SEEK_END)
            return b"".join(
                _block(file, offset, min(_BLOCK_BYTES, size - offset)) for offset in range(0, size, _BLOCK_BYTES)
            )
    except OSError:
        return b""


def _block(file: BufferedReader, offset: int, size: int) -> bytes:
    try:
        os.lseek(file.fileno(), offset, os.SEEK_SET)
        return os.read(file.fileno(), size)
    except OSError:
        if size <= PAGE_BYTES:
            return bytes(size)
    pieces = range(offset, offset + size, PAGE_BYTES)
    return b"".join(_block(file, piece, min(PAGE_BYTES, offset + size - piece)) for piece in pieces)
