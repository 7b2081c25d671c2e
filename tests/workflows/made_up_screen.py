"""A screen that shows whatever a test says, through the same promise as a real one."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from evidence_desk.capture.targets import AllScreens, Frame, Screen, Shot, Target, Window
from evidence_desk.domain.evidence import CaptureTarget, Rectangle
from evidence_desk.domain.refusals import FlatPicture, NoActiveWindow

WIDTH, HEIGHT = 12, 8
_BYTES_PER_PIXEL = 4


@dataclass
class MadeUpScreen:
    """Satisfies `evidence_desk.capture.backend.Backend`; `shows` seeds the pixels, None is an empty picture."""

    shows: int | None = 0
    title: str | None = None

    name = "made up"
    version = "1"

    def screens(self) -> tuple[Screen, ...]:
        return (Screen(1, "made up", 0, 0, WIDTH, HEIGHT, 1.0, True),)

    def windows(self) -> tuple[Window, ...]:
        return ()

    def active_window(self) -> Window:
        raise NoActiveWindow

    @contextmanager
    def grab(self, target: Target) -> Iterator[Shot]:
        if self.shows is None:
            raise FlatPicture("#000000")
        pixels = hashlib.shake_128(self.shows.to_bytes(8, "big")).digest(WIDTH * HEIGHT * _BYTES_PER_PIXEL)
        yield Shot(
            frame=Frame(memoryview(pixels), WIDTH, HEIGHT, WIDTH * _BYTES_PER_PIXEL),
            target=CaptureTarget(
                "screens" if target == AllScreens() else "region", Rectangle(0, 0, WIDTH, HEIGHT), 1.0, "made up"
            ),
            covered=0.0,
            window_title=self.title,
            application=None,
            own_windows_left_out=(),
            warnings=(),
            backend=self.name,
            backend_version=self.version,
        )

    def close(self) -> None:
        """Nothing was opened."""
