"""Under-18 care in the real window: the question, the page of the country, the still picture, a flag, a folder."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

from tests.display_fixtures import XDisplay
from tests.journeys.chat import chat
from tests.real_tools import need_tools


def test_somebody_of_fifteen_in_canada(x_desktop: XDisplay, tmp_path: Path) -> None:
    need_tools("xdotool")
    vault, place = str(tmp_path / "vault"), tmp_path / "stick"
    place.mkdir()
    person = [sys.executable, "-m", "tests.journeys.care_journey", vault, str(place)]
    with chat(x_desktop, tmp_path):
        ended = subprocess.run(person, env=x_desktop.environment(), capture_output=True, check=False, timeout=200)
    assert ended.stderr == b""
    told = json.loads(ended.stdout)
    assert "trouble" not in told, told["trouble"]

    assert {"Talk to Kids Help Phone", "1-800-668-6868", "Take your picture down: NeedHelpNow.ca"} <= set(told["care"])
    assert "Under-18 care is on" in told["care"]
    assert told["picker"][-2:] == ["Save is off", "saved 0"]
    assert told["shut"] == "Shut. Under 18"
    assert any("Ring your local police and ask how to hand it over." in words for words in told["detail"])
    assert any("EX-001 can't be put in" in words for words in told["refused"])
    assert any("Not inside, because they are flagged as under 18" in words for words in told["made"])
    listing = [sys.executable, "-m", "evidence_desk", f"--vault={vault}", "--json", "list"]
    items = json.loads(subprocess.run(listing, capture_output=True, check=True, env=dict(os.environ)).stdout)
    assert [(each["trigger"], bool(each["left_out"])) for each in items] == [("hotkey", True), ("hotkey", True)]
    (folder,) = place.iterdir()
    originals = [path for path in folder.rglob("*") if path.is_file() and path.read_bytes()[:4] == b"\x89PNG"]
    assert {hashlib.sha256(path.read_bytes()).hexdigest() for path in originals} == {items[1]["sha256"]}
    refused = [*person[:2], "evidence_desk", f"--vault={vault}", "capture"]
    cold = subprocess.run(refused, env=x_desktop.environment(), capture_output=True, check=False, timeout=200)
    assert (cold.returncode, b"leave out every sexual picture" in cold.stderr) == (1, True)
