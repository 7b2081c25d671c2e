"""Tells a press from the repeats of a key that stays down."""

SILENCE_MS = 2000
"""Longer than any keyboard waits between two repeats: after it a press is a new one, even if no release was heard."""


class Holding:
    """Times are the system's own, in milliseconds; they may wrap at 32 bits."""

    def __init__(self) -> None:
        self._down_at: int | None = None

    def is_press(self, at_ms: int) -> bool:
        """Take note that the key is down; whether that is a new press."""
        before, self._down_at = self._down_at, at_ms
        return before is None or (at_ms - before) % 2**32 > SILENCE_MS

    def release(self) -> None:
        """The key came up."""
        self._down_at = None
