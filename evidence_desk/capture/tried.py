"""What was tried to take pictures here, and how it went; for the chooser and for whoever wants to know why."""

from dataclasses import dataclass

from evidence_desk.domain.errors import DeskError

READY = "ready"
MISSING = "missing"
FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Tried:
    """One way: "ready", "missing" (not here, and why) or "failed" (here, but it took no picture, and why)."""

    name: str
    state: str
    reason: DeskError | None
