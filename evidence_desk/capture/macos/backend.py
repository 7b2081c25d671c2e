"""Pictures of a macOS desktop: screens as they are shown, windows as they truly are."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from evidence_desk.capture.macos.layout import layout
from evidence_desk.capture.macos.permission import MacPermission
from evidence_desk.capture.macos.screen_picture import NAME, picture_screens
from evidence_desk.capture.macos.system import System
from evidence_desk.capture.macos.window_list import list_windows
from evidence_desk.capture.macos.window_picture import active_window, picture_window
from evidence_desk.capture.targets import ActiveWindow, OneWindow, Screen, Shot, Target, Window
from evidence_desk.capture.window_numbers import window_name, window_number
from evidence_desk.domain.refusals import DisplayLost, NoActiveWindow, ScreenLocked, ScreenRecordingNotAllowed


class MacBackend:
    """Satisfies `evidence_desk.capture.backend.Backend` for the desktop of one session.

    Whatever shows other programs' windows raises ScreenRecordingNotAllowed until the person allowed it.
    """

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

    @property
    def permission(self) -> MacPermission:
        """What the person is asked once."""
        return MacPermission(self._system)

    def screens(self) -> tuple[Screen, ...]:
        with self._conversation() as system:
            return layout(system).arrangement.screens

    def windows(self) -> tuple[Window, ...]:
        with self._allowed() as system:
            return list_windows(system)

    def active_window(self) -> Window:
        with self._allowed() as system:
            name = window_name(active_window(system))
            found = [each for each in list_windows(system) if each.id == name]
            if not found:
                raise NoActiveWindow
            return found[0]

    @contextmanager
    def grab(self, target: Target) -> Iterator[Shot]:
        with self._allowed() as system:
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

    @contextmanager
    def _allowed(self) -> Iterator[System]:
        with self._conversation() as system:
            # Asked before anything else: without it macOS gives the wallpaper and no error.
            if not system.may_see():
                raise ScreenRecordingNotAllowed
            yield system

    @contextmanager
    def _conversation(self) -> Iterator[System]:
        """The desktop for one question or picture. Raises DisplayLost after `close`."""
        with self._one_at_a_time:
            if not self._is_open:
                raise DisplayLost
            yield self._system


def _refuse_locked(system: System) -> None:
    if system.is_locked():
        raise ScreenLocked


def _take(system: System, target: Target) -> Shot:
    match target:
        case OneWindow(window):
            return picture_window(system, window_number(window))
        case ActiveWindow():
            return picture_window(system, active_window(system))
        case _:
            return picture_screens(system, target)
