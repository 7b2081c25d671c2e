"""A still is what was on screen then, whatever happens on screen meanwhile, and it can be let go of for good."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_desk.capture.backend import Backend
from evidence_desk.capture.choosing import open_backend
from evidence_desk.capture.still import Still, counted_from, take_still
from evidence_desk.capture.target_still import TargetStill, take_target_still
from evidence_desk.capture.targets import (
    BACKGROUND_NOT_KNOWN,
    DISPLAY_HAS_10_BITS,
    RESAMPLED_BY_SYSTEM,
    AllScreens,
    Frame,
    OneScreen,
    Screen,
    Shot,
    Target,
)
from evidence_desk.domain.evidence import CaptureTarget, Rectangle
from evidence_desk.domain.refusals import OutsideScreens, ScreensChanged, WrongSize
from tests.capture.backend_contract import rgb_of, taken
from tests.capture.conftest import StartProgram
from tests.capture.servers import server
from tests.display_fixtures import XDisplay
from tests.fake_clock import START, FakeClock
from tests.real_tools import need_tools
from tests.workflows.made_up_screen import MadeUpScreen

WIDTH, HEIGHT, GAP = 12, 9, 8
LEFT = Screen(1, "LEFT", 0, 0, 6, 9, 1.0, primary=True)
RIGHT = Screen(2, "RIGHT", 6, 3, 6, 6, 1.0, primary=False)
IN_NO_SCREEN = Rectangle(6, 0, 6, 3)


def shot_of(frame: Frame, **more: object) -> Shot:
    """The whole desktop of two screens."""
    target = CaptureTarget("screens", Rectangle(0, 0, WIDTH, HEIGHT), 1.0, "LEFT, RIGHT")
    facts = {"covered": 0.0, "window_title": None, "application": None, "own_windows_left_out": (), "warnings": ()}
    return Shot(frame=frame, target=target, backend="painted", backend_version="1", **(facts | more))


def painted() -> tuple[Frame, bytearray]:
    """A frame whose pixels all differ, with a gap after each row, and the display's own memory behind it."""
    stride = 4 * WIDTH + GAP
    memory = bytearray(index % 251 for index in range(stride * HEIGHT))
    return Frame(memoryview(memory).toreadonly(), WIDTH, HEIGHT, stride), memory


def still_of(**more: object) -> Still:
    return Still(START, shot_of(painted()[0], **more), (LEFT, RIGHT))


def rows(frame: Frame) -> list[bytes]:
    return [bytes(frame.pixels[y * frame.stride : y * frame.stride + 4 * frame.width]) for y in range(frame.height)]


@given(st.integers(-2, WIDTH), st.integers(-2, HEIGHT), st.integers(0, WIDTH + 2), st.integers(0, HEIGHT + 2))
def test_a_part_is_those_pixels_or_is_refused(x: int, y: int, width: int, height: int) -> None:
    still, area = still_of(), Rectangle(x, y, width, height)
    inside = width > 0 and height > 0 and x >= 0 and y >= 0 and x + width <= WIDTH and y + height <= HEIGHT
    nowhere = x >= 6 and y + height <= 3
    if not inside or nowhere:
        with pytest.raises(OutsideScreens):
            still.part(area)
        return
    part = still.part(area)

    whole = rows(painted()[0])
    assert rows(part.frame) == [line[4 * x : 4 * (x + width)] for line in whole[y : y + height]]
    assert (part.target.kind, part.target.geometry) == ("region", area)
    names = [each for each, seen in (("LEFT", x < 6), ("RIGHT", x + width > 6 and y + height > 3)) if seen]
    assert part.target.display == ", ".join(names)


def test_what_the_display_shows_later_is_not_in_it() -> None:
    frame, memory = painted()
    still = Still(START, shot_of(frame), (LEFT, RIGHT))
    before = rows(frame)
    memory[:] = bytes(len(memory))

    assert rows(still.part(Rectangle(0, 0, WIDTH, HEIGHT)).frame) == before


class _Fitted(MadeUpScreen):
    """Its picture is half as large as the desktop, as a portal may hand it out; or it has the screens elsewhere."""

    def __init__(self, place: Rectangle) -> None:
        super().__init__()
        self.place = place

    @contextmanager
    def grab(self, target: Target) -> Iterator[Shot]:
        with super().grab(target) as shot:
            yield replace(shot, target=replace(shot.target, geometry=self.place))


@pytest.mark.parametrize("target", [AllScreens(), OneScreen(1), None], ids=["all", "one", "area"])
@pytest.mark.parametrize(
    ("place", "why"),
    [(Rectangle(0, 0, 24, 16), (WrongSize, ScreensChanged)), (Rectangle(3, 0, 12, 8), ScreensChanged)],
    ids=["fitted", "elsewhere"],
)
def test_nothing_is_marked_in_a_picture_whose_pixels_are_not_those_of_the_desktop(
    place: Rectangle, why: type[Exception], target: AllScreens | OneScreen | None, clock: FakeClock
) -> None:
    """Else another place would be kept, or left out, than the one that was marked."""
    with pytest.raises(why):
        take_target_still(_Fitted(place), clock, target) if target else take_still(_Fitted(place), clock)


def test_a_fitted_picture_of_the_whole_desktop_is_no_still() -> None:
    half = Frame(memoryview(bytes(4 * 6 * 4)), 6, 4, 24)
    shot = shot_of(half, warnings=(RESAMPLED_BY_SYSTEM,))
    with pytest.raises(WrongSize):
        Still(START, shot, (LEFT, RIGHT))
    with pytest.raises(WrongSize):
        TargetStill(START, shot_of(painted()[0]), shot, (LEFT, RIGHT))


def test_one_pixel_can_be_kept() -> None:
    part = still_of().part(Rectangle(3, 4, 1, 1))

    assert (part.frame.width, part.frame.height, len(part.frame.pixels)) == (1, 1, 4)


def test_places_of_our_windows_go_along_with_the_part_they_lie_in() -> None:
    warnings = (BACKGROUND_NOT_KNOWN, DISPLAY_HAS_10_BITS)
    still = still_of(own_windows_left_out=(Rectangle(2, 2, 3, 3),), warnings=warnings)
    touching, beside = still.part(Rectangle(4, 1, 4, 4)), still.part(Rectangle(6, 4, 2, 2))

    assert (touching.own_windows_left_out, touching.warnings) == ((Rectangle(0, 1, 1, 3),), warnings)
    assert (beside.own_windows_left_out, beside.warnings) == ((), (DISPLAY_HAS_10_BITS,))


def test_a_desktop_may_begin_anywhere() -> None:
    screens = tuple(replace(each, x=each.x - 5, y=each.y + 7) for each in (LEFT, RIGHT))
    target = CaptureTarget("screens", Rectangle(-5, 7, WIDTH, HEIGHT), 1.0, "LEFT, RIGHT")
    ours = (Rectangle(2, 2, 3, 3),)
    still = Still(START, replace(shot_of(painted()[0], own_windows_left_out=ours), target=target), screens)
    part = still.part(Rectangle(-1, 9, 4, 5))

    assert rows(part.frame) == [line[4 * 4 : 4 * 8] for line in rows(painted()[0])[2:7]]
    assert part.own_windows_left_out == (Rectangle(0, 0, 1, 3),)


def test_what_is_released_is_gone_and_can_not_be_kept() -> None:
    still = still_of()
    part = still.part(Rectangle(0, 0, 6, 9))
    before = rows(part.frame)
    still.release()
    still.release()

    assert not any(still.frame.pixels)
    assert rows(part.frame) == before
    with pytest.raises(ValueError, match="released"):
        still.part(Rectangle(0, 0, 6, 9))


def test_rectangles_are_cut_and_counted_from_the_area() -> None:
    area = Rectangle(10, 20, 30, 40)
    parts = [Rectangle(0, 0, 12, 25), Rectangle(39, 59, 9, 9), Rectangle(40, 20, 5, 5), Rectangle(15, 25, 2, 3)]

    assert counted_from(area, parts) == (Rectangle(0, 0, 2, 5), Rectangle(29, 39, 1, 1), Rectangle(5, 5, 2, 3))


@contextmanager
def two_screens() -> Iterator[tuple[XDisplay, Backend]]:
    """A display of two screens side by side, the right one lower."""
    need_tools("xrandr")
    with server("1000x600x24") as (display, _):
        for name, place, output in (
            ("LEFT", "600/150x600/150+0+0", "screen"),
            ("RIGHT", "400/99x500/99+600+50", "none"),
        ):
            command = ["xrandr", "--setmonitor", name, place, output]
            subprocess.run(command, env=display.environment(), check=True)
        backend = open_backend({"DISPLAY": display.name}, keep_redirected=True)
        try:
            yield display, backend
        finally:
            backend.close()


def test_on_a_real_display_the_part_across_two_screens_is_the_display_s_own(start_program: StartProgram) -> None:
    with two_screens() as (display, backend):
        other = start_program(display)
        other.open(0, 0, 600, 600, 1)
        right = other.open(600, 50, 400, 500, 2)
        area = Rectangle(540, 30, 133, 77)
        with backend.grab(AllScreens()) as shot:
            still = Still(START, shot, backend.screens())
        before = _cropped(taken(backend, AllScreens()), area)
        right.repaint(3)

        assert rgb_of(still.part(area)) == before
        assert _cropped(taken(backend, AllScreens()), area) != before
        assert still.part(area).target.display == "LEFT, RIGHT"
        with pytest.raises(OutsideScreens):
            still.part(Rectangle(700, 0, 20, 20))


def test_screens_that_change_while_the_still_is_taken_are_noticed(
    clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Changing:
        """Its second screen goes when the picture is taken."""

        there: tuple[Screen, ...] = (LEFT, RIGHT)

        def screens(self) -> tuple[Screen, ...]:
            return self.there

        @contextmanager
        def grab(self, _target: object) -> Iterator[Shot]:
            self.there = (LEFT,)
            yield shot_of(painted()[0])

    let_go: list[Still] = []
    release = Still.release

    def watched(still: Still) -> None:
        release(still)
        let_go.append(still)

    monkeypatch.setattr(Still, "release", watched)
    with pytest.raises(ScreensChanged):
        take_still(Changing(), clock)
    assert [any(still.frame.pixels) for still in let_go] == [False], "nobody will let go of it later"


def _cropped(rgb: bytes, area: Rectangle) -> bytes:
    line = 3 * 1000
    starts = (y * line + 3 * area.x for y in range(area.y, area.y + area.height))
    return b"".join(rgb[start : start + 3 * area.width] for start in starts)
