"""Where victims come from: everything is loaded once, then each is a fork that does one job and ends.

Takes jobs from the socket whose descriptor is its argument: one JSON message with the two descriptors that become the
victim's standard output and error. Answers with a handle of the victim's process, then with its exit code.
"""

import json
import os
import socket
import sys
from typing import Any

from tests.torture import jobs
from tests.torture.children import LARGEST_MESSAGE

FAULT_OF_THE_HARNESS = 97


def main() -> None:
    """Serve until the other end closes."""
    door = socket.socket(fileno=int(sys.argv[1]))
    door.sendall(b"ready")
    while True:
        message, descriptors, _, _ = socket.recv_fds(door, LARGEST_MESSAGE, 2)
        if not message:
            return
        pid = os.fork()
        if pid == 0:
            door.close()
            _be_the_victim(json.loads(message), descriptors)
        for descriptor in descriptors:
            os.close(descriptor)
        handle = os.pidfd_open(pid)
        socket.send_fds(door, [b"begun"], [handle])
        os.close(handle)
        _, status = os.waitpid(pid, 0)
        door.sendall(str(os.waitstatus_to_exitcode(status)).encode())


def _be_the_victim(job: dict[str, Any], descriptors: list[int]) -> None:
    code = FAULT_OF_THE_HARNESS
    try:
        for number, descriptor in enumerate(descriptors, start=1):
            os.dup2(descriptor, number)
            os.close(descriptor)
        code = jobs.run(job)
    except SystemExit as end:
        code = int(end.code or 0)
    except BaseException:  # noqa: BLE001 — as the interpreter does with what nobody caught
        sys.excepthook(*sys.exc_info())
        code = 1
    finally:
        os._exit(code)


if __name__ == "__main__":
    main()
