"""The order of calls tells what no cut can show here: journals of ext4 and XFS keep names that nobody synced."""

import re
import subprocess
import sys

import pytest

from tests.real_tools import need_tools
from tests.torture.order import out_of_order
from tests.torture.shim import compiled, noted


def test_nothing_is_promised_too_early(shimmed, memory_path):
    assert out_of_order(shimmed, memory_path) == []


@pytest.mark.parametrize(
    "mutant", ["no sync of the file", "no sync of the folder", "synchronous = NORMAL", "row before file"]
)
def test_a_program_that_leaves_out_a_step_is_caught(shimmed, memory_path, mutant):
    assert out_of_order(shimmed, memory_path, mutant)


CALLS = "write,pwrite64,fsync,fdatasync,ftruncate,rename,renameat,renameat2"
VICTIM = """
import sys
from pathlib import Path
from tests.torture import jobs
jobs.run({"do": "captures", "vault": sys.argv[1] + "/vault", "count": 2, "notes": sys.argv[1] + "/notes"})
"""


def test_the_shim_sees_every_call_that_the_system_sees(tmp_path):
    need_tools("cc", "strace")
    trace_path = tmp_path / "trace"
    victim = [sys.executable, "-c", VICTIM, str(tmp_path)]
    strace = ["strace", "-f", "-y", "-e", f"trace={CALLS}", "-o", str(trace_path), "-E"]
    subprocess.run([*strace, f"LD_PRELOAD={compiled(tmp_path)}", *victim], check=True, capture_output=True)

    inside = re.escape(str(tmp_path / "vault"))
    seen = [line for line in trace_path.read_text().splitlines() if re.search(rf"(<|\"){inside}", line)]
    known = [call for call in noted(tmp_path / "notes") if str(tmp_path / "vault") in call.path]
    assert len(known) == len(seen) > 100
