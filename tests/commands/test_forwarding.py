"""Commands carried out by the desk that is open: same output, the caller's own streams, folder, umask and display."""

import fcntl
import hashlib
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from evidence_desk.capture.choosing import open_backend
from evidence_desk.commands import forwarding, hand_over
from evidence_desk.commands import service as service_of_the_desk
from evidence_desk.commands.caller import display_of
from evidence_desk.commands.open_desk import OpenDesk, command_service
from evidence_desk.domain.custody import VAULT_LOG
from evidence_desk.domain.errors import VaultBusy
from evidence_desk.domain.refusals import NoDisplay
from evidence_desk.here import new_item_id, surroundings, system_clock
from evidence_desk.vault.vault import open_vault
from evidence_desk.workflows.capture_evidence import Capturer
from evidence_desk.workflows.load_steps import shipped_content


@dataclass
class OneThread:
    """The case thread, without a window around it."""

    pool: ThreadPoolExecutor

    def run(self, job):
        return self.pool.submit(job).result()


@pytest.fixture
def vault_path(tmp_path):
    """Longer than the 108 bytes a socket's address may have."""
    return tmp_path / ("a-very-long-folder-name-" * 5) / "vault"


@pytest.fixture
def open_desk(vault_path, screen) -> Iterator[OpenDesk]:
    """A desk that holds the vault and listens, as the window does."""
    vault_path.parent.mkdir(exist_ok=True)
    with ThreadPoolExecutor(1) as pool:
        thread, clock = OneThread(pool), system_clock()
        vault = thread.run(lambda: open_vault(vault_path, clock, create=True))
        backend = thread.run(lambda: open_backend(os.environ, keep_redirected=True))
        capturer = Capturer(vault, backend, vault.clock, new_item_id, surroundings())
        desk = OpenDesk(
            vault=vault,
            clock=clock,
            case_thread=thread,
            capturer=lambda: capturer,
            load_content=shipped_content,
            display=display_of(os.environ),
            changed=lambda: None,
        )
        service = command_service(desk, vault_path)
        service.start()
        try:
            yield desk
        finally:
            service.stop()
            thread.run(backend.close)
            thread.run(vault.close)


@pytest.fixture
def run_elsewhere(vault_path, tmp_path):
    """Type a command in another process, with that process's folder and umask."""

    def run(*words, environ=None, umask=0o022, folder=tmp_path):
        program = [sys.executable, "-m", "evidence_desk", f"--vault={vault_path}", "--json", *words]
        return subprocess.run(
            program,
            capture_output=True,
            check=False,
            env=os.environ | (environ or {}),
            umask=umask,
            cwd=folder,
            timeout=60,
        )

    return run


def test_a_capture_is_carried_out_by_the_open_desk(open_desk, run_elsewhere):
    answer = run_elsewhere("capture", "--note", "seen")
    kept = json.loads(answer.stdout)

    assert (answer.returncode, answer.stderr) == (0, b"")
    assert (kept["exhibit"], kept["note"], kept["width"]) == ("EX-001", "seen", 1920)
    assert open_desk.work(lambda vault: vault.items.of_case(vault.cases.last_used().id))[0].id == kept["id"]


def test_a_series_comes_line_by_line(open_desk, run_elsewhere):
    answer = run_elsewhere("capture", "--count", "3", "--every", "0")

    assert [json.loads(line)["exhibit"] for line in answer.stdout.splitlines()] == ["EX-001", "EX-002", "EX-003"]


def test_files_are_the_callers(open_desk, run_elsewhere, tmp_path):
    kept = json.loads(run_elsewhere("capture").stdout)
    (tmp_path / "elsewhere").mkdir()
    answer = run_elsewhere("show", "EX-001", "--original", "copy.png", umask=0o077, folder=tmp_path / "elsewhere")
    copy_path = tmp_path / "elsewhere" / "copy.png"

    assert answer.returncode == 0, answer
    assert hashlib.sha256(copy_path.read_bytes()).hexdigest() == kept["sha256"]
    assert copy_path.stat().st_mode & 0o777 == 0o600


def test_bytes_come_through_the_callers_own_output(open_desk, run_elsewhere):
    kept = json.loads(run_elsewhere("capture").stdout)

    assert hashlib.sha256(run_elsewhere("show", "1", "--original", "-").stdout).hexdigest() == kept["sha256"]


def test_failures_are_the_callers_too(open_desk, run_elsewhere):
    answer = run_elsewhere("capture", "--screen", "7")

    assert answer.returncode == 1
    assert json.loads(answer.stdout)["error"]["type"] == "no_such_screen"


def test_another_display_is_refused(open_desk, run_elsewhere):
    answer = run_elsewhere("capture", environ={"DISPLAY": ":9876"})

    assert json.loads(answer.stdout)["error"]["type"] == "other_display"
    last = open_desk.work(lambda vault: list(vault.custody.events(VAULT_LOG))[-1])
    assert (last.event, last.detail["why"]) == ("capture refused", "other_display")
    assert run_elsewhere("list", environ={"DISPLAY": ":9876"}).returncode in {0, 1}


def test_a_folder_is_handed_over_by_the_open_desk(open_desk, run_elsewhere, tmp_path):
    run_elsewhere("capture")
    (tmp_path / "stick").mkdir()
    answer = run_elsewhere("export", "--for", "police", "--to", "stick")
    folder = json.loads(answer.stdout)["folder"]

    assert folder.startswith(str(tmp_path / "stick"))
    assert json.loads(run_elsewhere("verify", folder).stdout)["ok"]
    assert "exported" in [event["event"] for event in json.loads(run_elsewhere("log").stdout)]


def test_nonsense_on_the_socket_leaves_the_desk_working(open_desk, run_elsewhere, vault_path):
    folder = os.open(vault_path, os.O_RDONLY)
    for nonsense in (b"", b"\0\0\0\5hello", b"GET / HTTP/1.0\r\n\r\n", b"\xff" * 64):
        with socket.socket(socket.AF_UNIX) as channel:
            channel.connect(f"/proc/self/fd/{folder}/desk.sock")
            channel.sendall(nonsense)
    os.close(folder)

    assert run_elsewhere("capture").returncode == 0


def test_a_caller_that_is_killed_harms_nobody(open_desk, run_elsewhere, vault_path):
    program = [sys.executable, "-m", "evidence_desk", f"--vault={vault_path}", "--json", "capture", "--count", "1000"]
    with subprocess.Popen([*program, "--every", "0"], stdout=subprocess.PIPE) as caller:
        assert caller.stdout
        caller.stdout.readline()
        caller.send_signal(signal.SIGKILL)
    kept = json.loads(run_elsewhere("list").stdout)

    assert kept
    assert json.loads(run_elsewhere("check").stdout)["ok"]


def test_ctrl_c_ends_a_series_that_the_open_desk_carries_out(open_desk, run_elsewhere, vault_path):
    program = [sys.executable, "-m", "evidence_desk", f"--vault={vault_path}", "--json", "capture", "--count", "50"]
    with subprocess.Popen([*program, "--every", "60"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as caller:
        assert caller.stdout
        first = caller.stdout.readline()
        caller.send_signal(signal.SIGINT)
        rest, said = caller.communicate(timeout=60)

    assert (caller.returncode, said) == (130, b"")
    assert json.loads(rest)["error"]["type"] == "stopped"
    assert [item["id"] for item in json.loads(run_elsewhere("list").stdout)] == [json.loads(first)["id"]]


def test_the_socket_is_for_its_owner_alone(open_desk, vault_path):
    assert (vault_path / "desk.sock").stat().st_mode & 0o777 == 0o600


def test_short_commands_wait_for_one_another(screen, vault_path, run_elsewhere):
    vault_path.parent.mkdir()
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _n: run_elsewhere("capture"), range(4)))

    assert [answer.returncode for answer in answers] == [0] * 4
    assert sorted(json.loads(answer.stdout)["exhibit"] for answer in answers) == [f"EX-00{n}" for n in range(1, 5)]


def test_a_dead_desk_leaves_no_obstacle(vault_path, run_elsewhere, screen):
    """A socket whose owner was killed is in nobody's way."""
    vault_path.parent.mkdir()
    assert run_elsewhere("case", "new", "Mine").returncode == 0
    with socket.socket(socket.AF_UNIX) as dead:
        folder = os.open(vault_path, os.O_RDONLY)
        dead.bind(f"/proc/self/fd/{folder}/desk.sock")
        os.close(folder)

    answer = run_elsewhere("capture")
    assert answer.returncode == 0, answer


def test_an_answer_nobody_reads_does_not_keep_the_desk_open(open_desk, vault_path):
    """As with `log | less`: the window must close all the same."""
    for number in range(80):
        open_desk.work(lambda vault, number=number: vault.cases.new(str(number) + "x" * 190))
    service = command_service(open_desk, vault_path)
    service.start()
    program = [sys.executable, "-m", "evidence_desk", f"--vault={vault_path}", "--json", "case", "list"]
    with subprocess.Popen([*program], stdout=subprocess.PIPE) as caller, ThreadPoolExecutor(1) as pool:
        assert caller.stdout
        small_pipe(caller.stdout.fileno())
        assert caller.stdout.read(1) == b"["
        pool.submit(service.stop).result(timeout=30)
        caller.kill()


def small_pipe(descriptor):
    fcntl.fcntl(descriptor, fcntl.F_SETPIPE_SZ, 4096)


def test_a_check_leaves_the_case_thread_free(open_desk, run_elsewhere):
    run_elsewhere("capture")
    busy = replace(open_desk, case_thread=NoThread())

    assert busy.check().ok


def no_screen() -> Capturer:
    raise NoDisplay


class NoThread:
    """A case thread that has other things to do."""

    def run(self, _job):
        raise AssertionError("the case thread was asked")


def test_a_desk_that_dies_over_a_command_is_said_to_be_silent(vault_path, run_elsewhere, screen):
    vault_path.parent.mkdir()
    run_elsewhere("capture")
    folder = os.open(vault_path, os.O_RDONLY)
    with open_vault(vault_path, system_clock()), socket.socket(socket.AF_UNIX) as dying:
        dying.bind(f"/proc/self/fd/{folder}/desk.sock")
        dying.listen()
        with ThreadPoolExecutor(1) as pool:
            answer = pool.submit(run_elsewhere, "capture")
            dying.accept()[0].close()
            ended = answer.result()
    os.close(folder)

    assert (ended.returncode, ended.stderr) == (1, b"")
    assert json.loads(ended.stdout)["error"]["type"] == "desk_not_answering"


def test_a_desk_that_is_just_starting_is_waited_for(vault_path, run_elsewhere, screen):
    """Between taking the lock and listening, a window is neither gone nor there."""
    vault_path.parent.mkdir()
    run_elsewhere("capture")
    clock = system_clock()
    with ThreadPoolExecutor(1) as pool, ThreadPoolExecutor(1) as caller:
        thread = OneThread(pool)
        vault = thread.run(lambda: open_vault(vault_path, clock))
        answer = caller.submit(run_elsewhere, "list")
        with pytest.raises(TimeoutError):
            answer.result(timeout=1.5)
        desk = OpenDesk(vault, clock, thread, no_screen, shipped_content, display_of(os.environ), lambda: None)
        service = command_service(desk, vault_path)
        service.start()
        ended = answer.result()
        service.stop()
        thread.run(vault.close)

    assert (ended.returncode, len(json.loads(ended.stdout))) == (0, 1), ended


def test_a_folder_that_stands_is_not_made_again(kept, type_command, tmp_path, vault_path, monkeypatch):
    """Whatever keeps the history from saying so."""

    def busy(*_args):
        raise VaultBusy(str(vault_path))

    monkeypatch.setattr(hand_over, "note_hand_over", busy)
    (tmp_path / "stick").mkdir()
    answer = type_command("export", "--for", "police", "--to", "stick")

    assert (answer.code, answer.value["noted"]) == (0, False)
    assert len(list((tmp_path / "stick").iterdir())) == 1


@pytest.mark.parametrize("words", ["log", "show 1 --original -", "show 99"])
def test_nobody_reading_on_is_no_failure_for_anybody(words, open_desk, run_elsewhere, vault_path):
    run_elsewhere("capture")
    reading, writing = os.pipe()
    os.close(reading)
    program = [sys.executable, "-m", "evidence_desk", f"--vault={vault_path}", "--json", *words.split()]
    ended = subprocess.run(program, stdout=writing, stderr=subprocess.PIPE, check=False, timeout=60)
    os.close(writing)

    assert (ended.returncode, ended.stderr) == (1, b"")
    assert json.loads(run_elsewhere("list").stdout)


class InterruptedOnce:
    """A line that is waited for when Ctrl+C is pressed."""

    def __init__(self, lines):
        self.lines, self.pressed = lines, False

    def readline(self, most):
        if not self.pressed:
            self.pressed = True
            raise KeyboardInterrupt
        return self.lines.readline(most)


def test_ctrl_c_asks_the_desk_to_stop_and_waits_for_its_word():
    """So that a folder half made is taken away, and whoever stopped it knows."""
    ours, theirs = socket.socketpair()
    with ours, theirs, ours.makefile("rb") as lines:
        theirs.sendall(b'{"exit": 1}\n')

        assert forwarding._answer(ours, InterruptedOnce(lines)) == b'{"exit": 1}\n'
        assert theirs.recv(1) == b""


def test_what_was_kept_before_a_failure_is_shown_all_the_same(open_desk):
    told = []
    desk = replace(open_desk, changed=lambda: told.append("look"))

    def fails_later(vault):
        vault.cases.new("Mine")
        raise NoDisplay

    with pytest.raises(NoDisplay):
        desk.work(fails_later)
    assert told == ["look"]


def test_a_disk_without_a_place_for_a_socket_has_a_desk_all_the_same(open_desk, tmp_path):
    (tmp_path / "desk.sock" / "in the way").mkdir(parents=True)

    assert command_service(open_desk, tmp_path) is None


def test_somebody_else_is_not_listened_to(open_desk, run_elsewhere, monkeypatch):
    """Should the modes of folder and socket ever let another account in."""
    monkeypatch.setattr(service_of_the_desk, "peer_of", lambda _channel: (1, os.getuid() + 1))

    assert json.loads(run_elsewhere("capture").stdout)["error"]["type"] == "desk_not_answering"
    assert open_desk.work(lambda vault: vault.cases.all()) == ()


@pytest.mark.parametrize(("umask", "mode"), [(0o077, 0o600), (0o022, 0o644)])
def test_a_folder_has_the_modes_its_asker_wants(umask, mode, open_desk, run_elsewhere, tmp_path):
    run_elsewhere("capture")
    (tmp_path / "stick").mkdir()
    answer = run_elsewhere("export", "--for", "police", "--to", "stick", umask=umask)
    made = list(Path(json.loads(answer.stdout)["folder"]).rglob("*"))

    assert {path.stat().st_mode & 0o777 for path in made if path.is_file()} == {mode}
