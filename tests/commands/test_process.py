"""Awkward places to be started from: closed streams, no folder, a full or broken output, Ctrl+C at any moment."""

import json
import os
import signal
import subprocess
import sys

import pytest

PROGRAM = [sys.executable, "-m", "evidence_desk"]


@pytest.fixture
def run(vault_path, tmp_path):
    """Type a command in a process of its own; a shell's redirections may follow."""

    def typed(words: str, redirections: str = "", folder=tmp_path):
        line = f'exec "$0" -m evidence_desk --vault "$1" --json {words} {redirections}'
        program = ["/bin/bash", "-c", line, sys.executable, str(vault_path)]
        environ = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
        return subprocess.run(program, capture_output=True, check=False, cwd=folder, env=environ, timeout=60)

    return typed


@pytest.mark.parametrize("redirections", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_keep_nothing_from_being_saved(redirections, run, screen):
    answer = run("capture", redirections)

    assert (answer.returncode, answer.stderr) == (0, b"")
    assert len(json.loads(run("list").stdout)) == 1
    assert json.loads(run("check").stdout)["ok"]


def test_a_removed_folder_is_no_obstacle(run, tmp_path):
    gone_path = tmp_path / "gone"
    gone_path.mkdir()
    answer = run("case list", folder=gone_path)
    assert json.loads(answer.stdout)["error"]["type"] == "no_vault"

    line = f'cd "{gone_path}" && rmdir "{gone_path}" && exec "$0" -m evidence_desk --json --vault here list'
    environ = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    program = ["/bin/bash", "-c", line, sys.executable]
    removed = subprocess.run(program, capture_output=True, check=False, env=environ, timeout=60)

    assert (removed.returncode, removed.stderr) == (1, b"")
    assert json.loads(removed.stdout)["error"]["type"] == "no_vault"


@pytest.mark.parametrize("words", ["capture", "show 1 --original -"])
def test_an_answer_that_finds_no_room_says_so_in_one_sentence(words, run, screen):
    run("capture")
    answer = run(words, ">/dev/full")

    assert answer.returncode == 1
    (line,) = answer.stderr.decode().splitlines()
    assert line.startswith("The answer could not be written out (No space left on device).")


def test_nobody_reading_on_is_no_failure_worth_a_word(run, screen):
    run("capture")
    answer = run("log", "> >(exec <&-; sleep 1)")

    assert answer.stderr == b""


@pytest.mark.parametrize(
    "loaded", ["click", "evidence_desk.capture.choosing", "evidence_desk.vault.vault", "evidence_desk.here", "xcffib"]
)
def test_ctrl_c_while_a_part_is_loaded_ends_quietly(loaded, vault_path, screen):
    lines = f"""
import sys
def hook(event, args):
    if event == "import" and args[0] == {loaded!r}:
        raise KeyboardInterrupt
sys.addaudithook(hook)
sys.argv[1:] = ["--vault={vault_path}", "capture"]
from evidence_desk.__main__ import main
main()
"""
    ended = subprocess.run([sys.executable, "-c", lines], capture_output=True, check=False, timeout=60)

    assert ended.returncode in {130, -signal.SIGINT}, ended
    assert (ended.stdout, ended.stderr.strip()) in {(b"", b""), (b"", b"Stopped. What was saved before is safe.")}


def test_ctrl_c_in_a_series_loses_nothing_that_was_said_to_be_saved(vault_path, screen, run):
    program = [*PROGRAM, f"--vault={vault_path}", "--json", "capture", "--count", "1000", "--every", "0"]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout
        first = running.stdout.readline()
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=100)

    *lines, last = [json.loads(line) for line in (first + out).splitlines()]
    assert (running.returncode, err.strip()) == (130, b"")
    assert last["error"]["type"] == "stopped"
    assert {line["id"] for line in lines} <= {item["id"] for item in json.loads(run("list").stdout)}
    assert json.loads(run("check").stdout)["ok"]


def test_a_fault_of_ours_says_where_and_never_what(tmp_path):
    lines = "from evidence_desk.process import settle; settle(); raise RuntimeError('the title of her window')"
    ended = subprocess.run([sys.executable, "-c", lines], capture_output=True, check=False, timeout=60)

    assert ended.returncode == 1
    assert b"RuntimeError" in ended.stderr
    assert b"her window" not in ended.stderr


def test_a_crash_leaves_no_core_file(tmp_path):
    lines = "from evidence_desk.process import settle; settle(); import resource; print(resource.getrlimit(4))"
    ended = subprocess.run([sys.executable, "-c", lines], capture_output=True, check=False, timeout=60)

    assert ended.stdout.strip() == b"(0, 0)"


@pytest.mark.skipif(sys.platform != "linux", reason="glibc alone gives freed memory back so eagerly")
def test_what_pictures_needed_is_kept_for_the_next():
    lines = """
import resource
from evidence_desk.process import keep_freed_memory
def faults():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(20):
        parts = [b"x" * 1_000_000 for _ in range(5)]
        del parts
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before
keep_freed_memory()
faults()
print(faults())
"""
    answer = subprocess.run([sys.executable, "-c", lines], capture_output=True, check=True, text=True, timeout=60)

    assert int(answer.stdout) < 100  # 20 pictures of 5 MB would be 24,000 pages
