"""The way that fits the session is taken, and where there is none that is said."""

import pytest

from evidence_desk.capture.hotkey.choosing import open_hotkey, open_watch
from evidence_desk.capture.hotkey.chords import usual_chords
from evidence_desk.capture.hotkey.hotkey import HotkeyState
from evidence_desk.capture.hotkey.portal_key import PortalHotkey
from evidence_desk.capture.hotkey.x11_key import X11Hotkey
from tests.capture.hotkey.keyboards import Ears
from tests.display_fixtures import XDisplay


def test_x11(bare: XDisplay) -> None:
    ears = Ears()
    key = open_hotkey({"DISPLAY": bare.name}, ears.pressed, ears.changed, "linux")
    key.register(usual_chords("linux"))
    found = ears.wait_for(HotkeyState.READY)
    key.close()

    assert isinstance(key, X11Hotkey)
    assert found.key == "Ctrl+Alt+E"


@pytest.mark.parametrize("session", [{"WAYLAND_DISPLAY": "wayland-0"}, {"XDG_SESSION_TYPE": "wayland"}])
def test_wayland_even_with_an_x_server_beside_it(bare: XDisplay, session: dict[str, str]) -> None:
    ears = Ears()
    key = open_hotkey({"DISPLAY": bare.name, **session}, ears.pressed, ears.changed, "linux")
    ears.wait_for(HotkeyState.NOT_HERE)
    key.close()

    assert isinstance(key, PortalHotkey)


def test_no_display() -> None:
    ears = Ears()
    key = open_hotkey({}, ears.pressed, ears.changed, "linux")
    key.register(usual_chords("linux"))
    key.again()
    key.close()

    assert [each.state for each in ears.standings] == [HotkeyState.NOT_HERE]


def test_only_linux_has_to_notice_that_it_was_unlocked() -> None:
    open_watch({}, lambda: None, lambda: None, "win32").close()
    watch = open_watch({"DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nowhere"}, lambda: None, lambda: None, "linux")
    watch.close()
