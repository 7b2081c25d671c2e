"""The order of one kept item as the kernel saw it."""

import os
import re
import subprocess
import sys

from tests.real_tools import need_tools

PROGRAM = """
import os, sys
from pathlib import Path
from tests.fake_clock import FakeClock
from evidence_desk.vault.vault import open_vault
from tests.vault.made_up import keep
with open_vault(Path(sys.argv[1]), FakeClock(), create=True) as vault:
    case = vault.cases.new("Case 1")
    for number in range(3):
        os.write(1, b"BEGIN\\n")
        keep(vault, case, bytes([number]))
        os.write(1, b"SAVED\\n")
"""
CALLS = "trace=openat,write,pwrite64,read,fsync,fdatasync,rename,renameat,renameat2,mkdir"


def test_saved_is_said_last(tmp_path):
    need_tools("strace")
    log_path, vault_path = tmp_path / "calls", tmp_path / "vault"
    strace = ["strace", "-f", "-y", "-e", CALLS, "-o", str(log_path), sys.executable, "-c", PROGRAM, str(vault_path)]
    subprocess.run(strace, check=True, capture_output=True, env=os.environ | {"PYTHONPATH": os.getcwd()})  # noqa: PTH109
    calls = log_path.read_text()
    vault = re.escape(str(vault_path))
    order = [
        rf'openat\(.*"{vault}/incoming/\w+\.part", O_RDWR\|O_CREAT\|O_EXCL\|O_CLOEXEC, 0600\)',
        rf"write\(\d+<{vault}/incoming/",
        rf"fsync\(\d+<{vault}/incoming/",
        rf"read\(\d+<{vault}/incoming/",
        rf'rename\("{vault}/incoming/\w+\.part", "{vault}/objects/(\w\w)/\1\w+"',
        rf"fsync\(\d+<{vault}/objects/\w\w>",
        rf"pwrite64\(\d+<{vault}/desk\.db-wal>",
        rf"f(data)?sync\(\d+<{vault}/desk\.db-wal>",
        rf"write\(\d+<{vault}/head>",
        r'write\(1<.*"SAVED',
    ]
    rounds = calls.split('"BEGIN')[1:]

    assert len(rounds) == 3
    for each in rounds:
        pattern = "[\\s\\S]*?".join(order)
        found = re.search(pattern, each)
        assert found, "a step is missing or out of order"
        synced_early = re.search(rf"rename[\s\S]*write\(\d+<{vault}/incoming/", each[: found.end()])
        assert not synced_early


def test_a_new_folder_of_objects_is_named_durably(tmp_path):
    need_tools("strace")
    log_path, vault_path = tmp_path / "calls", tmp_path / "vault"
    strace = ["strace", "-f", "-y", "-e", CALLS, "-o", str(log_path), sys.executable, "-c", PROGRAM, str(vault_path)]
    subprocess.run(strace, check=True, capture_output=True, env=os.environ | {"PYTHONPATH": os.getcwd()})  # noqa: PTH109
    calls = log_path.read_text()
    vault = re.escape(str(vault_path))

    assert re.search(rf'mkdir\("{vault}/objects/\w\w", 0700[\s\S]*?fsync\(\d+<{vault}/objects>[\s\S]*?SAVED', calls)
    assert re.search(rf"desk\.db-wal>[\s\S]*?fsync\(\d+<{vault}>\)[\s\S]*?BEGIN", calls), "the log's own name"
    assert re.search(rf'rename\("{vault}/vault\.json\.part"[\s\S]*?fsync\(\d+<{vault}>\)', calls)
