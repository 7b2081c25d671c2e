"""The main job, end to end: a real chat in a real browser, the real window, and strangers who check the result."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.display_fixtures import XDisplay
from tests.journeys.chat import chat
from tests.real_tools import need_tools


@pytest.fixture
def told(x_desktop: XDisplay, tmp_path: Path) -> dict[str, Any]:
    """What the person at the window reports."""
    need_tools("xterm", "xdotool")
    (tmp_path / "stick").mkdir()
    person = [sys.executable, "-m", "tests.journeys.chat_journey", str(tmp_path / "vault"), str(tmp_path / "stick")]
    with chat(x_desktop, tmp_path):
        ended = subprocess.run(person, env=x_desktop.environment(), capture_output=True, check=False, timeout=200)
    assert ended.stderr == b""
    answer: dict[str, Any] = json.loads(ended.stdout)
    assert "trouble" not in answer, answer["trouble"]
    return answer


def typed(tmp_path: Path, *words: str) -> Any:
    """What a command answers when the window is closed again."""
    program = [sys.executable, "-m", "evidence_desk", f"--vault={tmp_path / 'vault'}", "--json", *words]
    return json.loads(subprocess.run(program, capture_output=True, check=True, env=dict(os.environ)).stdout)


def test_the_main_job(told, tmp_path):
    assert told["code"] == 0
    uncovered, around, covered, around_covered = typed(tmp_path, "list")
    assert [each["context"] for each in (uncovered, covered)] == ["EX-002", "EX-004"]
    assert [each["context_of"] for each in (around, around_covered)] == ["EX-001", "EX-003"]
    assert around["captured"] == uncovered["captured"]
    assert around["own_windows_left_out"], "the desk's window and bar were on the screen"
    assert [each["trigger"] for each in (uncovered, covered)] == ["button", "bar"]
    assert (uncovered["title"], uncovered["application"]) == ("Messages - Chromium", "Chromium")
    assert uncovered["covered"] == 0
    assert 0 < covered["covered"] < 1
    assert covered["warnings"] == []
    # The same window, seen whole and behind another program's: the same pixels, byte for byte.
    assert covered["pixel_sha256"] == uncovered["pixel_sha256"]
    assert covered["sha256"] != uncovered["sha256"]

    (done,) = [step for step in typed(tmp_path, "steps") if step["state"] == "done"]
    assert done["proof"] == "EX-003"
    assert typed(tmp_path, "check")["ok"]

    (folder_path,) = (tmp_path / "stick").iterdir()
    report = typed(tmp_path, "verify", str(folder_path))
    assert (report["ok"], report["problems"]) == (True, [])
    events = [event["event"] for event in typed(tmp_path, "log")]
    wanted = ["case opened", *["captured"] * 4, "step done", "step noted", "exported"]
    assert [event for event in events if event in set(wanted)] == wanted
    strangers_check(folder_path)


def strangers_check(folder_path: Path) -> None:
    """With nothing of ours: coreutils, the reference implementation of the packaging standard, and OpenSSH."""
    sums = ["sha256sum", "--strict", "--quiet", "-c", "manifest-sha256.txt", "tagmanifest-sha256.txt"]
    assert subprocess.run(sums, cwd=folder_path, capture_output=True, check=True).stdout == b""
    subprocess.run([sys.executable, "-m", "bagit", "--validate", str(folder_path)], capture_output=True, check=True)
    signed = "ssh-keygen -Y verify -f allowed_signers -I evidence-desk -n evidence-desk -s seal.json.sig < seal.json"
    assert b"Good" in subprocess.run(["sh", "-c", signed], cwd=folder_path, capture_output=True, check=True).stdout
