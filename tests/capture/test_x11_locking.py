"""What counts as a locked screen where nobody announces it: a window no window manager frames, and a keyboard taken."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import xcffib
from xcffib import screensaver, xproto

from evidence_desk.capture.targets import AllScreens, OneWindow
from evidence_desk.capture.x11.connection import Connection
from evidence_desk.domain.refusals import ScreenLocked
from tests.capture.backend_contract import taken
from tests.capture.conftest import StartProgram
from tests.capture.test_x11_windows import opened
from tests.display_fixtures import StartDisplay, XDisplay


@contextmanager
def keyboard_taken(display: XDisplay) -> Iterator[None]:
    connection = xcffib.connect(display.name)
    root, mode = connection.setup.roots[0].root, xproto.GrabMode.Async
    asked = connection.core.GrabKeyboard(False, root, xproto.Time.CurrentTime, mode, mode)
    assert asked.reply().status == xproto.GrabStatus.Success
    try:
        yield
    finally:
        connection.disconnect()


def test_a_film_over_the_whole_screen_with_an_open_menu_is_no_lock(bare: XDisplay, start_program: StartProgram) -> None:
    film = start_program(bare).open(0, 0, 640, 480, 1)
    with opened(bare) as backend, keyboard_taken(bare):
        assert taken(backend, AllScreens()) == film.rgb


def test_what_no_window_manager_frames_and_holds_the_keyboard_is_one(
    bare: XDisplay, start_program: StartProgram
) -> None:
    start_program(bare).open(0, 0, 640, 480, 1, menu=True)
    with opened(bare) as backend, keyboard_taken(bare), pytest.raises(ScreenLocked):
        taken(backend, AllScreens())


def test_a_screen_that_only_went_dark_is_no_lock(start_display: StartDisplay, start_program: StartProgram) -> None:
    display = start_display("640x480x24")
    window = start_program(display).open(0, 0, 640, 480, 1)
    connection = Connection(display.name)
    connection.core.ForceScreenSaver(xproto.ScreenSaver.Active)
    state = connection.extension("screensaver").QueryInfo(connection.root).reply().state
    connection.close()
    assert state == screensaver.State.On
    with opened(display) as backend:
        assert taken(backend, OneWindow(window.id)) == window.rgb
