"""What a check has found so far, and how far it is."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from evidence_desk.domain.errors import CheckCancelled
from evidence_desk.domain.sentences import shown
from evidence_desk.domain.verification import Problem

MOST_PROBLEMS = 1000


@dataclass(slots=True)
class Findings:
    """Problems in the order they were found; past the most that anybody reads, only that we stopped there.

    `remarks` are worth knowing and take nothing from what was checked.
    """

    problems: list[Problem] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)

    def add(self, problem_type: str, untrusted_path: str, detail: str) -> None:
        """Note a problem; the path is made harmless to show."""
        if not self.full:
            self.problems.append(Problem(problem_type, shown(untrusted_path), detail))
        elif len(self.problems) == MOST_PROBLEMS:
            self.problems.append(
                Problem("refused", "", f"There are more than {MOST_PROBLEMS:,} problems. We stopped there.")
            )

    @property
    def full(self) -> bool:
        """Whether another problem would only be counted as "more"."""
        return len(self.problems) >= MOST_PROBLEMS


@dataclass(slots=True)
class Watch:
    """Tells how far the check is, and asks whether anybody still waits. `read` counts files read from end to end."""

    progress: Callable[[int, int], None] | None
    cancelled: Callable[[], bool] | None
    done: int = 0
    all: int = 0
    read: int = 0

    def file_done(self) -> None:
        """One more file is behind us, read or not."""
        self.done += 1
        if self.progress is not None:
            self.progress(self.done, self.all)
        self.step()

    def step(self) -> None:
        """A good place to stop; raises CheckCancelled."""
        if self.cancelled is not None and self.cancelled():
            raise CheckCancelled


class HashedChunks:
    """A file's bytes on their way to a reader, hashed as they pass."""

    def __init__(self, chunks: Iterable[memoryview], watch: Watch) -> None:
        self._chunks = self._passing(chunks, watch)
        self._digest = hashlib.sha256()

    def __iter__(self) -> Iterator[memoryview]:
        return self._chunks

    def digest_of_all(self) -> str:
        """The SHA-256 of the whole file, also of what no reader took."""
        for _ in self._chunks:
            pass
        return self._digest.hexdigest()

    def _passing(self, chunks: Iterable[memoryview], watch: Watch) -> Iterator[memoryview]:
        for chunk in chunks:
            self._digest.update(chunk)
            watch.step()
            yield chunk
