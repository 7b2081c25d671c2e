"""Tells a press from the repeats of a key that stays down."""

SILENCE_MS = 2000
"""Longer than any keyboard waits between two repeats: after it a press is a new one, even if no release was heard."""
SAME_MOMENT_MS = 2
"""A repeat is told as a release and a press of one moment; no finger is that fast."""
_WRAPS_AT = 2**32


class Holding:
    """Times are the system's own, in milliseconds; they may wrap at 32 bits."""

    def __init__(self) -> None:
        self._down_at: int | None = None
        self._up_at: int | None = None

    def is_press(self, at_ms: int) -> bool:
        """Take note that the key is down; whether that is a new press."""
        is_repeat = _within(self._down_at, at_ms, SILENCE_MS) and (
            self._up_at is None or _within(self._up_at, at_ms, SAME_MOMENT_MS)
        )
        self._down_at, self._up_at = at_ms, None
        return not is_repeat

    def release(self, at_ms: int) -> None:
        """The key came up, or so it was told."""
        self._up_at = at_ms


def _within(before: int | None, at_ms: int, span_ms: int) -> bool:
    return before is not None and (at_ms - before) % _WRAPS_AT <= span_ms
