"""Names that every file system takes and that say nothing of what is inside."""

from collections.abc import Iterator

from evidence_desk.domain.cases import Case
from evidence_desk.domain.evidence import PNG, Item
from evidence_desk.domain.times import Moment, file_name_text

ORIGINALS = "data/originals"

_SUFFIXES = {
    PNG: ".png",
    "image/jpeg": ".jpg",
    "image/webp": ".webp",
    "image/gif": ".gif",
    "image/heic": ".heic",
    "image/heif": ".heif",
    "image/avif": ".avif",
    "image/tiff": ".tif",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "text/plain; charset=unknown-8bit": ".txt",
    "video/mp4": ".mp4",
    "video/quicktime": ".mov",
    "video/3gpp": ".3gp",
    "video/webm": ".webm",
    "video/matroska": ".mkv",
    "video/x-msvideo": ".avi",
    "video/ogg": ".ogv",
    "audio/mp4": ".m4a",
    "audio/mpeg": ".mp3",
    "audio/aac": ".aac",
    "audio/wav": ".wav",
    "audio/ogg": ".ogg",
}
_OTHER_SUFFIX = ".bin"
_MOST_ON_ONE_DAY = 999


def original_path(item: Item) -> str:
    """Where an original lies in the folder: number and UTC time, such as data/originals/0001_20261122T211407Z.png."""
    suffix = _SUFFIXES.get(item.record.media_type, _OTHER_SUFFIX)
    return f"{ORIGINALS}/{item.number:04d}_{file_name_text(item.record.captured.at)}{suffix}"


def folder_names(case: Case, made: Moment, *, is_part: bool = False) -> Iterator[str]:
    """The folder's name, and the next ones where that is taken: CASE-001-7K3M-2026-11-22, then …-2, …-3.

    The day is the local one. One that holds a part of the case ends with -part, -part-2: nobody gives away the whole
    case by a slip. Who it is for is not in the name: it may lie open on a shared computer.
    """
    name = f"{case.reference}-{made.local_at:%Y-%m-%d}{'-part' if is_part else ''}"
    yield name
    yield from (f"{name}-{number}" for number in range(2, _MOST_ON_ONE_DAY + 1))
