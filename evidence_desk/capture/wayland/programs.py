"""Other programs that take pictures: found safely, run with their answer in a pipe, ended when they take too long."""

import os
import selectors
import signal
import stat
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Self

from evidence_desk.domain.refusals import ProgramFailed, ProgramMissing, ProgramSilent

_WATCHDOG_S = 5.0
_MOST_BYTES = 700_000_000
_MOST_WORDS = 400
_CHUNK = 1 << 20
_KNOWN_FOLDERS = ("/usr/bin", "/usr/local/bin", "/bin", "/run/current-system/sw/bin")
_HANDED_ON = (
    "DBUS_SESSION_BUS_ADDRESS", "HOME", "LANG", "WAYLAND_DISPLAY", "XDG_CURRENT_DESKTOP", "XDG_DATA_DIRS",
    "XDG_RUNTIME_DIR", "XDG_SESSION_TYPE",
)  # fmt: skip


def find_program(name: str, environ: Mapping[str, str]) -> Path:
    """Where the program is; raises ProgramMissing.

    The system's own folders come first. Of PATH only whole paths count, and no file that another person could have
    changed is started.
    """
    folders = [*_KNOWN_FOLDERS, *environ.get("PATH", "").split(os.pathsep)]
    for folder in folders:
        path = Path(folder) / name
        if folder.startswith("/") and _is_safe(path):
            return path
    raise ProgramMissing(name)


def _is_safe(path: Path) -> bool:
    try:
        facts = path.stat()
    except OSError:
        return False
    ours = facts.st_uid in {0, os.getuid(), _owner_of_the_system()}
    closed = not facts.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    return stat.S_ISREG(facts.st_mode) and ours and closed and os.access(path, os.X_OK)


def _owner_of_the_system() -> int:
    """Whoever owns the root folder: in a container that need not be 0."""
    return Path("/").stat().st_uid


@dataclass(slots=True)
class Running:
    """One program that was started; its answers so far."""

    process: subprocess.Popen[bytes]
    out: bytearray = field(default_factory=bytearray)
    err: bytearray = field(default_factory=bytearray)

    @classmethod
    def start(cls, path: Path, arguments: Sequence[str], environ: Mapping[str, str]) -> Self:
        """Start it with what it needs of the environment and nothing else; raises ProgramFailed."""
        handed_on = {name: environ[name] for name in _HANDED_ON if name in environ} | {"PATH": "/usr/bin:/bin"}
        pipe, quiet = subprocess.PIPE, subprocess.DEVNULL
        try:
            process = subprocess.Popen(  # noqa: S603 — a checked path and arguments of our own
                [str(path), *arguments], stdin=quiet, stdout=pipe, stderr=pipe, env=handed_on, start_new_session=True
            )
        except OSError as error:
            raise ProgramFailed(path.name, error.strerror or "it did not start") from error
        return cls(process)

    def end(self) -> None:
        """Leave nothing of it behind."""
        if self.process.poll() is None:
            # It has a session of its own, and may have started others in it.
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
        for pipe in (self.process.stdout, self.process.stderr):
            if pipe is not None:
                pipe.close()
        self.process.wait()


def answers(
    path: Path, commands: Sequence[Sequence[str]], environ: Mapping[str, str], *, watchdog_s: float = _WATCHDOG_S
) -> list[bytes]:
    """Run the program once for each list of arguments, all at the same time; what each wrote to its output.

    Raises ProgramSilent when one takes longer than `watchdog_s` seconds, ProgramFailed when one says no or too much.
    """
    with ExitStack() as held:
        started = []
        for arguments in commands:
            one = Running.start(path, arguments, environ)
            held.callback(one.end)
            started.append(one)
        deadline = monotonic() + watchdog_s
        _read_all(path.name, started, deadline, watchdog_s)
        _wait_for_end(path.name, started, deadline, watchdog_s)
        for one in started:
            _check(path.name, one)
        return [bytes(one.out) for one in started]


def _read_all(name: str, started: Sequence[Running], deadline: float, watchdog_s: float) -> None:
    """Both pipes of all programs to their ends."""
    with selectors.DefaultSelector() as selector:
        for one in started:
            for pipe, kept, most in (
                (one.process.stdout, one.out, _MOST_BYTES),
                (one.process.stderr, one.err, _MOST_WORDS),
            ):
                if pipe is not None:
                    selector.register(pipe, selectors.EVENT_READ, (kept, most))
        while selector.get_map():
            ready = selector.select(max(0.0, deadline - monotonic()))
            if not ready or monotonic() > deadline:
                raise ProgramSilent(name, round(watchdog_s))
            for key, _ in ready:
                _read(name, selector, key)


def _read(name: str, selector: selectors.BaseSelector, key: selectors.SelectorKey) -> None:
    kept, most = key.data
    more = os.read(key.fd, _CHUNK)
    if not more:
        selector.unregister(key.fileobj)
        return
    kept += more[: most - len(kept)]
    if len(kept) == _MOST_BYTES:
        raise ProgramFailed(name, "its answer has no end")


def _wait_for_end(name: str, started: Sequence[Running], deadline: float, watchdog_s: float) -> None:
    for one in started:
        try:
            one.process.wait(max(0.01, deadline - monotonic()))
        except subprocess.TimeoutExpired as error:
            raise ProgramSilent(name, round(watchdog_s)) from error


def _check(name: str, one: Running) -> None:
    if one.process.returncode:
        words = " ".join(one.err.decode("utf-8", "replace").split())
        raise ProgramFailed(name, words or f"exit {one.process.returncode}")
