"""Real pictures of a real Wayland desktop: the contract, and screens of two scales, turned, left of the origin."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

import pytest
from PIL import Image

from evidence_desk.capture.backend import Backend
from evidence_desk.capture.choosing import look_for_backends, open_backend
from evidence_desk.capture.targets import ActiveWindow, AllScreens, OneScreen, OneWindow, Region, Target
from evidence_desk.domain import refusals
from evidence_desk.domain.evidence import Part, Rectangle
from tests.capture import pattern
from tests.capture.backend_contract import Desk, ScreensContract, WindowOnDesk, rgb_of, taken
from tests.real_tools import wait_until
from tests.sway_fixtures import Sway, SwayProgram, SwayWindow, running_sway, sway, sway_program

__all__ = ["sway"]

PLAIN = {"one": "position 0 0 scale 1 transform normal", "two": "position 1280 0 scale 1 transform normal"}
TURNED = {"one": "position 0 0 scale 1 transform normal", "two": "position -600 0 scale 1.5 transform 90"}


@pytest.fixture(scope="module")
def program(sway: Sway) -> Iterator[SwayProgram]:
    with sway_program(sway) as running:
        yield running


@pytest.fixture
def backend(sway: Sway) -> Iterator[Backend]:
    made = open_backend(sway.environ)
    yield made
    made.close()


@pytest.fixture
def opened(program: SwayProgram) -> Iterator[list[SwayWindow]]:
    """The windows of one test."""
    windows: list[SwayWindow] = []
    yield windows
    for window in windows:
        window.close()


def shows(backend: Backend, target: Target, rgb: bytes) -> bool:
    """Whether the picture is that one; a screen on which nothing is drawn yet is refused."""
    try:
        return taken(backend, target) == rgb
    except refusals.FlatPicture:
        return False


@dataclass
class WindowHere:
    """Satisfies `WindowOnDesk` as far as a desktop without window lists goes."""

    window: SwayWindow
    place: Rectangle

    @property
    def id(self) -> str:
        return self.window.title

    @property
    def rgb(self) -> bytes:
        return pattern.rgb(self.window.seed, self.window.width, self.window.height)


@dataclass
class SwayDesk:
    """Satisfies `tests.capture.backend_contract.Desk`."""

    sway: Sway
    backend: Backend
    program: SwayProgram
    opened: list[SwayWindow]

    def open(self, x: int, y: int, width: int, height: int, seed: int) -> WindowHere:
        window = self.program.open(width, height, seed)
        self.opened.append(window)
        window.do(f"resize set {width} {height}, move absolute position {x} {y}")
        here = WindowHere(window, Rectangle(x, y, width, height))
        wait_until(lambda: shows(self.backend, Region(here.place), here.rgb), "the window is drawn")
        return here

    def open_own(self, x: int, y: int, width: int, height: int) -> AbstractContextManager[str]:
        raise NotImplementedError


@pytest.fixture
def desk(sway: Sway, backend: Backend, program: SwayProgram, opened: list[SwayWindow]) -> SwayDesk:
    sway.lay(**PLAIN)
    return SwayDesk(sway, backend, program, opened)


class TestWaylandBackend(ScreensContract):
    """The contract of screens; of windows Wayland tells nothing."""

    def place(self, _desk: Desk, window: WindowOnDesk) -> Rectangle:
        return window.place

    def only(self, _desk: Desk, window: WindowOnDesk) -> Target:
        return Region(window.place)

    def test_windows_are_refused_in_a_sentence(self, desk: SwayDesk) -> None:
        for ask in (desk.backend.windows, desk.backend.active_window):
            with pytest.raises(refusals.NoWindowsOnWayland):
                ask()
        for target in (OneWindow("1"), ActiveWindow()):
            with pytest.raises(refusals.NoWindowsOnWayland), desk.backend.grab(target):
                pass

    def test_cover_is_not_known(self, desk: SwayDesk) -> None:
        window = desk.open(100, 100, 320, 200, 1)
        with desk.backend.grab(Region(window.place)) as shot:
            assert (shot.covered, shot.window_title, shot.own_windows_left_out) == (None, None, ())
            assert (shot.backend, shot.backend_version) == (desk.backend.name, desk.backend.version)
            assert (shot.parts, shot.gaps, shot.warnings) == ((), (), ())


def filling(program: SwayProgram, opened: list[SwayWindow], place: Rectangle, seed: int) -> SwayWindow:
    """A window that fills a screen, in units of the desktop."""
    window = program.open(place.width, place.height, seed)
    opened.append(window)
    window.do(f"resize set {place.width} {place.height}, move absolute position {place.x} {place.y}")
    return window


ONE = pattern.rgb(1, 1280, 720)
TWO = (
    Image.frombytes("RGB", (600, 800), pattern.rgb(2, 600, 800)).resize((900, 1200), Image.Resampling.NEAREST).tobytes()
)


@pytest.fixture
def turned(sway: Sway, backend: Backend, program: SwayProgram, opened: list[SwayWindow]) -> Backend:
    """The right screen has scale 1; the left one, beyond the origin, stands upright and has scale 1.5."""
    sway.lay(**TURNED)
    wait_until(
        lambda: [each.name for each in backend.screens()] == ["HEADLESS-2", "HEADLESS-1"], "the screens are placed"
    )
    filling(program, opened, Rectangle(0, 0, 1280, 720), 1)
    filling(program, opened, Rectangle(-600, 0, 600, 800), 2)
    wait_until(lambda: shows(backend, OneScreen(2), ONE), "the first screen is drawn, pixel by pixel")
    wait_until(lambda: shows(backend, OneScreen(1), TWO), "the turned and scaled screen is drawn, pixel by pixel")
    return backend


def test_each_screen_keeps_its_own_pixels_whatever_its_scale_turn_and_place(turned: Backend) -> None:
    left, right = turned.screens()
    assert (left.x, left.y, left.width, left.height, left.scale) == (-600, 0, 900, 1200, 1.5)
    assert (right.x, right.y, right.width, right.height, right.scale) == (300, 0, 1280, 720, 1.0)
    with turned.grab(AllScreens()) as shot:
        whole = Image.frombytes("RGB", (shot.frame.width, shot.frame.height), rgb_of(shot))
        assert shot.target.geometry == Rectangle(-600, 0, 2180, 1200)
        assert shot.parts == (
            Part("HEADLESS-2", Rectangle(0, 0, 900, 1200), Rectangle(0, 0, 900, 1200)),
            Part("HEADLESS-1", Rectangle(0, 0, 1280, 720), Rectangle(900, 0, 1280, 720)),
        )
        assert shot.gaps == (Rectangle(900, 720, 1280, 480),)
        assert shot.warnings == ()
    assert whole.crop((0, 0, 900, 1200)).tobytes() == TWO
    assert whole.crop((900, 0, 2180, 720)).tobytes() == ONE
    assert not any(whole.crop((900, 720, 2180, 1200)).tobytes())


def test_an_area_across_two_screens_says_what_is_whose(turned: Backend) -> None:
    area = Rectangle(-100, 650, 800, 100)
    with turned.grab(Region(area)) as shot:
        picture = Image.frombytes("RGB", (800, 100), rgb_of(shot))
        assert shot.parts == (
            Part("HEADLESS-2", Rectangle(500, 650, 400, 100), Rectangle(0, 0, 400, 100)),
            Part("HEADLESS-1", Rectangle(0, 650, 400, 70), Rectangle(400, 0, 400, 70)),
        )
        assert shot.gaps == (Rectangle(400, 70, 400, 30),)
        assert shot.target.display == "HEADLESS-2, HEADLESS-1"
    two = Image.frombytes("RGB", (900, 1200), TWO)
    assert picture.crop((0, 0, 400, 100)).tobytes() == two.crop((500, 650, 900, 750)).tobytes()


def test_an_area_where_no_screen_is_is_refused(turned: Backend) -> None:
    with pytest.raises(refusals.OutsideScreens), turned.grab(Region(Rectangle(400, 800, 50, 50))):
        pass


def test_screens_that_lie_over_one_another_in_two_scales_are_said_to_be_drawn_by_the_system(
    sway: Sway, backend: Backend, desk: SwayDesk
) -> None:
    sway.lay(one="position 0 0 scale 1 transform normal", two="position 600 0 scale 2 transform normal")
    wait_until(lambda: backend.screens()[1].scale == 2.0, "the screens are placed")
    window = desk.program.open(320, 200, 3)
    desk.opened.append(window)
    window.do("move absolute position 100 100")

    def is_drawn() -> bool:
        try:
            with backend.grab(AllScreens()) as shot:
                return "resampled_by_system" in shot.warnings
        except refusals.FlatPicture:
            return False

    wait_until(is_drawn, "the window is drawn")


def test_windows_that_fill_two_screens_are_pictured_as_they_are_now(
    sway: Sway, backend: Backend, program: SwayProgram, opened: list[SwayWindow]
) -> None:
    """Without the veil the picture is the window before, for as long as one waits."""
    sway.lay(one="position 0 0 scale 1 transform normal", two="position -800 0 scale 1.5 transform normal")
    wait_until(lambda: [each.scale for each in backend.screens()] == [1.5, 1.0], "the screens are placed")
    screen = Rectangle(0, 0, 1280, 720)
    fill_screen(sway, filling(program, opened, Rectangle(-800, 0, 800, 600), 2))
    fill_screen(sway, filling(program, opened, screen, 4))
    wait_until(lambda: shows(backend, OneScreen(2), pattern.rgb(4, 1280, 720)), "the first window is seen")
    fill_screen(sway, filling(program, opened, screen, 5))
    wait_until(lambda: shows(backend, OneScreen(2), pattern.rgb(5, 1280, 720)), "the newest window is seen")


def fill_screen(sway: Sway, window: SwayWindow) -> None:
    """A program that was just told its size does not hear this yet."""
    wait_until(lambda: node_of(sway, window)["window_rect"]["width"] == window.width, "it has its size")
    window.do("fullscreen enable")
    wait_until(lambda: node_of(sway, window)["fullscreen_mode"], "it fills the screen")


def node_of(sway: Sway, window: SwayWindow) -> dict[str, Any]:
    def nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
        yield node
        for each in [*node["nodes"], *node["floating_nodes"]]:
            yield from nodes(each)

    return next(node for node in nodes(sway.say("-t", "get_tree")) if node["name"] == window.title)


def test_what_was_tried_is_told_with_reasons(sway: Sway, backend: Backend) -> None:
    tried = look_for_backends({**sway.environ, "PATH": ""})
    assert (tried[0].name, tried[0].state) == ("grim", "ready")
    assert [each.name for each in tried] == ["grim", "portal", "spectacle", "gnome-screenshot"]
    assert all(each.reason is None if each.state == "ready" else each.reason for each in tried)


def test_a_screen_that_comes_is_seen_and_a_compositor_that_ends_is_a_display_lost(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with running_sway(tmp_path_factory.mktemp("ends")) as ends:
        backend = open_backend(ends.environ)
        assert len(backend.screens()) == 2
        ends.say("create_output")
        wait_until(lambda: len(backend.screens()) == 3, "the new screen is there")
    with pytest.raises(refusals.DisplayLost):
        backend.screens()
    with pytest.raises(refusals.DisplayLost), backend.grab(AllScreens()):
        pass
