"""Twenty times killed while capturing: what was acknowledged is there, and everything fits."""

import json
import random
import signal
import subprocess
import sys
import threading

KILLS = 20


def capture_until_killed(program: list[str], after_lines: int, after_s: float) -> list[str]:
    """The ids that were acknowledged before the program was killed in the middle of its work."""
    acknowledged: list[str] = []
    with subprocess.Popen([*program, "capture", "--count", "1000", "--every", "0"], stdout=subprocess.PIPE) as running:
        assert running.stdout
        for line in running.stdout:
            acknowledged.append(json.loads(line)["id"])
            if len(acknowledged) == after_lines:
                threading.Timer(after_s, running.send_signal, [signal.SIGKILL]).start()
    assert running.returncode == -signal.SIGKILL
    return acknowledged


def test_nothing_acknowledged_is_lost(screen, tmp_path):
    program = [sys.executable, "-m", "evidence_desk", f"--vault={tmp_path / 'vault'}", "--json"]
    chance = random.Random(20)  # noqa: S311 — where a kill falls is no secret
    acknowledged: list[str] = []
    for _ in range(KILLS):
        acknowledged += capture_until_killed(program, chance.randint(1, 3), chance.random() * 0.06)

    listed = json.loads(subprocess.run([*program, "list"], capture_output=True, check=True).stdout)
    report = json.loads(subprocess.run([*program, "check"], capture_output=True, check=False).stdout)

    assert len(acknowledged) >= KILLS
    assert set(acknowledged) <= {item["id"] for item in listed}
    assert [item["exhibit"] for item in listed] == [f"EX-{n:03d}" for n in range(1, len(listed) + 1)]
    assert report["problems"] == []
    assert not list((tmp_path / "vault" / "incoming").iterdir())
