"""A moment that somebody told, in the zone they told it in."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from evidence_desk.domain.deadlines import zone_of
from evidence_desk.domain.payments import at_ns


@dataclass(frozen=True, slots=True)
class ZonedMoment:
    """A moment that was told, in the zone it was told in."""

    utc_ns: int
    zone: str

    @property
    def at(self) -> datetime:
        """The moment in UTC."""
        return at_ns(self.utc_ns)

    @property
    def local_at(self) -> datetime:
        """The moment on the wall clock of its zone; in UTC where nobody knows the zone."""
        return self.at.astimezone(zone_of(self.zone))

    @property
    def utc_offset_s(self) -> int:
        """How far ahead of UTC that wall clock was."""
        offset = self.local_at.utcoffset() or timedelta()
        return int(offset.total_seconds())
