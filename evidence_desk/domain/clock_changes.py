"""Where the clocks of a history do not go on together: the computer's clock was changed between two lines."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from evidence_desk.domain.arrivals import ARRIVALS
from evidence_desk.domain.custody import CARRIED_OVER, CustodyEvent, told_event
from evidence_desk.domain.recoveries import BOOK_REBUILT
from evidence_desk.domain.times import NANOSECONDS, Moment

LEAST_CHANGE_NS: Final = 2 * NANOSECONDS
_NO_BOOT_NAME: Final = "not known"
_UNITS: Final = ((86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second"))
_SAID_IN: Final = 2
"""A change is said in the largest unit of which it has so many, or in seconds."""
_MOST_NAMED: Final = 20


@dataclass(frozen=True, slots=True)
class ClockChange:
    """The clock was changed between two lines of a history, which are named by their numbers.

    `by_ns` is how far, and at least how far where not `is_exact`: across boots only a step back can be told.
    """

    by_ns: int
    before: int
    after: int
    is_exact: bool

    @property
    def words(self) -> str:
        """Such as: by about -10 days between lines 14 and 15."""
        about = "about" if self.is_exact else "at least"
        return f"by {about} {_span_words(self.by_ns)} between lines {self.before} and {self.after}"


@dataclass(slots=True)
class ClockChanges:
    """Hears every line of one history, and keeps where its clock was changed.

    `before_item` has, for an item, the changes since the one that came in before it. Lines that a mended history
    carries over are compared with one another, for they are older than those around them.
    """

    found: list[ClockChange] = field(default_factory=list)
    before_item: dict[str, list[ClockChange]] = field(default_factory=dict)
    _own: tuple[int, Moment] | None = None
    _former: tuple[int, Moment] | None = None
    _since_item: list[ClockChange] = field(default_factory=list)

    def hear(self, line: CustodyEvent) -> None:
        """One more line."""
        told = told_event(line)
        if line.event == CARRIED_OVER:
            self._hear_former(line.seq, told)
        elif line.event == BOOK_REBUILT:
            self._former = self._own if line.detail.get("lines_kept") else None
        self._compare(self._own, line.seq, line.moment)
        self._own = (line.seq, line.moment)
        if told.item is not None and told.event in ARRIVALS and self._since_item:
            self.before_item[told.item] = self._since_item
            self._since_item = []

    def words(self) -> str:
        """Every change, as words that follow "was changed"; past the most that anybody reads, how many more."""
        more = len(self.found) - _MOST_NAMED
        said = [change.words for change in self.found[:_MOST_NAMED]]
        return ", ".join([*said, *([f"and {more} more times"] if more > 0 else [])])

    def sentences(self) -> Iterator[str]:
        """One for each change, and not more than anybody reads."""
        for change in self.found[:_MOST_NAMED]:
            yield f"The computer's clock was changed {change.words}."
        if (more := len(self.found) - _MOST_NAMED) > 0:
            yield f"The computer's clock was changed {more} more times."

    def _hear_former(self, seq: int, told: CustodyEvent) -> None:
        if told.event in {BOOK_REBUILT, CARRIED_OVER}:  # what stands behind it was put in order once before
            self._former = None
            return
        self._compare(self._former, seq, told.moment)
        self._former = (seq, told.moment)

    def _compare(self, before: tuple[int, Moment] | None, seq: int, after: Moment) -> None:
        by_ns = None if before is None else change_ns(before[1], after)
        if before is not None and by_ns is not None:
            change = ClockChange(by_ns, before[0], seq, is_exact=_since_boot_ns(before[1], after) is not None)
            self.found.append(change)
            self._since_item.append(change)


def change_ns(before: Moment, after: Moment) -> int | None:
    """How far the clock was changed between two moments, or None when that is less than two seconds.

    Within one boot the wall clock and the clock since boot must advance together. Across boots, or where the
    system has no clock that counts sleep, only a step back can be told from time that passed.
    """
    passed_ns = after.utc_ns - before.utc_ns
    expected_ns = _since_boot_ns(before, after)
    if expected_ns is None:
        return passed_ns if passed_ns < -LEAST_CHANGE_NS else None
    jump_ns = passed_ns - expected_ns
    return jump_ns if abs(jump_ns) > LEAST_CHANGE_NS else None


def _since_boot_ns(before: Moment, after: Moment) -> int | None:
    same_boot = before.boot_session == after.boot_session != _NO_BOOT_NAME
    if not same_boot or before.boot_ns is None or after.boot_ns is None:
        return None
    return after.boot_ns - before.boot_ns


def _span_words(by_ns: int) -> str:
    seconds = _rounded(abs(by_ns), NANOSECONDS)
    size, name = next((unit for unit in _UNITS if seconds >= _SAID_IN * unit[0]), _UNITS[-1])
    return f"{'-' if by_ns < 0 else '+'}{_rounded(seconds, size):,} {name}s"


def _rounded(number: int, size: int) -> int:
    """How often the size fits, without a fraction: folders of strangers may say numbers that none can hold."""
    return (number + size // 2) // size
