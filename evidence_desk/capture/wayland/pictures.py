"""Pictures that other programs made, as frames: nothing in them is believed before it is checked."""

import io
import re
import struct
from dataclasses import dataclass

from PIL import Image

from evidence_desk.capture.targets import DISPLAY_HAS_10_BITS, Frame

MOST_PIXELS = 200_000_000
"""Six screens of 8K; a larger picture is not one of a desktop."""
_PPM = re.compile(rb"P6\s+(\d{1,6})\s+(\d{1,6})\s+255\s")
_PNG = b"\x89PNG\r\n\x1a\n"
_IHDR = struct.Struct(">4x4sIIB")
_PLAIN_DEPTH = 8


class NotAPictureError(ValueError):
    """The bytes are not a whole picture of that kind."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a whole desktop, and what is to be said of it."""

    frame: Frame
    warnings: tuple[str, ...] = ()


def from_ppm(untrusted_data: bytes) -> Frame:
    """A binary PPM of 8 bits a colour. Raises NotAPictureError."""
    head = _PPM.match(untrusted_data)
    if head is None:
        raise NotAPictureError("no PPM")
    width, height = int(head[1]), int(head[2])
    rows = memoryview(untrusted_data)[head.end() :]
    if not 0 < width * height <= MOST_PIXELS or len(rows) != 3 * width * height:
        raise NotAPictureError(f"{width}x{height}, {len(rows)} bytes")
    return _frame(Image.frombuffer("RGB", (width, height), rows, "raw", "RGB", 0, 1))  # type: ignore[arg-type]


def is_png(untrusted_data: bytes) -> bool:
    """Whether it begins as every PNG does."""
    return untrusted_data.startswith(_PNG)


def from_png(untrusted_data: bytes) -> Picture:
    """A PNG, without its alpha; of 16 bits a colour the upper 8 are kept, and said so. Raises NotAPictureError."""
    if not is_png(untrusted_data) or len(untrusted_data) < len(_PNG) + _IHDR.size:
        raise NotAPictureError("no PNG")
    kind, width, height, depth = _IHDR.unpack_from(untrusted_data, len(_PNG))
    if kind != b"IHDR" or not 0 < width * height <= MOST_PIXELS:
        raise NotAPictureError(f"{width}x{height}")
    try:
        with Image.open(io.BytesIO(untrusted_data), formats=["PNG"]) as image:
            image.load()
            frame = _frame(image if image.mode == "RGB" else image.convert("RGB"))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise NotAPictureError("damaged") from error
    return Picture(frame, (DISPLAY_HAS_10_BITS,) if depth > _PLAIN_DEPTH else ())


def _frame(image: Image.Image) -> Frame:
    pixels = memoryview(image.tobytes("raw", "BGRX"))
    return Frame(pixels, image.width, image.height, 4 * image.width)
