"""A clock that moves only when a test says so."""

from dataclasses import dataclass, replace

from evidence_desk.domain.times import NANOSECONDS, Moment

START = Moment(
    utc_ns=1_795_382_047_312_000_000,  # 2026-11-22T21:14:07.312Z
    zone="Europe/Berlin",
    utc_offset_s=3600,
    monotonic_ns=5_000 * NANOSECONDS,
    boot_ns=9_000 * NANOSECONDS,
    boot_session="0123456789abcdef",
    clock="synchronised",
    clock_error_ms=3,
)


@dataclass
class FakeClock:
    """Satisfies `evidence_desk.domain.times.Clock`."""

    moment: Moment = START

    def now(self) -> Moment:
        """The moment it was last moved to."""
        return self.moment

    def advance(self, seconds: float) -> None:
        """Let time pass: every clock moves."""
        passed_ns = round(seconds * NANOSECONDS)
        boot_ns = self.moment.boot_ns
        self.moment = replace(
            self.moment,
            utc_ns=self.moment.utc_ns + passed_ns,
            monotonic_ns=self.moment.monotonic_ns + passed_ns,
            boot_ns=None if boot_ns is None else boot_ns + passed_ns,
        )

    def set_wall_clock(self, seconds: float) -> None:
        """Change the wall clock alone, forwards or back, as a person or the network does."""
        self.moment = replace(self.moment, utc_ns=self.moment.utc_ns + round(seconds * NANOSECONDS))
