"""A keyboard to press keys on, another program that wants the same key, and what the hotkey told."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import xcffib
from xcffib import xkb, xproto

from evidence_desk.capture.hotkey.chords import Chord
from evidence_desk.capture.hotkey.hotkey import HotkeyState, Standing
from evidence_desk.capture.hotkey.x11_keyboard import Keyboard
from tests.display_fixtures import XDisplay
from tests.real_tools import wait_until

_CORE_KEYBOARD = 0x100


class Ears:
    """What a hotkey told; `pressed` and `changed` are handed to it."""

    def __init__(self) -> None:
        self.presses = 0
        self.standings: list[Standing] = []

    def pressed(self) -> None:
        self.presses += 1

    def changed(self, standing: Standing) -> None:
        self.standings.append(standing)

    def wait_for(self, state: HotkeyState, chord: Chord | None = None) -> Standing:
        """Wait until the last thing told is this."""

        def now() -> Standing | None:
            last = self.standings[-1] if self.standings else None
            fits = last is not None and last.state is state and chord in {None, last.chord}
            return last if fits else None

        found = wait_until(now, f"the key is {state}")
        assert found is not None
        return found

    def wait_for_presses(self, count: int) -> None:
        wait_until(lambda: self.presses >= count, f"{count} presses")
        assert self.presses == count


def type_keys(display: XDisplay, *words: str) -> None:
    """Run xdotool; when it ends the server has all of it."""
    subprocess.run(["xdotool", *words], env=os.environ | {"DISPLAY": display.name}, check=True)


def set_keyboard(display: XDisplay, *words: str) -> None:
    """Run setxkbmap."""
    subprocess.run(["setxkbmap", *words], env=os.environ | {"DISPLAY": display.name}, check=True)


def repeat_fast(display: XDisplay) -> None:
    """A key that stays down repeats after 60 ms, 100 times a second."""
    command = ["xset", "r", "rate", "60", "100"]
    subprocess.run(command, env=os.environ | {"DISPLAY": display.name}, check=True)


@contextmanager
def second_layout_in_use(display: XDisplay) -> Iterator[None]:
    """The second group is locked, as a person's layout switch does."""
    connection = xcffib.connect(display.name)
    asked = connection(xkb.key)
    asked.UseExtension(1, 0).reply()
    asked.LatchLockState(_CORE_KEYBOARD, 0, 0, True, 1, 0, False, 0)
    assert asked.GetState(_CORE_KEYBOARD).reply().lockedGroup == 1
    try:
        yield
    finally:
        asked.LatchLockState(_CORE_KEYBOARD, 0, 0, True, 0, 0, False, 0)
        connection.core.GetInputFocus().reply()
        connection.disconnect()


@contextmanager
def another_program_has(display: XDisplay, chord: Chord) -> Iterator[None]:
    """Another client holds the chord, as a desktop's own shortcuts do."""
    connection = xcffib.connect(display.name)
    grabs = Keyboard(connection.core, connection.setup).grabs(chord)
    root, mode = connection.setup.roots[0].root, xproto.GrabMode.Async
    for code, mask in grabs.pairs():
        connection.core.GrabKey(False, root, mask, code, mode, mode, is_checked=True).check()
    try:
        yield
    finally:
        connection.disconnect()
