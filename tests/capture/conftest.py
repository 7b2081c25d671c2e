"""A desktop for all capture tests, and other programs on it that end with their test."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from evidence_desk.capture.choosing import open_backend
from tests.capture.other_program import OtherProgram, other_program
from tests.display_fixtures import XDisplay, _server, _window_manager
from tests.real_tools import wait_until

if sys.platform == "linux":
    from evidence_desk.capture.x11 import answering, arming

    _USUAL_MS = arming.PATIENCE_MS

pytest.register_assert_rewrite("tests.capture.backend_contract")

StartProgram = Callable[[XDisplay], OtherProgram]
_PATIENCE_MS = 30_000


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that is only slow, as all are where much runs, is waited for until it has drawn and answered."""
    if sys.platform == "linux":
        monkeypatch.setattr(arming, "PATIENCE_MS", _PATIENCE_MS)
        monkeypatch.setattr(answering, "PATIENCE_MS", _PATIENCE_MS)


@pytest.fixture
def usual_patience(patience: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """For a program that hangs, for which nobody waits so long."""
    monkeypatch.setattr(arming, "PATIENCE_MS", _USUAL_MS)
    monkeypatch.setattr(answering, "PATIENCE_MS", _USUAL_MS)


@pytest.fixture(scope="session")
def shared_desktop() -> Iterator[XDisplay]:
    """One display with a window manager for all tests."""
    with ExitStack() as running:
        display = running.enter_context(_server("1024x768x24"))
        running.enter_context(_window_manager(display))
        yield display


@pytest.fixture(scope="session")
def shared_bare() -> Iterator[XDisplay]:
    """One display without a window manager for all tests that change nothing but windows."""
    with _server("640x480x24") as display:
        yield display


@pytest.fixture
def desktop(shared_desktop: XDisplay) -> XDisplay:
    """A display with a window manager and no windows."""
    return _emptied(shared_desktop)


@pytest.fixture
def bare(shared_bare: XDisplay) -> XDisplay:
    """A display without a window manager and without windows."""
    return _emptied(shared_bare)


def _emptied(display: XDisplay) -> XDisplay:
    backend = open_backend({"DISPLAY": display.name})
    wait_until(lambda: not backend.windows(), "the windows of the test before are gone")
    backend.close()
    return display


@pytest.fixture
def start_program() -> Iterator[StartProgram]:
    """Starts other programs with windows; they end with the test."""
    with ExitStack() as running:
        yield lambda display: running.enter_context(other_program(display))
