"""What a file is by its first bytes; its name is never asked."""

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from evidence_desk.domain.import_refusals import (
    FileIsArchive,
    FileIsDatabase,
    FileIsMarkup,
    FileIsProgram,
    FileKindNotTaken,
    FileOfTheDesk,
    FileRefused,
)
from evidence_desk.reading.sound_frames import aac_frame_bytes, has_frames, mp3_frame_bytes


@dataclass(frozen=True, slots=True)
class FileKind:
    """`picture_format` is Pillow's name of a kind whose pictures are decoded; None for what is kept unopened."""

    media_type: str
    picture_format: str | None = None


TEXT: Final = FileKind("text/plain")
TEXT_UNKNOWN: Final = FileKind("text/plain; charset=unknown-8bit")
"""Letters of a writing nobody names here (RFC 1428): an old chat or e-mail, most often."""

_PICTURES: Final = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), FileKind("image/png", "PNG")),
    (re.compile(rb"\xff\xd8\xff"), FileKind("image/jpeg", "JPEG")),
    (re.compile(rb"GIF8[79]a"), FileKind("image/gif", "GIF")),
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), FileKind("image/webp", "WEBP")),
)
PICTURE_FORMATS: Final[Mapping[str, str | None]] = {kind.media_type: kind.picture_format for _, kind in _PICTURES}
"""Pillow's name of each kind that is decoded, by its media type."""
_UNOPENED: Final = (
    (re.compile(rb"%PDF-"), FileKind("application/pdf")),
    (re.compile(rb"II[*+]\0|MM\0[*+]"), FileKind("image/tiff")),
    (re.compile(rb"\x1a\x45\xdf\xa3.{0,60}\x42\x82.webm", re.DOTALL), FileKind("video/webm")),
    (re.compile(rb"\x1a\x45\xdf\xa3.{0,60}\x42\x82.matroska", re.DOTALL), FileKind("video/matroska")),
    (re.compile(rb"RIFF.{4}AVI ", re.DOTALL), FileKind("video/x-msvideo")),
    (re.compile(rb"RIFF.{4}WAVE", re.DOTALL), FileKind("audio/wav")),
    (re.compile(rb"OggS.{0,60}theora", re.DOTALL), FileKind("video/ogg")),
    (re.compile(rb"OggS"), FileKind("audio/ogg")),
    (re.compile(rb"ID3[\x02-\x04]"), FileKind("audio/mpeg")),
)
_REFUSED: Final[tuple[tuple[re.Pattern[bytes], type[FileRefused]], ...]] = (
    (re.compile(rb"evidence-desk key "), FileOfTheDesk),
    (re.compile(rb"SQLite format 3\0"), FileIsDatabase),
    (re.compile(rb"PK(\x03\x04|\x05\x06|\x07\x08)|Rar!\x1a|7z\xbc\xaf\x27\x1c|\x1f\x8b|BZh[1-9]1AY&SY"), FileIsArchive),
    (
        re.compile(rb"\xfd7zXZ|\x28\xb5\x2f\xfd|MSCF\0|\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1|.{257}ustar", re.DOTALL),
        FileIsArchive,
    ),
    (
        # Words may begin with MZ, too, and have no zero.
        re.compile(
            rb"MZ.*\0|\x7fELF|#!|\xca\xfe\xba\xbe|\xfe\xed\xfa[\xce\xcf]|[\xce\xcf]\xfa\xed\xfe|dex\n0", re.DOTALL
        ),
        FileIsProgram,
    ),
)

# ISO base media (MP4 and its family): a box "ftyp" with a brand of four letters, then others it goes by.
_BOX: Final = slice(4, 8)
_BRAND: Final = slice(8, 12)
_BRANDS: Final[Mapping[bytes, FileKind]] = {
    **dict.fromkeys((b"avif", b"avis"), FileKind("image/avif")),
    **dict.fromkeys((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"), FileKind("image/heic")),
    **dict.fromkeys((b"mif1", b"msf1"), FileKind("image/heif")),
    **dict.fromkeys((b"M4A ", b"M4B "), FileKind("audio/mp4")),
    **dict.fromkeys(
        (b"isom", b"iso2", b"iso3", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"MSNV", b"M4V ", b"dash"),
        FileKind("video/mp4"),
    ),
    **dict.fromkeys((b"3gp4", b"3gp5", b"3gp6", b"3gp7"), FileKind("video/3gpp")),
    b"qt  ": FileKind("video/quicktime"),
}

# What a browser takes for a page however the file is called (WHATWG, MIME Sniffing, section 7.1), and drawings.
_MARKUP: Final = re.compile(
    r"\s*<(\?xml|!--|(!doctype|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|svg|math|meta|link)"
    r"[\s:/>])",
    re.IGNORECASE,
)
_NO_LETTER: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
"""Bytes that no writing of one or two bytes a letter has in a text; without them nothing else can be told of it."""
_START_BYTES: Final = 512
_PIECE_BYTES: Final = 1 << 20
_BYTE_ORDERS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def kind_of(path: Path, data: bytes) -> FileKind:
    """What the bytes are; `path` is for the words of a refusal. Raises FileRefused, in one of its kinds."""
    start = data[:_START_BYTES]
    for pattern, refusal in _REFUSED:
        if pattern.match(start):
            raise refusal(str(path))
    found = _by_first_bytes(start) or _by_brand(start) or _by_frames(data)
    if found is not None:
        return found
    encoding = next((name for mark, name in _BYTE_ORDERS if data.startswith(mark)), "utf-8")
    is_known = _is_text(data, encoding)
    if not is_known and _NO_LETTER.search(data):
        raise FileKindNotTaken(str(path))
    if _MARKUP.match(start.decode(encoding, "ignore")):
        raise FileIsMarkup(str(path))
    return TEXT if is_known else TEXT_UNKNOWN


def _by_first_bytes(start: bytes) -> FileKind | None:
    return next((kind for pattern, kind in (*_PICTURES, *_UNOPENED) if pattern.match(start)), None)


def _by_brand(start: bytes) -> FileKind | None:
    """A file of the MP4 family by its brand; AVIF pictures may go by a general one, and name their own after it."""
    if start[_BOX] != b"ftyp":
        return None
    kind = _BRANDS.get(start[_BRAND])
    others = start[: int.from_bytes(start[:4], "big")]
    return _BRANDS[b"avif"] if kind == _BRANDS[b"mif1"] and b"avif" in others else kind


def _by_frames(data: bytes) -> FileKind | None:
    if has_frames(data, mp3_frame_bytes):
        return FileKind("audio/mpeg")
    return FileKind("audio/aac") if has_frames(data, aac_frame_bytes) else None


def _is_text(data: bytes, encoding: str) -> bool:
    """Whether all of it is characters and none a zero; read in pieces, so that no second copy of it is made."""
    decoder = codecs.getincrementaldecoder(encoding)()
    view = memoryview(data)
    try:
        for at in range(0, len(data), _PIECE_BYTES):
            piece = view[at : at + _PIECE_BYTES]
            if "\0" in decoder.decode(piece, final=at + _PIECE_BYTES >= len(data)):
                return False
    except UnicodeDecodeError:
        return False
    return True
