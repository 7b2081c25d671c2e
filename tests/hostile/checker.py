"""Checks folders one after the other, each in a process of its own that is ended at five seconds or 512 MB.

Started once; asked over its standard input, one JSON object on a line. What is loaded is loaded before the limits are
set, so that each process begins where a command stands when it has just been typed.
"""

import io
import json
import os
import resource
import signal
import sys
from pathlib import Path
from typing import Any

import evidence_desk.commands.verify
import evidence_desk.sealing.verify  # noqa: F401 — loaded before the clock starts
from evidence_desk.command_line import run_here
from evidence_desk.commands.caller import Caller

MOST_CPU_S = 5
MOST_BYTES = 512 * 2**20


def limited(path: str, *, as_json: bool) -> int:
    """The forked process: set the limits, carry out `verify`, and write what it said to the two standard streams."""
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_CPU_S, MOST_CPU_S))
    out, err = (io.FileIO(number, "wb", closefd=False) for number in (1, 2))
    return run_here([*(["--json"] if as_json else []), "verify", path], Caller(Path("/"), 0o022, "", out, err))  # type: ignore[arg-type]


def checked(path: str, *, as_json: bool) -> dict[str, Any]:
    """What came of one folder: exit code or signal, what was written, CPU seconds and the most memory in MB."""
    streams = [os.memfd_create(name) for name in ("out", "err")]
    child = os.fork()
    if child == 0:
        os.dup2(streams[0], 1)
        os.dup2(streams[1], 2)
        os._exit(limited(path, as_json=as_json))
    _, status, used = os.wait4(child, 0)
    said = []
    for stream in streams:
        os.lseek(stream, 0, os.SEEK_SET)
        with os.fdopen(stream, "rb") as file:
            said.append(file.read())
    return {
        "code": os.waitstatus_to_exitcode(status),
        "out": said[0].decode("utf-8", "surrogateescape"),
        "err": said[1].decode("utf-8", "surrogateescape"),
        "cpu_s": used.ru_utime + used.ru_stime,
        "megabytes": used.ru_maxrss // 1024,
    }


def main() -> None:
    """Answer until nobody asks any more."""
    for line in sys.stdin:
        asked = json.loads(line)
        print(json.dumps(checked(asked["path"], as_json=asked["json"])), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
