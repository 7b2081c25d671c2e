"""What the history says of the record that came with an item, held against the record that is there now."""

from dataclasses import dataclass

from evidence_desk.domain.clock_changes import change_ns
from evidence_desk.domain.hashes import sha256_hex
from evidence_desk.domain.times import Moment

RECORD_SHA256 = "record_sha256"
"""The name of the record's hash in the detail of a line that tells of an arrival."""


@dataclass(frozen=True, slots=True)
class ToldRecord:
    """One arrival's line: the hash of the sealed record, or None where the line is older than such hashes.

    `written` is the line's own moment, `before` that of the line before it in the same log, where it is known.
    """

    sha256: object
    written: Moment
    before: Moment | None = None

    def fits(self, text: str, captured: Moment) -> bool:
        """Whether this is the record that came in; `text` is as it was sealed, `captured` the moment it names.

        A line is written after its capture, by the same clocks: in an older line, all that can be told is whether both
        clocks went on together from one to the other. A clock that was changed meanwhile shows between the lines too.
        """
        if self.sha256 is not None:
            return self.sha256 == sha256_hex(text.encode())
        if captured.boot_session != self.written.boot_session or change_ns(captured, self.written) is None:
            return True
        return self.before is not None and change_ns(self.before, self.written) is not None
