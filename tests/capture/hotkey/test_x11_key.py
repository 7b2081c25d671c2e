"""The key on real X servers: heard whoever has the keyboard, whatever its lights and its layout."""

from collections.abc import Iterator

import pytest

from evidence_desk.capture.hotkey.chords import chord_from
from evidence_desk.capture.hotkey.hotkey import HotkeyState
from evidence_desk.capture.hotkey.x11_key import X11Hotkey
from evidence_desk.domain.refusals import NoDisplay
from tests.capture.hotkey.keyboards import (
    Ears,
    another_program_has,
    repeat_fast,
    second_layout_in_use,
    set_keyboard,
    type_keys,
)
from tests.capture.servers import server
from tests.display_fixtures import XDisplay, _server
from tests.real_tools import need_tools, wait_until

E, F9, F8 = (chord_from(text) for text in ("Ctrl+Alt+E", "Ctrl+Shift+F9", "Ctrl+Shift+F8"))


@pytest.fixture(scope="module")
def keyboard_display() -> Iterator[XDisplay]:
    """One server for all tests here; each leaves its keyboard as it was."""
    need_tools("xdotool", "setxkbmap")
    with _server("320x240x24") as display:
        yield display


@pytest.fixture
def ears() -> Ears:
    return Ears()


@pytest.fixture
def key(keyboard_display: XDisplay, ears: Ears) -> Iterator[X11Hotkey]:
    made = X11Hotkey(keyboard_display.name, ears.pressed, ears.changed)
    yield made
    made.close()


def test_a_press_is_heard(keyboard_display: XDisplay, key: X11Hotkey, ears: Ears) -> None:
    key.register([E])
    standing = ears.wait_for(HotkeyState.READY, E)
    type_keys(keyboard_display, "key", "ctrl+alt+e")
    ears.wait_for_presses(1)
    type_keys(keyboard_display, "key", "e", "key", "ctrl+e", "key", "ctrl+alt+shift+e", "key", "ctrl+alt+e")
    ears.wait_for_presses(2)

    assert key.standing == standing
    assert standing.key == "Ctrl+Alt+E"


@pytest.mark.parametrize("lights", [["Num_Lock"], ["Caps_Lock"], ["Num_Lock", "Caps_Lock"], ["Scroll_Lock"]])
def test_lights_do_not_matter(keyboard_display: XDisplay, key: X11Hotkey, ears: Ears, lights: list[str]) -> None:
    key.register([E, F9])
    ears.wait_for(HotkeyState.READY, E)
    type_keys(keyboard_display, "key", *lights)
    try:
        type_keys(keyboard_display, "key", "ctrl+alt+e")
        ears.wait_for_presses(1)
    finally:
        type_keys(keyboard_display, "key", *lights)


def test_a_key_that_stays_down_is_one_press(keyboard_display: XDisplay, key: X11Hotkey, ears: Ears) -> None:
    repeat_fast(keyboard_display)
    key.register([E])
    ears.wait_for(HotkeyState.READY, E)
    down = ["keydown", "ctrl", "keydown", "alt", "keydown", "e"]
    up = ["keyup", "e", "keyup", "alt", "keyup", "ctrl"]
    type_keys(keyboard_display, *down, "sleep", "0.5", *up, "key", "ctrl+alt+e")
    ears.wait_for_presses(2)


def test_the_first_free_one_is_taken(keyboard_display: XDisplay, key: X11Hotkey, ears: Ears) -> None:
    with another_program_has(keyboard_display, E), another_program_has(keyboard_display, F9):
        key.register([E, F9, F8])
        ears.wait_for(HotkeyState.READY, F8)
        type_keys(keyboard_display, "key", "ctrl+shift+F8")
        ears.wait_for_presses(1)
    key.again()  # a key that works stays the key
    type_keys(keyboard_display, "key", "ctrl+shift+F8")
    ears.wait_for_presses(2)
    assert [each.state for each in ears.standings] == [HotkeyState.READY]


def test_a_taken_key_is_said_and_had_when_it_is_free(keyboard_display: XDisplay, key: X11Hotkey, ears: Ears) -> None:
    with another_program_has(keyboard_display, E):
        key.register([E])
        ears.wait_for(HotkeyState.TAKEN, E)
        type_keys(keyboard_display, "key", "ctrl+alt+e")
        key.again()
    wait_until(lambda: _asked_again(key), "had when it is free")
    type_keys(keyboard_display, "key", "ctrl+alt+e")
    ears.wait_for_presses(1)


def test_it_is_let_go(keyboard_display: XDisplay, key: X11Hotkey, ears: Ears) -> None:
    key.register([E])
    ears.wait_for(HotkeyState.READY, E)
    key.register([F9])
    ears.wait_for(HotkeyState.READY, F9)
    with another_program_has(keyboard_display, E):
        key.register([])
        ears.wait_for(HotkeyState.OFF)
    with another_program_has(keyboard_display, F9):
        pass
    key.register([E])
    ears.wait_for(HotkeyState.READY, E)
    key.close()
    key.close()
    with another_program_has(keyboard_display, E):
        assert ears.presses == 0


def test_another_layout(keyboard_display: XDisplay, key: X11Hotkey, ears: Ears) -> None:
    """The letter moves to another key, and the chord with it."""
    key.register([E])
    ears.wait_for(HotkeyState.READY, E)
    set_keyboard(keyboard_display, "us", "-variant", "dvorak")
    try:
        wait_until(lambda: _pressing(keyboard_display, "ctrl+alt+e", ears), "heard on the other layout")
    finally:
        set_keyboard(keyboard_display, "us")
    assert {each.state for each in ears.standings} == {HotkeyState.READY}


def test_a_second_layout_that_is_not_latin(keyboard_display: XDisplay, key: X11Hotkey, ears: Ears) -> None:
    key.register([E])
    ears.wait_for(HotkeyState.READY, E)
    set_keyboard(keyboard_display, "us,ru", "-option", "grp:shifts_toggle")
    try:
        wait_until(lambda: _pressing(keyboard_display, "ctrl+alt+e", ears), "heard with two layouts")
        before = ears.presses
        with second_layout_in_use(keyboard_display):
            wait_until(lambda: _pressing_code(keyboard_display, ears, before), "heard while the second is in use")
    finally:
        set_keyboard(keyboard_display, "us", "-option", "")


def test_a_layout_without_the_letter(keyboard_display: XDisplay, key: X11Hotkey, ears: Ears) -> None:
    key.register([E])
    ears.wait_for(HotkeyState.READY, E)
    set_keyboard(keyboard_display, "ru")
    try:
        ears.wait_for(HotkeyState.NO_SUCH_KEY, E)
    finally:
        set_keyboard(keyboard_display, "us")
    ears.wait_for(HotkeyState.READY, E)


def test_no_server() -> None:
    with pytest.raises(NoDisplay):
        X11Hotkey(":6363", lambda: None, lambda _standing: None)


def test_a_server_that_ends(ears: Ears) -> None:
    with server() as (display, process):
        key = X11Hotkey(display.name, ears.pressed, ears.changed)
        key.register([E])
        ears.wait_for(HotkeyState.READY, E)
        process.kill()
        ears.wait_for(HotkeyState.LOST, E)
        key.close()


def _pressing(display: XDisplay, keys: str, ears: Ears) -> bool:
    type_keys(display, "key", keys)
    return ears.presses > 0


def _pressing_code(display: XDisplay, ears: Ears, before: int) -> bool:
    """The place of the E on an American keyboard, which types another letter now."""
    type_keys(display, "keydown", "ctrl", "keydown", "alt", "key", "26", "keyup", "alt", "keyup", "ctrl")
    return ears.presses > before


def _asked_again(key: X11Hotkey) -> bool:
    key.again()
    return key.standing.state is HotkeyState.READY
