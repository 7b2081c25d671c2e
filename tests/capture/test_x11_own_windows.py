"""Our own windows are never in a picture: framed or not, over the desktop's background, over shapes, in any order."""

import json
import select
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import xcffib
from PIL import Image
from xcffib import shape, xproto

from evidence_desk.capture.backend import Backend
from evidence_desk.capture.choosing import open_backend
from evidence_desk.capture.leaving_out import FILL_RGB
from evidence_desk.capture.targets import AllScreens, Region, Shot
from evidence_desk.capture.x11 import own, screen_picture
from evidence_desk.domain.evidence import Rectangle
from evidence_desk.domain.refusals import DisplayLost
from tests.capture import pattern
from tests.capture.backend_contract import rgb_of, taken
from tests.capture.conftest import StartProgram
from tests.capture.other_program import OtherWindow
from tests.display_fixtures import StartDisplay, XDisplay
from tests.real_tools import need_tools, wait_until

_ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def opened(display: XDisplay, *, stays: bool = True) -> Iterator[Backend]:
    backend = open_backend({"DISPLAY": display.name}, keep_redirected=stays)
    try:
        yield backend
    finally:
        backend.close()


@contextmanager
def own_window(
    display: XDisplay, place: tuple[int, int, int, int], parts: Sequence[tuple[int, int, int, int]] = ()
) -> Iterator[int]:
    """A window of this process that no window manager frames, like a menu; green all over, or in parts of it."""
    connection = xcffib.connect(display.name)
    root, window = connection.setup.roots[0], connection.generate_id()
    kind, mask = xproto.WindowClass.InputOutput, xproto.CW.BackPixel | xproto.CW.OverrideRedirect
    core = connection.core
    core.CreateWindow(root.root_depth, window, root.root, *place, 0, kind, root.root_visual, mask, [0x00FF00, 1])
    if parts:
        shapes = [xproto.RECTANGLE.synthetic(*part) for part in parts]
        connection(shape.key).Rectangles(shape.SO.Set, shape.SK.Bounding, 0, window, 0, 0, len(shapes), shapes)
    core.MapWindow(window)
    core.GetInputFocus().reply()
    try:
        yield window
    finally:
        connection.disconnect()


def on_the_screen(display: XDisplay) -> bytes:
    """What a person sees, our own windows too."""
    connection = xcffib.connect(display.name)
    root, kind = connection.setup.roots[0].root, xproto.ImageFormat.ZPixmap
    seen = connection.core.GetImage(kind, root, 0, 0, 640, 480, 0xFFFFFFFF).reply().data.buf()
    connection.disconnect()
    return seen


def background(display: XDisplay, *arguments: str) -> None:
    need_tools("xsetroot")
    subprocess.run(["xsetroot", *arguments], env=display.environment(), check=True)


def test_qt_windows_menus_and_tips_are_filled_bit_for_bit(desktop: XDisplay, start_program: StartProgram) -> None:
    other = start_program(desktop)
    other.open(40, 40, 500, 400, 1)
    other.open(200, 150, 600, 300, 2)
    with opened(desktop) as backend:
        wait_until(lambda: len(backend.windows()) == 2, "both windows are there")
    asked = subprocess.run(
        [sys.executable, "-m", "tests.capture.qt_program"],
        env=desktop.environment(),
        cwd=_ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(asked.stdout)
    assert found["before"] == [0]
    assert found["during"] == [4, True], "window, bar, menu and tip, and the picture as if none were there"
    assert found["own"] == [True, True]
    assert found["over"] == [True, True], "a dialog and an overlay over the whole screen as well"
    assert found["pair"] == [True, 0.0], "and nothing of ours hides what is theirs"
    assert found["seen"] != ["#000000"], "they were on the screen all the time"


def test_windows_of_ours_that_come_and_go_never_stop_a_picture_for_ever(
    desktop: XDisplay, start_program: StartProgram
) -> None:
    other = start_program(desktop)
    other.open(40, 40, 500, 400, 1)
    other.open(40, 40, 500, 400, 2)
    command = [sys.executable, "-m", "tests.capture.qt_busy_program"]
    asked = subprocess.run(command, env=desktop.environment(), cwd=_ROOT, capture_output=True, text=True, check=False)
    assert (asked.returncode, asked.stdout, asked.stderr) == (0, "25\n", "")


def test_a_frame_that_was_covered_is_whole_at_once(desktop: XDisplay, start_program: StartProgram) -> None:
    other = start_program(desktop)
    lower, _ = other.open(100, 100, 320, 200, 1), other.open(60, 60, 160, 160, 2)
    with opened(desktop, stays=False) as backend:
        wait_until(lambda: _covered(backend, lower), "the lower window is covered in part, and its frame")
    with opened(desktop) as backend, own_window(desktop, (50, 50, 500, 400)), backend.grab(AllScreens()) as shot:
        assert shot.warnings == ()


def test_what_is_filled_and_what_is_seen_are_of_one_moment(
    start_display: StartDisplay, start_program: StartProgram
) -> None:
    display = start_display("640x480x24")
    window = start_program(display).open(100, 100, 300, 200, 1, plain=True)
    start_program(display).open(0, 300, 100, 100, 2)
    window.do("flicker")
    with opened(display) as backend, own_window(display, (90, 90, 160, 220)):
        for _ in range(60):
            with backend.grab(AllScreens()) as shot:
                found = crop(shot, (100, 100, 300, 200))
            assert found == found[:3] * 60_000


def _covered(backend: Backend, window: OtherWindow) -> float | None:
    return next((each.covered for each in backend.windows() if each.id == window.id), None)


def test_without_a_window_manager_too(start_display: StartDisplay, start_program: StartProgram) -> None:
    display = start_display("640x480x24")
    other = start_program(display)
    other.open(100, 100, 300, 200, 1, border=3)
    with opened(display) as backend:
        before = taken(backend, AllScreens())
        with own_window(display, (80, 90, 400, 300)), backend.grab(AllScreens()) as shot:
            assert rgb_of(shot) == before
            assert shot.own_windows_left_out == (Rectangle(80, 90, 400, 300),)
            assert shot.warnings == ()


@pytest.mark.parametrize("look", [("-solid", "#3366cc"), ("-mod", "7", "5", "-fg", "red", "-bg", "navy")])
def test_the_desktops_background_is_filled_as_it_was(
    start_display: StartDisplay, start_program: StartProgram, look: tuple[str, ...]
) -> None:
    display = start_display("640x480x24")
    background(display, *look)
    start_program(display).open(100, 100, 300, 200, 1)
    with opened(display) as backend:
        before = taken(backend, AllScreens())
        with own_window(display, (83, 91, 400, 300)), backend.grab(AllScreens()) as shot:
            assert rgb_of(shot) == before
        assert taken(backend, AllScreens()) == before, "and it is untouched on the screen itself"


def test_through_a_window_with_a_hole_its_surroundings_show(
    start_display: StartDisplay, start_program: StartProgram
) -> None:
    display = start_display("640x480x24")
    background(display, "-solid", "#3366cc")
    other = start_program(display)
    beneath = other.open(60, 60, 400, 300, 1)
    shaped = other.open(93, 93, 300, 200, 2, border=7, shape=[[0, 0, 300, 40], [0, 160, 300, 40]])
    with opened(display) as backend:
        beneath.repaint(8)
        before = taken(backend, AllScreens())
        with own_window(display, (80, 90, 400, 250)), backend.grab(AllScreens()) as shot:
            assert rgb_of(shot) == before
        lower, upper = reversed(backend.windows())
        assert upper.id == shaped.id
        assert lower.covered == 300 * 80 / (400 * 300)


def test_the_screen_itself_is_never_painted_on(start_display: StartDisplay, start_program: StartProgram) -> None:
    display = start_display("640x480x24")
    start_program(display).ask(do="draw_on_root", seed=4)
    with opened(display) as backend, own_window(display, (100, 100, 300, 200), [(0, 0, 300, 60), (0, 140, 300, 60)]):
        before = on_the_screen(display)
        with backend.grab(AllScreens()) as shot:
            assert shot.own_windows_left_out == (Rectangle(100, 100, 300, 200),)
        assert on_the_screen(display) == before


@pytest.mark.parametrize("managed", [True, False])
def test_a_frame_holds_a_window_of_ours_and_a_panel_only_an_icon(
    start_display: StartDisplay, start_program: StartProgram, *, managed: bool
) -> None:
    display = start_display("640x480x24")
    other = start_program(display)
    other.open(0, 0, 640, 480, 1)
    frame = other.open(100, 100, 200, 100, 2)
    connection = xcffib.connect(display.name)
    core, window, visual = connection.core, connection.generate_id(), connection.setup.roots[0].root_visual
    kind = xproto.WindowClass.InputOutput
    core.CreateWindow(24, window, frame.number, 9, 9, 20, 20, 0, kind, visual, xproto.CW.BackPixel, [0x00FF00])
    if managed:
        state = core.InternAtom(False, 8, "WM_STATE").reply().atom
        core.ChangeProperty(0, window, state, state, 32, 2, [1, 0])
    core.MapWindow(window)
    core.GetInputFocus().reply()
    with opened(display) as backend, backend.grab(AllScreens()) as shot:
        assert shot.own_windows_left_out == ((Rectangle(100, 100, 200, 100),) if managed else ())
    connection.disconnect()


@pytest.mark.parametrize("moves", [1, 3])
def test_a_picture_during_which_our_window_moved_is_taken_again(
    start_display: StartDisplay, start_program: StartProgram, monkeypatch: pytest.MonkeyPatch, moves: int
) -> None:
    display = start_display("640x480x24")
    start_program(display).open(0, 0, 640, 480, 1)
    mover = xcffib.connect(display.name)
    filled, places = screen_picture._filled, list(range(200, 200 + moves))
    with opened(display) as backend:
        before = taken(backend, AllScreens())
        with own_window(display, (100, 100, 100, 100)) as window:

            def moved_first(*arguments: Any) -> Any:
                if places:
                    place = xproto.ConfigWindow.X | xproto.ConfigWindow.Y
                    mover.core.ConfigureWindow(window, place, [places.pop()] * 2, is_checked=True).check()
                return filled(*arguments)

            monkeypatch.setattr(screen_picture, "_filled", moved_first)
            assert taken(backend, AllScreens()) == before
            assert not places
    mover.disconnect()


def test_a_window_beneath_ours_that_goes_meanwhile_has_the_picture_taken_again(
    start_display: StartDisplay, start_program: StartProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    display = start_display("640x480x24")
    other = start_program(display)
    stays, menus = other.open(0, 0, 640, 480, 1), [other.open(100, 100, 200, 100, seed) for seed in (2, 3)]
    filled = screen_picture._filled
    with opened(display) as backend, own_window(display, (120, 120, 80, 300)):

        def gone_first(*arguments: Any) -> Any:
            if menus:
                menus.pop().close()
            return filled(*arguments)

        monkeypatch.setattr(screen_picture, "_filled", gone_first)
        assert taken(backend, AllScreens()) == stays.rgb
        assert not menus


def test_pixels_that_can_not_be_had_although_nothing_changed_are_asked_for_once(
    start_display: StartDisplay, start_program: StartProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    display = start_display("640x480x24")
    start_program(display).open(0, 0, 640, 480, 1)
    asked: list[object] = []
    with opened(display) as backend:

        def refused(*_arguments: Any) -> Any:
            asked.append(1)
            backend._connection.core.GetGeometry(1).reply()  # of a window that never was

        monkeypatch.setattr(screen_picture, "_filled", refused)
        with pytest.raises(DisplayLost):
            taken(backend, AllScreens())
    assert len(asked) == 1


def test_the_display_answers_others_while_we_compose(
    start_display: StartDisplay, start_program: StartProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Held meanwhile, a window of ours that asks the display something would wait for us, and we for its thread."""
    display = start_display("640x480x24")
    start_program(display).open(0, 0, 640, 480, 1)
    asker = xcffib.connect(display.name)
    answered: list[str] = []

    def asking(name: str) -> Callable[..., Any]:
        real = getattr(screen_picture, name)

        def first_asks(*arguments: Any, **more: Any) -> Any:
            asker.core.GetInputFocus()
            asker.flush()
            waiting = select.poll()
            waiting.register(asker.get_file_descriptor(), select.POLLIN)
            assert waiting.poll(2000), f"the display is held during {name}"
            asker.core.GetInputFocus().reply()
            answered.append(name)
            return real(*arguments, **more)

        return first_asks

    with opened(display) as backend, own_window(display, (100, 100, 100, 100)):
        for name in ("_beneath", "_is_drawn", "fill"):
            monkeypatch.setattr(screen_picture, name, asking(name))
        taken(backend, AllScreens())
    asker.disconnect()
    assert set(answered) == {"_beneath", "_is_drawn", "fill"}


def test_windows_in_front_of_ours_stay_in_front(start_display: StartDisplay, start_program: StartProgram) -> None:
    display = start_display("640x480x24")
    other = start_program(display)
    other.open(60, 60, 200, 200, 1)
    with opened(display) as backend, own_window(display, (80, 90, 300, 200)):
        above = other.open(100, 100, 200, 150, 2)
        with backend.grab(Region(Rectangle(100, 100, 200, 150))) as shot:
            assert rgb_of(shot) == above.rgb
            assert shot.own_windows_left_out == (Rectangle(0, 0, 200, 150),)


def test_places_are_counted_from_the_pictures_corner_and_cut_to_it(
    start_display: StartDisplay, start_program: StartProgram
) -> None:
    display = start_display("640x480x24")
    start_program(display).open(0, 0, 640, 480, 1)
    with opened(display) as backend, own_window(display, (150, 140, 100, 100)):
        with backend.grab(Region(Rectangle(100, 100, 80, 300))) as shot:
            assert shot.own_windows_left_out == (Rectangle(50, 40, 30, 100),)
        with backend.grab(Region(Rectangle(300, 300, 50, 50))) as shot:
            assert shot.own_windows_left_out == ()


def test_a_window_without_transparency_support_is_copied_as_the_server_shows_it(
    start_display: StartDisplay, start_program: StartProgram
) -> None:
    display = start_display("640x480x24")
    other = start_program(display)
    other.open(60, 60, 400, 300, 1)
    other.open(100, 100, 200, 150, 2, depth=32, alpha=128)
    with opened(display) as backend:
        before = taken(backend, AllScreens())
        with own_window(display, (80, 90, 300, 200)), backend.grab(AllScreens()) as shot:
            assert rgb_of(shot) == before


def crop(shot: Shot, place: tuple[int, int, int, int]) -> bytes:
    whole = Image.frombytes("RGB", (shot.frame.width, shot.frame.height), rgb_of(shot))
    left, top, width, height = place
    return whole.crop((left, top, left + width, top + height)).tobytes()


def test_under_a_compositor_its_wallpaper_is_filled(start_display: StartDisplay, start_program: StartProgram) -> None:
    display = start_display("640x480x24")
    other = start_program(display)
    other.open(300, 300, 64, 64, 1)
    other.ask(do="be_compositor")
    other.ask(do="set_wallpaper", seed=5, width=64, height=48)
    with opened(display) as backend, own_window(display, (83, 61, 100, 100)), backend.grab(AllScreens()) as shot:
        tiled = Image.new("RGB", (640, 480))
        for place in ((left, top) for left in range(0, 640, 64) for top in range(0, 480, 48)):
            tiled.paste(Image.frombytes("RGB", (64, 48), pattern.rgb(5, 64, 48)), place)
        assert crop(shot, (83, 61, 100, 100)) == tiled.crop((83, 61, 183, 161)).tobytes()
        assert shot.warnings == ()


@pytest.mark.parametrize("how", ["compositor", "compositor, wallpaper of another kind", "windows taken over"])
def test_where_nobody_knows_the_background_it_is_one_colour_and_said_so(
    start_display: StartDisplay, start_program: StartProgram, how: str
) -> None:
    display = start_display("640x480x24")
    other = start_program(display)
    other.open(300, 300, 64, 64, 1)
    other.ask(do="take_over" if how == "windows taken over" else "be_compositor")
    if "wallpaper" in how:
        other.ask(do="set_wallpaper", seed=5, width=64, height=48, depth=1)
    with opened(display) as backend, own_window(display, (83, 61, 100, 100)), backend.grab(AllScreens()) as shot:
        assert crop(shot, (83, 61, 100, 100)) == bytes(FILL_RGB) * 10_000
        assert shot.warnings == ("background_not_known",)


def test_under_a_compositor_what_is_see_through_is_blended(
    start_display: StartDisplay, start_program: StartProgram
) -> None:
    display = start_display("640x480x24")
    other = start_program(display)
    other.ask(do="be_compositor")
    lower = other.open(60, 60, 400, 300, 1)
    other.open(60, 60, 400, 300, 2, depth=32, alpha=0xC0)
    with opened(display) as backend, own_window(display, (60, 60, 400, 300)), backend.grab(AllScreens()) as shot:
        found = crop(shot, (60, 60, 400, 300))
    below, over = lower.rgb, pattern.rgb(2, 400, 300)
    wrong = [
        at for at in range(0, len(found), 997) if abs(found[at] - min(255, over[at] + below[at] * 0x3F / 0xFF)) > 1
    ]
    assert wrong == []


@pytest.mark.parametrize("hangs", [True, False])
def test_a_window_beneath_ours_that_was_not_drawn_is_said(
    start_display: StartDisplay, start_program: StartProgram, request: pytest.FixtureRequest, *, hangs: bool
) -> None:
    if hangs:
        request.getfixturevalue("usual_patience")
    display = start_display("640x480x24")
    hanging = start_program(display)
    window = hanging.open(100, 100, 320, 200, 1)
    with own_window(display, (90, 90, 200, 300)):
        if hangs:
            hanging.hang()
        with opened(display) as backend, backend.grab(AllScreens()) as shot:
            assert shot.warnings == (("covered_part_not_drawn",) if hangs else ())
            assert (crop(shot, (100, 100, 320, 200)) == window.rgb) is not hangs


@pytest.mark.parametrize("host", ["ours", "another"])
def test_windows_are_known_as_ours_where_the_server_can_not_tell(
    desktop: XDisplay, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    connection = xcffib.connect(desktop.name)
    root, window = connection.setup.roots[0], connection.generate_id()
    kind, core = xproto.WindowClass.InputOutput, connection.core
    core.CreateWindow(root.root_depth, window, root.root, 9, 9, 99, 99, 0, kind, root.root_visual, 0, [])
    for name, values in (
        ("_NET_WM_PID", (own.os.getpid(),)),
        ("WM_CLIENT_MACHINE", own.host_name() if host == "ours" else b"x"),
    ):
        atom = core.InternAtom(False, len(name), name).reply().atom
        core.ChangeProperty(0, window, atom, atom, 32 if isinstance(values, tuple) else 8, len(values), values)
    core.MapWindow(window)
    connection.flush()
    monkeypatch.setattr(own.OwnClients, "_known_to_server", lambda _: None)
    with opened(desktop) as backend:
        wait_until(backend.windows, "our window is managed")
        assert [each.own for each in backend.windows()] == [host == "ours"]
    connection.disconnect()
