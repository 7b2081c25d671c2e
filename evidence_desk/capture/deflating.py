"""Deflate with the fastest tool there is: isal, or the standard library where it has no wheel."""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from types import ModuleType
from typing import Protocol, cast

_fastest: ModuleType
try:
    from isal import isal_zlib as _fastest
except ImportError:  # Windows on ARM
    _fastest = zlib

_FASTEST = 1
_RAW, _ZLIB = -15, 15
_MOST_MEMORY = 9  # a quarter of a megabyte; with it isal takes a tenth less time for photos
_ADLER_BASE = 65521


class Stream(Protocol):
    """A compressobj of either library."""

    def compress(self, data: bytes | memoryview, /) -> bytes: ...

    def flush(self, mode: int = ..., /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Deflater:
    """One library with zlib's functions, called `tool`."""

    tool: ModuleType

    def stream(self, *, raw: bool = False) -> Stream:
        """A zlib stream (RFC 1950), or a raw one without header and checksum."""
        return cast("Stream", self.tool.compressobj(_FASTEST, self.tool.DEFLATED, _RAW if raw else _ZLIB, _MOST_MEMORY))

    def checksum(self, data: bytes | memoryview, before: int = 1) -> int:
        """Adler-32, going on from `before`."""
        return int(self.tool.adler32(data, before))

    def crc(self, parts: Iterable[bytes]) -> int:
        """CRC-32 of the parts one after the other."""
        value = 0
        for part in parts:
            value = self.tool.crc32(part, value)
        return value


STANDARD = Deflater(zlib)
FASTEST = Deflater(_fastest)


def joined_checksum(first: int, second: int, second_length: int) -> int:
    """Adler-32 of two parts together, from their own (RFC 1950; the arithmetic of zlib's adler32_combine)."""
    length = second_length % _ADLER_BASE
    low, high = first & 0xFFFF, first >> 16
    joined_low = (low + (second & 0xFFFF) - 1) % _ADLER_BASE
    joined_high = (length * low + high + (second >> 16) - length) % _ADLER_BASE
    return joined_high << 16 | joined_low
