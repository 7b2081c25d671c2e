"""A made-up screen that never shows the same twice, and a clock that goes on when somebody looks at it."""

from collections.abc import Iterator
from contextlib import contextmanager

from evidence_desk.capture.targets import Shot, Target
from tests.workflows.made_up_screen import MadeUpScreen


class RestlessScreen(MadeUpScreen):
    """Shows something new at every look."""

    @contextmanager
    def grab(self, target: Target) -> Iterator[Shot]:
        self.shows = (self.shows or 0) + 1
        with super().grab(target) as shot:
            yield shot


class Ticks:
    """A tenth of a second passes whenever somebody looks."""

    def __init__(self) -> None:
        self.looks = 0

    def __call__(self) -> float:
        self.looks += 1
        return self.looks / 10
