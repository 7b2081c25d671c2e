"""Hand a command to the desk that has the vault open; one JSON line each way, and the caller's own streams.

A plain socket, not QLocalServer: that one steals the socket of a live program. The streams travel as descriptors
(SCM_RIGHTS), so that the bytes never pass through the other process's memory twice and `-` stays the caller's.
"""

import contextlib
import json
import os
import socket
import struct
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import BinaryIO

from evidence_desk.commands.caller import Caller
from evidence_desk.domain.errors import DeskNotAnswering

SOCKET_NAME = "desk.sock"
LONGEST_LINE = 1_000_000
PROTOCOL = 1
_LARGEST_UMASK = 0o777
_CREDENTIALS = struct.Struct("=iII")
_PATIENCE_S = 1.0
_NOT_A_COMMAND = "not a command of this version"
NOT_SHOWN = 75
"""The exit code of a desk that was asked to come to the front and can't, because it is leaving (`EX_TEMPFAIL`)."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command on its way: what was typed and where it was typed."""

    arguments: list[str]
    folder_path: str
    umask: int
    display: str
    protocol: int = PROTOCOL


_NAMES = {part.name for part in fields(Command)}


def command_of(untrusted_line: bytes) -> Command:
    """The command that another process sent. Raises ValueError for anything else."""
    try:
        untrusted = json.loads(untrusted_line.decode())
    except RecursionError as error:
        raise ValueError(_NOT_A_COMMAND) from error
    if not isinstance(untrusted, dict) or untrusted.keys() != _NAMES or untrusted["protocol"] != PROTOCOL:
        raise ValueError(_NOT_A_COMMAND)
    command = Command(**untrusted)
    words = [*_texts(command.arguments), command.folder_path, command.display]
    if not all(isinstance(word, str) for word in words) or not Path(command.folder_path).is_absolute():
        raise ValueError(_NOT_A_COMMAND)
    if type(command.umask) is not int or not 0 <= command.umask <= _LARGEST_UMASK or "\0" in command.folder_path:
        raise ValueError(_NOT_A_COMMAND)
    return command


def _texts(untrusted: object) -> list[object]:
    return untrusted if isinstance(untrusted, list) else [untrusted, None]


@contextlib.contextmanager
def short_socket_path(vault_path: Path) -> Iterator[str]:
    """The socket's address through its folder's descriptor: `sun_path` holds 108 bytes, a vault's path may be more."""
    folder = os.open(vault_path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{folder}/{SOCKET_NAME}"
    finally:
        os.close(folder)


def peer_of(channel: socket.socket) -> tuple[int, int]:
    """The process and the user id at the other end, as the system has them."""
    pid, uid, _gid = _CREDENTIALS.unpack(channel.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size))
    return int(pid), int(uid)


def pid_of_desk(vault_path: Path) -> int | None:
    """The process of the open desk that listens at the vault, or None where none does. It is asked nothing."""
    if sys.platform != "linux":
        return None
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as channel:
        channel.settimeout(_PATIENCE_S)
        try:
            with short_socket_path(vault_path) as address:
                channel.connect(address)
            return peer_of(channel)[0]
        except OSError:
            return None


def forward(vault_path: Path, arguments: list[str], caller: Caller) -> int | None:
    """The exit code of the command carried out by the open desk, or None if no desk listens there.

    Raises DeskNotAnswering when the desk took the command and then fell silent.
    """
    # A desk listens only where the system says who is calling, and a path through a descriptor leads to a socket.
    if sys.platform != "linux":
        return None
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as channel:
        try:
            with short_socket_path(vault_path) as address:
                channel.connect(address)
        except OSError:
            return None
        return _ask(channel, Command(arguments, str(caller.folder_path), caller.umask, caller.display), caller)


def _ask(channel: socket.socket, command: Command, caller: Caller) -> int:
    line = json.dumps(asdict(command)).encode() + b"\n"
    streams = [caller.out.fileno(), caller.err.fileno()]
    try:
        socket.send_fds(channel, [struct.pack("=I", len(line))], streams)
        channel.sendall(line)
        with channel.makefile("rb") as answers:
            return int(json.loads(_answer(channel, answers))["exit"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise DeskNotAnswering from error


def _answer(channel: socket.socket, answers: BinaryIO) -> bytes:
    """The desk's last word. Ctrl+C tells the desk that nobody waits, and then waits for what it makes of that."""
    try:
        return answers.readline(LONGEST_LINE)
    except KeyboardInterrupt:
        channel.shutdown(socket.SHUT_WR)
        return answers.readline(LONGEST_LINE)
