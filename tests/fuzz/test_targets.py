"""Every fuzz target for five seconds, each in a process of its own; `script/bench fuzz` runs them for longer."""

import base64
import importlib.util
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

SECONDS = 5
ROOT = Path(__file__).parents[2]
HAS_FUZZER = importlib.util.find_spec("atheris") is not None
NAMES = ("cells", "history", "lists", "names", "requests", "seal", "stored")


def fuzzed(name: str, folder: Path, *options: str) -> "subprocess.CompletedProcess[bytes]":
    folder.mkdir()
    command = [
        sys.executable,
        "-m",
        "tests.fuzz.run",
        name,
        f"{folder}/corpus",
        f"-artifact_prefix={folder}/",
        *options,
    ]
    return subprocess.run(command, capture_output=True, check=False, cwd=ROOT, timeout=100)


@pytest.mark.skipif(not HAS_FUZZER, reason="atheris has no wheel for this system")
def test_nothing_is_found_in_five_seconds_each(tmp_path):
    with ThreadPoolExecutor(len(NAMES)) as pool:
        done = pool.map(lambda name: fuzzed(name, tmp_path / name, f"-max_total_time={SECONDS}"), NAMES)
        said = dict(zip(NAMES, done, strict=True))

    assert {name: one.returncode for name, one in said.items()} == dict.fromkeys(NAMES, 0), {
        name: one.stderr[-3000:].decode(errors="replace") for name, one in said.items() if one.returncode
    }
    assert all(b"DONE" in one.stderr for one in said.values())


@pytest.mark.skipif(not HAS_FUZZER, reason="atheris has no wheel for this system")
def test_a_law_that_does_not_hold_is_found(tmp_path):
    """So that the test above can fail: a path no seal may list is looked for as if it might be."""
    spoil = "from tests.fuzz import targets\ntargets.NAME = targets.re.compile('[a-z]+')\n"
    spoil += "from tests.fuzz import run\nrun.main()\n"
    command = [sys.executable, "-c", spoil, "names", str(tmp_path / "corpus"), f"-artifact_prefix={tmp_path}/"]
    done = subprocess.run([*command, "-max_total_time=20"], capture_output=True, check=False, cwd=ROOT, timeout=100)

    assert done.returncode != 0
    assert b"AssertionError" in done.stdout


def test_the_seeds_hold_without_the_fuzzer(monkeypatch, tmp_path):
    """What was once found stays tried where atheris does not run."""
    monkeypatch.setenv("DESK_FUZZ_PLACE", str(tmp_path / "fuzz"))
    from tests.fuzz.targets import TARGETS

    assert set(TARGETS) == set(NAMES)
    for name, seeds in json.loads((ROOT / "tests/fuzz/seeds.json").read_text()).items():
        assert seeds, name
        for seed in seeds:
            TARGETS[name](base64.b64decode(seed))
