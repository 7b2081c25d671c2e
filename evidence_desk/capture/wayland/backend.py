"""Pictures of a Wayland desktop. Programs can't see one another's windows there, so windows are refused."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from evidence_desk.capture.change_source import ChangeSource, Watched
from evidence_desk.capture.checks import check_frame
from evidence_desk.capture.targets import (
    RESAMPLED_BY_SYSTEM,
    ActiveWindow,
    AllScreens,
    OneScreen,
    OneWindow,
    Region,
    Screen,
    Shot,
    Target,
    Window,
)
from evidence_desk.capture.tried import Tried
from evidence_desk.capture.wayland.each_screen import NAME as GRIM
from evidence_desk.capture.wayland.layout import Aim
from evidence_desk.capture.wayland.outputs import Output, read_compositor
from evidence_desk.capture.wayland.pictures import Picture
from evidence_desk.capture.wayland.ways import Way, Ways
from evidence_desk.domain.errors import NotOnThisSystem
from evidence_desk.domain.evidence import CaptureTarget
from evidence_desk.domain.refusals import (
    CaptureRefused,
    DisplayLost,
    DisplaysChanged,
    FlatPicture,
    NoDisplay,
    NoWindowsOnWayland,
    PortalDialogClosed,
    PortalRefused,
    ScreenLocked,
)

if TYPE_CHECKING:
    from evidence_desk.capture.login_session import LoginSession

_A_PERSONS_NO = (PortalRefused, PortalDialogClosed)
_OF_THE_SCREENS = (FlatPicture, DisplaysChanged, DisplayLost)


class WaylandBackend:
    """Satisfies `evidence_desk.capture.backend.Backend`; each call asks the compositor anew: screens come and go."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        """Find the best way there is. Raises NoDisplay, DisplayLost, or the reason why there is none."""
        self._environ = dict(environ)
        self._one_at_a_time = threading.Lock()
        self._closed = False
        self._session = _login_session(self._environ)
        self._ways = Ways(self._environ, read_compositor(self._environ))
        first = next(iter(self._ways), None)
        if first is None:
            raise self._ways.why_none()
        self._first: Way = first

    @property
    def name(self) -> str:
        return self._first.name

    @property
    def version(self) -> str:
        return self._first.version

    @property
    def tried(self) -> tuple[Tried, ...]:
        """What was looked for so far, best first, and how it went when it was used last."""
        return self._ways.tried

    def screens(self) -> tuple[Screen, ...]:
        return self._first.layout(self._outputs()).arrangement.screens

    def windows(self) -> tuple[Window, ...]:
        self._check_open()
        raise NoWindowsOnWayland

    def active_window(self) -> Window:
        self._check_open()
        raise NoWindowsOnWayland

    def change_source(self, target: Watched) -> ChangeSource | None:
        """None: it is looked at again and again, but only where that asks nothing and flashes nothing, as with grim.

        Raises NoWindowsOnWayland or NotOnThisSystem.
        """
        if isinstance(target, OneWindow):
            raise NoWindowsOnWayland
        if self._first.name != GRIM:
            raise NotOnThisSystem("watching for changes")
        return None

    @contextmanager
    def grab(self, target: Target) -> Iterator[Shot]:
        with self._one_at_a_time:
            self._check_open()
            shot = self._take(target)
            self._refuse_locked()  # a lock may have come right before the pixels
        try:
            yield shot
        finally:
            shot.frame.pixels.release()

    def close(self) -> None:
        self._closed = True
        if self._session is not None:
            self._session.close()

    def _take(self, target: Target) -> Shot:
        if isinstance(target, OneWindow | ActiveWindow):
            raise NoWindowsOnWayland
        self._refuse_locked()
        outputs = self._outputs()
        wanted = self._first.layout(outputs)
        wanted.aim(target)
        troubles = []
        for way in self._ways:
            # An area is chosen in one layout, and would be another place in a different one.
            if isinstance(target, Region) and way.layout(outputs) != wanted:
                continue
            try:
                return self._taken_by(way, outputs, target)
            except (*_A_PERSONS_NO, *_OF_THE_SCREENS):
                raise
            except CaptureRefused as reason:
                self._ways.note(way, reason)
                troubles.append(reason)
        raise troubles[0]

    def _refuse_locked(self) -> None:
        if self._session is not None and self._session.is_locked():
            raise ScreenLocked

    def _taken_by(self, way: Way, outputs: tuple[Output, ...], target: AllScreens | OneScreen | Region) -> Shot:
        layout = way.layout(outputs)
        aim = layout.aim(target)
        picture = way.take(aim, layout)
        if self._outputs() != outputs:
            raise DisplaysChanged
        self._ways.note(way, None)
        _check(picture, aim)
        return _shot(way, aim, picture)

    def _outputs(self) -> tuple[Output, ...]:
        self._check_open()
        try:
            return read_compositor(self._environ).outputs
        except NoDisplay as gone:
            raise DisplayLost from gone

    def _check_open(self) -> None:
        if self._closed:
            raise DisplayLost


def _login_session(environ: Mapping[str, str]) -> "LoginSession | None":
    if not environ.get("XDG_SESSION_ID"):
        return None
    # Only a session that a login manager knows pays for loading it.
    from evidence_desk.capture.login_session import LoginSession  # noqa: PLC0415

    return LoginSession(environ)


def _check(picture: Picture, aim: Aim) -> None:
    """Of the right size and not empty; a picture the system fitted has the size that was given to it."""
    frame = picture.frame
    fitted = RESAMPLED_BY_SYSTEM in picture.warnings
    expected = (frame.width, frame.height) if fitted else (aim.area.width, aim.area.height)
    check_frame(frame, *expected)


def _shot(way: Way, aim: Aim, picture: Picture) -> Shot:
    frame = picture.frame
    fitted = (frame.width, frame.height) != (aim.area.width, aim.area.height)
    return Shot(
        # A view of its own, which ends with the shot.
        frame=replace(frame, pixels=frame.pixels[:].toreadonly()),
        target=CaptureTarget(aim.kind, aim.area, aim.scale, aim.names),
        covered=None,
        window_title=None,
        application=None,
        own_windows_left_out=(),
        warnings=picture.warnings,
        backend=way.name,
        backend_version=way.version,
        parts=() if fitted else aim.parts,
        gaps=() if fitted else aim.gaps,
    )


def ways_here(environ: Mapping[str, str]) -> tuple[Tried, ...]:
    """Every way there could be, looked for and not used. Raises NoDisplay or DisplayLost."""
    ways = Ways(environ, read_compositor(environ))
    for _ in ways:
        pass
    return ways.tried
