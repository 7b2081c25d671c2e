"""Displays of every kind: many screens, few colours, no shared memory, and servers that end."""

import signal
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

import pytest
from PIL import Image

from evidence_desk.capture.backend import Backend
from evidence_desk.capture.choosing import open_backend
from evidence_desk.capture.pairs import grab_pair
from evidence_desk.capture.png import encode_png
from evidence_desk.capture.targets import (
    CONTEXT_TAKEN_AFTER,
    ActiveWindow,
    AllScreens,
    OneScreen,
    OneWindow,
    Region,
    Shot,
    Target,
)
from evidence_desk.capture.x11 import patience
from evidence_desk.domain import errors, refusals
from evidence_desk.domain.evidence import ItemId, Rectangle
from tests.capture.backend_contract import rgb_of, taken
from tests.capture.conftest import StartProgram
from tests.capture.servers import server
from tests.display_fixtures import XDisplay
from tests.fake_clock import START
from tests.real_tools import need_tools, wait_until

ITEM = ItemId("01ab0000-0000-7000-8000-00000000cafe")


@contextmanager
def opened(display: XDisplay, *, stays: bool = False) -> Iterator[Backend]:
    backend = open_backend({"DISPLAY": display.name}, keep_redirected=stays)
    try:
        yield backend
    finally:
        backend.close()


def xrandr(display: XDisplay, *arguments: str) -> None:
    need_tools("xrandr")
    subprocess.run(["xrandr", *arguments], env=display.environment(), check=True)


def test_two_screens_have_names_and_places_and_each_its_own_picture(start_program: StartProgram) -> None:
    with server("1000x600x24") as (display, _):
        xrandr(display, "--setmonitor", "LEFT", "600/150x600/150+0+0", "screen")
        xrandr(display, "--setmonitor", "*RIGHT", "400/100x500/100+600+50", "none")
        other = start_program(display)
        left, right = other.open(0, 0, 600, 600, 1), other.open(600, 50, 400, 500, 2)
        with opened(display) as backend:
            screens = {each.name: each for each in backend.screens()}
            assert {(each.x, each.y, each.width, each.height) for each in screens.values()} == {
                (0, 0, 600, 600),
                (600, 50, 400, 500),
            }
            assert {name for name, each in screens.items() if each.primary} == {"RIGHT"}
            assert taken(backend, OneScreen(screens["LEFT"].number)) == left.rgb
            assert taken(backend, OneScreen(screens["RIGHT"].number)) == right.rgb
            with backend.grab(AllScreens()) as shot:
                assert shot.target.geometry == Rectangle(0, 0, 1000, 600)
                assert set(shot.target.display.split(", ")) == {"LEFT", "RIGHT"}
            with backend.grab(Region(Rectangle(640, 60, 100, 100))) as shot:
                assert shot.target.display == "RIGHT"
            with pytest.raises(refusals.OutsideScreens), backend.grab(Region(Rectangle(700, 560, 20, 20))):
                pass


def test_the_part_of_a_window_on_no_screen_is_not_covered(start_program: StartProgram) -> None:
    with server("1000x600x24") as (display, _):
        xrandr(display, "--setmonitor", "LEFT", "600/150x600/150+0+0", "screen")
        other = start_program(display)
        window = other.open(500, 0, 200, 100, 1)
        other.open(500, 0, 200, 50, 2, menu=True)
        with opened(display) as backend, backend.grab(OneWindow(window.id)) as shot:
            assert shot.covered == 0.25
            assert rgb_of(shot) == window.rgb


@pytest.mark.parametrize("said", ["144", "96", "0", "0.001", "many", ""])
def test_the_scale_is_what_the_desktop_draws_at(start_program: StartProgram, said: str) -> None:
    with server() as (display, _):
        resources = f"Xcursor.size:\t24\nXft.dpi:\t{said}\n".encode().hex()
        other = start_program(display)
        window = other.open(0, 0, 64, 64, 1)
        other.ask(do="resources", data=resources)
        with opened(display) as backend:
            expected = 1.5 if said == "144" else 1.0
            assert [screen.scale for screen in backend.screens()] == [expected]
            with backend.grab(OneWindow(window.id)) as shot:
                assert shot.target.scale == expected


@pytest.mark.parametrize("depth", [8, 15, 16])
@pytest.mark.parametrize("stays", ["stays", ""])
def test_a_display_of_few_colours_is_refused_but_can_be_listed(
    depth: int, stays: object, start_program: StartProgram
) -> None:
    with server(f"320x240x{depth}") as (display, _), opened(display, stays=bool(stays)) as backend:
        assert [(each.width, each.height) for each in backend.screens()] == [(320, 240)]
        targets: list[Target] = [AllScreens(), OneScreen(1), Region(Rectangle(0, 0, 9, 9))]
        if depth != 8:
            window = start_program(display).open(0, 0, 64, 64, 1)
            targets.append(OneWindow(window.id))
            assert [each.id for each in backend.windows()] == [window.id]
        for target in targets:
            with pytest.raises(refusals.DisplayNotReadable) as refused, backend.grab(target):
                pass
            assert refused.value.depth == depth


def test_a_display_of_ten_bits_is_kept_at_eight_and_says_so(start_program: StartProgram) -> None:
    with server("320x240x30") as (display, _), opened(display, stays=True) as backend:
        window = start_program(display).open(16, 32, 128, 96, 1)
        for target in (OneWindow(window.id), Region(Rectangle(16, 32, 128, 96))):
            with backend.grab(target) as shot:
                assert rgb_of(shot) == window.rgb
                assert shot.warnings == ("display_has_10_bits",)
                with Image.open(BytesIO(encode_png(shot.frame, captured=START, item_id=ITEM).data)) as picture:
                    assert picture.tobytes() == window.rgb


@pytest.mark.parametrize("stays", ["stays", ""])
def test_without_shared_memory_pictures_are_sent(start_program: StartProgram, stays: object) -> None:
    with server("640x480x24", "-extension", "MIT-SHM") as (display, _), opened(display, stays=bool(stays)) as backend:
        window = start_program(display).open(100, 100, 320, 200, 1)
        assert taken(backend, OneWindow(window.id)) == window.rgb
        assert taken(backend, Region(Rectangle(100, 100, 320, 200))) == window.rgb
        with backend.grab(OneWindow(window.id)) as shot:
            pixels = shot.frame.pixels
            assert pixels.readonly
        with pytest.raises(ValueError):
            pixels[0]


def test_over_the_wire_a_window_and_its_screen_are_not_said_to_be_of_one_moment(start_program: StartProgram) -> None:
    with server("640x480x24", "-extension", "MIT-SHM") as (display, _), opened(display, stays=True) as backend:
        window = start_program(display).open(100, 100, 320, 200, 1)
        with grab_pair(backend, OneWindow(window.id)) as pair:
            assert rgb_of(pair.window) == window.rgb
            assert isinstance(pair.context, Shot)
            assert CONTEXT_TAKEN_AFTER in pair.context.warnings


@pytest.mark.parametrize("lost", ["Composite", "DAMAGE", "XFIXES"])
@pytest.mark.parametrize("stays", ["stays", ""])
def test_without_what_windows_need_screens_still_work(start_program: StartProgram, lost: str, stays: object) -> None:
    with server("640x480x24", "-extension", lost) as (display, _), opened(display, stays=bool(stays)) as backend:
        window = start_program(display).open(100, 100, 320, 200, 1)
        assert taken(backend, Region(Rectangle(100, 100, 320, 200))) == window.rgb
        with pytest.raises(errors.NotOnThisSystem), backend.grab(OneWindow(window.id)):
            pass


@pytest.mark.parametrize("missing", ["RANDR", "SHAPE", "X-Resource"])
def test_what_only_adds_facts_may_be_missing(start_program: StartProgram, missing: str) -> None:
    with server("640x480x24", "-extension", missing) as (display, _), opened(display, stays=True) as backend:
        window = start_program(display).open(100, 100, 320, 200, 1)
        assert [(each.number, each.width) for each in backend.screens()] == [(1, 640)]
        assert taken(backend, OneWindow(window.id)) == window.rgb
        assert taken(backend, Region(Rectangle(100, 100, 320, 200))) == window.rgb


@pytest.mark.parametrize("stays", ["stays", ""])
def test_a_server_that_ends_is_a_display_lost(start_program: StartProgram, stays: object) -> None:
    with server() as (display, process), opened(display, stays=bool(stays)) as backend:
        window = start_program(display).open(100, 100, 320, 200, 1)
        assert taken(backend, OneWindow(window.id)) == window.rgb
        with backend.grab(OneWindow(window.id)) as shot:
            process.kill()
            process.wait()
            assert rgb_of(shot) == window.rgb, "a picture already taken is not lost"
        for target in (OneWindow(window.id), ActiveWindow(), AllScreens()):
            with pytest.raises(refusals.DisplayLost), backend.grab(target):
                pass
        for ask in (backend.screens, backend.windows, backend.active_window):
            with pytest.raises(refusals.DisplayLost):
                ask()


def test_a_server_that_does_not_answer_is_a_display_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "ANSWER_MS", 50)
    with server() as (display, process), opened(display) as backend:
        process.send_signal(signal.SIGSTOP)
        with pytest.raises(refusals.DisplayLost):
            backend.screens()
        process.send_signal(signal.SIGCONT)
        wait_until(lambda: _answers(backend), "it is asked again and answers")


def _answers(backend: Backend) -> bool:
    try:
        return len(backend.screens()) == 1
    except refusals.DisplayLost:
        return False


def test_a_display_held_by_another_program_is_a_display_lost(
    start_program: StartProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "ANSWER_MS", 50)
    with server() as (display, _), opened(display) as backend:
        other = start_program(display)
        other.ask(do="hold")
        with pytest.raises(refusals.DisplayLost), backend.grab(AllScreens()):
            pass
        other.ask(do="let_go")
        wait_until(lambda: _answers(backend), "it is asked again and answers")


def test_another_thread_than_the_one_that_opened_it_may_use_and_close_it(start_program: StartProgram) -> None:
    with server() as (display, _):
        window = start_program(display).open(100, 100, 320, 200, 1)
        backend = open_backend({"DISPLAY": display.name}, keep_redirected=True)
        found: list[bytes] = []

        def work() -> None:
            found.extend(taken(backend, OneWindow(window.id)) for _ in range(20))

        threads = [threading.Thread(target=work) for _ in range(3)]
        for thread in threads:
            thread.start()
        for _ in range(20):
            assert backend.windows()[0].id == window.id
        for thread in threads:
            thread.join()
        assert found == [window.rgb] * 60
        closing = threading.Thread(target=backend.close)
        closing.start()
        closing.join()
