"""Pictures of a Windows desktop: screens as they are shown, windows as they truly are."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from evidence_desk.capture.targets import ActiveWindow, OneWindow, Screen, Shot, Target, Window
from evidence_desk.capture.window_numbers import window_name
from evidence_desk.capture.windows.screen_picture import NAME, picture_screens
from evidence_desk.capture.windows.screens import arrangement
from evidence_desk.capture.windows.system import System
from evidence_desk.capture.windows.window_list import list_windows
from evidence_desk.capture.windows.window_picture import active_window, picture_named_window, picture_window
from evidence_desk.domain.errors import NotOnThisSystem
from evidence_desk.domain.refusals import DisplayLost, NoActiveWindow, ScreenLocked


class WindowsBackend:
    """Satisfies `evidence_desk.capture.backend.Backend` for the desktop of one session."""

    def __init__(self, system: System) -> None:
        self._system = system
        self._one_at_a_time = threading.Lock()
        self._is_open = True

    @property
    def name(self) -> str:
        return NAME

    @property
    def version(self) -> str:
        return self._system.release()

    def screens(self) -> tuple[Screen, ...]:
        with self._conversation() as system:
            return arrangement(system).screens

    def windows(self) -> tuple[Window, ...]:
        with self._conversation() as system:
            return list_windows(system)

    def active_window(self) -> Window:
        with self._conversation() as system:
            name = window_name(active_window(system))
            found = [each for each in list_windows(system) if each.id == name]
            if not found:
                raise NoActiveWindow
            return found[0]

    @contextmanager
    def grab(self, target: Target) -> Iterator[Shot]:
        with self._conversation() as system:
            _refuse_locked(system)
            try:
                shot = _take(system, target)
            finally:
                # A lock that came right before the pixels: whatever else went wrong, it is the reason.
                _refuse_locked(system)
        try:
            yield shot
        finally:
            shot.frame.pixels.release()

    def close(self) -> None:
        with self._one_at_a_time:
            self._is_open = False
            self._system.close()

    @contextmanager
    def _conversation(self) -> Iterator[System]:
        """The desktop for one question or picture. Raises DisplayLost after `close`, or NotOnThisSystem."""
        with self._one_at_a_time:
            if not self._is_open:
                raise DisplayLost
            # For each thread anew: else Windows gives sizes as they would be at another scale.
            if not self._system.see_physical_pixels():
                raise NotOnThisSystem("true sizes on a Windows before 10")
            yield self._system


def _refuse_locked(system: System) -> None:
    if not system.input_desktop_opens():
        raise ScreenLocked


def _take(system: System, target: Target) -> Shot:
    match target:
        case OneWindow(window):
            return picture_named_window(system, window)
        case ActiveWindow():
            return picture_window(system, active_window(system))
        case _:
            return picture_screens(system, target)
