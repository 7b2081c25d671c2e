"""The capture key and the tray in the real window, while another program has the keyboard."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.display_fixtures import XDisplay
from tests.real_tools import need_tools


def test_saving_without_touching_the_window(x_desktop: XDisplay, tmp_path: Path) -> None:
    need_tools("xterm", "xdotool", "trayer")
    vault = str(tmp_path / "vault")
    person = [sys.executable, "-m", "tests.journeys.key_journey", vault]
    ended = subprocess.run(person, env=x_desktop.environment(), capture_output=True, check=False, timeout=200)
    assert ended.stderr == b""
    told = json.loads(ended.stdout)
    assert "trouble" not in told, told["trouble"]

    listing = [sys.executable, "-m", "evidence_desk", f"--vault={vault}", "--json", "list"]
    items = json.loads(subprocess.run(listing, capture_output=True, check=True, env=dict(os.environ)).stdout)
    assert [each["trigger"] for each in items] == ["hotkey", "hotkey", "tray"]
    assert {each["case"] for each in items} == {items[0]["case"]}, "the first press opened the one case by itself"
    assert "Nothing saved yet" in told["first"]
    assert told["after one"], "the keyboard stayed where it was"
    assert told["after two"]
    assert told["still small"]
