"""Files that somebody made to do harm when they are added: each by its name, its bytes, and what is to come of it."""

import struct
import zlib
from collections.abc import Mapping
from typing import Final

BIDI_NAME = "a\u202egpj.\u2066exe\u2069\n\x1b[31mred"


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, data: bytes, *more: bytes) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + b"".join(more) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def gif(width: int, height: int, frames: int) -> bytes:
    """Frames of one pixel, each as large as its screen says."""
    screen = struct.pack("<HHBBB", width, height, 0x80, 0, 0) + bytes(6)
    frame = b"," + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02\x44\x01\x00"
    return b"GIF89a" + screen + frame * frames + b";"


def animated_png(frames: int) -> bytes:
    counts = chunk(b"acTL", struct.pack(">II", frames, 0))
    frame = chunk(b"fcTL", struct.pack(">IIIIIHHBB", 0, 1, 1, 0, 0, 1, 1, 0, 0))
    return png(1, 1, zlib.compress(bytes(4)), counts, frame)


def jpeg_of(width: int, height: int) -> bytes:
    """A head that says so, and nothing after it."""
    size = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00"
    return b"\xff\xd8\xff\xc0" + struct.pack(">H", len(size) + 2) + size + b"\xff\xd9"


NOT_READABLE, TOO_LARGE = ("picture_not_readable",), ("picture_too_large",)
KEPT: Final[Mapping[str, tuple[bytes, tuple[str, ...]]]] = {
    "a PNG of 50,000 x 50,000": (png(50_000, 50_000, zlib.compress(bytes(1000))), TOO_LARGE),
    "a PNG of 2 x 2,147,483,647": (png(2, 2**31 - 1, zlib.compress(bytes(1000))), TOO_LARGE),
    "a PNG whose pixels are missing": (png(5000, 3000, zlib.compress(bytes(1000))), NOT_READABLE),
    "a PNG whose text unpacks to a gigabyte": (
        png(1, 1, zlib.compress(bytes(4)), chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(1 << 27), 9))),
        NOT_READABLE,
    ),
    "a PNG of a billion frames": (animated_png(2**30), ()),
    "a GIF of 65,535 x 65,535": (gif(65_535, 65_535, 1), TOO_LARGE),
    "a GIF of 300,000 frames": (gif(4000, 4000, 300_000), ()),
    "a JPEG of 65,535 x 65,535": (jpeg_of(65_535, 65_535), TOO_LARGE),
    "a JPEG that ends": (jpeg_of(100, 100)[:8], NOT_READABLE),
    "a WebP that is none": (b"RIFF\xff\xff\xff\xffWEBPVP8X" + bytes(30), NOT_READABLE),
}
