"""A display another program holds for itself: it still tells what that program does, and answers nobody else."""

import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from itertools import count, cycle
from types import SimpleNamespace

import pytest
from xcffib import xproto

from evidence_desk.capture.backend import Backend
from evidence_desk.capture.choosing import open_backend
from evidence_desk.capture.targets import AllScreens, OneScreen
from evidence_desk.capture.x11 import patience
from evidence_desk.capture.x11.connection import Connection
from evidence_desk.capture.x11.damage_source import DamageSource
from evidence_desk.domain.refusals import DisplayLost
from tests.capture.backend_contract import taken
from tests.capture.conftest import StartProgram
from tests.capture.other_program import OtherProgram
from tests.capture.servers import server
from tests.display_fixtures import XDisplay
from tests.real_tools import wait_until

AT_MOST_S = 60.0
ON_ITS_WINDOWS = xproto.EventMask.SubstructureNotify


@pytest.fixture
def display(monkeypatch: pytest.MonkeyPatch) -> Iterator[XDisplay]:
    monkeypatch.setattr(patience, "ANSWER_MS", 50)
    with server() as (display, _):
        yield display


@contextmanager
def held_by(other: OtherProgram) -> Iterator[None]:
    other.ask(do="hold")
    try:
        yield
    finally:
        other.ask(do="let_go")


def is_lost(other: OtherProgram, ask: Callable[[], object]) -> None:
    """It ends by itself while the other program holds the display and goes on working, and says why."""
    ends = time.monotonic() + AT_MOST_S
    with ThreadPoolExecutor(1) as thread, held_by(other):
        window = other.open(10, 10, 64, 64, 1)
        asked, steps = thread.submit(ask), cycle(range(10, 500))
        while not asked.done() and time.monotonic() < ends:
            window.move(next(steps), 10)
        with pytest.raises(DisplayLost):
            asked.result(0)


def test_a_watch_hears_what_the_holder_does_and_does_not_take_it_for_an_answer(
    display: XDisplay, start_program: StartProgram
) -> None:
    other = start_program(display)
    source = DamageSource(display.name, OneScreen(1))
    source.look()
    is_lost(other, source.look)
    source.close()


def asks(connection: Connection) -> None:
    with connection.conversation():
        pass


def waits_for_a_reply(connection: Connection) -> None:
    with connection.answered():
        connection.core.GetGeometry(connection.root).reply()


def waits_for_a_refusal(connection: Connection) -> None:
    with connection.answered():
        connection.core.MapWindow(connection.root, is_checked=True).check()


def asks_and_does_without(connection: Connection) -> None:
    with connection.answered():
        connection.replies([connection.core.GetGeometry(connection.root)])


@pytest.mark.parametrize("ask", [asks, waits_for_a_reply, waits_for_a_refusal, asks_and_does_without])
def test_whatever_is_waited_for_has_an_end(
    display: XDisplay, start_program: StartProgram, ask: Callable[[Connection], None]
) -> None:
    other = start_program(display)
    connection = Connection(display.name)
    try:
        core, root = connection.core, connection.root
        core.ChangeWindowAttributes(root, xproto.CW.EventMask, [ON_ITS_WINDOWS], is_checked=True).check()
        is_lost(other, lambda: ask(connection))
        ask(connection)
        assert connection.core.GetGeometry(root).reply().width == 640
    finally:
        connection.close()


def test_a_machine_that_stood_still_is_no_server_that_is_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    with server() as (display, process):
        connection = Connection(display.name)
        monkeypatch.setattr(patience, "time", SimpleNamespace(monotonic=partial(next, count(0.0, 10.0))))
        process.send_signal(signal.SIGSTOP)
        waking = threading.Timer(0.1, process.send_signal, [signal.SIGCONT])
        waking.start()
        try:
            assert connection.core.GetGeometry(connection.root).reply().width == 640
        finally:
            waking.join()
            connection.close()


def test_a_display_let_go_of_is_seen_as_it_is(display: XDisplay, start_program: StartProgram) -> None:
    other = start_program(display)
    backend = open_backend({"DISPLAY": display.name}, keep_redirected=True)
    try:
        is_lost(other, lambda: taken(backend, AllScreens()))
        other.open(0, 0, 640, 480, 5)
        wait_until(lambda: _screens(backend) == 1, "it is asked again and answers")
        window = other.open(0, 0, 640, 480, 7)
        assert taken(backend, AllScreens()) == window.rgb
    finally:
        backend.close()


def _screens(backend: Backend) -> int:
    try:
        return len(backend.screens())
    except DisplayLost:
        return 0
