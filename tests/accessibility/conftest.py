"""The real program on a real display, with a real screen reader beside it and nothing but keys to press."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.accessibility.screen_reader import (
    Node,
    ScreenReader,
    Told,
    need_screen_reader,
    running,
    screen_reader,
    session_bus,
)
from tests.display_fixtures import StartDisplay, XDisplay
from tests.real_tools import wait_until

ROOT = Path(__file__).parents[2]
OTHER_WINDOW = "A chat"
QUIET = subprocess.DEVNULL
SIZE = "1400x900x24"
SAID, REACHED = "object:announcement", "object:state-changed:focused"
NARROW = (700, 600)
MOST_STOPS = 60
_STAYS_S = 0.15
ROOM_KEYS = {*(f"ctrl+{number}" for number in range(10)), "ctrl+comma", "F1"}
NO_HASTE, AT_ONCE = 1, 2
"""How an announcement is to be said (AT-SPI calls it politeness)."""


@dataclass
class Listener:
    """Somebody who can't see the screen: hears the program, and presses keys."""

    reader: ScreenReader
    display: XDisplay
    vault_path: Path
    program: "subprocess.Popen[str]"
    other_window: "subprocess.Popen[str]"
    _said: list[Told] = field(default_factory=list)

    def press(self, *keys: str) -> None:
        """Press keys, each by its name for X, such as Tab or shift+F6; what was heard before is forgotten."""
        self.forget()
        if keys:
            subprocess.run(["xdotool", "key", "--delay", "20", *keys], env=self.display.environment(), check=True)

    def follow(self, *way: str) -> None:
        """Press keys, with patience where a room or another window has to take the keyboard.

        `Tab: Cancel` stands for as many Tab as it takes to come to what is called so.
        """
        for step in way:
            key, _, words = step.partition(": ")
            if words:
                self.tab_to(words, key)
            elif key == "Escape":
                self.leave()
            elif key in ROOM_KEYS:
                self.open_room(key)
            else:
                self.press(key)

    def open_room(self, key: str) -> None:
        """Press the key of a room; the keyboard comes to the list of rooms first, and then to where the room begins."""
        self.press(key)

        def has_begun() -> bool:
            self._said += self.reader.heard()
            reached = any(told["type"] == REACHED and told["detail"] for told in self._said)
            return reached and "Rooms" not in self.reader.way()

        wait_until(has_begun, f"{key} opens a room")

    def tab_to(self, words: str, key: str = "Tab") -> Node:
        """Tab on until the keyboard is on something called so."""
        passed: list[str] = []
        for _ in range(MOST_STOPS):
            stop = self.goes(key)
            if words in stop.name and words in self.at_rest()["name"]:
                return stop
            passed.append(stop.name)
        raise AssertionError(f"{key} never came to “{words}”: {passed}")

    def write(self, words: str) -> None:
        """Type words."""
        subprocess.run(["xdotool", "type", "--delay", "5", words], env=self.display.environment(), check=True)

    def close(self) -> None:
        """Esc, and another key, so that three of them don't leave."""
        self.press("Escape", "Shift_L")

    def leave(self) -> None:
        """Close what is open, and wait until the keyboard is elsewhere."""
        before = (self.rests() or {}).get("path")
        self.close()

        def has_left() -> bool:
            now = self.rests()
            return now is not None and now["path"] != before

        wait_until(has_left, "what was open is left")

    def rests(self) -> Told | None:
        """What the keyboard is on and stays on; None while it moves. What is told late is of where it was."""
        first = self.reader.where()
        threading.Event().wait(_STAYS_S)
        second = self.reader.where()
        return second if first and second and first["path"] == second["path"] else None

    def at_rest(self) -> Told:
        """What the keyboard is on, once it stays there."""
        return wait_until(self.rests, "the keyboard rests") or {}

    def make_narrow(self) -> None:
        """As small as a window is on half a screen."""
        window = ("getactivewindow", "windowsize", "--sync", str(NARROW[0]), str(NARROW[1]))
        subprocess.run(["xdotool", *window], env=self.display.environment(), check=True)

    def close_other_window(self) -> None:
        """It goes by itself, as windows do."""
        self.other_window.terminate()
        self.other_window.wait()

    def forget(self) -> None:
        """Only what comes from now on counts."""
        self.reader.heard()
        self._said = []

    def hears(self, words: str) -> Told:
        """The announcement with these words, waiting for it."""
        return self._first(lambda told: told["type"] == SAID and words in told["words"], f"“{words}” is announced")

    def reaches(self, words: str, role: str = "") -> Node:
        """What the keyboard comes to, waiting until it is called so."""

        def is_it(told: Told) -> bool:
            reached = told["type"] == REACHED and bool(told["detail"])
            return reached and words in told["name"] and role in {"", told["role"]}

        return Node(self._first(is_it, f"the keyboard reaches {role} “{words}”"))

    def goes(self, *keys: str) -> Node:
        """Press keys and say where the keyboard is then; a list, not the row in it."""
        self.press(*keys)
        return Node(
            self._first(lambda told: told["type"] == REACHED and told["detail"] and not _is_row(told), "a stop")
        )

    def announced(self) -> list[str]:
        """Every announcement since the last key."""
        self._said += self.reader.heard()
        return [told["words"] for told in self._said if told["type"] == SAID]

    def _first(self, is_it: Callable[[Told], bool], what: str) -> Told:
        def look() -> Told | None:
            self._said += self.reader.heard()
            return next(filter(is_it, self._said), None)

        try:
            return wait_until(look, what) or {}
        except pytest.fail.Exception as failed:
            heard = [f"{told['words']}{told.get('role', '')} {told.get('name', '')}" for told in self._said]
            raise AssertionError(f"{failed}; heard: {heard}") from None


def _is_row(told: Told) -> bool:
    return told["role"] == "table cell"


def asked_xdotool(env: Mapping[str, str], *words: str) -> str:
    """What it answers; nothing where there is no such window."""
    return subprocess.run(["xdotool", *words], env=env, capture_output=True, text=True, check=False).stdout.strip()


@pytest.fixture
def vault_path(request: pytest.FixtureRequest, desk_home: Path) -> Path:
    """Where the desk will lie; an `indirect` parameter, given the path, puts something there before."""
    path = desk_home / "vault"
    prepare = getattr(request, "param", None)
    if prepare is not None:
        prepare(path)
    return path


@pytest.fixture
def listener(start_display: StartDisplay, desk_home: Path, vault_path: Path) -> Iterator[Listener]:
    """The program has begun; nothing is saved yet."""
    need_screen_reader()
    display = start_display(SIZE, window_manager=True)
    with ExitStack() as stack:
        env = stack.enter_context(session_bus(display.environment(), desk_home))
        # Something to capture: an empty display is refused.
        subprocess.run(["xsetroot", "-mod", "16", "16"], env=env, check=True)
        other = ("xev", "-name", OTHER_WINDOW, "-geometry", "300x200+20+20")
        other_window = stack.enter_context(running(*other, env=env, stdout=QUIET))
        # Shown after the desk's, it would take the keyboard from it.
        wait_until(lambda: asked_xdotool(env, "search", "--onlyvisible", "--name", f"^{OTHER_WINDOW}$"), OTHER_WINDOW)
        command = (sys.executable, "-m", "evidence_desk", "--vault", str(vault_path))
        program = stack.enter_context(running(*command, env=env, cwd=ROOT))
        reader = stack.enter_context(screen_reader(env))
        reader.find("push button", "Leave now")
        # It can be read before the window manager has given it the keyboard.
        has_keyboard = ("getwindowfocus", "getwindowpid")
        wait_until(lambda: asked_xdotool(env, *has_keyboard) == f"{program.pid}", "the desk has the keyboard")
        yield Listener(reader, display, vault_path, program, other_window)


def say_it_was_on_facebook(listener: Listener) -> None:
    """Open Suspend accounts for the first time and answer its question; then its steps have the keyboard."""
    listener.follow("ctrl+5", "f", "a", "c", "e", "Return", "Tab: Show the steps", "space")
    listener.reaches("Hide your friends list", "table cell")
