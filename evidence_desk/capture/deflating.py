"""Deflate with the fastest tool there is: isal, or the standard library where it has no wheel."""

import zlib
from dataclasses import dataclass
from typing import Any

try:
    from isal import isal_zlib
except ImportError:  # Windows on ARM
    isal_zlib = None  # type: ignore[assignment]

_FASTEST = 1
_RAW = -15
_ADLER_BASE = 65521


@dataclass(frozen=True, slots=True)
class Deflater:
    """One library with zlib's functions, called `tool`."""

    tool: Any

    def stream(self) -> Any:
        """A raw deflate stream, without header and checksum."""
        return self.tool.compressobj(_FASTEST, self.tool.DEFLATED, _RAW)

    def checksum(self, data: bytes | memoryview, before: int = 1) -> int:
        """Adler-32, going on from `before`."""
        return int(self.tool.adler32(data, before))

    def crc(self, *parts: bytes) -> int:
        """CRC-32 of the parts one after the other."""
        value = 0
        for part in parts:
            value = self.tool.crc32(part, value)
        return value


STANDARD = Deflater(zlib)
FASTEST = STANDARD if isal_zlib is None else Deflater(isal_zlib)


def joined_checksum(first: int, second: int, second_length: int) -> int:
    """Adler-32 of two parts together, from their own (RFC 1950; the arithmetic of zlib's adler32_combine)."""
    length = second_length % _ADLER_BASE
    low, high = first & 0xFFFF, first >> 16
    joined_low = (low + (second & 0xFFFF) - 1) % _ADLER_BASE
    joined_high = (length * low + high + (second >> 16) - length) % _ADLER_BASE
    return joined_high << 16 | joined_low
