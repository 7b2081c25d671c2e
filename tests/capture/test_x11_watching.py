"""What an X11 display tells of changes: where, when, and what becomes of the window; and looking again and again."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from struct import pack

import pytest
import xcffib
from xcffib import xproto

from evidence_desk.capture.backend import Backend
from evidence_desk.capture.change_source import ChangeSource, Notice, PolledSource, Watched, change_source
from evidence_desk.capture.choosing import open_backend
from evidence_desk.capture.targets import PROGRAM_NOT_ANSWERING, OneScreen, OneWindow
from evidence_desk.capture.tiles import Grid, tile_states
from evidence_desk.capture.x11 import answering, damage_source
from evidence_desk.capture.x11.damage_source import DamageSource
from evidence_desk.capture.x11.sights import Lie, WindowSight
from evidence_desk.domain.evidence import Rectangle
from evidence_desk.domain.refusals import (
    CaptureRefused,
    DisplayLost,
    NoSuchScreen,
    NoSuchWindow,
    OwnWindow,
    WindowChanged,
    WindowElsewhere,
    WindowGone,
    WindowMinimised,
    WrongSize,
)
from tests.capture.backend_contract import taken
from tests.capture.conftest import StartProgram
from tests.capture.other_program import OtherProgram, OtherWindow
from tests.capture.servers import server
from tests.display_fixtures import XDisplay
from tests.real_tools import wait_until

PATIENCE_S = 60.0
QUIET_S = 0.2
MakeSource = Callable[[Backend, Watched], ChangeSource]


@contextmanager
def opened(display: XDisplay) -> Iterator[Backend]:
    backend = open_backend({"DISPLAY": display.name}, keep_redirected=True)
    try:
        yield backend
    finally:
        backend.close()


@contextmanager
def watching(backend: Backend, target: Watched, make: MakeSource = change_source) -> Iterator[ChangeSource]:
    source = make(backend, target)
    try:
        yield source
    finally:
        source.close()


@pytest.fixture
def other(desktop: XDisplay, start_program: StartProgram) -> OtherProgram:
    return start_program(desktop)


@pytest.fixture
def window(desktop: XDisplay, other: OtherProgram) -> OtherWindow:
    """One that the window manager has put into its frame, and that is painted."""
    window = other.open(100, 80, 320, 200, 1)
    with opened(desktop) as backend:
        wait_until(lambda: _is_painted(backend, window), "the window is there")
    return window


def _is_painted(backend: Backend, window: OtherWindow) -> bool:
    try:
        return taken(backend, OneWindow(window.id)) == window.rgb
    except CaptureRefused:
        return False


def settle(source: ChangeSource) -> None:
    """Take in what is still to come of before."""
    source.look()
    quiet = 0
    while quiet < 2:
        quiet = quiet + 1 if source.wait(1.5 * QUIET_S, 0.0) is None else 0


def heard(source: ChangeSource) -> Notice:
    found = source.wait(PATIENCE_S, 0.0)
    assert found is not None, "nothing was noticed"
    return found


def true_states(backend: Backend, target: OneWindow | OneScreen) -> list[int]:
    with backend.grab(target) as shot:
        return list(tile_states(shot.frame))


def told(source: ChangeSource, backend: Backend, target: OneWindow | OneScreen) -> None:
    """What was looked at first and noticed since is together what a picture shows, once nothing is drawn any more."""
    states = dict(source.look().states)

    def is_whole() -> bool:
        while (notice := source.wait(QUIET_S, 0.0)) is not None:
            states.update(notice.states)
        return [states[tile] for tile in sorted(states)] == true_states(backend, target)

    wait_until(is_whole, "what was noticed is what is there")


MAKERS = pytest.mark.parametrize("make", [change_source, PolledSource], ids=["told", "polled"])


@MAKERS
def test_a_change_is_noticed_and_quiet_is_not(desktop: XDisplay, window: OtherWindow, make: MakeSource) -> None:
    target = OneWindow(window.id)
    with opened(desktop) as backend, watching(backend, target, make) as source:
        settle(source)
        assert source.wait(QUIET_S, 0.0) is None
        before = dict(source.look().states)
        window.repaint(2)
        states = before | dict(heard(source).states)
        while (more := source.wait(QUIET_S, 0.0)) is not None:
            states |= more.states

        assert [states[tile] for tile in sorted(states)] == true_states(backend, target)
        assert states != before


def test_where_the_display_tells_it_is_believed(desktop: XDisplay, window: OtherWindow) -> None:
    with opened(desktop) as backend, watching(backend, OneWindow(window.id)) as source:
        assert isinstance(source, DamageSource)


def test_what_lies_behind_others_is_watched_all_the_same(
    desktop: XDisplay, window: OtherWindow, other: OtherProgram
) -> None:
    other.open(90, 60, 400, 300, 3).activate()
    target = OneWindow(window.id)
    with opened(desktop) as backend, watching(backend, target) as source:
        settle(source)
        window.repaint(4)
        heard(source)
        told(source, backend, target)


def test_only_the_squares_that_were_drawn_are_looked_at(desktop: XDisplay, window: OtherWindow) -> None:
    connection = xcffib.connect(desktop.name)
    with opened(desktop) as backend, watching(backend, OneWindow(window.id)) as source:
        looked_at = []
        for colour in (0xFF0000, 0x00FF00, 0x0000FF):  # its program may still draw itself, once
            settle(source)
            fill(connection, window.number, Rectangle(70, 100, 4, 4), colour)
            looked_at.append(set(heard(source).states))
    connection.disconnect()

    assert Grid(window.width, window.height).touched([Rectangle(70, 100, 4, 4)]) in looked_at


@MAKERS
def test_a_window_of_another_size_is_looked_at_anew(desktop: XDisplay, window: OtherWindow, make: MakeSource) -> None:
    with opened(desktop) as backend, watching(backend, OneWindow(window.id), make) as source:
        settle(source)
        window.resize(300, 170)
        notice = patiently(source)
        while notice.grid != Grid(300, 170):
            notice = patiently(source)

    assert len(notice.states) == notice.grid.count


def test_a_window_that_is_only_moved_has_not_changed(desktop: XDisplay, window: OtherWindow) -> None:
    target = OneWindow(window.id)
    with opened(desktop) as backend, watching(backend, target) as source:
        settle(source)
        before = dict(source.look().states)
        window.move(200, 150)
        while (notice := source.wait(QUIET_S, 0.0)) is not None:
            assert all(before[tile] == state for tile, state in notice.states.items())
        window.repaint(7)
        heard(source)
        told(source, backend, target)


@MAKERS
def test_a_window_that_is_away_is_waited_for(desktop: XDisplay, window: OtherWindow, make: MakeSource) -> None:
    with opened(desktop) as backend, watching(backend, OneWindow(window.id), make) as source:
        settle(source)
        window.minimise()
        hear_until(source, WindowMinimised)
        window.activate()
        notice = patiently(source)
        assert len(notice.states) == notice.grid.count
        window.send_to_desktop(1)
        hear_until(source, WindowElsewhere)


class SaysItLate(WindowSight):
    """A window that is away, and is drawn again before anything else is heard of it."""

    is_away = False

    def find(self) -> Lie:
        if self.is_away:
            raise WindowMinimised("0x1")
        return super().find()

    def concerns(self, event: object) -> bool:
        del event
        return self.is_away


def test_a_window_drawn_before_it_is_said_to_be_back_is_looked_at(
    desktop: XDisplay, window: OtherWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(damage_source, "sight_of", lambda display, _: SaysItLate(display, window.number))
    with opened(desktop) as backend, watching(backend, OneWindow(window.id)) as source:
        settle(source)
        monkeypatch.setattr(SaysItLate, "is_away", True)
        window.move(140, 120)
        hear_until(source, WindowMinimised)
        monkeypatch.setattr(SaysItLate, "is_away", False)
        window.repaint(2)
        notice = heard(source)
        assert len(notice.states) == notice.grid.count


class InAnotherFrame(WindowSight):
    """A window whose manager was just replaced: another window holds it now."""

    frame = 0

    def find(self) -> Lie:
        lie = super().find()
        return Lie(lie.width, lie.height, dict.fromkeys([self.frame], (0, 0))) if self.frame else lie


def test_a_window_in_another_frame_is_looked_at_anew(
    bare: XDisplay, start_program: StartProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the frame drew until it was listened to is not told."""
    program = start_program(bare)
    window, frame = program.open(10, 10, 200, 100, 1), program.open(300, 10, 200, 100, 2)
    monkeypatch.setattr(damage_source, "sight_of", lambda display, _: InAnotherFrame(display, window.number))
    with opened(bare) as backend, watching(backend, OneWindow(window.id)) as source:
        settle(source)
        monkeypatch.setattr(InAnotherFrame, "frame", frame.number)
        window.move(20, 20)
        notice = source.wait(PATIENCE_S, 0.0)
        assert notice is not None
        assert len(notice.states) == notice.grid.count


def hear_until(source: ChangeSource, why: type[CaptureRefused]) -> None:
    """Until there is nothing to see, for that reason; on the way there the window may look as it likes."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        try:
            heard(source)
        except why:
            return
        except (WindowChanged, WrongSize):
            continue
    raise AssertionError(why)


def patiently(source: ChangeSource) -> Notice:
    """The next notice, whatever is said of the window until then."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        try:
            return heard(source)
        except (WindowMinimised, WindowElsewhere, WindowChanged, WrongSize):
            continue
    raise AssertionError


@MAKERS
def test_a_window_that_is_closed_is_gone(desktop: XDisplay, window: OtherWindow, make: MakeSource) -> None:
    with opened(desktop) as backend, watching(backend, OneWindow(window.id), make) as source:
        settle(source)
        window.close()
        hear_until(source, WindowGone)


@pytest.mark.parametrize("refused", [(OneWindow("0x1"), WindowGone), (OneWindow("x"), NoSuchWindow)])
def test_no_window_is_not_watched(desktop: XDisplay, refused: tuple[OneWindow, type[CaptureRefused]]) -> None:
    target, why = refused
    with opened(desktop) as backend, pytest.raises(why):
        change_source(backend, target)


def test_no_screen_is_not_watched(desktop: XDisplay) -> None:
    with opened(desktop) as backend, watching(backend, OneScreen(9)) as source, pytest.raises(NoSuchScreen):
        source.look()


@MAKERS
def test_a_wait_is_ended_from_another_thread(desktop: XDisplay, window: OtherWindow, make: MakeSource) -> None:
    with opened(desktop) as backend, watching(backend, OneWindow(window.id), make) as source:
        settle(source)
        waking = threading.Timer(0.1, source.wake)
        waking.start()
        assert source.wait(None, 0.0) is None
        waking.join()
    source.wake()  # it is closed, and nobody is woken


def test_a_screen_is_watched_with_its_windows_coming_and_going(
    desktop: XDisplay, window: OtherWindow, other: OtherProgram
) -> None:
    target = OneScreen(1)
    with opened(desktop) as backend, watching(backend, target) as source:
        settle(source)
        assert source.wait(QUIET_S, 0.0) is None
        for change in (lambda: window.repaint(3), lambda: window.move(300, 200), lambda: other.open(50, 50, 99, 99, 5)):
            change()
            heard(source)
            told(source, backend, target)


def test_our_own_windows_trigger_nothing_and_what_moves_beneath_them_does(
    bare: XDisplay, start_program: StartProgram
) -> None:
    other = start_program(bare)
    window = other.open(100, 100, 320, 200, 1)
    target = OneScreen(1)
    with (
        opened(bare) as backend,
        drawing(bare, Rectangle(120, 120, 200, 60)) as (connection, bar),
        watching(backend, target) as source,
    ):
        settle(source)
        before = dict(source.look().states)
        fill(connection, bar, Rectangle(0, 0, 200, 60), 0x00FF00)
        assert source.wait(QUIET_S, 0.0) is None
        connection.core.ConfigureWindow(bar, xproto.ConfigWindow.X, [140])
        connection.core.GetInputFocus().reply()
        while (notice := source.wait(QUIET_S, 0.0)) is not None:
            assert all(before[tile] == state for tile, state in notice.states.items())
        window.repaint(2)
        after = before | dict(heard(source).states)

        assert after != before
        told(source, backend, target)


def test_our_own_window_is_not_watched(bare: XDisplay) -> None:
    with (
        drawing(bare, Rectangle(0, 0, 90, 90)) as (_connection, ours),
        opened(bare) as backend,
        pytest.raises(OwnWindow),
    ):
        change_source(backend, OneWindow(hex(ours)))


def test_what_is_drawn_beside_the_screen_is_no_news_of_it(bare: XDisplay, start_program: StartProgram) -> None:
    window = start_program(bare).open(10, 10, 200, 100, 1)
    with opened(bare) as backend, watching(backend, OneScreen(1)) as source:
        settle(source)
        window.move(2_000, 10)
        while source.wait(QUIET_S, 0.0) is not None:
            pass
        window.repaint(2)
        assert source.wait(QUIET_S, 0.0) is None
        window.move(10, 10)
        heard(source)


def test_what_a_window_once_drew_vouches_for_one_picture(
    bare: XDisplay, start_program: StartProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its program may hang after that, and a watch may last for hours."""
    monkeypatch.setattr(answering, "PATIENCE_MS", 20)
    program = start_program(bare)
    promise = ("WM_PROTOCOLS", "ATOM", pack("=I", program.ask(do="atom", name="_NET_WM_PING")).hex())
    window = program.open(10, 10, 200, 100, 1, properties=[promise])  # it promises to answer, and never does
    target = OneWindow(window.id)
    with opened(bare) as backend:
        found = [warnings_of(backend, target)]
        with watching(backend, target) as source:
            settle(source)
            warnings_of(backend, target)
            for seed in (2, 3):
                window.repaint(seed)
                heard(source)
                found += [warnings_of(backend, target), warnings_of(backend, target)]
    assert found == [(PROGRAM_NOT_ANSWERING,), *[(), (PROGRAM_NOT_ANSWERING,)] * 2]


def warnings_of(backend: Backend, target: OneWindow) -> tuple[str, ...]:
    with backend.grab(target) as shot:
        return shot.warnings


def test_a_display_that_ends_is_lost(start_program: StartProgram) -> None:
    with server() as (display, process):
        window = start_program(display).open(10, 10, 200, 100, 1)
        with opened(display) as backend, watching(backend, OneWindow(window.id)) as source:
            settle(source)
            process.kill()
            with pytest.raises(DisplayLost):
                heard(source)


@contextmanager
def drawing(display: XDisplay, place: Rectangle) -> Iterator[tuple[xcffib.Connection, int]]:
    """A window of this very process, on a connection of its own, that can be drawn in."""
    connection = xcffib.connect(display.name)
    root, window = connection.setup.roots[0], connection.generate_id()
    kind, values = xproto.WindowClass.InputOutput, [0x202020, 1]
    looks = xproto.CW.BackPixel | xproto.CW.OverrideRedirect
    where = (place.x, place.y, place.width, place.height, 0)
    connection.core.CreateWindow(root.root_depth, window, root.root, *where, kind, root.root_visual, looks, values)
    connection.core.MapWindow(window)
    fill(connection, window, Rectangle(0, 0, place.width // 2, place.height), 0x808080)
    try:
        yield connection, window
    finally:
        connection.disconnect()


def fill(connection: xcffib.Connection, window: int, place: Rectangle, colour: int) -> None:
    context = connection.generate_id()
    connection.core.CreateGC(context, window, xproto.GC.Foreground, [colour])
    part = xproto.RECTANGLE.synthetic(place.x, place.y, place.width, place.height)
    connection.core.PolyFillRectangle(window, context, 1, [part])
    connection.core.GetInputFocus().reply()
