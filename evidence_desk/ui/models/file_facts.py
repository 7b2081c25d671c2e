"""What the detail says of a file that was added: what it is, where it came from, and that it is not opened here."""

from collections.abc import Iterator, Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication

from evidence_desk.domain.evidence import Record
from evidence_desk.domain.translating import QT_TRANSLATE_NOOP
from evidence_desk.ui.models.hand_over_words import size_words
from evidence_desk.ui.models.moment_words import short_day_words
from evidence_desk.ui.models.safe_text import left_to_right, safe_line
from evidence_desk.workflows.view_picture import can_be_looked_at

translate = QCoreApplication.translate
_CONTEXT: Final = "file_facts"

_KINDS: Final[Mapping[str, str]] = {
    "application/pdf": QT_TRANSLATE_NOOP("file_facts", "A PDF file"),
    "text/plain": QT_TRANSLATE_NOOP("file_facts", "A text file"),
    "text/plain; charset=unknown-8bit": QT_TRANSLATE_NOOP("file_facts", "A text file in an unknown writing"),
    "image": QT_TRANSLATE_NOOP("file_facts", "A picture file"),
    "audio": QT_TRANSLATE_NOOP("file_facts", "A sound file"),
    "video": QT_TRANSLATE_NOOP("file_facts", "A video file"),
}


def is_kept_unopened(record: Record) -> bool:
    """Whether nothing of it is ever shown here."""
    return not can_be_looked_at(record)


def unopened_words() -> str:
    """What stands on the cover of such a file."""
    return translate("file_facts", "Not shown here")


def file_lines(record: Record) -> Iterator[str]:
    """What it is and how large; where it came from; and how to see it, where that can't be here."""
    named = _KINDS.get(record.media_type) or _KINDS.get(record.media_type.partition("/")[0])
    kind = translate(_CONTEXT, named) if named else translate("file_facts", "A file")
    parts = [kind, *([_sides(record)] if record.width and record.height else []), size_words(record.size_bytes)]
    yield translate("file_facts", ", ").join(parts)
    yield translate("file_facts", "Added from a file")
    if is_kept_unopened(record):
        yield translate("file_facts", "Not opened here. To see it, hand over: the folder has a copy.")


def name_lines(record: Record) -> Iterator[str]:
    """What it was called, and the date it had."""
    yield safe_line(record.original_name or "")
    at = record.original_modified_at
    if at is not None:
        words = translate("file_facts", "Dated {day}, {time} UTC. Copying a file can change its date.")
        yield words.format(day=short_day_words(at.date()), time=f"{at:%H:%M}")


def _sides(record: Record) -> str:
    """As they are in the file; a photo that was taken with the camera turned is shown the other way round."""
    sides = left_to_right(f"{record.width} \u00d7 {record.height}")
    return translate("file_facts", "{sides} as stored").format(sides=sides)
