"""`watch`, typed here and carried out by the desk that is open: one line for each picture, and every way it ends."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from evidence_desk.workflows.open_case import open_case
from tests.commands import test_forwarding
from tests.commands.conftest import Type
from tests.display_fixtures import XDisplay
from tests.real_tools import wait_until

open_desk, run_elsewhere, vault_path = (
    test_forwarding.open_desk,
    test_forwarding.run_elsewhere,
    test_forwarding.vault_path,
)


def events(type_command: Type) -> list[Any]:
    return [event for event in type_command("log").value if event["event"].startswith("watch")]


def test_it_shows_what_is_there_and_ends_with_its_time(screen: XDisplay, type_command: Type) -> None:
    answer = type_command("watch", "--screen", "1", "--for", "0.6", "--note", "seen", "--tag", "chat")
    began, ended = events(type_command)

    (item,) = answer.values
    assert answer.code == 0
    assert answer.err == b"The time is over. 1 kept.\n"
    assert (item["exhibit"], item["note"], item["tags"], item["trigger"]) == ("EX-001", "seen", ["chat"], "watch")
    assert (item["width"], item["context"], item["target"]["kind"]) == (1920, None, "screen")
    assert began["detail"] == {
        "series": item["series"],
        "screen": 1,
        "at_most": 200,
        "most_bytes": 200_000_000,
        "for_ms": 600,
    }
    assert ended["detail"] == {"series": item["series"], "why": "time_over", "kept": 1, "bytes": item["bytes"]}


def test_it_ends_with_its_number(screen: XDisplay, type_command: Type) -> None:
    answer = type_command("watch", "--screen", "1", "--at-most", "1", json=False)

    assert (answer.code, answer.out) == (0, b"Saved EX-001.\n")
    assert b"1 kept, and no more were wanted" in answer.err


@pytest.mark.parametrize("typed", [[], ["--window", "0x1", "--screen", "1"], ["--screen", "0"], ["--for", "0"]])
def test_one_thing_is_watched(screen: XDisplay, type_command: Type, typed: list[str]) -> None:
    assert type_command("watch", *typed).code == 2


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        (["--screen", "7"], "no_such_screen"),
        (["--window", "0x7"], "window_gone"),
        (["--window", "no"], "no_such_window"),
        (["--screen", "1", "--case", "CASE-9"], "no_such_case"),
    ],
)
def test_what_is_not_there_is_not_watched(screen: XDisplay, type_command: Type, typed: list[str], why: str) -> None:
    answer = type_command("watch", *typed)

    assert answer.code == 1
    assert answer.error["type"] == why
    assert events(type_command) == []


def program(vault_path: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "evidence_desk", f"--vault={vault_path}", "--json", *words]


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_ends_it_with_everything_kept(
    screen: XDisplay, type_command: Type, vault_path: Path, end: signal.Signals
) -> None:
    command = program(vault_path, "watch", "--screen", "1")
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        json.loads(running.stdout.readline())
        with a_window_more(screen):
            second = json.loads(running.stdout.readline())
            running.send_signal(end)
            _rest, said = running.communicate(timeout=100)

    assert (running.returncode, second["exhibit"]) == (0, "EX-002")
    assert said == b"Watching has stopped. 2 kept.\n"
    assert events(type_command)[-1]["detail"]["kept"] == 2


@contextmanager
def a_window_more(screen: XDisplay) -> Iterator[None]:
    """A plain window of another program."""
    draw = """
import sys, xcffib
from xcffib import xproto
c = xcffib.connect(); root = c.setup.roots[0]; w = c.generate_id()
look = (xproto.CW.BackPixel, [0xFF00FF])
c.core.CreateWindow(root.root_depth, w, root.root, 9, 9, 300, 200, 0, 1, root.root_visual, *look)
c.core.MapWindow(w); c.core.GetInputFocus().reply(); sys.stdin.read()
"""
    with subprocess.Popen([sys.executable, "-c", draw], stdin=subprocess.PIPE, env=screen.environment()) as other:
        try:
            yield
        finally:
            other.terminate()


def test_the_open_desk_watches_for_others(open_desk, run_elsewhere) -> None:
    answer = run_elsewhere("watch", "--screen", "1", "--for", "0.6")
    (item,) = [json.loads(line) for line in answer.stdout.splitlines()]

    assert (answer.returncode, answer.stderr) == (0, b"The time is over. 1 kept.\n")
    assert open_desk.work(lambda vault: vault.items.of_case(vault.cases.last_used().id))[0].id == item["id"]


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGKILL])
def test_the_open_desk_stops_when_nobody_waits(open_desk, vault_path: Path, end: signal.Signals) -> None:
    command = program(vault_path, "watch", "--screen", "1")
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=os.environ) as running:
        assert running.stdout is not None
        json.loads(running.stdout.readline())
        running.send_signal(end)
        running.communicate(timeout=100)

    def last() -> str:
        case = open_desk.work(lambda vault: vault.cases.last_used())
        return open_desk.work(lambda vault: list(vault.custody.events(case.id))[-1].event)

    assert running.returncode == (0 if end is signal.SIGINT else -signal.SIGKILL)
    wait_until(lambda: last() == "watch ended", "the watch has ended")


def test_a_capture_goes_in_between(open_desk, run_elsewhere, vault_path: Path) -> None:
    command = program(vault_path, "watch", "--screen", "1")
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=os.environ) as running:
        assert running.stdout is not None
        json.loads(running.stdout.readline())
        kept = run_elsewhere("capture")
        running.send_signal(signal.SIGINT)
        running.communicate(timeout=100)

    assert json.loads(kept.stdout)["exhibit"] == "EX-002"


def test_another_display_is_refused(open_desk, run_elsewhere) -> None:
    answer = run_elsewhere("watch", "--screen", "1", environ={"DISPLAY": ":9876"})

    assert json.loads(answer.stdout)["error"]["type"] == "other_display"


_IMPATIENT = """
from evidence_desk.commands import cold_desk
cold_desk._ONCE_BEGUN_S = 0.2
from evidence_desk.__main__ import main
main()
"""


def test_a_desk_that_opens_meanwhile_takes_over_and_ctrl_c_still_ends_it(
    screen: XDisplay, vault_path: Path, request: pytest.FixtureRequest
) -> None:
    vault_path.parent.mkdir()
    command = [sys.executable, "-c", _IMPATIENT, *program(vault_path, "watch", "--screen", "1")[3:]]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ) as running:
        assert running.stdout is not None
        try:
            json.loads(running.stdout.readline())
            open_desk = request.getfixturevalue("open_desk")
            case = open_desk.work(lambda vault: vault.cases.last_used())
            open_desk.work(lambda vault: open_case(vault, "Case 2"))
            with a_window_more(screen):
                taken_over = json.loads(running.stdout.readline())
                running.send_signal(signal.SIGINT)
                _rest, said = running.communicate(timeout=100)
        finally:
            running.kill()
        items = open_desk.work(lambda vault: vault.items.of_case(case.id))
        told = open_desk.work(lambda vault: list(vault.custody.events(case.id)))

    first, last = items
    lines = [line for line in told if line.event.startswith("watch")]
    assert [line.event for line in lines] == ["watch began", "watch ended", "watch began", "watch ended"]
    assert [line.detail["series"] for line in lines] == [each.record.series for each in (first, first, last, last)]
    assert [line.detail.get("goes_on_from") for line in lines] == [None, None, first.record.series, None]
    kept = {"why": "taken_over", "kept": 1, "bytes": first.record.size_bytes}
    assert lines[1].detail == {"series": first.record.series, **kept}
    assert (running.returncode, last.id) == (0, taken_over["id"])
    assert b"1 picture that was taken while the desk was being opened could not be saved.\n" in said
    assert said.endswith(b"Watching has stopped. 1 kept.\n")
