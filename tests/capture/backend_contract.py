"""What every backend must do, whatever system it is for.

A test module for a backend subclasses `BackendContract`, or `ScreensContract` where no program may see another's
windows, and gives it a `desk` fixture: a real desktop of that system,
on which another program opens windows of known pixels.
"""

import hashlib
from contextlib import AbstractContextManager
from typing import Protocol

import pytest
from PIL import Image

from evidence_desk.capture.backend import Backend
from evidence_desk.capture.pixels import rgb_rows
from evidence_desk.capture.targets import (
    ELSEWHERE,
    MINIMISED,
    NORMAL,
    ActiveWindow,
    AllScreens,
    OneScreen,
    OneWindow,
    Region,
    Shot,
    Target,
    Window,
)
from evidence_desk.domain import refusals
from evidence_desk.domain.evidence import Rectangle
from tests.real_tools import wait_until


class WindowOnDesk(Protocol):
    """A window of another program. What it is told has happened on the display when the call returns."""

    id: str
    rgb: bytes
    width: int
    height: int

    def move(self, x: int, y: int) -> None: ...
    def resize(self, width: int, height: int) -> None: ...
    def repaint(self, seed: int) -> None: ...
    def minimise(self) -> None: ...
    def send_to_desktop(self, number: int) -> None: ...
    def activate(self) -> None: ...
    def close(self) -> None: ...


class Desk(Protocol):
    """A desktop with one backend open on it."""

    backend: Backend

    def open(self, x: int, y: int, width: int, height: int, seed: int, *, title: str = "") -> WindowOnDesk: ...
    def open_own(self, x: int, y: int, width: int, height: int) -> AbstractContextManager[str]: ...


def rgb_of(shot: Shot) -> bytes:
    """The picture as RGB rows without padding."""
    return rgb_rows(shot.frame, 0, shot.frame.height).tobytes()


def taken(backend: Backend, target: Target) -> bytes:
    with backend.grab(target) as shot:
        return rgb_of(shot)


def is_taken(desk: Desk, window: WindowOnDesk) -> bool:
    """Whether the picture is the right one; while a window is on its way it may be refused."""
    try:
        return taken(desk.backend, OneWindow(window.id)) == window.rgb
    except refusals.CaptureRefused:
        return False


def is_active(desk: Desk, window: WindowOnDesk) -> bool:
    """Whether the window has the focus; while it goes from one to another nobody has it."""
    try:
        return desk.backend.active_window().id == window.id
    except refusals.NoActiveWindow:
        return False


def listed(desk: Desk, window: WindowOnDesk) -> Window:
    return next(each for each in desk.backend.windows() if each.id == window.id)


def wait_for_state(desk: Desk, window: WindowOnDesk, state: str) -> Window:
    wait_until(lambda: listed(desk, window).state == state, f"the window is {state}")
    return listed(desk, window)


class ScreensContract:
    """Every test here holds for every backend, also for one that knows no windows."""

    def place(self, desk: Desk, window: WindowOnDesk) -> Rectangle:
        """Where the window is, in the backend's own pixels."""
        at = listed(desk, window)
        return Rectangle(at.x, at.y, at.width, at.height)

    def only(self, _desk: Desk, window: WindowOnDesk) -> Target:
        """A target that shows this window and nothing else."""
        return OneWindow(window.id)

    def test_says_what_it_is(self, desk: Desk) -> None:
        assert desk.backend.name
        assert desk.backend.version

    def test_screens_are_numbered_from_one_and_have_a_size(self, desk: Desk) -> None:
        screens = desk.backend.screens()
        assert [screen.number for screen in screens] == list(range(1, len(screens) + 1))
        assert all(screen.width > 0 and screen.height > 0 and screen.scale > 0 for screen in screens)

    def test_a_screen_shows_what_lies_on_it(self, desk: Desk) -> None:
        window = desk.open(100, 100, 320, 200, 1)
        at = self.place(desk, window)
        screen = desk.backend.screens()[0]
        with desk.backend.grab(OneScreen(1)) as shot:
            whole = Image.frombytes("RGB", (shot.frame.width, shot.frame.height), rgb_of(shot))
            assert (shot.frame.width, shot.frame.height) == (screen.width, screen.height)
            assert shot.target.kind == "screen"
            assert shot.target.display == screen.name
        left, top = at.x - screen.x, at.y - screen.y
        assert whole.crop((left, top, left + 320, top + 200)).tobytes() == window.rgb

    def test_all_screens_and_a_region_show_the_same_pixels(self, desk: Desk) -> None:
        window = desk.open(100, 100, 320, 200, 1)
        at = self.place(desk, window)
        with desk.backend.grab(AllScreens()) as shot:
            assert shot.target.kind == "screens"
            corner = shot.target.geometry
            whole = Image.frombytes("RGB", (shot.frame.width, shot.frame.height), rgb_of(shot))
        region = Rectangle(at.x + 16, at.y + 32, 160, 96)
        with desk.backend.grab(Region(region)) as shot:
            assert shot.target.geometry == region
            assert shot.target.kind == "region"
            left, top = region.x - corner.x, region.y - corner.y
            assert rgb_of(shot) == whole.crop((left, top, left + 160, top + 96)).tobytes()

    @pytest.mark.parametrize("number", [0, -1, 99])
    def test_a_screen_that_is_not_there_is_refused(self, desk: Desk, number: int) -> None:
        with pytest.raises(refusals.NoSuchScreen) as refused, desk.backend.grab(OneScreen(number)):
            pass
        assert refused.value.number == number

    @pytest.mark.parametrize(
        "place", [(-1, 0, 10, 10), (0, 0, 10, 0), (0, 0, 99999, 10), (90000, 90000, 5, 5), (0, 0, -5, 5)]
    )
    def test_a_region_not_on_the_screens_is_refused(self, desk: Desk, place: tuple[int, int, int, int]) -> None:
        with pytest.raises(refusals.OutsideScreens), desk.backend.grab(Region(Rectangle(*place))):
            pass

    def test_a_picture_of_one_colour_is_refused(self, desk: Desk) -> None:
        window = desk.open(100, 100, 320, 200, 1)
        at = self.place(desk, window)
        with pytest.raises(refusals.FlatPicture), desk.backend.grab(Region(Rectangle(at.x + 1, at.y + 1, 14, 14))):
            pass

    def test_pixels_can_be_read_in_the_block_only_and_never_written(self, desk: Desk) -> None:
        window = desk.open(100, 100, 320, 200, 1)
        with desk.backend.grab(self.only(desk, window)) as shot:
            pixels = shot.frame.pixels
            assert pixels.readonly
            assert len(pixels) == shot.frame.stride * shot.frame.height
        with pytest.raises(ValueError):
            pixels[0]

    def test_two_pictures_may_be_held_at_once(self, desk: Desk) -> None:
        window = desk.open(100, 100, 320, 200, 1)
        with desk.backend.grab(self.only(desk, window)) as first:
            before = hashlib.sha256(first.frame.pixels).digest()
            with desk.backend.grab(AllScreens()) as second:
                assert (second.frame.width, first.frame.width) != (320, 320)
            assert hashlib.sha256(first.frame.pixels).digest() == before
            assert rgb_of(first) == window.rgb

    def test_a_closed_backend_refuses_and_may_be_closed_again(self, desk: Desk) -> None:
        window = desk.open(100, 100, 320, 200, 1)
        desk.backend.close()
        desk.backend.close()
        for ask in (desk.backend.screens, desk.backend.windows, desk.backend.active_window):
            with pytest.raises(refusals.DisplayLost):
                ask()
        with pytest.raises(refusals.DisplayLost), desk.backend.grab(self.only(desk, window)):
            pass

    def test_a_picture_outlives_its_backend(self, desk: Desk) -> None:
        window = desk.open(100, 100, 320, 200, 1)
        with desk.backend.grab(self.only(desk, window)) as shot:
            desk.backend.close()
            assert rgb_of(shot) == window.rgb


class BackendContract(ScreensContract):
    """Every test here holds for every backend of a system on which windows can be pictured."""

    def test_a_window_is_pictured_byte_for_byte(self, desk: Desk) -> None:
        window = desk.open(100, 100, 320, 200, 1, title="chat")
        with desk.backend.grab(OneWindow(window.id)) as shot:
            assert rgb_of(shot) == window.rgb
            assert (shot.frame.width, shot.frame.height) == (320, 200)
            assert shot.target.kind == "window"
            assert (shot.target.geometry.width, shot.target.geometry.height) == (320, 200)
            assert shot.window_title == "chat"
            assert shot.covered in (0.0, None)
            assert shot.backend == desk.backend.name
            assert shot.backend_version == desk.backend.version
            assert shot.warnings == ()

    def test_a_covered_window_is_pictured_as_if_uncovered(self, desk: Desk) -> None:
        window = desk.open(100, 100, 320, 200, 1)
        desk.open(50, 60, 500, 400, 2)
        with desk.backend.grab(OneWindow(window.id)) as shot:
            assert rgb_of(shot) == window.rgb
            assert shot.covered in (1.0, None)
            assert shot.warnings == ()

    def test_a_covered_window_that_changes_is_pictured_as_it_is_now(self, desk: Desk) -> None:
        window = desk.open(100, 100, 320, 200, 1)
        desk.open(50, 60, 500, 400, 2)
        assert taken(desk.backend, OneWindow(window.id)) == window.rgb
        window.repaint(7)
        assert taken(desk.backend, OneWindow(window.id)) == window.rgb

    def test_a_moved_or_resized_window_is_pictured_as_it_is_now(self, desk: Desk) -> None:
        window = desk.open(100, 100, 320, 200, 1)
        assert taken(desk.backend, OneWindow(window.id)) == window.rgb
        window.move(300, 250)
        wait_until(lambda: listed(desk, window).x >= 300, "it has moved")
        with desk.backend.grab(OneWindow(window.id)) as shot:
            assert rgb_of(shot) == window.rgb
            assert shot.target.geometry.x == listed(desk, window).x
        window.resize(400, 300)
        wait_until(lambda: listed(desk, window).width == 400, "it has grown")
        wait_until(lambda: is_taken(desk, window), "it is drawn at its new size")

    def test_a_window_half_off_the_screen_is_pictured_whole(self, desk: Desk) -> None:
        window = desk.open(100, 100, 320, 200, 1)
        window.move(-150, 100)
        wait_until(lambda: listed(desk, window).x < 0, "it reaches over the edge")
        with desk.backend.grab(OneWindow(window.id)) as shot:
            assert rgb_of(shot) == window.rgb
            assert shot.covered in (0.0, None)

    def test_a_minimised_window_is_refused_and_the_restored_one_is_not(self, desk: Desk) -> None:
        window = desk.open(100, 100, 320, 200, 1)
        assert taken(desk.backend, OneWindow(window.id)) == window.rgb
        window.minimise()
        assert wait_for_state(desk, window, MINIMISED).covered is None
        with pytest.raises(refusals.WindowMinimised) as refused, desk.backend.grab(OneWindow(window.id)):
            pass
        assert refused.value.window == window.id
        window.repaint(3)
        window.activate()
        wait_for_state(desk, window, NORMAL)
        wait_until(lambda: is_taken(desk, window), "it is drawn again")

    def test_a_window_on_another_desktop_is_refused(self, desk: Desk) -> None:
        window = desk.open(100, 100, 320, 200, 1)
        window.send_to_desktop(1)
        wait_for_state(desk, window, ELSEWHERE)
        with pytest.raises(refusals.WindowElsewhere), desk.backend.grab(OneWindow(window.id)):
            pass

    def test_a_closed_window_is_refused(self, desk: Desk) -> None:
        window = desk.open(100, 100, 320, 200, 1)
        assert taken(desk.backend, OneWindow(window.id)) == window.rgb
        window.close()
        with pytest.raises(refusals.WindowGone), desk.backend.grab(OneWindow(window.id)):
            pass

    @pytest.mark.parametrize(
        "text", ["", "chat", "-1", "0", "0x", "0x1ffffffff", "1_0", " 5", "٣", "99999999999", "1e3"]
    )
    def test_what_is_no_window_id_is_refused(self, desk: Desk, text: str) -> None:
        with pytest.raises(refusals.NoSuchWindow) as refused, desk.backend.grab(OneWindow(text)):
            pass
        assert refused.value.window == text

    def test_windows_come_topmost_first_with_what_covers_them(self, desk: Desk) -> None:
        lower = desk.open(100, 100, 200, 200, 1, title="lower")
        upper = desk.open(100, 100, 200, 200, 2, title="upper")
        ids = [window.id for window in desk.backend.windows()]
        assert ids.index(upper.id) < ids.index(lower.id)
        assert (listed(desk, upper).covered, listed(desk, upper).title) == (0.0, "upper")
        assert (listed(desk, lower).covered, listed(desk, lower).title) == (1.0, "lower")
        assert not listed(desk, lower).own

    def test_windows_without_a_picture_come_last(self, desk: Desk) -> None:
        minimised = desk.open(100, 100, 200, 200, 1)
        desk.open(300, 300, 200, 200, 2)
        minimised.minimise()
        wait_for_state(desk, minimised, MINIMISED)
        assert desk.backend.windows()[-1].id == minimised.id

    def test_the_active_window_is_the_one_in_use(self, desk: Desk) -> None:
        window = desk.open(100, 100, 320, 200, 1)
        desk.open(500, 400, 100, 100, 2)
        window.activate()
        wait_until(lambda: is_active(desk, window), "it is active")
        assert taken(desk.backend, ActiveWindow()) == window.rgb

    def test_our_own_window_is_not_in_the_picture_and_not_hidden(self, desk: Desk) -> None:
        desk.open(100, 100, 320, 200, 1)
        before = taken(desk.backend, AllScreens())
        with desk.open_own(60, 80, 300, 150) as own:
            with desk.backend.grab(AllScreens()) as shot:
                found = rgb_of(shot)
                assert len(shot.own_windows_left_out) == 1
            assert next(each for each in desk.backend.windows() if each.id == own).own
            with pytest.raises(refusals.OwnWindow), desk.backend.grab(OneWindow(own)):
                pass
        # The other window's frame may be drawn anew meanwhile, once, to show who has the focus.
        assert found in (before, taken(desk.backend, AllScreens()))

    def test_our_own_window_covers_nothing(self, desk: Desk) -> None:
        window = desk.open(100, 100, 320, 200, 1)
        with desk.open_own(60, 80, 500, 400):
            assert listed(desk, window).covered in (0.0, None)
            with desk.backend.grab(OneWindow(window.id)) as shot:
                assert rgb_of(shot) == window.rgb
                assert shot.covered in (0.0, None)
