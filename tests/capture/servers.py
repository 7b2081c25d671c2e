"""X servers a test may limit, stop or kill."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from tests.display_fixtures import XDisplay
from tests.real_tools import need_tools

Server = subprocess.Popen[bytes]


@contextmanager
def server(size: str = "640x480x24", *more: str) -> Iterator[tuple[XDisplay, Server]]:
    """A server with more arguments than usual, and its process."""
    need_tools("Xvfb")
    read_fd, write_fd = os.pipe()
    command = ["Xvfb", "-displayfd", str(write_fd), "-screen", "0", size, "-noreset", "-nolisten", "tcp", *more]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet, pass_fds=(write_fd,)) as process:
        os.close(write_fd)
        with os.fdopen(read_fd) as answer:
            number = answer.readline().strip()
        assert number, f"Xvfb did not start with {size} {more}"
        try:
            yield XDisplay(f":{number}"), process
        finally:
            process.kill()
