"""`windows` lists what can be captured: not what is ours, nor the windows of the desk that has the vault open."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from evidence_desk.capture.targets import NORMAL, Window
from evidence_desk.commands import capture, forwarding
from evidence_desk.commands.forwarding import SOCKET_NAME, short_socket_path
from tests.commands.conftest import Type


def window(number: int, pid: int | None, *, own: bool = False) -> Window:
    return Window(f"0x{number}", f"Window {number}", "program", pid, 0, 0, 400, 300, 0.0, NORMAL, own)


class MadeUpScreen:
    """A window of the process that asks, one of this process, one of another, and one that names none."""

    closed = False

    def windows(self) -> tuple[Window, ...]:
        return window(1, 1, own=True), window(2, os.getpid()), window(3, 1), window(4, None)

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def listening(vault_path: Path) -> Iterator[socket.socket]:
    """A desk that is open, in the process of the test."""
    vault_path.mkdir()
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as desk, short_socket_path(vault_path) as address:
        desk.bind(address)
        desk.listen()
        yield desk


def listed(type_command: Type, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    made = MadeUpScreen()
    monkeypatch.setattr(capture, "open_backend", lambda _environ: made)
    answer = type_command("windows")
    assert made.closed
    return [each["id"] for each in answer.value]


@pytest.mark.usefixtures("listening")
def test_windows_of_the_open_desk_can_not_be_captured_and_are_not_listed(type_command, monkeypatch):
    assert listed(type_command, monkeypatch) == ["0x3", "0x4"]


def test_without_a_desk_only_our_own_are_left_out(type_command, monkeypatch, vault_path):
    assert listed(type_command, monkeypatch) == ["0x2", "0x3", "0x4"]
    assert not vault_path.exists()


def test_a_socket_that_a_killed_desk_left_names_nobody(vault_path, listening):
    assert forwarding.pid_of_desk(vault_path) == os.getpid()
    listening.close()

    assert (vault_path / SOCKET_NAME).exists()
    assert forwarding.pid_of_desk(vault_path) is None
