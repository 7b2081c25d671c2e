"""A desk with a passphrase at the real window: set, locked, refused, opened by its code; and nothing left between."""

import json
import subprocess
import sys
from pathlib import Path

from evidence_desk.here import system_clock
from evidence_desk.vault.secrets_given import Passphrase
from evidence_desk.vault.vault import open_vault
from tests.display_fixtures import XDisplay
from tests.real_tools import need_tools
from tests.ui.locking_driver import NEW_WORDS


def test_set_locked_refused_and_opened_by_the_code(x_desktop: XDisplay, desk_home: Path) -> None:
    need_tools("xsetroot")
    subprocess.run(["xsetroot", "-mod", "3", "3"], env=x_desktop.environment(), check=True)
    driver = [sys.executable, "-m", "tests.ui.locking_driver", str(desk_home / "vault")]
    environ = x_desktop.environment({"QT_LOGGING_RULES": "qt.qpa.*=false"})
    ended = subprocess.run(driver, env=environ, capture_output=True, text=True, timeout=120, check=False)

    assert (ended.returncode, ended.stderr) == (0, "")
    told = json.loads(ended.stdout)
    assert "Set. You need it, or the recovery code, to look inside" in told["set"]
    assert "You typed it back, so we know you have it" in told["set"]
    assert "Passphrase set. Locks after 5 minutes" in told["set"]
    assert (told["left"], told["named"]) == ([], [])
    assert told["command"]["error"]["type"] == "locked"
    assert "The desk is locked. Unlock it, then press Capture." in told["bar"]
    assert told["opened"].startswith("Last opened today, ")
    assert "One wrong try today, " in told["opened"]
    assert told["items"] == 1
    with open_vault(desk_home / "vault", system_clock(), secret=Passphrase(NEW_WORDS)) as vault:
        assert vault.cases.last_used() is not None
