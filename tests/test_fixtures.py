"""The nets under the other tests hold."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.display_fixtures import StartDisplay, XDisplay
from tests.fake_clock import FakeClock

ROOT_PATH = Path(__file__).parent.parent

CARELESS = """
import logging, pytest, threading, warnings
from PySide6.QtCore import qWarning

def test_careful(): pass
def test_logs(): logging.getLogger("x").warning("oh")
@pytest.mark.expects_log("oh")
def test_announces_its_log(): logging.getLogger("x").warning("oh")
@pytest.mark.expects_log("oh")
def test_keeps_silent(): pass
def test_leaves_a_thread(): threading.Thread(target=threading.Event().wait, daemon=True).start()
def test_upsets_qt(qapp): qWarning("oh")
def test_warns(): warnings.warn("oh")
"""

NETS = """
import tests.conftest
tests.conftest._THREAD_GRACE_S = 0.1
pytest_plugins = ["tests.conftest"]
"""


def test_careless_tests_fail(tmp_path: Path) -> None:
    (tmp_path / "test_careless.py").write_text(CARELESS)
    (tmp_path / "conftest.py").write_text(NETS)
    # A place of its own: in the shared one pytest first removes what earlier runs left, for minutes where that is much.
    places = [f"--basetemp={tmp_path / 'inner'}", str(tmp_path)]
    asked = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "--tb=no", "-rA", "-c", "pyproject.toml", *places],
        cwd=ROOT_PATH,
        capture_output=True,
        text=True,
        check=False,
    )
    bad = set(re.findall(r"^(?:FAILED|ERROR) \S*::test_(\w+)", asked.stdout, re.MULTILINE))
    good = set(re.findall(r"^PASSED \S*::test_(\w+)", asked.stdout, re.MULTILINE)) - bad
    assert bad == {"logs", "keeps_silent", "leaves_a_thread", "upsets_qt", "warns"}, asked.stdout + asked.stderr
    assert good == {"careful", "announces_its_log"}


def test_home_is_the_tests_own(desk_home: Path, tmp_path: Path) -> None:
    assert Path.home() == desk_home
    assert tmp_path in desk_home.parents


def test_the_clock_moves_only_when_told(clock: FakeClock) -> None:
    before = clock.now()
    assert clock.now() == before
    clock.advance(1.5)
    assert clock.now().utc_ns - before.utc_ns == clock.now().monotonic_ns - before.monotonic_ns == 1_500_000_000
    clock.set_wall_clock(-60)
    assert clock.now().monotonic_ns - before.monotonic_ns == 1_500_000_000
    assert clock.now().utc_ns < before.utc_ns


def _says(display: XDisplay, *command: str) -> str:
    return subprocess.run(command, env=display.environment(), capture_output=True, text=True, check=True).stdout


def test_a_display_has_the_size_asked_for(start_display: StartDisplay) -> None:
    assert "dimensions:    1280x800 pixels" in _says(start_display("1280x800x24"), "xdpyinfo")


@pytest.mark.parametrize("x_display", ["640x480x16"], indirect=True)
def test_a_display_has_the_depth_asked_for(x_display: XDisplay) -> None:
    assert os.environ["DISPLAY"] == x_display.name
    assert "depth of root window:    16 planes" in _says(x_display, "xdpyinfo")


def test_a_desktop_has_a_window_manager(x_desktop: XDisplay) -> None:
    assert "window id" in _says(x_desktop, "xprop", "-root", "_NET_SUPPORTING_WM_CHECK")
