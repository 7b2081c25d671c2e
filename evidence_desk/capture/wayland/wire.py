"""The few words of the Wayland protocol that are needed to ask which screens there are.

Written here because it is three requests and two dozen lines of reading; docs/decisions says which library was weighed.
"""

import socket
import struct
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from evidence_desk.domain.refusals import DisplayLost, NoDisplay

_HEADER = struct.Struct("=IHH")
_WORD = struct.Struct("=I")
_DISPLAY, _SYNC, _GET_REGISTRY, _BIND, _ERROR = 1, 0, 1, 0, 0
_DONE = 0
_TIMEOUT_S = 5.0
_CHUNK = 4096
_MOST_EVENTS = 10_000
_DEFAULT_NAME = "wayland-0"


def socket_path(environ: Mapping[str, str]) -> Path:
    """Where the compositor listens; raises NoDisplay where the environment does not say."""
    name = environ.get("WAYLAND_DISPLAY") or _DEFAULT_NAME
    folder = environ.get("XDG_RUNTIME_DIR", "")
    if not name.startswith("/") and not folder.startswith("/"):
        raise NoDisplay
    return Path(folder) / name


class Body:
    """The arguments of one event, read in order; raises DisplayLost where it ends too soon."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def number(self) -> int:
        """An unsigned number of 32 bits."""
        return int.from_bytes(self._take(4), sys.byteorder)

    def signed(self) -> int:
        """A signed number of 32 bits."""
        return int.from_bytes(self._take(4), sys.byteorder, signed=True)

    def text(self) -> str:
        """A text; what is no UTF-8 in it is replaced."""
        length = self.number()
        words = self._take(length + -length % 4)[:length]
        return words.rstrip(b"\0").decode("utf-8", "replace")

    def _take(self, count: int) -> bytes:
        taken = self._data[self._at : self._at + count]
        if len(taken) != count:
            raise DisplayLost
        self._at += count
        return taken


@dataclass(frozen=True, slots=True)
class Event:
    """What the compositor says of one object."""

    object: int
    opcode: int
    body: Body


class Wire:
    """One short conversation with a compositor; raises NoDisplay when it can't begin, DisplayLost when it breaks."""

    def __init__(self, path: Path) -> None:
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._socket.settimeout(_TIMEOUT_S)
        self._next_id = _DISPLAY
        self._received = b""
        try:
            self._socket.connect(str(path))
        except OSError as error:
            self._socket.close()
            raise NoDisplay from error

    def new_id(self) -> int:
        """A name for an object that is asked for."""
        self._next_id += 1
        return self._next_id

    def registry(self) -> int:
        """Ask for everything the compositor offers."""
        made = self.new_id()
        self.send(_DISPLAY, _GET_REGISTRY, made)
        return made

    def bound(self, registry: int, number: int, interface: str, version: int) -> int:
        """Use something that is offered."""
        made = self.new_id()
        self.send(registry, _BIND, number, interface, version, made)
        return made

    def send(self, target: int, opcode: int, *arguments: int | str, descriptor: int | None = None) -> None:
        """One request, with an open file if it takes one."""
        body = b"".join(_WORD.pack(each) if isinstance(each, int) else _packed(each) for each in arguments)
        try:
            request = _HEADER.pack(target, opcode, _HEADER.size + len(body)) + body
            if descriptor is not None:
                sent = socket.send_fds(self._socket, [request[:1]], [descriptor])
                request = request[sent:]
            self._socket.sendall(request)
        except OSError as error:
            raise DisplayLost from error

    def answers(self) -> Iterator[Event]:
        """Every event up to the answer to all requests so far."""
        done = self.new_id()
        self.send(_DISPLAY, _SYNC, done)
        for _ in range(_MOST_EVENTS):
            event = self._event()
            if event.object == done and event.opcode == _DONE:
                return
            if event.object == _DISPLAY and event.opcode == _ERROR:
                raise DisplayLost
            yield event
        raise DisplayLost

    def close(self) -> None:
        """End the conversation."""
        self._socket.close()

    def _event(self) -> Event:
        target, opcode, size = _HEADER.unpack(self._read(_HEADER.size))
        if size < _HEADER.size:
            raise DisplayLost
        return Event(target, opcode, Body(self._read(size - _HEADER.size)))

    def _read(self, count: int) -> bytes:
        while len(self._received) < count:
            try:
                more = self._socket.recv(_CHUNK)
            except OSError as error:
                raise DisplayLost from error
            if not more:
                raise DisplayLost
            self._received += more
        taken, self._received = self._received[:count], self._received[count:]
        return taken


def _packed(text: str) -> bytes:
    data = text.encode() + b"\0"
    return _WORD.pack(len(data)) + data + b"\0" * (-len(data) % 4)
