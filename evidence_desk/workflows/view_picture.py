"""What an item looks like: pictures made here are whoever's decodes them; those from elsewhere come as bare pixels."""

from evidence_desk.domain.evidence import PNG, Origin, Record
from evidence_desk.reading.file_kinds import PICTURE_FORMATS
from evidence_desk.reading.picture_view import PictureView, picture_view
from evidence_desk.workflows.import_files import PICTURE


def is_made_here(record: Record) -> bool:
    """Whether this program wrote the bytes of the picture itself; others are decoded in a process of their own."""
    return record.origin is Origin.CAPTURED_HERE and record.media_type == PNG


def can_be_looked_at(record: Record) -> bool:
    """Whether it is a picture that can be shown; other files are kept without being opened."""
    return is_made_here(record) or (record.kind == PICTURE and record.media_type in PICTURE_FORMATS)


def view_picture(record: Record, data: bytes) -> PictureView | None:
    """The pixels of a picture from elsewhere, `data` being its bytes; None where it can't be shown. Slow."""
    return picture_view(data, record.media_type) if can_be_looked_at(record) else None
