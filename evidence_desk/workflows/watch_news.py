"""What a watch is asked for, and what it tells of while it goes on."""

from collections.abc import Sequence
from dataclasses import dataclass

from evidence_desk.capture.change_source import Watched
from evidence_desk.capture.targets import Shot
from evidence_desk.domain.cases import Case
from evidence_desk.domain.refusals import CaptureRefused
from evidence_desk.domain.times import Moment
from evidence_desk.domain.watches import WatchLimits
from evidence_desk.workflows.watch_room import FellBehind


@dataclass(frozen=True, slots=True)
class WatchRequest:
    """What to watch, in which case what it shows is kept, how far to go, and the one id of all that is kept.

    `goes_on_from` is the series of a watch that whoever ran it could not end: another process had taken the vault.
    """

    case: Case
    target: Watched
    limits: WatchLimits
    series: str
    note: str = ""
    tags: Sequence[str] = ()
    goes_on_from: str | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """A picture with its moment and pixels of its own, still to be kept."""

    captured: Moment
    shot: Shot


@dataclass(frozen=True, slots=True)
class Paused:
    """There is nothing to see for now, and why."""

    why: CaptureRefused


@dataclass(frozen=True, slots=True)
class Resumed:
    """There is something to see again."""


WatchNews = Taken | Paused | Resumed | FellBehind
