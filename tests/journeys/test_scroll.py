"""Scrolling, end to end: the real window, a real chat, a real wheel; and what strangers find in the vault."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.display_fixtures import XDisplay
from tests.workflows.scrolled_chat import long_chat


def test_a_chat_is_scrolled(x_desktop: XDisplay, tmp_path: Path) -> None:
    person = [sys.executable, "-m", "tests.journeys.scroll_journey", str(tmp_path / "vault")]
    pictures = os.environ.get("SCROLL_PICTURES")
    with long_chat(x_desktop, tmp_path):
        ended = subprocess.run(
            [*person, *([pictures] if pictures else [])], env=x_desktop.environment(), capture_output=True,
            check=False, timeout=200,
        )  # fmt: skip
    assert ended.stderr == b""
    told: dict[str, Any] = json.loads(ended.stdout)
    assert "trouble" not in told, told["trouble"]
    items = typed(tmp_path, "list")
    joined = [item for item in items if item["transform"] == "scroll-join"]
    parts = [item for item in items if item["trigger"] == "scroll" and not item["transform"]]
    (ordinary,) = [item for item in items if item["trigger"] != "scroll"]
    assert (ordinary["series"], len(joined)) == (None, 1)
    assert {item["series"] for item in parts} == {joined[0]["series"]}
    assert told["said"][-1] == "Joined, no gap"
    assert joined[0]["gaps"] == []
    assert {part["source"] for part in joined[0]["parts"]} <= {item["id"] for item in parts}
    assert typed(tmp_path, "check")["ok"]


def typed(tmp_path: Path, *words: str) -> Any:
    """What a command answers when the window is closed again."""
    program = [sys.executable, "-m", "evidence_desk", f"--vault={tmp_path / 'vault'}", "--json", *words]
    return json.loads(subprocess.run(program, capture_output=True, check=True, env=dict(os.environ)).stdout)
