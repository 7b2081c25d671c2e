"""A desk on media that can't be written, in the real window."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def written_once(screen, tmp_path: Path) -> Iterator[Path]:
    """A vault with one item on a disk that has become read-only."""
    if os.geteuid() != 0:
        pytest.skip("only root may mount a disk")
    disk = tmp_path / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=32m", "tmpfs", disk], check=True)
    try:
        capture = [sys.executable, "-m", "evidence_desk", f"--vault={disk / 'vault'}", "capture"]
        subprocess.run(capture, check=True, capture_output=True)
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        yield disk / "vault"
    finally:
        subprocess.run(["umount", disk], check=True)


def test_it_is_shown_and_handed_over_and_nothing_new_is_saved(written_once, screen, tmp_path):
    (tmp_path / "stick").mkdir()
    person = [sys.executable, "-m", "tests.journeys.read_only_journey", str(written_once), str(tmp_path / "stick")]
    ended = subprocess.run(person, env=screen.environment(), capture_output=True, check=False, timeout=200)
    told = json.loads(ended.stdout)

    assert "trouble" not in told, told["trouble"]
    assert (told["code"], ended.stderr) == (0, b"")
    (folder_path,) = [path for path in (tmp_path / "stick").iterdir() if path.is_dir()]
    verify = [sys.executable, "-m", "evidence_desk", "--json", "verify", str(folder_path)]
    assert json.loads(subprocess.run(verify, capture_output=True, check=True).stdout)["ok"]
