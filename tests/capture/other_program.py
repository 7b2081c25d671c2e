"""The other program as tests hold it: windows to open, move, cover and close."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.capture import pattern
from tests.display_fixtures import XDisplay

_ROOT = Path(__file__).resolve().parents[2]
_ICONIC = 3


@dataclass
class OtherWindow:
    """One of its windows; `seed`, `width` and `height` say which pixels it holds."""

    program: "OtherProgram"
    number: int
    seed: int
    width: int
    height: int

    @property
    def id(self) -> str:
        return f"{self.number:#x}"

    @property
    def rgb(self) -> bytes:
        """What a picture of it must hold."""
        return pattern.rgb(self.seed, self.width, self.height)

    def do(self, what: str, **how: Any) -> None:
        self.program.ask(do=what, window=self.number, **how)

    def move(self, x: int, y: int) -> None:
        self.do("move", x=x, y=y)

    def resize(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.do("resize", width=width, height=height)

    def repaint(self, seed: int) -> None:
        self.seed = seed
        self.do("repaint", seed=seed)

    def minimise(self) -> None:
        self.do("message", name="WM_CHANGE_STATE", values=[_ICONIC])

    def send_to_desktop(self, number: int) -> None:
        self.do("message", name="_NET_WM_DESKTOP", values=[number, 2])

    def activate(self) -> None:
        self.do("message", name="_NET_ACTIVE_WINDOW", values=[2])

    def close(self) -> None:
        self.do("close")


def asked(process: subprocess.Popen[bytes], command: Mapping[str, Any]) -> Any:
    """A painter's answer to a command: one line there, one line back."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps(command).encode() + b"\n")
    process.stdin.flush()
    answer = process.stdout.readline()
    assert answer, f"the other program ended at {command}"
    return json.loads(answer)


@dataclass
class OtherProgram:
    """A painter in a process of its own."""

    process: subprocess.Popen[bytes]

    def ask(self, **command: Any) -> Any:
        """Have it do something, and wait until the display has carried it out."""
        return asked(self.process, command)

    def open(self, x: int, y: int, width: int, height: int, seed: int, **how: Any) -> OtherWindow:
        number = self.ask(do="open", x=x, y=y, width=width, height=height, seed=seed, **how)
        return OtherWindow(self, number, seed, width, height)

    def hang(self) -> None:
        """It draws nothing any more, like a program that waits for something else."""
        os.kill(self.process.pid, signal.SIGSTOP)

    def go_on(self) -> None:
        os.kill(self.process.pid, signal.SIGCONT)


@contextmanager
def other_program(display: XDisplay) -> Iterator[OtherProgram]:
    """The program, until the block ends."""
    command = [sys.executable, "-m", "tests.capture.painter"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, env=display.environment(), cwd=_ROOT) as process:
        try:
            yield OtherProgram(process)
        finally:
            process.kill()
