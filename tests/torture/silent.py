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


REVIEWED: tuple[Reviewed, ...] = ()


def reviewed(phase: str, call: str, file: str, error: str, *, stays: bool) -> Reviewed | None:
    """The entry of the list for this fault, or None where nobody has looked at it."""
    return next((each for each in REVIEWED if each.covers(phase, call, file, error, stays=stays)), None)


def stale(used: Iterable[Reviewed]) -> list[Reviewed]:
    """What stands on the list and did not happen any more."""
    seen = set(used)
    return [each for each in REVIEWED if each not in seen]


_PHASES = (OPENING, WORKING, CLOSING)
