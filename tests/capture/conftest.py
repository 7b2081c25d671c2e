"""A desktop for all capture tests, and other programs on it that end with their test."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.capture.other_program import OtherProgram, other_program
from tests.display_fixtures import XDisplay, _server, _window_manager

pytest.register_assert_rewrite("tests.capture.backend_contract")

StartProgram = Callable[[XDisplay], OtherProgram]


@pytest.fixture(scope="session")
def desktop() -> Iterator[XDisplay]:
    """One display with a window manager; tests leave it as they found it."""
    with ExitStack() as running:
        display = running.enter_context(_server("1024x768x24"))
        running.enter_context(_window_manager(display))
        yield display


@pytest.fixture(scope="session")
def bare() -> Iterator[XDisplay]:
    """One display without a window manager, for tests that change nothing but windows."""
    with _server("640x480x24") as display:
        yield display


@pytest.fixture
def start_program() -> Iterator[StartProgram]:
    """Starts other programs with windows; they end with the test."""
    with ExitStack() as running:
        yield lambda display: running.enter_context(other_program(display))
