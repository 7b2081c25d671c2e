"""Leave now: from the third press of Esc, or the click, until nothing of the program is on the screen any more.

The presses come from the X server (XTEST), as from a keyboard; another client of the server sees the windows go. Each
situation is repeated in the same running program, which is shown again after each time. Prints a table for
docs/benchmarks.md.
"""

import argparse
import select
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from enum import IntEnum
from pathlib import Path
from typing import IO

import xcffib
import xcffib.xtest
from xcffib import xproto

from benchmarks import many_items
from benchmarks.capture import child, display, surroundings

SITUATIONS = {
    "evidence": "the evidence room",
    "looking": "a picture is looked at",
    "menu": "a menu is open",
    "dialog": "a dialog is open",
    "file dialog": "a folder is being chosen",
    "window picker": "a window is being chosen",
    "area picker": "an area is being drawn",
    "saving": "forty captures are being saved",
    "handing over": "a folder is being made",
}
ESC, BUTTON = "Esc three times", "the button"
_BETWEEN_PRESSES_S = 0.08
_SETTLED_S = 1.0
_LEFT, _ESCAPE_KEY = 1, 9


class Press(IntEnum):
    """What XTEST can do, by the numbers of the protocol's own events."""

    KEY = 2
    KEY_UP = 3
    BUTTON = 4
    BUTTON_UP = 5
    MOTION = 6


_GIVE_UP_S = 10.0
_WINDOWS = 2
Times = dict[tuple[str, str], list[float]]


class Onlooker:
    """A client of the display that presses keys and sees which windows are there."""

    def __init__(self, name: str) -> None:
        self._connection = xcffib.connect(name)
        self._test = self._connection(xcffib.xtest.key)
        self._root = self._connection.setup.roots[0].root
        mask = [xproto.EventMask.SubstructureNotify]
        self._connection.core.ChangeWindowAttributes(self._root, xproto.CW.EventMask, mask)
        self._wait_for_window_manager()
        self.before = self.seen()

    def _wait_for_window_manager(self) -> None:
        """It has a window of its own, which is not ours to wait for."""
        core = self._connection.core
        name = b"_NET_SUPPORTING_WM_CHECK"
        atom = core.InternAtom(False, len(name), name.decode()).reply().atom
        while not core.GetProperty(False, self._root, atom, xproto.Atom.WINDOW, 0, 1).reply().value_len:
            time.sleep(_BETWEEN_PRESSES_S)
        time.sleep(_SETTLED_S)

    def seen(self) -> set[int]:
        """What is on the screen: windows, their frames, menus."""
        core = self._connection.core
        windows = core.QueryTree(self._root).reply().children
        asked = [(window, core.GetWindowAttributes(window)) for window in windows]
        return {window for window, answer in asked if _is_seen(answer)}

    def until_there(self) -> None:
        """Wait until the window and the bar are on the screen; a busy window manager takes its time."""
        deadline = time.perf_counter() + _GIVE_UP_S
        while len(self.seen() - self.before) < _WINDOWS:
            if time.perf_counter() > deadline:
                raise SystemExit("the windows did not come")
            time.sleep(_BETWEEN_PRESSES_S)
        time.sleep(_BETWEEN_PRESSES_S)

    def places(self) -> list[tuple[int, int, int, int]]:
        """Where the windows that are there are, and how large."""
        core = self._connection.core
        found = [core.GetGeometry(each).reply() for each in self.seen() - self.before]
        return [(each.x, each.y, each.width, each.height) for each in found]

    def press(self, kind: Press, detail: int) -> None:
        """One event of a key or a button, at once."""
        self._test.FakeInput(kind, detail, 0, self._root, 0, 0, 0)
        self._connection.flush()

    def point_at(self, x: int, y: int) -> None:
        """Move the pointer there."""
        self._test.FakeInput(Press.MOTION, 0, 0, self._root, x, y, 0)
        self._connection.core.GetInputFocus().reply()

    def until_gone(self, windows: set[int], begun: float) -> float:
        """Milliseconds from then until the last of these is gone."""
        gone = 0.0
        while windows:
            event = self._connection.poll_for_event()
            if event is None:
                left_s = begun + _GIVE_UP_S - time.perf_counter()
                if left_s <= 0:
                    raise SystemExit("the windows stayed")
                select.select([self._connection.get_file_descriptor()], [], [], left_s)
                continue
            if isinstance(event, xproto.UnmapNotifyEvent | xproto.DestroyNotifyEvent) and event.window in windows:
                windows.discard(event.window)
                gone = (time.perf_counter() - begun) * 1000
        return gone

    def forget(self) -> None:
        """Pass over what happened so far."""
        self._connection.core.GetInputFocus().reply()
        while self._connection.poll_for_event() is not None:
            pass


def _is_seen(answer: "xproto.GetWindowAttributesCookie") -> bool:
    try:
        return bool(answer.reply().map_state == xproto.MapState.Viewable)
    except xproto.WindowError:
        return False


def leave(onlooker: Onlooker, way: str, at: tuple[str, str]) -> float:
    """Milliseconds from the last event of the way out until everything is gone; fails when something comes back."""
    onlooker.until_there()
    if way == ESC:
        for _ in range(2):
            time.sleep(_BETWEEN_PRESSES_S)
            onlooker.press(Press.KEY, _ESCAPE_KEY)
            onlooker.press(Press.KEY_UP, _ESCAPE_KEY)
        last = (Press.KEY, _ESCAPE_KEY)
    else:
        onlooker.point_at(int(at[0]), int(at[1]))
        onlooker.press(Press.BUTTON, _LEFT)
        last = (Press.BUTTON_UP, _LEFT)
    time.sleep(_BETWEEN_PRESSES_S)
    onlooker.forget()
    windows = onlooker.seen() - onlooker.before
    begun = time.perf_counter()
    onlooker.press(*last)
    took = onlooker.until_gone(windows, begun)
    onlooker.press(Press.KEY_UP, _ESCAPE_KEY)
    time.sleep(_SETTLED_S)  # a capture still under way maps empty windows of its own for a moment
    if onlooker.seen() - onlooker.before:
        raise SystemExit(f"something came back: {onlooker.places()}")
    return took


@contextmanager
def program(vault_path: Path, folder: Path, env: Mapping[str, str]) -> Iterator[tuple[IO[str], IO[str]]]:
    """The program on that vault; what it is told and what it says."""
    command = (sys.executable, "-m", "benchmarks.leaving_program", str(vault_path), str(folder))
    with child(*command, env=env) as process:
        process.stdout.readline()
        yield process.stdin, process.stdout


def into(situation: str, told: IO[str], said: IO[str]) -> tuple[str, str]:
    """Have the program get there; where its way out stands."""
    told.write(situation + "\n")
    told.flush()
    x, y = said.readline().split()
    return x, y


def measure(situations: Sequence[str], rounds: int, items: int, folder: Path, env: Mapping[str, str]) -> Times:
    """Every situation and way once a round, so that a busy moment hits all alike."""
    vault_path = folder / "vault"
    many_items.make(vault_path, items)
    times: Times = {}
    chat = (sys.executable, "-m", "benchmarks.chat_window")
    with child(*chat, env=env) as other, ExitStack() as opened:
        other.stdout.readline()  # an empty screen is never saved
        onlooker = Onlooker(env["DISPLAY"])
        told, said = opened.enter_context(program(vault_path, folder, env))
        for number in range(rounds + 1):
            for situation in situations:
                for way in (ESC, BUTTON):
                    at = into(situation, told, said)
                    if way == BUTTON and at[0] == "-":
                        continue
                    try:
                        took = leave(onlooker, way, at)
                    except SystemExit as trouble:
                        raise SystemExit(f"{situation}, {way}: {trouble}") from trouble
                    if number:
                        times.setdefault((situation, way), []).append(took)
    return times


def table(times: Times) -> str:
    """Markdown: p50, p99 and the longest in milliseconds."""
    lines = ["| | | p50 ms | p99 ms | longest ms |", "|---|---|---|---|---|"]
    for (situation, way), each in times.items():
        p99 = statistics.quantiles(each, n=100)[-1]
        figures = f"{statistics.median(each):.1f} | {min(p99, max(each)):.1f} | {max(each):.1f}"
        lines.append(f"| {SITUATIONS[situation]} | {way} | {figures} |")
    return "\n".join(lines)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--items", type=int, default=100_000, help="how many items the open case has")
    parser.add_argument("--on", type=Path, default=Path.cwd(), help="a folder on the disk to measure with")
    parser.add_argument("--only", choices=SITUATIONS, nargs="*", default=list(SITUATIONS))
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=arguments.on) as folder, display() as env:
        times = measure(arguments.only, arguments.rounds, arguments.items, Path(folder), env)
    print(table(times))
    print(f"\n{arguments.rounds} times each, a case of {arguments.items} items; {surroundings()}")


if __name__ == "__main__":
    main()
