"""The real portal of a real wlroots desktop: one scale as it is, two scales as the system fits them.

It asks no permission, and no desktop whose portal does runs here: refusals are told by the fake one in test_portal.py.
"""

import fcntl
import hashlib
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from evidence_desk.capture.backend import Backend
from evidence_desk.capture.choosing import open_backend
from evidence_desk.capture.targets import AllScreens
from evidence_desk.domain.refusals import FlatPicture
from tests.capture.backend_contract import taken
from tests.capture.portal_shot import LEFT_OVER
from tests.real_tools import wait_until
from tests.sway_fixtures import Sway, running_sway, sway_program

WHOLE = {"one": "position 0 0 scale 1 transform normal", "two": "position 1280 0 scale 1 transform normal"}


@contextmanager
def alone_with_the_file() -> Iterator[None]:
    """The portal writes each picture to one place, whoever asks: other workers that run a test from here wait."""
    with Path(f"{LEFT_OVER}.lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.fixture(autouse=True)
def alone(desktop: Sway) -> Iterator[None]:
    assert desktop.pid
    with alone_with_the_file():
        yield


@pytest.fixture(scope="module")
def desktop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sway]:
    """Sway with its portal, and a window of another program on it."""
    with running_sway(tmp_path_factory.mktemp("portal"), portal=True) as sway, sway_program(sway) as program:
        sway.lay(**WHOLE)
        program.open(640, 480, 1).do("move absolute position 100 100")
        wait_until(lambda: _shows_something(open_backend(sway.environ)), "the window is drawn")
        # Just started, it may be busy with its own beginning.
        with alone_with_the_file():
            wait_until(lambda: "size" in shot(sway, 3.0), "the portal takes pictures")
        yield sway


def _shows_something(backend: Backend) -> bool:
    try:
        taken(backend, AllScreens())
    except FlatPicture:
        return False
    return True


def shot(sway: Sway, watchdog_s: float = 60.0) -> dict[str, Any]:
    done = sway.run(sys.executable, "-m", "tests.capture.portal_shot", f"{watchdog_s:g}")
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_the_portal_hands_out_what_grim_reads_and_leaves_nothing(desktop: Sway) -> None:
    desktop.lay(**WHOLE)
    told = shot(desktop)
    assert (told["size"], told["warnings"], told["left"]) == ([2480, 900], [], False)
    assert told["version"] in {"2", "3"}
    assert told["answered"]
    backend = open_backend(desktop.environ)
    assert told["rgb"] == hashlib.sha256(taken(backend, AllScreens())).hexdigest()


def test_two_scales_come_fitted_and_are_said_to_be(desktop: Sway) -> None:
    desktop.lay(one=WHOLE["one"], two="position 1280 0 scale 1.5 transform normal")
    told = shot(desktop)
    assert (told["size"], told["warnings"]) == ([3120, 1080], ["resampled_by_system"])
    assert not told["left"]


@pytest.mark.skipif(os.getuid() != 0, reason="only root can leave a file that the portal's user can't replace")
def test_a_file_somebody_else_left_in_its_place_is_refused_and_stays(desktop: Sway) -> None:
    LEFT_OVER.write_bytes(b"somebody else's")
    try:
        os.chown(LEFT_OVER, 65534, 65534)
        LEFT_OVER.chmod(0o644)
        told = shot(desktop)
        assert told["refused"] == "portal_refused"
        assert LEFT_OVER.read_bytes() == b"somebody else's"
    finally:
        LEFT_OVER.unlink()
