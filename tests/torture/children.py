"""The harness's end of the nursery: victims are started, listened to, killed and waited for."""

import json
import os
import selectors
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
LARGEST_MESSAGE = 65536
KILLED = -signal.SIGKILL
_PATIENCE_S = 60.0


@dataclass(frozen=True, slots=True)
class Ended:
    """What a victim that ended by itself left behind."""

    code: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """One line of a victim: what it promised, and its own CLOCK_MONOTONIC just after it could promise it."""

    stamp_ns: int
    words: tuple[str, ...]


@dataclass(slots=True)
class Child:
    """One victim; `handle` is its pidfd. It must be waited for before the next one is started."""

    handle: int
    door: socket.socket
    pipes: dict[int, bytearray]
    ears: selectors.DefaultSelector = field(default_factory=selectors.DefaultSelector)

    def __post_init__(self) -> None:
        for pipe in self.pipes:
            self.ears.register(pipe, selectors.EVENT_READ)

    def hear(self, *, lines: int | None = None, seconds: float = _PATIENCE_S) -> bool:
        """Listen until it has said so many lines in all, has ended, or the time is over; whether it still speaks."""
        deadline = time.monotonic() + seconds
        out = next(iter(self.pipes.values()))
        while self.ears.get_map() and (lines is None or out.count(b"\n") < lines):
            left = deadline - time.monotonic()
            if left <= 0:
                break
            for key, _ in self.ears.select(left):
                self._take(key.fd)
        return bool(self.ears.get_map())

    def kill(self) -> None:
        """End it in the middle of whatever it does; one that has ended stays ended."""
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(self.handle, signal.SIGKILL)

    def wait(self) -> Ended:
        """Hear the rest, and how it ended."""
        if self.hear():
            self.kill()
            self.hear()
        code = int(self.door.recv(LARGEST_MESSAGE))
        self.ears.close()
        os.close(self.handle)
        out, err = (bytes(said).decode(errors="backslashreplace") for said in self.pipes.values())
        return Ended(code, out, err)

    def _take(self, pipe: int) -> None:
        data = os.read(pipe, 1 << 16)
        self.pipes[pipe] += data
        if not data:
            self.ears.unregister(pipe)
            os.close(pipe)


@dataclass(frozen=True, slots=True)
class Nursery:
    """Starts victims; `has_shim` says whether calls can be noted and made to fail."""

    door: socket.socket
    has_shim: bool

    def start(self, **job: Any) -> Child:
        """A victim with this job."""
        out, err = os.pipe(), os.pipe()
        socket.send_fds(self.door, [json.dumps(job).encode()], [out[1], err[1]])
        os.close(out[1])
        os.close(err[1])
        _, (handle,), _, _ = socket.recv_fds(self.door, LARGEST_MESSAGE, 1)
        return Child(handle, self.door, {out[0]: bytearray(), err[0]: bytearray()})

    def run(self, **job: Any) -> Ended:
        """A victim that may finish its job."""
        return self.start(**job).wait()

    def look(self, vault_path: Path, *, newer: bool = False) -> dict[str, Any]:
        """What a fresh process finds in a vault: what opening says, what `check` says, and every item, read."""
        ended = self.run(do="look", vault=str(vault_path), newer=newer)
        if ended.code:
            return {"opening": [ended.err.strip()], "check": [], "items": {}, "entries": [], "half_written": 0}
        seen: dict[str, Any] = json.loads(ended.out)
        return seen


@contextmanager
def nursery(home_path: Path, shim_path: Path | None = None) -> Iterator[Nursery]:
    """A running nursery, with the shim under its victims if one is given."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    environment = os.environ | {"HOME": str(home_path), "XDG_STATE_HOME": str(home_path / "state")}
    environment |= {"LD_PRELOAD": str(shim_path)} if shim_path else {}
    command = [sys.executable, "-m", "tests.torture.nursery", str(theirs.fileno())]
    with ours, subprocess.Popen(command, cwd=ROOT, env=environment, pass_fds=[theirs.fileno()]) as process:
        theirs.close()
        try:
            if ours.recv(LARGEST_MESSAGE) != b"ready":
                raise RuntimeError
            yield Nursery(ours, shim_path is not None)
        finally:
            ours.shutdown(socket.SHUT_RDWR)
            try:
                process.wait(_PATIENCE_S)
            except subprocess.TimeoutExpired:
                process.kill()


def acknowledged(said: str) -> list[Acknowledged]:
    """Every whole line of acknowledgements."""
    lines = [line.split() for line in said.split("\n")[:-1]]
    return [Acknowledged(int(stamp), tuple(words)) for stamp, *words in lines]
