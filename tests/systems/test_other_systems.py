"""From a picture to a folder that is checked, in a Python that has only what it has on Windows or macOS.

The systems under it are made up from their makers' documentation. That is not the same as having been run there.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from evidence_desk.sealing.verify import verify_folder

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="there it is the real thing")

BEFORE_THE_FOLDER = [["screens"], ["windows"], ["capture"], ["capture", "--window", "0x64"], ["list"], ["check"]]


def answers(system: str, working_path: Path, commands: list[list[str]]) -> list[Any]:
    program = [sys.executable, "-m", "tests.systems.shaped", system, str(working_path), json.dumps(commands)]
    asked = subprocess.run(program, capture_output=True, text=True, check=False, timeout=100)
    assert asked.returncode == 0, asked.stdout + asked.stderr
    return [json.loads(line) for line in asked.stdout.splitlines()]


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_from_a_picture_to_a_checked_folder(system: str, tmp_path: Path) -> None:
    destination_path = tmp_path / "given"
    destination_path.mkdir()
    Image.new("RGB", (30, 20)).save(tmp_path / "photo.png")
    added = ["import", str(tmp_path / "photo.png")]
    export = ["export", "--for", "police", "--to", str(destination_path)]
    commands = [added, *BEFORE_THE_FOLDER, export]
    (photo,), screens, windows, whole, window, listed, checked, made = answers(system, tmp_path, commands)
    assert (photo["width"], photo["height"], photo["warnings"]) == (30, 20, [])
    assert [screen["number"] for screen in screens] == [1]
    assert [each["title"] for each in windows] == ["chat"]
    assert (whole["width"], whole["height"], window["width"], window["height"]) == (1024, 768, 320, 200)
    assert {whole["exhibit"], window["exhibit"]} <= {item["exhibit"] for item in listed}
    assert checked["ok"]
    folder_path = Path(made["folder"])
    assert verify_folder(folder_path).ok, "what was made there is whole here too"
    (verified,) = answers(system, tmp_path, [["verify", str(folder_path)]])
    assert verified["ok"]
