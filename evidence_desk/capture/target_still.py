"""A still of one window or screen, shown whole where it stands on the desktop, so that parts of it can be left out."""

import ctypes
from dataclasses import replace

from evidence_desk.capture.arrangement import Arrangement
from evidence_desk.capture.backend import Backend
from evidence_desk.capture.cover import intersection
from evidence_desk.capture.pairs import grab_pair
from evidence_desk.capture.still import Still, refuse_fitted, refuse_other_plane
from evidence_desk.capture.targets import ActiveWindow, AllScreens, Frame, OneScreen, OneWindow, Screen, Shot, Target
from evidence_desk.domain.evidence import Rectangle
from evidence_desk.domain.refusals import DisplayLost, OutsideScreens, ScreensChanged
from evidence_desk.domain.times import Clock, Moment


class TargetStill(Still):
    """What is shown is the desktop of that moment with nothing in front of the target; what is kept is the target.

    `box` is what of it lies on the screens. A private copy of both, overwritten by `release`.
    """

    def __init__(self, captured: Moment, desktop: Shot, target: Shot, screens: tuple[Screen, ...]) -> None:
        """Copy both pictures, 4 bytes a pixel.

        Raises OutsideScreens for a window none of which is on the screens, or WrongSize for a fitted picture.
        """
        refuse_fitted(desktop)
        refuse_fitted(target)
        whole, place = desktop.target.geometry, target.target.geometry
        seen = intersection(place, whole)
        if seen is None:
            raise OutsideScreens(f"{place.x},{place.y},{place.width}x{place.height}")
        self.box: Rectangle = seen
        self._is_gone = False
        self._kept = bytearray(target.frame.pixels)
        self._target = replace(target, frame=replace(target.frame, pixels=memoryview(self._kept).toreadonly()))
        shown = desktop if desktop is target else replace(desktop, frame=_pasted(desktop, self._target, seen))
        super().__init__(captured, shown, screens)

    @property
    def target(self) -> Shot:
        """What would be kept, with nothing left out yet; black after `release`."""
        return self._target

    def to_keep(self) -> Shot:
        """The same, as long as it is that. Raises ValueError after `release`: black is no picture of anything."""
        if self._is_gone:
            raise ValueError("the still was released")
        return self._target

    def release(self) -> None:
        """Overwrite the pixels of both. May be called twice."""
        self._is_gone = True
        size = len(self._kept)
        ctypes.memset((ctypes.c_ubyte * size).from_buffer(self._kept), 0, size)
        super().release()


def take_target_still(backend: Backend, clock: Clock, target: Target) -> TargetStill:
    """Take it now. Raises what `Backend.grab` does for the target or all screens, WrongSize or ScreensChanged."""
    screens, captured = backend.screens(), clock.now()
    if isinstance(target, OneWindow | ActiveWindow):
        with grab_pair(backend, target) as pair:
            if not isinstance(pair.context, Shot):
                raise pair.context or DisplayLost
            refuse_other_plane(pair.context, screens)
            still = TargetStill(captured, pair.context, pair.window, screens)
    elif isinstance(target, AllScreens):
        with backend.grab(target) as shot:
            refuse_other_plane(shot, screens)
            still = TargetStill(captured, shot, shot, screens)
    else:
        with backend.grab(AllScreens()) as desktop, backend.grab(target) as shot:
            refuse_other_plane(desktop, screens)
            if isinstance(target, OneScreen) and shot.target.geometry not in Arrangement(screens).rectangles:
                raise ScreensChanged
            still = TargetStill(captured, desktop, shot, screens)
    if backend.screens() != screens:
        still.release()
        raise ScreensChanged
    return still


def _pasted(desktop: Shot, target: Shot, seen: Rectangle) -> Frame:
    """The desktop's picture with what of the target lies on it in its place; a copy."""
    below, above = desktop.frame, target.frame
    whole, place = desktop.target.geometry, target.target.geometry
    pixels, line = bytearray(below.pixels), 4 * seen.width
    for row in range(seen.height):
        source = (seen.y - place.y + row) * above.stride + 4 * (seen.x - place.x)
        to = (seen.y - whole.y + row) * below.stride + 4 * (seen.x - whole.x)
        pixels[to : to + line] = above.pixels[source : source + line]
    return Frame(memoryview(pixels), below.width, below.height, below.stride)
