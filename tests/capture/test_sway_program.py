"""The whole program on a real Wayland desktop: the command by itself, and the window, which steps aside."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from evidence_desk.capture.choosing import open_backend
from evidence_desk.capture.targets import Region
from evidence_desk.domain.evidence import Rectangle
from evidence_desk.domain.refusals import FlatPicture
from tests.capture import pattern
from tests.capture.backend_contract import taken
from tests.real_tools import wait_until
from tests.sway_fixtures import Sway, SwayProgram, sway, sway_program

__all__ = ["sway"]

_ROOT = Path(__file__).resolve().parents[2]
_TWO_SCALES = {"one": "position 0 0 scale 1 transform normal", "two": "position -800 0 scale 1.5 transform normal"}


@pytest.fixture
def others(sway: Sway) -> Iterator[SwayProgram]:
    """Another program's window, drawn."""
    sway.lay(**_TWO_SCALES)
    with sway_program(sway) as program:
        window = program.open(640, 480, 1)
        window.do("resize set 640 480, move absolute position 20 20")
        backend = open_backend(sway.environ)
        drawn = pattern.rgb(window.seed, window.width, window.height)

        def is_drawn() -> bool:
            screen = backend.screens()[-1]  # where it is, in pixels
            try:
                return taken(backend, Region(Rectangle(screen.x + 20, 20, window.width, window.height))) == drawn
            except FlatPicture:
                return False

        wait_until(is_drawn, "the other program's window is drawn, and where it belongs")
        backend.close()
        yield program


def command(sway: Sway, vault_path: Path, *typed: str) -> dict[str, Any]:
    environ = {**sway.environ, "EVIDENCE_DESK_VAULT": str(vault_path)}
    whole = [sys.executable, "-m", "evidence_desk", "--json", *typed]
    done = subprocess.run(whole, env=environ, cwd=_ROOT, capture_output=True, text=True, check=False)
    assert done.stdout, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def is_shown(sway: Sway, name: str) -> bool:
    """Whether sway has a window of that name; it forgets one that is hidden."""
    return any(each.get("name") == name for each in _nodes(sway.say("-t", "get_tree")))


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for each in [*node["nodes"], *node["floating_nodes"]]:
        yield from _nodes(each)


def test_the_window_steps_aside_and_comes_back_and_the_record_says_what_is_whose(
    sway: Sway, others: SwayProgram, tmp_path: Path
) -> None:
    vault_path = tmp_path / "vault"
    alone = command(sway, vault_path, "capture")
    assert (alone["width"], alone["height"], alone["covered"], alone["backend"]) == (2480, 900, None, "grim")
    assert [part["source"] for part in alone["parts"]] == ["HEADLESS-2", "HEADLESS-1"]
    assert alone["gaps"] == [{"x": 1200, "y": 720, "width": 1280, "height": 180}]
    assert command(sway, vault_path, "windows")["error"]["type"] == "no_windows_on_wayland"

    environ = {**sway.environ, "EVIDENCE_DESK_VAULT": str(vault_path), "QT_QPA_PLATFORM": "wayland"}
    quiet = subprocess.DEVNULL
    with subprocess.Popen([sys.executable, "-m", "evidence_desk"], env=environ, cwd=_ROOT, stderr=quiet) as window:
        try:
            wait_until(lambda: (vault_path / "desk.sock").exists() and is_shown(sway, "Desk"), "the window is open")
            beside = command(sway, vault_path, "capture")
            wait_until(lambda: is_shown(sway, "Desk"), "the window is back")
        finally:
            window.terminate()
            window.wait(60)
    assert beside["exhibit"] == "EX-002"
    assert beside["pixel_sha256"] == alone["pixel_sha256"], "the picture is the one without the window"
