"""A watch: how far it may go, how it went, and what is said of its end."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from evidence_desk.domain.errors import DeskError
from evidence_desk.domain.translating import QT_TRANSLATE_NOOP

CONTEXT = "watch"
MEGABYTE = 1_000_000


class Ending(StrEnum):
    """Why a watch ended although it could have gone on."""

    STOPPED = "stopped"
    TIME_OVER = "time_over"
    COUNT_REACHED = "count_reached"
    BYTES_REACHED = "bytes_reached"
    CASE_LEFT = "case_left"
    DESK_LEFT = "desk_left"
    TAKEN_OVER = "taken_over"
    """A window was opened meanwhile, and another watch goes on there."""


@dataclass(frozen=True, slots=True)
class WatchLimits:
    """At most so many pictures and, as they are kept, so many bytes; for so long, or until it is stopped."""

    at_most: int
    most_bytes: int
    for_s: float | None = None


@dataclass(frozen=True, slots=True)
class WatchEnded:
    """How many pictures were kept and what they take, and why there are no more: an Ending, or what went wrong."""

    kept: int
    size_bytes: int
    why: Ending | DeskError

    @property
    def why_type(self) -> str:
        """The reason as one word, for the history."""
        return self.why.type if isinstance(self.why, DeskError) else self.why.value


_SENTENCES: Mapping[Ending, str] = {
    Ending.STOPPED: QT_TRANSLATE_NOOP("watch", "Watching has stopped. {kept} kept."),
    Ending.TIME_OVER: QT_TRANSLATE_NOOP("watch", "The time is over. {kept} kept."),
    Ending.COUNT_REACHED: QT_TRANSLATE_NOOP(
        "watch", "Watching has stopped: {kept} kept, and no more were wanted. Start it again to go on."
    ),
    Ending.BYTES_REACHED: QT_TRANSLATE_NOOP(
        "watch", "Watching has stopped: {kept} kept, and no more room was to be used. Start it again to go on."
    ),
    Ending.CASE_LEFT: QT_TRANSLATE_NOOP("watch", "Watching has stopped with the other case. {kept} kept."),
    Ending.DESK_LEFT: QT_TRANSLATE_NOOP("watch", "Watching has stopped. {kept} kept."),
    Ending.TAKEN_OVER: QT_TRANSLATE_NOOP("watch", "The desk goes on watching. {kept} kept."),
}
_WENT_WRONG = QT_TRANSLATE_NOOP("watch", "Watching has stopped, {kept} kept. {why}")


def ending_template(ended: WatchEnded) -> str:
    """The untranslated sentence, with `kept` and, where something went wrong, `why` still in braces."""
    return _WENT_WRONG if isinstance(ended.why, DeskError) else _SENTENCES[ended.why]
