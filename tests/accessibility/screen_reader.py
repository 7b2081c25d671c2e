"""A screen reader, as a test uses it: what the program says of itself through AT-SPI, and what it announces."""

import json
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jeepney import message_bus

from tests.capture.hotkey.buses import call
from tests.capture.mocked_bus import bare_bus
from tests.real_tools import need_tools, wait_until

READER = Path(__file__).with_name("atspi_reader.py")
LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
SYSTEM_PYTHON = "/usr/bin/python3"
PROGRAM = "Desk"

Told = dict[str, Any]


@dataclass(frozen=True)
class Node:
    """One accessible. `place` is x, y, width, height on the screen; `above` what it lies in, outermost first."""

    told: Told
    above: tuple["Node", ...] = ()

    @property
    def role(self) -> str:
        return str(self.told["role"])

    @property
    def name(self) -> str:
        return str(self.told["name"])

    @property
    def place(self) -> tuple[int, int, int, int]:
        x, y, width, height = self.told.get("place", (0, 0, 0, 0))
        return x, y, width, height

    def has(self, *states: str) -> bool:
        return set(states) <= set(self.told["states"])

    def inside(self) -> Iterator["Node"]:
        """Itself and everything in it that shows, outermost first."""
        yield self
        for child in self.told["children"]:
            yield from Node(child, (*self.above, self)).inside()

    def __str__(self) -> str:
        within = " > ".join(each.name or each.role for each in self.above[-2:])
        return f"{self.role} “{self.name}” at {self.place} in {within}"


class ScreenReader:
    """Asks the ears; every answer is as the program is at that moment."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def showing(self, but: Sequence[str] = ()) -> list[Node]:
        """Everything that shows, in the order in which it is read, but for what is in the parts of these names."""
        tree = Node(wait_until(lambda: self._ask(do="tree", but=but), "the program can be read"))
        return [node for node in tree.inside() if node.has("showing")]

    def beside(self) -> list[Node]:
        """What the keyboard is on, with its fellows: a menu stands in no window, and is known by its rows alone."""
        return [node for node in Node(self._ask(do="beside")).inside() if node.has("showing")]

    def where(self) -> Told | None:
        """What the keyboard is on now; None while it is on its way."""
        found: Told | None = self._ask(do="where")
        return found

    def way(self) -> list[str]:
        """The names of what the keyboard is on, and of what that lies in."""
        names: list[str] = self._ask(do="way") or []
        return names

    def find(self, role: str, words: str) -> Node:
        """The first that shows with that role and those words, waiting until it is there."""
        return Node(wait_until(lambda: self._ask(do="find", role=role, words=words), f"{role} “{words}”"))

    def heard(self) -> list[Told]:
        """What was announced, focused or activated since the last question."""
        said: list[Told] = self._ask(do="heard")
        return said

    def _ask(self, **question: object) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline()).get("answer")


def need_screen_reader() -> None:
    """Skip the test by name where a screen reader can't run; where everything must be installed, fail."""
    need_tools("dbus-daemon", "xdotool", "xev")
    asked = [SYSTEM_PYTHON, "-c", "import gi; gi.require_version('Atspi', '2.0')"]
    if _launcher() and Path(SYSTEM_PYTHON).exists() and not subprocess.run(asked, check=False).returncode:
        return
    need_tools("at-spi-bus-launcher, gir1.2-atspi-2.0, python3-gi")


def _launcher() -> str | None:
    return next((path for path in LAUNCHERS if Path(path).exists()), None)


@contextmanager
def running(*command: str, env: Mapping[str, str], **how: Any) -> Iterator["subprocess.Popen[str]"]:
    """A program for as long as the block runs."""
    process = subprocess.Popen(command, env=dict(env), text=True, stderr=subprocess.DEVNULL, **how)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                stream.close()


@contextmanager
def session_bus(environment: Mapping[str, str], folder_path: Path) -> Iterator[dict[str, str]]:
    """A session bus of our own with the accessibility bus on it; yields the environment for programs.

    Nothing else of the desktop is started on it by being asked for: that would take the time of what is tested.
    """
    launcher = _launcher()
    assert launcher is not None
    with bare_bus(folder_path) as address:
        env = {**environment, "DBUS_SESSION_BUS_ADDRESS": address, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
        env |= {"NO_AT_BRIDGE": "0"}
        with running(launcher, "--launch-immediately", env=env):
            asked = (message_bus, "NameHasOwner", "s", ("org.a11y.Bus",))
            wait_until(lambda: call(address, *asked)[0], "the accessibility bus is there")
            yield env


@contextmanager
def screen_reader(environment: Mapping[str, str]) -> Iterator[ScreenReader]:
    """A screen reader on that bus."""
    pipe = subprocess.PIPE
    with running(SYSTEM_PYTHON, str(READER), PROGRAM, env=environment, stdin=pipe, stdout=pipe) as process:
        yield ScreenReader(process)
