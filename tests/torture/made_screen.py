"""A screen made up in memory: every picture another, some flat parts, some noise, and gone when it is let go."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from evidence_desk.capture.targets import Frame, Screen, Shot, Target, Window
from evidence_desk.domain.evidence import CaptureTarget, Rectangle
from evidence_desk.domain.refusals import NoActiveWindow

WIDTH, HEIGHT = 160, 120
_NOISY_ROWS = 40


class MadeScreen:
    """Satisfies `evidence_desk.capture.backend.Backend`."""

    name = "made up"
    version = "1"

    def screens(self) -> tuple[Screen, ...]:
        """One screen."""
        return (Screen(1, "made up", 0, 0, WIDTH, HEIGHT, 1.0, primary=True),)

    def windows(self) -> tuple[Window, ...]:
        """No windows."""
        return ()

    def active_window(self) -> Window:
        """Raises NoActiveWindow."""
        raise NoActiveWindow

    @contextmanager
    def grab(self, target: Target) -> Iterator[Shot]:
        """The whole screen, whatever is pointed at."""
        del target
        stride = 4 * WIDTH
        flat = b"\x20\x40\x60\x00" * (WIDTH * (HEIGHT - _NOISY_ROWS))
        whole = memoryview(os.urandom(stride * _NOISY_ROWS) + flat)
        try:
            yield Shot(
                frame=Frame(whole, WIDTH, HEIGHT, stride),
                target=CaptureTarget("screens", Rectangle(0, 0, WIDTH, HEIGHT), 1.0, "made up"),
                covered=0.0,
                window_title=None,
                application=None,
                own_windows_left_out=(),
                warnings=(),
                backend=self.name,
                backend_version=self.version,
            )
        finally:
            whole.release()

    def close(self) -> None:
        """Nothing is held."""
