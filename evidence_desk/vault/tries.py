"""Wrong tries, noted beside the book while nobody can write in it: when each was, and how long the next has to wait.

A guard against somebody at the keyboard. Whoever has the disk can remove the file, or guess elsewhere.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from evidence_desk.domain.custody import VAULT_LOG
from evidence_desk.domain.errors import DeskError
from evidence_desk.domain.lock_errors import TriedTooOften
from evidence_desk.domain.times import NANOSECONDS, Clock
from evidence_desk.vault.custody_log import DESK, CustodyLog, Entry
from evidence_desk.vault.disk import read_plain, replace_whole, sync_folder

TRIES_NAME = "tries"
FAILED_UNLOCK = "failed unlock"
_MOST_TRIES = 100
_LONGEST_BYTES = 10_000
_FREE_TRIES = 3
_FIRST_WAIT_S, _LONGEST_WAIT_S = 5, 60
_END_NS = 253_402_300_800 * NANOSECONDS


def wait_after(tries: int) -> int:
    """How many seconds the next try waits after so many wrong ones in a row: none, then 5, 10, 20, 40 and 60."""
    doubled = max(tries - _FREE_TRIES, 0)
    return 0 if tries < _FREE_TRIES else min(_FIRST_WAIT_S * 2 ** min(doubled, _MOST_TRIES), _LONGEST_WAIT_S)


@dataclass(frozen=True, slots=True)
class Tries:
    """The wrong tries of one vault since it was opened last. Where nothing can be written, nothing is noted."""

    vault_path: Path
    clock: Clock

    def require_patience(self) -> None:
        """Raise TriedTooOften while the next try has to wait."""
        tried = self.at_ns()
        passed_ns = self.clock.now().utc_ns - tried[-1] if tried else 0
        wait_ns = wait_after(len(tried)) * NANOSECONDS
        if 0 <= passed_ns < wait_ns:  # a clock that was set back must not keep anybody out for years
            raise TriedTooOften(str(self.vault_path), -(-(wait_ns - passed_ns) // NANOSECONDS))

    def note(self) -> int:
        """Note one more, now; the seconds that the next one has to wait."""
        tried = [*self.at_ns(), self.clock.now().utc_ns][-_MOST_TRIES:]
        with suppress(OSError):
            replace_whole(self._path, "".join(f"{each}\n" for each in tried).encode("ascii"))
        return wait_after(len(tried))

    def at_ns(self) -> tuple[int, ...]:
        """When each was, in nanoseconds since 1970 by the clock of then; the file proves nothing to anybody."""
        try:
            untrusted_lines = read_plain(self._path, _LONGEST_BYTES).decode("ascii", "replace").splitlines()
        except OSError:
            return ()
        found = [int(line) for line in untrusted_lines if line.isdecimal() and len(line) < len(str(_END_NS))]
        return tuple(found[-_MOST_TRIES:])

    def entries(self, log: CustodyLog) -> Iterator[Entry]:
        """The lines that tell of them. After a crash some may have been told already; those are passed over."""
        tried = self.at_ns()
        told = [detail.get("tried_ns") for detail in log.details(VAULT_LOG, FAILED_UNLOCK)] if tried else []
        for each in tried:
            if each not in told:
                yield Entry(FAILED_UNLOCK, detail={"tried_ns": each}, actor=DESK)

    def forget(self) -> None:
        """Once the history has them."""
        with suppress(OSError):
            self._path.unlink()
            sync_folder(self.vault_path)

    def fold_into(self, log: CustodyLog) -> None:
        """Tell the history and forget, in a vault that is open; where that can't be now, the next opening does it."""
        with suppress(DeskError):
            entries = list(self.entries(log))
            if entries:
                with log.writing():
                    for entry in entries:
                        log.add(VAULT_LOG, entry)
            self.forget()

    @property
    def _path(self) -> Path:
        return self.vault_path / TRIES_NAME
