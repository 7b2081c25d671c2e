"""The set-up says in one sentence what it can't do itself, and runs once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT_PATH = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the scripts are for Linux")


class Shell:
    """A shell in a copy of the project whose system is played by stand-ins."""

    def __init__(self, folder: Path) -> None:
        self.programs = folder / "programs"
        self.project = folder / "project"
        self.programs.mkdir()
        (self.project / "script").mkdir(parents=True)
        for name in ("requirements.lock", "pyproject.toml", "script/set-up.sh"):
            (self.project / name).write_bytes((ROOT_PATH / name).read_bytes())

    def stand_in(self, name: str, body: str) -> None:
        """Put a program before the system's own."""
        path = self.programs / name
        path.write_text(f"#!/bin/sh\n{body}\n")
        path.chmod(0o755)

    def run(self, commands: str) -> subprocess.CompletedProcess[str]:
        """Source the set-up as script/run does, then the commands."""
        script = '. "$(dirname "$0")/set-up.sh"\n' + commands
        return subprocess.run(
            ["/bin/sh", "-euc", script, str(self.project / "script" / "run")],
            env=os.environ | {"PATH": f"{self.programs}:/usr/bin:/bin"},
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """A Debian where only "here" and "newlib1t64" are installed and nobody is root."""
    shell = Shell(tmp_path)
    shell.stand_in("dpkg-query", "printf 'installed here\\ninstalled newlib1t64\\nconfig-files gone\\n'")
    shell.stand_in("id", "echo 1000")
    shell.stand_in("sudo", "exit 1")
    shell.stand_in("apt-get", 'echo "apt-get $*" >>"$HOME/asked"')
    shell.stand_in("dpkg", "exit 0")
    return shell


def test_without_root_one_sentence_names_what_is_missing(shell: Shell, desk_home: Path) -> None:
    asked = shell.run("need_packages here gone newlib1 absent")
    assert asked.returncode == 1
    assert asked.stderr == "Please install these packages and start again: sudo apt-get install gone absent\n"
    assert not (desk_home / "asked").exists()


def test_nothing_missing_asks_for_nothing(shell: Shell) -> None:
    asked = shell.run("need_packages here newlib1")
    assert (asked.returncode, asked.stderr) == (0, "")


def test_root_installs_only_what_is_missing(shell: Shell, desk_home: Path) -> None:
    shell.stand_in("id", "echo 0")
    assert shell.run("need_packages here gone").returncode == 0
    update, install = (desk_home / "asked").read_text().splitlines()
    assert update.endswith(" update")
    assert install.endswith(" install -y --no-install-recommends gone")


def test_a_failed_install_is_said(shell: Shell) -> None:
    shell.stand_in("id", "echo 0")
    shell.stand_in("apt-get", "echo 'no such package'; exit 100")
    asked = shell.run("need_packages gone")
    assert asked.returncode == 1
    assert "no such package" in asked.stderr
    assert asked.stderr.endswith("The system packages could not be installed: gone\n")


def test_the_first_python_that_is_new_enough_is_taken(shell: Shell) -> None:
    shell.stand_in("python3", "exit 1")
    shell.stand_in("python3.14", "exit 127")
    shell.stand_in("python3.13", "echo /a/real/python3.13")
    assert shell.run("find_python").stdout == "/a/real/python3.13\n"


def test_no_python_new_enough_is_said(shell: Shell) -> None:
    for name in ("python3", "python3.14", "python3.13", "python3.12", "python3.11"):
        shell.stand_in(name, "exit 1")
    asked = shell.run("find_python")
    assert asked.returncode == 1
    assert asked.stderr == "Evidence Desk needs Python 3.11 or newer; please install it and start again.\n"


def test_set_up_runs_once_and_again_when_the_lock_changes(shell: Shell) -> None:
    python = shell.project / ".venv" / "bin" / "python"
    make = f'make() {{ mkdir -p "{python.parent}"; echo made; ln -sf /bin/true "{python}"; }}\n'
    assert shell.run(make + "once program make").stdout == "made\n"
    assert shell.run(make + "once program make").stdout == ""
    with (shell.project / "requirements.lock").open("a") as lock:
        lock.write("# changed\n")
    assert shell.run(make + "once program make").stdout == "made\n"


def test_a_set_up_that_failed_is_not_stamped(shell: Shell) -> None:
    python = shell.project / ".venv" / "bin" / "python"
    fail = f'fail() {{ mkdir -p "{python.parent}"; ln -sf /bin/true "{python}"; return 1; }}\n'
    assert shell.run(fail + "once program fail").returncode == 1
    assert not (shell.project / ".venv" / "program").exists()
