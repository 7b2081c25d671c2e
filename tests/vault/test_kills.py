"""Twenty times killed at any moment: what was acknowledged is there, and everything fits."""

import random
import signal
import subprocess
import sys
import threading

from evidence_desk.domain.system_clock import SystemClock
from evidence_desk.vault.vault import open_vault

KILLS = 20


def keep_until_killed(vault_path, after_s):
    """The ids that were acknowledged before the kill, which falls `after_s` seconds after the first."""
    acknowledged: list[str] = []
    with subprocess.Popen([sys.executable, "-m", "tests.vault.keeper", vault_path], stdout=subprocess.PIPE) as keeper:
        assert keeper.stdout is not None
        for line in keeper.stdout:
            if not acknowledged:
                threading.Timer(after_s, keeper.send_signal, [signal.SIGKILL]).start()
            if line.endswith(b"\n"):
                acknowledged.append(line.decode().strip())
    assert keeper.returncode == -signal.SIGKILL
    return acknowledged


def test_nothing_acknowledged_is_lost(tmp_path):
    chance = random.Random(4)  # noqa: S311 — where a kill falls is no secret
    acknowledged: list[str] = []
    for _ in range(KILLS):
        acknowledged += keep_until_killed(tmp_path / "vault", chance.random() * 0.05)

    with open_vault(tmp_path / "vault", SystemClock("UTC")) as vault:
        items = [item for case in vault.cases.all() for item in vault.items.of_case(case.id)]
        assert len(acknowledged) >= KILLS
        assert set(acknowledged) <= {item.id for item in items}
        assert [item.number for item in items] == list(range(1, len(items) + 1))
        assert vault.opening_problems == ()
        assert vault.check().problems == ()
        assert list((vault.path / "incoming").iterdir()) == []
