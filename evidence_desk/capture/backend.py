"""What every way to take pictures promises; tests/capture/backend_contract.py holds each to it."""

from contextlib import AbstractContextManager
from typing import Protocol

from evidence_desk.capture.targets import Screen, Shot, Target, Window


class Backend(Protocol):
    """Takes pictures of one display.

    Every method may be called from any thread; the display is asked by one at a time. All raise `DisplayLost` when the
    display ends or does not answer.
    """

    @property
    def name(self) -> str:
        """Such as "x11"; goes into the record."""
        ...

    @property
    def version(self) -> str:
        """The version of that way and of the display server."""
        ...

    def screens(self) -> tuple[Screen, ...]:
        """Every screen, numbered from 1."""
        ...

    def windows(self) -> tuple[Window, ...]:
        """Every window a person would call one, ours too, topmost first; those without a picture last."""
        ...

    def active_window(self) -> Window:
        """The window that has the focus; raises NoActiveWindow."""
        ...

    def grab(self, target: Target) -> AbstractContextManager[Shot]:
        """Take one picture, already checked; its pixels are valid inside the `with` block.

        Our own windows are never in it: their place on a screen is filled from the windows beneath. Raises
        NoSuchScreen, OutsideScreens, NoSuchWindow, NoActiveWindow, OwnWindow, WindowGone, WindowMinimised,
        WindowElsewhere, WindowChanged, ScreenLocked, DisplaysChanged, FlatPicture, WrongSize or DisplayNotReadable.
        """
        ...

    def close(self) -> None:
        """Let go of the display; a picture that is still held stays readable. May be called twice."""
        ...
