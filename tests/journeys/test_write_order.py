"""The order of one capture, as the kernel saw it: nothing is called saved before it would survive a power cut."""

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.real_tools import need_tools

CALLS = "openat,write,pwrite64,fsync,fdatasync,rename,renameat,renameat2,close"


def traced(vault_path: Path, log_path: Path) -> list[str]:
    """The system calls of one capture into an existing vault, oldest first."""
    program = [sys.executable, "-m", "evidence_desk", f"--vault={vault_path}", "--json", "capture"]
    subprocess.run(program, check=True, capture_output=True)
    strace = ["strace", "-f", "-y", "-s", "40", "-e", f"trace={CALLS}", "-o", str(log_path)]
    subprocess.run([*strace, *program], check=True, capture_output=True)
    return log_path.read_text(errors="replace").splitlines()


def first(lines: list[str], pattern: str, after: int = 0) -> int:
    """The place of the first call that matches, which must be there."""
    for place in range(after, len(lines)):
        if re.search(pattern, lines[place]):
            return place
    raise AssertionError(f"no call matches {pattern!r} after line {after}")


def test_saved_is_said_last(screen, tmp_path):
    need_tools("strace")
    vault_path = tmp_path / "vault"
    lines = traced(vault_path, tmp_path / "calls")
    vault = re.escape(str(vault_path))

    written = first(lines, rf"write\(\d+<{vault}/incoming/")
    file_synced = first(lines, rf"f(data)?sync\(\d+<{vault}/incoming/", written)
    renamed = first(lines, r"rename.*/?incoming/.*objects/", file_synced)
    folder_synced = first(lines, rf"fsync\(\d+<{vault}/objects/", renamed)
    book_synced = first(lines, rf"f(data)?sync\(\d+<{vault}/desk\.db-wal", folder_synced)
    said = first(lines, r'write\(1<.*"\{\\"exhibit', book_synced)

    assert written < file_synced < renamed < folder_synced < book_synced < said
    program = lines[said].split()[0]
    early = [line for line in lines[:book_synced] if re.match(rf"{program} +write\(1<", line)]
    assert not early, "something was said before the commit was on disk"


def test_nothing_is_written_outside_the_vault(screen, tmp_path):
    """Files opened for writing or creating during a capture: the vault's own, and devices."""
    need_tools("strace")
    vault_path = tmp_path / "vault"
    lines = traced(vault_path, tmp_path / "calls")
    opened = [line for line in lines if "openat(" in line and re.search(r"O_WRONLY|O_RDWR|O_CREAT", line)]
    paths = {found[1] for line in opened if (found := re.search(r"= \d+<(.+)>", line))}
    allowed = (str(vault_path), "/dev/", "/proc/", "/tmp/.X11-unix", os.devnull)  # noqa: S108 — the display's own socket

    assert [path for path in paths if not path.startswith(allowed)] == []
    assert any(path.startswith(str(vault_path)) for path in paths)
