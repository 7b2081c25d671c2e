"""The reviewed list: faults that a person is not told of, each with the reason why nothing is lost by it.

A fault that is not told and not on this list fails the sweep. A failed sync between opening and closing can't be on it
where "saved" was said: that one is wrong whatever the reason.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tests.torture.shim import CLOSING, OPENING, WORKING


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One kind of fault: in which phases, which calls, on which files, with which errors; all four are patterns.

    What is only harmless `once` must be told of when the disk goes on failing.
    """

    phases: str
    calls: str
    files: str
    errors: str
    why: str
    once: bool = False

    def covers(self, *kind: str, stays: bool) -> bool:
        """Whether it is this one."""
        patterns = (self.phases, self.calls, self.files, self.errors)
        return not (self.once and stays) and all(map(re.fullmatch, patterns, kind))


_BOOK = r"vault/desk\.db(-wal|-shm|-journal)?"
_HEAD = r"vault/head(\.part( -> vault/head)?)?"
_PROBE = r"vault/\.probe\.part"
_ANY = "EIO|ENOSPC"

REVIEWED = (
    Reviewed(
        OPENING, "fsync", "vault", "EIO",
        "SQLite has the name of a new log synced and ignores a refusal. We ask again right after the commit, and that"
        " answer is told.",
        once=True,
    ),
    Reviewed(
        OPENING, "fsync", "vault", "ENOSPC",
        "As above; and a full disk keeps nobody from reading. The next commit asks for the name again, and is refused"
        " in one sentence where there is still no room.",
    ),
    Reviewed(
        OPENING, "ftruncate|pwrite64", r"vault/desk\.db-shm", "EIO",
        "A reader that can't make the log's index reads book and log as on a medium that can't be written. Only the"
        " first to open a book makes that index, so no writer is at work then.",
        once=True,
    ),
    Reviewed(
        OPENING, "write|fsync|rename", r"vault/vault\.json\.copy(\.part( -> vault/vault\.json\.copy)?)?", _ANY,
        "The second vault.json is made beside the first, which is whole; each start that finds none tries again.",
    ),
    Reviewed(
        OPENING, "pwrite64|ftruncate|fsync", _BOOK, "ENOSPC",
        "A full disk keeps nobody from reading: the book is opened for reading, or the line “unlocked” is left out. The"
        " next write looks whether there is room, and is refused in one sentence where there is none.",
    ),
    Reviewed(
        OPENING, "write|fsync|rename", _HEAD, "ENOSPC",
        "A full disk keeps nobody from reading. The note beside the book stays behind it, which is allowed, and is put"
        " right at the next start.",
    ),
    Reviewed(
        f"{OPENING}|{WORKING}|{CLOSING}", "write", "vault/head", _ANY,
        "What was committed is safe without its line in the head. The line waits for the next one, and a start that"
        " finds the head behind the book writes it whole.",
    ),
    Reviewed(
        CLOSING, "fsync", "vault/head", _ANY,
        "As above: the book may be ahead of the head. A power cut may then take the newest lines of the head alone.",
    ),
    Reviewed(
        CLOSING, "fsync|pwrite64|ftruncate", _BOOK, _ANY,
        "Closing folds the log into the book. Everything that was saved is in the log already and was synced there; the"
        " log stays until folding has worked, and the next start reads it.",
    ),
    Reviewed(
        f"{OPENING}|{CLOSING}", "write|fsync", _PROBE, _ANY,
        "The probe is how a failure of the book is told from a full disk; it only follows a failure listed here.",
    ),
)  # fmt: skip


def reviewed(phase: str, call: str, file: str, error: str, *, stays: bool) -> Reviewed | None:
    """The entry of the list for this fault, or None where nobody has looked at it."""
    return next((each for each in REVIEWED if each.covers(phase, call, file, error, stays=stays)), None)


def stale(used: Iterable[Reviewed]) -> list[Reviewed]:
    """What stands on the list and did not happen any more."""
    seen = set(used)
    return [each for each in REVIEWED if each not in seen]
