"""A private message bus, and whatever Debian's dbusmock plays on it."""

import os
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.real_tools import need_tools, wait_until

_SYSTEM_PYTHON = "/usr/bin/python3"
_BUS = """<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><policy context="default">
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>"""


@contextmanager
def bare_bus(folder_path: Path) -> Iterator[str]:
    """The address of a session bus that starts no service by itself."""
    need_tools("dbus-daemon")
    config_path = folder_path / "bus.conf"
    config_path.write_text(_BUS)
    command = ["dbus-daemon", f"--config-file={config_path}", "--nofork", "--print-address=1"]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=quiet, stdin=quiet) as bus:
        try:
            assert bus.stdout is not None
            yield bus.stdout.readline().decode().strip()
        finally:
            bus.kill()


@contextmanager
def mocking(bus: Mapping[str, str], template: str, has_begun: Callable[[], bool]) -> Iterator[None]:
    """Dbusmock's template plays on the bus that the variable names, from when it has begun."""
    if subprocess.run([_SYSTEM_PYTHON, "-c", "import dbusmock, gi"], capture_output=True, check=False).returncode:
        need_tools("python3-dbusmock")
    quiet = subprocess.DEVNULL
    command = [_SYSTEM_PYTHON, "-m", "dbusmock", "--template", template]
    with subprocess.Popen(command, stdout=quiet, stderr=quiet, stdin=quiet, env=os.environ | bus) as playing:
        try:
            wait_until(has_begun, f"{template} is on the bus")
            yield
        finally:
            playing.kill()
