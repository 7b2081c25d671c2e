"""Requests from another process of the same person: whatever they hold, the desk goes on and keeps nothing open."""

import json
import os
import socket
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

from evidence_desk.commands.caller import Caller
from evidence_desk.commands.forwarding import LONGEST_LINE, command_of, forward
from evidence_desk.commands.service import CommandService
from tests.hostile.words import WORDS
from tests.real_tools import wait_until

GOOD = {"arguments": ["list"], "folder_path": "/", "umask": 18, "display": ":0", "protocol": 1}


def packed(value: object, **changes: object) -> bytes:
    """A request in its frame."""
    if isinstance(value, dict):
        value = {name: each for name, each in (value | changes).items() if each is not ...}
    line = value if isinstance(value, bytes) else json.dumps(value).encode()
    return struct.pack("=I", len(line)) + line


def framed(length: int, line: bytes) -> bytes:
    return struct.pack("=I", length) + line


REQUESTS = {
    "nothing": b"",
    "one byte": b"\0",
    "half a length": b"\0\0\0",
    "a length and no more": framed(10, b""),
    "half of what was said": framed(100, b'{"arguments":'),
    "four gigabytes": framed(2**32 - 1, b"x" * 1000),
    "just too long": framed(LONGEST_LINE + 1, b"x" * 1000),
    "a megabyte of blanks": packed(b" " * LONGEST_LINE),
    "a megabyte of words": packed(GOOD, arguments=["x"] * 200_000),
    "deep lists": packed(b"[" * 500_000 + b"]" * 500_000),
    "deep arguments": packed(b'{"arguments":' + b"[" * 300_000 + b"]" * 300_000 + b"}"),
    "digits": packed(b"9" * 900_000),
    "a page": b"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
    "bytes that are no text": packed(b"\xff\xfe" * 100),
    "UTF-16": packed(json.dumps(GOOD).encode("utf-16")),
    "null": packed(None),
    "a list": packed([]),
    "a text": packed("list"),
    "not a number": packed(b'{"arguments":NaN}'),
    "a name of its own": packed(GOOD, more=1),
    "__class__": packed(GOOD, __class__="x"),
    **{f"without {name}": packed(GOOD, **{name: ...}) for name in GOOD},
    **{f"{name} is null": packed(GOOD, **{name: None}) for name in GOOD},
    **{f"{name} is an object": packed(GOOD, **{name: {"a": 1}}) for name in GOOD},
    "arguments are a text": packed(GOOD, arguments="list"),
    "an argument is a number": packed(GOOD, arguments=["list", 1]),
    "an argument is a list": packed(GOOD, arguments=[["list"]]),
    "a folder of its own": packed(GOOD, folder_path="relative"),
    "a folder with a zero": packed(GOOD, folder_path="/a\0b"),
    "a umask below nothing": packed(GOOD, umask=-1),
    "a umask past all modes": packed(GOOD, umask=2**70),
    "a umask that is true": packed(GOOD, umask=True),
    "a umask that is a fraction": packed(GOOD, umask=1.5),
    "another version": packed(GOOD, protocol=2),
    "a version that is a text": packed(GOOD, protocol="1"),
}
CARRIED = {
    **{f"as a display: {name}": packed(GOOD, display=word) for name, word in WORDS.items() if len(word) < 10_000},
    **{f"as an argument: {name}": packed(GOOD, arguments=[word]) for name, word in WORDS.items() if len(word) < 10_000},
}


class Service:
    """A real service on a real socket; the commands it is given are only counted."""

    def __init__(self, folder_path: Path) -> None:
        self.path = folder_path
        self.ran: list[list[str]] = []
        self.service = CommandService(folder_path, self.carry_out)

    def carry_out(self, arguments: list[str], _caller: Caller) -> int:
        self.ran.append(arguments)
        return 7

    def sent(self, data: bytes, *descriptors: int) -> bytes:
        """What comes back for these bytes, sent with these descriptors."""
        with socket.socket(socket.AF_UNIX) as channel:
            channel.settimeout(30)
            channel.connect(f"{self.path}/desk.sock")
            try:
                if descriptors:
                    socket.send_fds(channel, [data[:4]], descriptors)
                    data = data[4:]
                channel.sendall(data)
                channel.shutdown(socket.SHUT_WR)
                return channel.recv(1000)
            except (BrokenPipeError, ConnectionResetError):
                return b""


@pytest.fixture
def service(monkeypatch, tmp_path_factory) -> Iterator[Service]:
    made = Service(tmp_path_factory.mktemp("s"))
    made.service.start()
    yield made
    made.service.stop()


def open_descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def test_nothing_of_it_is_carried_out_and_nothing_stays_open(service, tmp_path):
    with (tmp_path / "out").open("wb") as out:
        before = open_descriptors()
        for name, data in REQUESTS.items():
            assert service.sent(data, *([out.fileno()] * 2 if len(data) >= 4 else [])) == b"", name
            assert service.ran == [], name
        wait_until(lambda: open_descriptors() <= before, "what came with the requests is closed")
        assert service.sent(packed(GOOD), out.fileno(), out.fileno()) == b'{"exit": 7}\n'


@pytest.mark.parametrize("count", [0, 1, 3])
def test_the_wrong_number_of_streams(count, service, tmp_path):
    with (tmp_path / "out").open("wb") as out:
        before = open_descriptors()
        answer = service.sent(packed(GOOD), *[out.fileno()] * count)
        wait_until(lambda: open_descriptors() <= before, "what came with the request is closed")

    assert (answer == b"") == (count < 2)  # a third is never taken


def test_streams_that_are_none(service, tmp_path):
    """A folder can't be written to; it must not stay open either."""
    folder, reading = os.open(tmp_path, os.O_RDONLY), os.open("/dev/null", os.O_RDONLY)
    before = open_descriptors()
    for streams in ((folder, folder), (reading, folder), (folder, reading), (reading, reading)) * 20:
        service.sent(packed(GOOD), *streams)
    wait_until(lambda: open_descriptors() <= before, "what came with the requests is closed")
    os.close(folder)
    os.close(reading)


@pytest.mark.expects_log("a forwarded command ended early")
def test_a_fault_of_our_own_is_not_taken_for_the_callers(service, tmp_path, monkeypatch):
    """Else nobody would ever hear of it: whoever speaks nonsense is not worth a word."""
    monkeypatch.setattr(service.service._server, "carry_out", lambda arguments, _caller: int(arguments))
    with (tmp_path / "out").open("wb") as out:
        assert service.sent(packed(GOOD), out.fileno(), out.fileno()) == b""
    service.service.stop()


def test_every_word_comes_through_as_it_was_typed(service, tmp_path):
    with (tmp_path / "out").open("wb") as out:
        for name, data in CARRIED.items():
            assert service.sent(data, out.fileno(), out.fileno()) == b'{"exit": 7}\n', name

    typed = [word for word in WORDS.values() if len(word) < 10_000]
    assert [arguments for arguments in service.ran if arguments != ["list"]] == [[word] for word in typed]


def test_a_request_is_read_as_it_was_written():
    assert command_of(json.dumps(GOOD).encode()).arguments == ["list"]


def test_the_other_side_of_it(tmp_path, capfdbinary):
    """What the caller takes from a desk: an exit code and nothing else."""
    del capfdbinary
    for answer in (b"", b"null\n", b"[]\n", b"{}\n", b'{"exit": "x"}\n', b"\xff\n", b"9" * 5000 + b"\n", b"[" * 90_000):
        assert forwarded(tmp_path, answer) == "DeskNotAnswering", answer[:20]


def forwarded(folder_path: Path, answer: bytes) -> str:
    with socket.socket(socket.AF_UNIX) as listening, (folder_path / "out").open("wb") as out:
        (folder_path / "desk.sock").unlink(missing_ok=True)
        folder = os.open(folder_path, os.O_RDONLY)
        listening.bind(f"/proc/self/fd/{folder}/desk.sock")
        os.close(folder)
        listening.listen()
        if os.fork() == 0:
            desk, _ = listening.accept()
            desk.recv(100_000)
            desk.sendall(answer)
            os._exit(0)
        try:
            forward(folder_path, ["list"], Caller(folder_path, 0, "", out, out))
        except Exception as error:  # noqa: BLE001 — which one it is, is the question
            return type(error).__name__
        finally:
            os.wait()
    return ""
