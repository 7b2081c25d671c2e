"""Has the device's clock been changed? Said in the history, never hidden."""

from evidence_desk.domain.hashes import Json
from evidence_desk.domain.times import NANOSECONDS, Moment

LEAST_CHANGE_NS = 2 * NANOSECONDS
_NO_BOOT_NAME = "not known"


def clock_change(before: Moment, after: Moment) -> dict[str, Json] | None:
    """What happened to the clock between two moments, or None when less than two seconds did.

    Within one boot the wall clock and the clock since boot must advance together. Across boots, or where the
    system has no clock that counts sleep, only a step back can be told from time that passed.
    """
    passed_ns = after.utc_ns - before.utc_ns
    expected_ns = _since_boot_ns(before, after)
    if expected_ns is None:
        return _change(passed_ns, "went back") if passed_ns < -LEAST_CHANGE_NS else None
    jump_ns = passed_ns - expected_ns
    if abs(jump_ns) <= LEAST_CHANGE_NS:
        return None
    return _change(jump_ns, "went back" if jump_ns < 0 else "went forward")


def _since_boot_ns(before: Moment, after: Moment) -> int | None:
    same_boot = before.boot_session == after.boot_session != _NO_BOOT_NAME
    if not same_boot or before.boot_ns is None or after.boot_ns is None:
        return None
    return after.boot_ns - before.boot_ns


def _change(by_ns: int, how: str) -> dict[str, Json]:
    return {"by_ns": by_ns, "how": how}
