"""What the history says of the record that came with an item, held against the record that is there now."""

from evidence_desk.domain.hashes import sha256_hex

RECORD_SHA256 = "record_sha256"
"""The name of the record's hash in the detail of a line that tells of an arrival."""


def is_record_told(told_sha256: object, text: str) -> bool:
    """Whether this is the record that came in; `text` is as it was sealed. A line of an older version tells nothing."""
    return told_sha256 is None or told_sha256 == sha256_hex(text.encode())
