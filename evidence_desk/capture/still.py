"""One picture of every screen, held in memory: what is kept of it later is what was on screen at that moment."""

import ctypes
import threading
from collections.abc import Iterable
from dataclasses import replace

from evidence_desk.capture.arrangement import Arrangement
from evidence_desk.capture.backend import Backend
from evidence_desk.capture.cover import intersection
from evidence_desk.capture.cutting import cut
from evidence_desk.capture.targets import (
    BACKGROUND_NOT_KNOWN,
    COVERED_PART_NOT_DRAWN,
    AllScreens,
    Frame,
    Screen,
    Shot,
)
from evidence_desk.domain.evidence import CaptureTarget, Part, Rectangle
from evidence_desk.domain.refusals import OutsideScreens, ScreensChanged, WrongSize
from evidence_desk.domain.times import Clock, Moment

_OF_OWN_WINDOWS = {COVERED_PART_NOT_DRAWN, BACKGROUND_NOT_KNOWN}
"""Warnings about places of our own windows; they say nothing about a part without such a place."""


class Still:
    """A private copy of the pixels; any thread may read it. It is never written anywhere as a whole.

    `frame` may be shown until `release`, which overwrites it: afterwards it is black and no part can be taken.
    """

    def __init__(self, captured: Moment, shot: Shot, screens: tuple[Screen, ...]) -> None:
        """Copy the shot's pixels, 4 bytes each; `captured` is the moment they were taken.

        Raises WrongSize for a picture the system fitted: what is marked in it would be another place on the desktop.
        """
        refuse_fitted(shot)
        self.captured = captured
        self.screens = screens
        self._pixels: bytearray = bytearray(shot.frame.pixels)
        view = memoryview(self._pixels).toreadonly()
        self._shot = replace(shot, frame=replace(shot.frame, pixels=view))
        self._released = False
        self._in_use = threading.Lock()

    @property
    def frame(self) -> Frame:
        """All of it, for showing."""
        return self._shot.frame

    @property
    def whole(self) -> Rectangle:
        """Where it lies on the desktop, in physical pixels."""
        return self._shot.target.geometry

    def part(self, area: Rectangle) -> Shot:
        """The pixels of an area of the desktop, as a region of that moment; the Shot owns them.

        Raises OutsideScreens for an area that is empty, reaches over the edge or touches no screen, and ValueError
        after `release`. A part of one colour is no fault: the person sees what they choose.
        """
        screens = Arrangement(self.screens)
        if intersection(area, self.whole) != area or not screens.touched(area):
            raise OutsideScreens(f"{area.x},{area.y},{area.width}x{area.height}")
        with self._in_use:
            if self._released:
                raise ValueError("the still was released")
            frame = cut(self.frame, counted_from(self.whole, [area])[0])
        holes = tuple(_shifted(hole, self.whole) for hole in self._shot.own_windows_left_out)
        filled = counted_from(area, holes)
        return replace(
            self._shot,
            frame=frame,
            target=CaptureTarget("region", area, self._shot.target.scale, screens.names(area)),
            own_windows_left_out=filled,
            parts=_parts_in(counted_from(self.whole, [area])[0], self._shot.parts),
            gaps=counted_from(area, (_shifted(gap, self.whole) for gap in self._shot.gaps)),
            warnings=tuple(each for each in self._shot.warnings if filled or each not in _OF_OWN_WINDOWS),
        )

    def release(self) -> None:
        """Overwrite the pixels. May be called twice, and while a part is being taken, which is finished first."""
        with self._in_use:
            if not self._released:
                self._released = True
                size = len(self._pixels)
                ctypes.memset((ctypes.c_ubyte * size).from_buffer(self._pixels), 0, size)


def take_still(backend: Backend, clock: Clock) -> Still:
    """Take one picture of all screens. Raises what `Backend.grab` does, WrongSize or ScreensChanged."""
    screens = backend.screens()
    captured = clock.now()
    with backend.grab(AllScreens()) as shot:
        refuse_other_plane(shot, screens)
        still = Still(captured, shot, screens)
    if backend.screens() != screens:
        still.release()
        raise ScreensChanged
    return still


def refuse_fitted(shot: Shot) -> None:
    """Raise WrongSize unless each pixel of the desktop there is one pixel of the picture."""
    place, frame = shot.target.geometry, shot.frame
    if (frame.width, frame.height) != (place.width, place.height):
        raise WrongSize(f"{place.width}x{place.height}", f"{frame.width}x{frame.height}")


def refuse_other_plane(desktop: Shot, screens: tuple[Screen, ...]) -> None:
    """Raise ScreensChanged unless the picture has the screens where the backend says they are.

    A picture that had to be taken another way may have them at other places.
    """
    if desktop.target.geometry != Arrangement(screens).whole:
        raise ScreensChanged


def counted_from(area: Rectangle, rectangles: Iterable[Rectangle]) -> tuple[Rectangle, ...]:
    """What of the rectangles lies in the area, counted from its corner."""
    inside = (intersection(area, each) for each in rectangles)
    return tuple(Rectangle(part.x - area.x, part.y - area.y, part.width, part.height) for part in inside if part)


def _shifted(place: Rectangle, corner: Rectangle) -> Rectangle:
    """A place of the still's picture, on the desktop."""
    return Rectangle(place.x + corner.x, place.y + corner.y, place.width, place.height)


def _parts_in(area: Rectangle, parts: Iterable[Part]) -> tuple[Part, ...]:
    """Which part of each screen lies in an area of the picture; none where that is one screen's alone."""
    inside = [(part, common) for part in parts if (common := intersection(part.placed, area))]
    inner = tuple(
        Part(each.source, _within(each.taken, each.placed, common), counted_from(area, [common])[0])
        for each, common in inside
    )
    return inner if len(inner) > 1 else ()


def _within(taken: Rectangle, placed: Rectangle, common: Rectangle) -> Rectangle:
    left, top = taken.x + common.x - placed.x, taken.y + common.y - placed.y
    return Rectangle(left, top, common.width, common.height)
