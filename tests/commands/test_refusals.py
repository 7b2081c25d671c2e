"""What the world says no to: one typed error, one sentence, exit code 1, and nothing lost."""

import io
import json
import os
import subprocess
import sys

import pytest

from evidence_desk.commands.caller import Caller
from evidence_desk.commands.group import INTERRUPTED, Run, carry_out
from tests.real_tools import need_tools


def refused(answer, type_name):
    assert answer.code == 1, answer
    assert answer.error["type"] == type_name
    assert answer.error["message"].endswith(".")
    assert answer.err == b""
    return answer.error


def test_without_a_display_nothing_is_kept_and_the_history_says_so(type_command):
    refused(type_command("capture"), "no_display")
    (event,) = [event for event in type_command("log").value if event["event"] == "capture refused"]

    assert event["detail"]["why"] == "no_display"
    assert type_command("list").value == []


@pytest.mark.parametrize("command", [["screens"], ["windows"], ["capture"]])
def test_a_display_that_is_not_there(command, type_command, monkeypatch):
    monkeypatch.setenv("DISPLAY", ":4321")

    refused(type_command(*command), "no_display")


@pytest.mark.parametrize("command", [["screens"], ["windows"], ["capture"]])
def test_a_wayland_session_that_is_not_there_is_not_read_through_x11(command, type_command, monkeypatch, screen):
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")

    refused(type_command(*command), "no_display")


@pytest.mark.parametrize("x_display", ["640x480x16"], indirect=True)
def test_a_display_of_sixteen_bits(type_command, x_display):
    error = refused(type_command("capture"), "display_not_readable")

    assert error["depth"] == 16


def test_an_empty_picture_is_refused_and_written_down(type_command, x_display):
    refused(type_command("capture"), "flat_picture")

    assert "capture refused" in [event["event"] for event in type_command("log").value]


@pytest.mark.parametrize(
    ("words", "type_name"),
    [
        (["--screen", "9"], "no_such_screen"),
        (["--window", "0x7777777"], "window_gone"),
        (["--window", "the chat"], "no_such_window"),
        (["--region", "5000,5000,10x10"], "outside_screens"),
        (["--case", "nobody's"], "no_such_case"),
        (["--note", "a\0b"], "text_refused"),
    ],
)
def test_a_capture_of_what_is_not_there(words, type_name, type_command, screen):
    type_command("case", "new", "Case 1")
    refused(type_command("capture", *words), type_name)

    assert type_command("list").value == []
    assert type_command("check").value["ok"]


@pytest.mark.parametrize("command", [["list"], ["log"], ["check"], ["case", "list"], ["show", "EX-001"]])
def test_reading_makes_no_vault(command, type_command, vault_path):
    refused(type_command(*command), "no_vault")

    assert not vault_path.exists()


@pytest.mark.parametrize(
    ("command", "type_name"),
    [
        (["show", "EX-009"], "no_such_exhibit"),
        (["list", "--case", "x"], "no_such_case"),
        (["step", "done", "no.such.step"], "no_such_step"),
        (["steps", "--list", "no"], "no_such_list"),
        (["show", "EX-001", "--original", "no/such/folder.png"], "destination_refused"),
        (["export", "--for", "police", "--to", "no/such/folder"], "destination_gone"),
        (["export", "--for", "bank", "--to", "."], "nothing_for_bank"),
    ],
)
def test_commands_about_what_is_not_there(command, type_name, kept, type_command):
    refused(type_command(*command), type_name)


def test_an_empty_case_is_not_handed_over(type_command, tmp_path):
    type_command("case", "new", "Empty")

    refused(type_command("export", "--for", "police", "--to", str(tmp_path)), "nothing_to_hand_over")


def test_a_damaged_item_is_said_and_checked(kept, type_command, vault_path):
    (sealed_path,) = [path for path in (vault_path / "objects").rglob("*") if path.is_file()]
    data = bytearray(sealed_path.read_bytes())
    data[-20] ^= 1
    sealed_path.chmod(0o600)
    sealed_path.write_bytes(data)

    refused(type_command("show", "EX-001", "--original", "-"), "object_damaged")
    report = type_command("check")
    assert report.code == 1
    assert not report.value["ok"]
    assert report.value["problems"]


def test_a_wrong_folder_does_not_verify(type_command, tmp_path):
    (tmp_path / "anything").mkdir()
    answer = type_command("verify", "anything")

    assert answer.code == 1
    assert not answer.value["ok"]
    assert answer.value["problems"]


def test_verify_and_screens_load_no_qt_and_no_database():
    names = "{'PySide6', 'sqlite_utils', 'sqlcipher3', 'numpy', 'pandas'}"
    lines = "import sys, evidence_desk.sealing.verify, evidence_desk.workflows.verify_folder"
    found = subprocess.run(
        [sys.executable, "-c", f"{lines}; print({names} & set(sys.modules))"], capture_output=True, check=False
    )

    assert found.stdout.strip() == b"set()", found.stderr


def test_without_a_display_the_window_says_so_in_one_sentence(tmp_path):
    environ = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    environ["QT_QPA_PLATFORM"] = "xcb"
    program = [sys.executable, "-m", "evidence_desk", f"--vault={tmp_path / 'v'}"]
    ended = subprocess.run(program, env=environ, capture_output=True, check=False, timeout=60)

    assert ended.returncode == 1
    assert ended.stderr.decode().splitlines() == ["There is no screen here. Start it on a desktop, or set DISPLAY."]


HOSTILE = ["<img src=x>", "../../etc", "=cmd()", "x" * 10_000, "\u202egnp.exe", "a\x1b[31mb"]


@pytest.mark.parametrize("title", HOSTILE, ids=["html", "path", "formula", "long", "bidi", "terminal"])
def test_hostile_window_titles_are_kept_exactly_and_shown_harmlessly(title, type_command, screen):
    need_tools("xterm", "xdotool", "xprop")
    environ = screen.environment()
    with subprocess.Popen(["xterm", "-e", "cat"], env=environ, stderr=subprocess.DEVNULL) as xterm:
        try:
            search = ["xdotool", "search", "--sync", "--onlyvisible", "--class", "xterm"]
            window = subprocess.run(search, env=environ, capture_output=True, check=True, timeout=30).stdout.split()[0]
            name = ["xprop", "-id", window, "-f", "_NET_WM_NAME", "8u", "-set", "_NET_WM_NAME", title]
            subprocess.run(name, env=environ, check=True)
            kept = type_command("capture", "--window", window.decode())
        finally:
            xterm.terminate()

    assert kept.code == 0, kept
    assert kept.value["title"] == title[:1000]
    line, around = type_command("list", json=False).out.decode().splitlines()
    assert line.isprintable()
    assert around.endswith("Screen, with EX-001  sealed")
    assert len(line) < 400


@pytest.mark.parametrize("place", ["desk.db", "key", "head", "new.png", "objects/aa/new.png"])
def test_an_original_is_never_written_into_the_vault(place, kept, type_command, vault_path, tmp_path):
    (tmp_path / "link").symlink_to(vault_path)
    refused(type_command("show", "EX-001", "--original", f"{vault_path}/{place}"), "destination_refused")
    refused(type_command("show", "EX-001", "--original", f"link/{place}"), "destination_refused")

    assert type_command("check").value["ok"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a disk")
def test_a_file_that_finds_no_room_leaves_what_was_there(kept, type_command, tmp_path):
    (tmp_path / "disk").mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4k", "tmpfs", tmp_path / "disk"], check=True)
    try:
        (tmp_path / "disk" / "copy.png").write_bytes(b"older")
        refused(type_command("show", "EX-001", "--original", "disk/copy.png"), "destination_full")
        left = {path.name: path.read_bytes() for path in (tmp_path / "disk").iterdir()}
    finally:
        subprocess.run(["umount", tmp_path / "disk"], check=True)

    assert left == {"copy.png": b"older"}


def test_a_device_takes_the_original_as_it_is(kept, type_command):
    assert type_command("show", "EX-001", "--original", "/dev/null").code == 0
    refused(type_command("show", "EX-001", "--original", "/dev/full"), "destination_full")


def test_a_hand_over_to_nowhere_is_typed_wrong(kept, type_command, tmp_path):
    """As when a script's variable was never set."""
    before = set(tmp_path.iterdir())

    assert type_command("export", "--for", "police", "--to", "").code == 2
    assert set(tmp_path.iterdir()) == before


@pytest.mark.parametrize("words", [["--json", "list"], ["list"]])
def test_ctrl_c_while_a_command_is_parsed_is_said_like_any_failure(words, tmp_path):
    """The next command of a series may be in the middle of that."""

    def interrupted(*_):
        raise KeyboardInterrupt

    out, err = io.BytesIO(), io.BytesIO()
    code = carry_out(words, Run(Caller(tmp_path, 0o022, "", out, err), interrupted, pytest.fail))
    said = json.loads(out.getvalue())["error"]["message"] if len(words) > 1 else err.getvalue().decode().strip()

    assert (code, said) == (INTERRUPTED, "Stopped. What was saved before is safe.")
    assert bool(err.getvalue()) != bool(out.getvalue())
