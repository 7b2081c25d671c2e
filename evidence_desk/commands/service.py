"""Carry out other processes' commands while the window holds the vault."""

import contextlib
import json
import logging
import os
import select
import socket
import socketserver
import struct
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, ClassVar

from typing_extensions import override

from evidence_desk.commands.caller import Caller
from evidence_desk.commands.forwarding import LONGEST_LINE, SOCKET_NAME, Command, command_of, peer_of, short_socket_path

_log = logging.getLogger(__name__)
PATIENCE_S = 3.0

CarryOut = Callable[[list[str], Caller], int]
"""(what was typed, who typed it) → exit code."""


class NotACommand(Exception):  # noqa: N818 — nothing is wrong here
    """What somebody sent is no command of this version."""


class CommandService:
    """Listens on the vault's socket from `start` to `stop`; only the holder of the vault's lock may make one."""

    def __init__(self, vault_path: Path, carry_out: CarryOut) -> None:
        (vault_path / SOCKET_NAME).unlink(missing_ok=True)
        with short_socket_path(vault_path) as address:
            self._server = _Server(address, carry_out)
        self._socket_path = vault_path / SOCKET_NAME
        try:
            self._socket_path.chmod(0o600)
        except OSError:
            self._server.server_close()
            raise
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.1,), name="desk-commands")

    def start(self) -> None:
        """Begin to listen, in a thread of its own."""
        self._thread.start()

    def stop(self) -> None:
        """Stop listening, let running commands end, and take the socket away.

        A command whose caller does not read its answer is not waited for: its work is done or refused already.
        """
        self._server.shutdown()
        self._thread.join()
        self._server.let_end(PATIENCE_S)
        self._server.server_close()
        self._socket_path.unlink(missing_ok=True)


class _Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 16

    def __init__(self, address: str, carry_out: CarryOut) -> None:
        self.carry_out = carry_out
        self.is_ending = False
        self._running = 0
        self._changed = threading.Condition()
        super().__init__(address, _Handler)

    def let_end(self, patience_s: float) -> None:
        """Tell running commands that nobody waits any more, and wait for them, but not for ever."""
        self.is_ending = True
        with self._changed:
            self._changed.wait_for(lambda: not self._running, patience_s)

    @override
    def process_request(self, request: socket.socket | tuple[bytes, socket.socket], client_address: object) -> None:
        self._count(1)
        super().process_request(request, client_address)

    @override
    def process_request_thread(
        self, request: socket.socket | tuple[bytes, socket.socket], client_address: object
    ) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._count(-1)

    @override
    def handle_error(self, request: object, client_address: object) -> None:
        """A caller that went away or spoke nonsense is their affair; the desk goes on."""
        theirs = isinstance(sys.exception(), (OSError, NotACommand))
        _log.log(logging.INFO if theirs else logging.ERROR, "a forwarded command ended early", exc_info=True)

    def _count(self, change: int) -> None:
        with self._changed:
            self._running += change
            self._changed.notify_all()


class _Handler(socketserver.BaseRequestHandler):
    request: socket.socket
    server: _Server
    TIMEOUT_S: ClassVar[float] = 10.0

    def handle(self) -> None:
        """One command of one caller."""
        if peer_of(self.request)[1] != os.getuid():
            return
        self.request.settimeout(self.TIMEOUT_S)
        if not self.request.recv(1, socket.MSG_PEEK):  # somebody only looked who is here, as `windows` does
            return
        with contextlib.ExitStack() as opened:
            command, streams = self._received(opened)
            self.request.settimeout(None)
            caller = self._caller(command, streams)
            code = self.server.carry_out(command.arguments, caller)
            self.request.sendall(json.dumps({"exit": code}).encode() + b"\n")

    def _received(self, opened: contextlib.ExitStack) -> tuple[Command, list[BinaryIO]]:
        try:
            return self._receive(opened)
        except (ValueError, TypeError, struct.error) as error:
            raise NotACommand from error

    def _receive(self, opened: contextlib.ExitStack) -> tuple[Command, list[BinaryIO]]:
        head, descriptors, _flags, _address = socket.recv_fds(self.request, 4, 2)
        for descriptor in descriptors:  # before any of them is looked at: one that is no file must not stay open
            opened.callback(os.close, descriptor)
        streams: list[BinaryIO] = [opened.enter_context(os.fdopen(each, "wb", closefd=False)) for each in descriptors]
        (length,) = struct.unpack("=I", head)
        if length > LONGEST_LINE or len(streams) != 2:  # noqa: PLR2004 — out and err
            raise ValueError("not a command")
        with self.request.makefile("rb") as lines:  # closed at once, or an error's traceback would keep the socket open
            return command_of(lines.read(length)), streams

    def _caller(self, command: Command, streams: list[BinaryIO]) -> Caller:
        out, err = streams
        return Caller(Path(command.folder_path), command.umask, command.display, out, err, self._gone)

    def _gone(self) -> bool:
        if self.server.is_ending:
            return True
        readable, _, _ = select.select([self.request], [], [], 0)
        return bool(readable) and not self.request.recv(1, socket.MSG_PEEK)
