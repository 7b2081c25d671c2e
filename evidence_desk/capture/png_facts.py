"""What a picture says about itself: when it was taken and which item it is, in the three places readers look."""

from datetime import datetime
from struct import pack
from uuid import UUID

from evidence_desk.domain.evidence import ItemId
from evidence_desk.domain.times import Moment, utc_text

# Exif 2.32 tag numbers; the time tags live in a directory of their own that the first one points at.
_EXIF_DIRECTORY = 0x8769
_DATE_TIME_ORIGINAL = 0x9003
_OFFSET_TIME_ORIGINAL = 0x9011
_SUB_SECONDS_ORIGINAL = 0x9291
_IMAGE_UNIQUE_ID = 0xA420
_ASCII, _LONG = 2, 4
_EXIF_START = 26  # 8 bytes of header, then one directory of one entry: 2 + 12 + 4


def chunks(captured: Moment, item_id: ItemId) -> tuple[tuple[bytes, bytes], ...]:
    """Type and content of the chunks that stand before the pixels. UTC only: a zone tells about people."""
    return (
        (b"tIME", _time(captured.at)),
        (b"iTXt", _text(b"Creation Time", utc_text(captured.at))),
        (b"iTXt", _text(b"Identifier", item_id)),
        (b"eXIf", _exif(captured.at, item_id)),
    )


def _time(at: datetime) -> bytes:
    return pack(">H5B", at.year, at.month, at.day, at.hour, at.minute, at.second)


def _text(keyword: bytes, text: str) -> bytes:
    """An uncompressed iTXt in no particular language."""
    return keyword + b"\0\0\0\0\0" + text.encode()


def _exif(at: datetime, item_id: ItemId) -> bytes:
    """A big-endian Exif block: the original's time to the millisecond, and the item id as its 32 hex digits."""
    texts = (
        (_DATE_TIME_ORIGINAL, at.strftime("%Y:%m:%d %H:%M:%S")),
        (_OFFSET_TIME_ORIGINAL, "+00:00"),
        (_SUB_SECONDS_ORIGINAL, f"{at.microsecond // 1000:03d}"),
        (_IMAGE_UNIQUE_ID, UUID(item_id).hex),
    )
    start = b"MM\0*" + pack(">I", 8) + pack(">HHHIII", 1, _EXIF_DIRECTORY, _LONG, 1, _EXIF_START, 0)
    return start + _directory(_EXIF_START, texts)


def _directory(at: int, texts: tuple[tuple[int, str], ...]) -> bytes:
    """An Exif directory of texts that stands at offset `at`; what does not fit an entry's four bytes follows it."""
    entries, beyond = pack(">H", len(texts)), b""
    room = at + 2 + 12 * len(texts) + 4
    for tag, text in texts:
        value = text.encode("ascii") + b"\0"
        entries += pack(">HHI", tag, _ASCII, len(value))
        if len(value) <= 4:  # noqa: PLR2004 — an entry's own room
            entries += value.ljust(4, b"\0")
        else:
            entries += pack(">I", room + len(beyond))
            beyond += value
    return entries + pack(">I", 0) + beyond
