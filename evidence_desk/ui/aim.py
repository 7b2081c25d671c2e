"""What a press of Capture would keep now."""

from dataclasses import dataclass

from evidence_desk.capture.targets import Target
from evidence_desk.domain.evidence import Rectangle


@dataclass(frozen=True, slots=True)
class Aim:
    """A target, and the parts of its picture to fill before it is kept, counted from its own corner."""

    target: Target
    leave_out: tuple[Rectangle, ...] = ()
