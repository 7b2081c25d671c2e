"""A private Wayland desktop: sway without a screen, its bus and portal, gone when its tests end."""

import json
import os
import socket
import struct
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.capture.other_program import asked
from tests.real_tools import need_tools, wait_until

_ROOT = Path(__file__).resolve().parents[1]
_PATIENCE_S = 60.0
_MESSAGE, _MAGIC = struct.Struct("=6sII"), b"i3-ipc"
_KINDS = {"command": 0, "get_outputs": 3, "get_tree": 4}
"""How sway is spoken to: these two numbers after its magic word, then the words."""
_CONFIG = """
default_border none
default_floating_border none
focus_follows_mouse no
for_window [app_id="painter"] floating enable
"""
_SESSION = """
[ -z "$WITH_PORTAL" ] || { pipewire & wireplumber & }
sway -c "$1" &
sway=$!
echo $sway >"$XDG_RUNTIME_DIR/sway.pid"
if [ -n "$WITH_PORTAL" ]; then
    until [ -S "$XDG_RUNTIME_DIR/$WAYLAND_DISPLAY" ] && [ -S "$XDG_RUNTIME_DIR/pipewire-0" ]; do sleep 0.05; done
    # Started by the portal it would ask the portal, by way of PipeWire, and both wait 25 seconds for each other.
    /usr/libexec/xdg-desktop-portal-wlr &
fi
printenv DBUS_SESSION_BUS_ADDRESS >"$XDG_RUNTIME_DIR/bus.address"
wait $sway
kill $(jobs -p) 2>/dev/null
"""


@dataclass(frozen=True)
class Sway:
    """A running compositor with two screens, HEADLESS-1 of 1280x720 and HEADLESS-2 of 1200x900."""

    runtime_path: Path
    environ: Mapping[str, str]
    pid: int

    def say(self, *command: str) -> Any:
        """What sway answers, as to swaymsg, which itself waits no longer than three seconds."""
        asked = command[-1] if command[0] == "-t" else "command"
        words = b"" if command[0] == "-t" else " ".join(command).encode()
        with socket.socket(socket.AF_UNIX) as channel, channel.makefile("rb") as answers:
            channel.settimeout(_PATIENCE_S)
            channel.connect(str(self.socket_path))
            channel.sendall(_MESSAGE.pack(_MAGIC, len(words), _KINDS[asked]) + words)
            _, length, _ = _MESSAGE.unpack(answers.read(_MESSAGE.size))
            told = json.loads(answers.read(length))
        assert asked != "command" or all(each["success"] for each in told), (command, told)
        return told

    def lay(self, **places: str) -> None:
        """Place the screens, such as `one="position 0 0", two="position 1280 0 scale 1.5"`."""
        for name, place in {"HEADLESS-1": places["one"], "HEADLESS-2": places["two"]}.items():
            size = {"HEADLESS-1": "1280x720", "HEADLESS-2": "1200x900"}[name]
            self.say(f"output {name} enable resolution {size} {place}")

    def run(self, *command: str, **more: str) -> subprocess.CompletedProcess[str]:
        """A program as the desktop's own user, who is not root inside."""
        inside = ["nsenter", "--user", "--preserve-credentials", f"--target={self.pid}"] if os.getuid() == 0 else []
        environ = {**self.environ, "DBUS_SESSION_BUS_ADDRESS": self.bus_address, **more}
        return subprocess.run([*inside, *command], env=environ, capture_output=True, text=True, cwd=_ROOT, check=False)

    @property
    def socket_path(self) -> Path:
        """Where sway takes orders."""
        return next(self.runtime_path.glob("sway-ipc.*.sock"))

    @property
    def bus_address(self) -> str:
        """Where the session's bus listens."""
        return (self.runtime_path / "bus.address").read_text().strip()


@contextmanager
def running_sway(runtime_path: Path, *, portal: bool = False) -> Iterator[Sway]:
    """Until the block ends."""
    need_tools("sway", "swaymsg", "grim", "unshare", "nsenter", "dbus-run-session", *(["pipewire"] if portal else []))
    runtime_path.chmod(0o700)
    config_path = runtime_path / "sway.conf"
    config_path.write_text(_CONFIG)
    environ = _environ(runtime_path) | ({"WITH_PORTAL": "yes"} if portal else {})
    # Sway, its bus and the portal refuse root; inside a name space of its own nobody is.
    inside = ["unshare", "--user", "--map-user=1000", "--map-group=1000"] if os.getuid() == 0 else []
    command = [*inside, "dbus-run-session", "--", "sh", "-c", _SESSION, "sh", str(config_path)]
    log_path = runtime_path / "log"
    with log_path.open("wb") as log, subprocess.Popen(
        command, env=environ, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
    ) as session:  # fmt: skip
        sway = None
        try:
            wait_until(
                lambda: list(runtime_path.glob("sway-ipc.*.sock")) and (runtime_path / "bus.address").exists(),
                "sway runs",
            )
            sway = Sway(runtime_path, environ, int((runtime_path / "sway.pid").read_text()))
            wait_until(lambda: len(sway.say("-t", "get_outputs")) == 2, "sway has two screens")
            yield sway
        finally:
            _end(session, sway)


def _end(session: subprocess.Popen[bytes], sway: Sway | None) -> None:
    """End the whole session: sway first, so that its bus ends with everything it started."""
    if sway is not None:
        subprocess.run(["swaymsg", "-s", str(sway.socket_path), "exit"], capture_output=True, check=False)
        with suppress(subprocess.TimeoutExpired):
            session.wait(20)
    for signal in (15, 9):
        try:
            os.killpg(session.pid, signal)
            session.wait(5)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            continue


def _environ(runtime_path: Path) -> dict[str, str]:
    away = {"DISPLAY", "WAYLAND_DISPLAY", "SESSION_MANAGER", "DBUS_SESSION_BUS_ADDRESS", "QT_QPA_PLATFORM", "SWAYSOCK"}
    kept = {name: value for name, value in os.environ.items() if name not in away}
    home_path = runtime_path / "home"
    home_path.mkdir(exist_ok=True)
    return kept | {
        "HOME": str(home_path),
        "XDG_RUNTIME_DIR": str(runtime_path),
        "XDG_CONFIG_HOME": str(home_path / ".config"),
        "XDG_CURRENT_DESKTOP": "sway",
        "XDG_SESSION_TYPE": "wayland",
        # The first free name in an empty folder.
        "WAYLAND_DISPLAY": "wayland-1",
        "WLR_BACKENDS": "headless",
        "WLR_LIBINPUT_NO_DEVICES": "1",
        "WLR_RENDERER": "pixman",
        "WLR_HEADLESS_OUTPUTS": "2",
    }


@pytest.fixture(scope="module")
def sway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sway]:
    """One compositor for a whole module."""
    with running_sway(tmp_path_factory.mktemp("sway")) as running:
        yield running


@dataclass
class SwayWindow:
    """A window of another program; `seed`, `width` and `height` say which pixels it holds, in units of the desktop."""

    program: "SwayProgram"
    title: str
    seed: int
    width: int
    height: int

    def do(self, command: str) -> None:
        self.program.sway.say(f'[title="^{self.title}$"] {command}')

    def close(self) -> None:
        self.program.ask(do="close", title=self.title)


@dataclass
class SwayProgram:
    """A painter in a process of its own."""

    sway: Sway
    process: subprocess.Popen[bytes]
    opened: int = 0

    def ask(self, **command: Any) -> Any:
        return asked(self.process, command)

    def open(self, width: int, height: int, seed: int) -> SwayWindow:
        self.opened += 1
        title = f"window-{self.opened}"
        self.ask(do="open", title=title, width=width, height=height, seed=seed)
        wait_until(lambda: title in json.dumps(self.sway.say("-t", "get_tree")), "the window is there")
        return SwayWindow(self, title, seed, width, height)


@contextmanager
def sway_program(sway: Sway) -> Iterator[SwayProgram]:
    """The program, until the block ends."""
    command = [sys.executable, "-m", "tests.capture.wayland_painter"]
    pipe = subprocess.PIPE
    environ = {**sway.environ, "QT_QPA_PLATFORM": "wayland", "QT_WAYLAND_DISABLE_WINDOWDECORATION": "1"}
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, env=environ, cwd=_ROOT) as process:
        try:
            yield SwayProgram(sway, process)
        finally:
            process.kill()
