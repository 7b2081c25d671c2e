"""A person who paid by Western Union twenty minutes ago, on a family computer in Scotland, through the real window."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.display_fixtures import XDisplay
from tests.journeys.chat import chat
from tests.real_tools import need_tools


def typed(vault: str, *words: str) -> Any:
    """What a command answers when the window is closed again."""
    program = [sys.executable, "-m", "evidence_desk", f"--vault={vault}", "--json", *words]
    return json.loads(subprocess.run(program, capture_output=True, check=True, env=dict(os.environ)).stdout)


def test_money_first_then_a_person_and_nothing_left_on_the_screen(x_desktop: XDisplay, tmp_path: Path) -> None:
    need_tools("xdotool")
    vault = str(tmp_path / "vault")
    person = [sys.executable, "-m", "tests.journeys.scotland_journey", vault]
    here = x_desktop.environment({"TZ": "Europe/London", "LANG": "en_GB.UTF-8"})
    with chat(x_desktop, tmp_path):
        ended = subprocess.run(person, env=here, capture_output=True, check=False, timeout=200)
    assert ended.stderr == b""
    told = json.loads(ended.stdout)
    assert "trouble" not in told, told["trouble"]

    assert told["nothing said"][0] == "Save what is on screen"
    assert told["after answers"][0] == "Say how you paid", "money comes first, before saving"
    assert told["said"].startswith("United Kingdom. You paid. Apps: Snapchat.")
    assert told["offered"][::2] == ["Stop it before it is collected", "main"]
    assert list(told["dates"].values()) == ["Now, it may not last"]
    assert "Call your bank first" not in told["step"], "a bank can't stop cash over the counter"
    assert "These numbers have 10 digits. This one has 9. You can leave it." in told["step"]
    assert not [words for words in told["step"] if "1-800" in words], "no number of another country"
    assert {"Police Scotland", "101", "999", "Samaritans"} <= set(told["help"])
    assert told["then"][0] == "Write down the MTCN"

    (payment,) = typed(vault, "payment", "list")
    assert (payment["method"], payment["amount"], payment["currency"]) == ("western-union", "180.00 GBP", "GBP")
    (item,) = typed(vault, "list")
    (done,) = [step for step in typed(vault, "steps") if step["state"] == "done"]
    assert (done["proof"], item["warnings"]) == (item["exhibit"], [])
    assert typed(vault, "dates")[0]["ends_at"] is None
