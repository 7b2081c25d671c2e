"""Moments: one reading of every clock this computer has, taken together."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, Final, Protocol, Self

from evidence_desk.domain.hashes import Json

NANOSECONDS = 1_000_000_000
_ZERO_OFFSET = "+00:00"
_NO_MOMENT = "no reading of clocks"
_DAY_S = 86_400
_CALENDAR_S = range(-62_135_596_800 + _DAY_S, 253_402_300_800 - _DAY_S)
"""The years 1 to 9999 but their first and last day, so that every zone has a name for the moment."""
_KINDS: Final = {
    "utc_ns": int, "zone": str, "utc_offset_s": int, "monotonic_ns": int, "boot_ns": int | None,
    "boot_session": str, "clock": str, "clock_error_ms": int | None,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Moment:
    """One reading of the device's clocks.

    `utc_ns` is nanoseconds since 1970-01-01 UTC as the device believes; `monotonic_ns` never runs back within one
    process boot; `boot_ns` counts from the computer's start, sleep included, or is None where the system has no such
    clock; `boot_session` names the boot without identifying the computer. `clock` is what the system says of its own
    clock: "synchronised", "not synchronised" or "not checked"; `clock_error_ms` is its own bound on the error.
    """

    utc_ns: int
    zone: str
    utc_offset_s: int
    monotonic_ns: int
    boot_ns: int | None
    boot_session: str
    clock: str
    clock_error_ms: int | None = None

    @property
    def at(self) -> datetime:
        """The moment as an aware UTC datetime, to the microsecond."""
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=self.utc_ns // 1000)

    @property
    def local_at(self) -> datetime:
        """The moment as the device's own wall clock showed it."""
        return self.at.astimezone(timezone(timedelta(seconds=self.utc_offset_s), self.zone))

    def as_json(self) -> dict[str, Json]:
        """The moment as the format documents name its parts."""
        return {
            "utc_ns": self.utc_ns,
            "utc": utc_text(self.at),
            "zone": self.zone,
            "utc_offset_s": self.utc_offset_s,
            "monotonic_ns": self.monotonic_ns,
            "boot_ns": self.boot_ns,
            "boot_session": self.boot_session,
            "clock": self.clock,
            "clock_error_ms": self.clock_error_ms,
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Json]) -> Self:
        """The inverse of `as_json`; raises KeyError, TypeError or ValueError for anything else."""
        said: dict[str, Any] = {name: value[name] for name in _KINDS}
        if not all(isinstance(said[name], kind) for name, kind in _KINDS.items()):
            raise TypeError(_NO_MOMENT)
        if said["utc_ns"] // NANOSECONDS not in _CALENDAR_S or abs(said["utc_offset_s"]) >= _DAY_S:
            raise ValueError(_NO_MOMENT)
        return cls(**said)


class Clock(Protocol):
    """Where the present comes from; tests bring their own."""

    def now(self) -> Moment:
        """Every clock, read now."""
        ...


def utc_text(at: datetime) -> str:
    """RFC 3339 in UTC with milliseconds: 2026-11-22T21:14:07.312Z."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").removesuffix(_ZERO_OFFSET) + "Z"


def file_name_text(at: datetime) -> str:
    """UTC to the second in a form every file system takes: 20261122T211407Z."""
    seconds = at.astimezone(UTC).isoformat(timespec="seconds").removesuffix(_ZERO_OFFSET)
    return seconds.replace("-", "").replace(":", "") + "Z"
