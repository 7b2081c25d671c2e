"""Chromium, xterm and a GTK program, whatever happens to them: a true picture or a reason, never a wrong one."""

import subprocess
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from evidence_desk.capture.backend import Backend
from evidence_desk.capture.choosing import open_backend
from evidence_desk.capture.pairs import grab_pair
from evidence_desk.capture.targets import NORMAL, AllScreens, OneWindow, Shot, Target
from evidence_desk.capture.x11 import answering, screen_picture
from evidence_desk.domain import refusals
from evidence_desk.domain.evidence import Rectangle
from tests.capture.backend_contract import rgb_of
from tests.capture.conftest import StartProgram
from tests.capture.other_program import OtherWindow, other_program
from tests.capture.real_programs import NAMES, RealWindow, real_program
from tests.capture.servers import server
from tests.capture.test_x11_displays import xrandr
from tests.display_fixtures import XDisplay, _server, _window_manager
from tests.real_tools import need_tools, wait_until

ALL = AllScreens()
PROGRAMS = pytest.mark.parametrize("program", NAMES, indirect=True)
_SAME, _SAME_AT_FIRST = 4, 12
"""So many pictures in a row, a moment apart, without a change: it is at rest. A browser refines its first for long."""
CHANGES = (refusals.WindowChanged, refusals.WrongSize, refusals.FlatPicture)  # xterm wipes itself before it draws


@pytest.fixture(scope="module")
def here() -> Iterator[XDisplay]:
    with ExitStack() as running:
        display = running.enter_context(_server("1280x800x24"))
        running.enter_context(_window_manager(display))
        yield display


@pytest.fixture
def program(request: pytest.FixtureRequest, here: XDisplay, tmp_path: Path) -> Iterator[RealWindow]:
    with real_program(request.param, here, tmp_path) as window:
        window.move(30, 40)
        yield window


@pytest.fixture
def aside(here: XDisplay, program: RealWindow) -> Iterator[OtherWindow]:
    """A small window that has the keyboard, so that the program's own looks the same all the time."""
    with other_program(here) as other:
        window = other.open(1100, 700, 60, 60, 9)
        window.activate()
        yield window
    assert program.id


@contextmanager
def opened(display: XDisplay) -> Iterator[Backend]:
    backend = open_backend({"DISPLAY": display.name}, keep_redirected=True)
    try:
        yield backend
    finally:
        backend.close()


def _difference(one: bytes, other: bytes) -> str:
    """Empty for the same picture; pytest itself would compare two of them byte by byte for minutes."""
    if len(one) != len(other):
        return f"{len(one)} bytes beside {len(other)}"
    places = [place for place, (here, there) in enumerate(zip(one, other, strict=True)) if here != there]
    return f"{len(places)} bytes differ between {places[0]} and {places[-1]}" if places else ""


def rested(backend: Backend, window: RealWindow, same: int = _SAME) -> bytes:
    """Its picture once it has been the same for a while: what a program draws late is drawn by then."""
    last: list[bytes] = []

    def is_same() -> bool:
        threading.Event().wait(0.15)
        try:
            with backend.grab(OneWindow(window.id)) as shot:
                last.append(rgb_of(shot))
        except CHANGES:
            last.clear()
        return len(last) >= same and len(set(last[-same:])) == 1

    wait_until(is_same, "it draws nothing new")
    return last[-1]


@PROGRAMS
def test_covered_moved_minimised_and_shown_again_it_is_the_same_picture(
    here: XDisplay, program: RealWindow, aside: OtherWindow
) -> None:
    with opened(here) as backend:
        before = rested(backend, program, _SAME_AT_FIRST)
        aside.program.open(0, 0, 700, 700, 3, menu=True)
        with grab_pair(backend, OneWindow(program.id)) as pair:
            assert _difference(rgb_of(pair.window), before) == ""
            assert pair.window.covered is not None
            assert pair.window.covered > 0.9
            assert isinstance(pair.context, Shot)
            assert pair.context.target.geometry == Rectangle(0, 0, 1280, 800)
        program.move(300, 140)
        wait_until(lambda: not _difference(rested(backend, program), before), "it looks the same elsewhere")
        program.minimise()
        wait_until(lambda: _state(backend, program) != NORMAL, "it is minimised")
        with pytest.raises(refusals.WindowMinimised), backend.grab(OneWindow(program.id)):
            pytest.fail("it has no picture")
        program.activate()
        wait_until(lambda: _state(backend, program) == NORMAL, "it is shown")
        aside.activate()
        wait_until(lambda: rested(backend, program) == before, "it looks as before")


@PROGRAMS
def test_while_it_moves_and_changes_size_a_picture_is_whole_or_refused(
    here: XDisplay, program: RealWindow, aside: OtherWindow
) -> None:
    over, kept, refused = threading.Event(), 0, 0

    def shake() -> None:
        try:
            for turn in range(40):
                program.resize(420 + 20 * (turn % 7), 300 + 10 * (turn % 5))
                program.move(30 + 9 * (turn % 11), 40 + 7 * (turn % 6))
        finally:
            over.set()

    shaking = threading.Thread(target=shake)
    with opened(here) as backend:
        shaking.start()
        while not over.is_set():
            try:
                with grab_pair(backend, OneWindow(program.id)) as pair:
                    place = pair.window.target.geometry
                    assert (pair.window.frame.width, pair.window.frame.height) == (place.width, place.height)
                    assert isinstance(pair.context, Shot)
                kept += 1
            except CHANGES:
                refused += 1
        shaking.join()
        assert kept + refused > 5
        rested(backend, program)
    assert aside.number


@pytest.mark.usefixtures("usual_patience")
@PROGRAMS
def test_when_it_closes_there_is_never_its_old_picture(here: XDisplay, program: RealWindow, aside: OtherWindow) -> None:
    with opened(here) as backend:
        rested(backend, program)
        closing = threading.Timer(0.2, program.close)
        closing.start()
        wait_until(lambda: _refusal(backend, OneWindow(program.id)) is refusals.WindowGone, "it is said to be gone")
        closing.join()
        with pytest.raises(refusals.WindowGone), backend.grab(OneWindow(program.id)):
            pytest.fail("it is gone")
    assert aside.number


@pytest.mark.usefixtures("usual_patience")
@pytest.mark.parametrize("program", ["chromium", "gtk", "qt"], indirect=True)
def test_a_program_that_hangs_is_named_until_it_goes_on(
    here: XDisplay, program: RealWindow, aside: OtherWindow
) -> None:
    with opened(here) as backend:
        before = rested(backend, program, _SAME_AT_FIRST)
        wait_until(lambda: _warnings(backend, program) == (), "it answers while it lives")
        program.hang()
        with backend.grab(OneWindow(program.id)) as shot:
            assert shot.warnings == ("program_not_answering",)
            assert _difference(rgb_of(shot), before) == "", "it is what was there to be seen"
        program.go_on()
        wait_until(lambda: _warnings(backend, program) == (), "it answers")
    assert aside.number


@pytest.mark.usefixtures("usual_patience")
@pytest.mark.parametrize("program", ["qt"], indirect=True)
def test_an_answer_is_heard_though_we_were_kept_from_running(
    here: XDisplay, program: RealWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(here) as backend:
        wait_until(lambda: _refusal(backend, OneWindow(program.id)) is None, "it has drawn")
        look, came = answering.Answering._has_come, threading.Event()

        def late(asking: answering.Answering, window: int) -> bool:
            """Nothing has come yet, and then other threads have the processor for longer than one waits."""
            if not came.is_set():
                wait_until(lambda: look(asking, window), "it answers")
                threading.Event().wait(2 * answering.PATIENCE_MS / 1000)
                came.set()
                return False
            return True

        monkeypatch.setattr(answering.Answering, "_has_come", late)
        assert _warnings(backend, program) == ()


@pytest.mark.parametrize("program", ["chromium", "gtk", "qt"], indirect=True)
def test_an_answer_that_comes_while_a_once_covered_part_is_drawn_is_heard(
    here: XDisplay, program: RealWindow, start_program: StartProgram
) -> None:
    above = start_program(here).open(30, 40, 700, 600, 5)
    above.activate()
    with opened(here) as backend:
        assert _warnings(backend, program) == ()


@contextmanager
def locked(here: XDisplay, backend: Backend) -> Iterator[None]:
    """The screen is locked, and that is seen by the backend."""
    need_tools("i3lock")
    locker = subprocess.Popen(["i3lock", "--nofork", "-c", "334455"], env=here.environment())
    try:
        wait_until(lambda: _refusal(backend) is refusals.ScreenLocked, "the screen is locked")
        yield
    finally:
        locker.kill()
        locker.wait()


def test_a_locked_screen_is_refused_until_it_is_open_again(here: XDisplay, start_program: StartProgram) -> None:
    window = start_program(here).open(100, 100, 320, 200, 1)
    with opened(here) as backend:
        with locked(here, backend):
            with pytest.raises(refusals.ScreenLocked), backend.grab(OneWindow(window.id)):
                pytest.fail("it is locked")
            with pytest.raises(refusals.ScreenLocked), grab_pair(backend, OneWindow(window.id)):
                pytest.fail("it is locked")
        wait_until(lambda: _refusal(backend) is None, "the screen is open")


def test_a_screen_that_is_locked_right_before_its_picture_is_refused(
    here: XDisplay, start_program: StartProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What lay on the display was asked before, and nothing of the lock was there. No window of ours is, either."""
    start_program(here).open(100, 100, 320, 200, 1)
    picture = screen_picture._picture
    with opened(here) as backend, ExitStack() as held:

        def meanwhile(*arguments: object) -> object:
            monkeypatch.undo()
            with opened(here) as another:
                held.enter_context(locked(here, another))
            return picture(*arguments)  # type: ignore[arg-type]

        monkeypatch.setattr(screen_picture, "_picture", meanwhile)
        with pytest.raises(refusals.ScreenLocked), backend.grab(AllScreens()):
            pytest.fail("it is locked")


def test_a_window_over_everything_that_leaves_the_keyboard_alone_is_no_lock(
    here: XDisplay, start_program: StartProgram
) -> None:
    cover = start_program(here).open(0, 0, 1280, 800, 1, menu=True)
    with opened(here) as backend, backend.grab(AllScreens()) as shot:
        assert _difference(rgb_of(shot), cover.rgb) == ""


@pytest.mark.parametrize("stays", ["stays", ""])
def test_a_display_that_comes_while_the_picture_is_taken_is_noticed(
    start_program: StartProgram, monkeypatch: pytest.MonkeyPatch, stays: str
) -> None:
    with server("1000x600x24") as (display, _):
        start_program(display).open(0, 0, 600, 600, 1)
        picture = screen_picture._picture

        def meanwhile(*arguments: object) -> object:
            monkeypatch.undo()
            xrandr(display, "--setmonitor", "LEFT", "600/150x600/150+0+0", "screen")
            return picture(*arguments)  # type: ignore[arg-type]

        monkeypatch.setattr(screen_picture, "_picture", meanwhile)
        backend = open_backend({"DISPLAY": display.name}, keep_redirected=bool(stays))
        try:
            with pytest.raises(refusals.DisplaysChanged), backend.grab(AllScreens()):
                pytest.fail("it shows other displays")
            with backend.grab(AllScreens()) as shot:
                assert "LEFT" in shot.target.display
        finally:
            backend.close()


def _state(backend: Backend, program: RealWindow) -> str:
    return next((each.state for each in backend.windows() if each.id == program.id), "")


def _warnings(backend: Backend, program: RealWindow) -> tuple[str, ...]:
    with backend.grab(OneWindow(program.id)) as shot:
        return shot.warnings


def _refusal(backend: Backend, target: Target = ALL) -> type[refusals.CaptureRefused] | None:
    try:
        with backend.grab(target):
            return None
    except refusals.CaptureRefused as refusal:
        return type(refusal)
