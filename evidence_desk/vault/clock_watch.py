"""Has the device's clock been changed? Said in the history, never hidden."""

from evidence_desk.domain.clock_changes import change_ns
from evidence_desk.domain.hashes import Json
from evidence_desk.domain.times import Moment


def clock_change(before: Moment, after: Moment) -> dict[str, Json] | None:
    """What happened to the clock between two moments, as a line tells it, or None when nothing did."""
    by_ns = change_ns(before, after)
    return None if by_ns is None else {"by_ns": by_ns, "how": "went back" if by_ns < 0 else "went forward"}
