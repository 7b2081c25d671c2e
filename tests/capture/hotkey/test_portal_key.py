"""The key on Wayland, against a portal that does what its documentation says."""

from collections.abc import Iterator

import pytest
from jeepney import DBusAddress, new_signal

from evidence_desk.capture.hotkey.chords import KEYS, chord_from
from evidence_desk.capture.hotkey.hotkey import HotkeyState
from evidence_desk.capture.hotkey.portal_key import PortalHotkey, trigger_of
from evidence_desk.capture.hotkey.session_watch import SessionWatch, _is_coming_back, _is_going
from tests.capture.hotkey.buses import FakePortal, emit
from tests.capture.hotkey.keyboards import Ears
from tests.capture.mocked_bus import bare_bus
from tests.real_tools import wait_until

E, F9 = (chord_from(text) for text in ("Ctrl+Alt+E", "Ctrl+Shift+F9"))


@pytest.fixture(scope="module")
def bus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with bare_bus(tmp_path_factory.mktemp("bus")) as address:  # else the desktop's real portal may be started on it
        yield address


@pytest.fixture
def portal(bus: str) -> Iterator[FakePortal]:
    made = FakePortal(bus)
    yield made
    made.stop()


@pytest.fixture
def ears() -> Ears:
    return Ears()


@pytest.fixture
def key(bus: str, ears: Ears, portal: FakePortal) -> Iterator[PortalHotkey]:
    made = PortalHotkey({"DBUS_SESSION_BUS_ADDRESS": bus}, ears.pressed, ears.changed)
    yield made
    made.close()
    made.close()


def test_the_desktop_decides_on_the_key(key: PortalHotkey, portal: FakePortal, ears: Ears) -> None:
    portal.start(words="Press <Super>e")
    key.register([E, F9])
    standing = ears.wait_for(HotkeyState.READY)
    portal.ask("Key", "Activated")
    portal.ask("Key", "Activated")  # a desktop that repeats
    portal.ask("Key", "Deactivated")
    ears.wait_for_presses(1)
    portal.ask("Key", "Activated")
    ears.wait_for_presses(2)
    portal.ask("Rename", "Ctrl+Shift+S")
    wait_until(lambda: key.standing.key == "Ctrl+Shift+S", "the new key is known")

    assert standing.key == "Press <Super>e"
    assert portal.ask("Wishes") == (["CTRL+ALT+e"],)
    assert [each.state for each in ears.standings[:2]] == [HotkeyState.WAITING, HotkeyState.READY]


@pytest.mark.parametrize("mode", ["refused", "keyless"])
def test_a_key_that_is_not_given_is_said(key: PortalHotkey, portal: FakePortal, ears: Ears, mode: str) -> None:
    portal.start(mode)
    key.register([E])
    ears.wait_for(HotkeyState.REFUSED, E)
    portal.stop()
    ears.wait_for(HotkeyState.LOST, E)


def test_a_silent_desktop_is_still_waited_for(key: PortalHotkey, portal: FakePortal, ears: Ears) -> None:
    portal.start("silent")
    key.register([E])
    ears.wait_for(HotkeyState.WAITING, E)
    key.register([])
    ears.wait_for(HotkeyState.OFF)


def test_a_portal_that_starts_anew_is_asked_again(key: PortalHotkey, portal: FakePortal, ears: Ears) -> None:
    portal.start()
    key.register([E])
    ears.wait_for(HotkeyState.READY, E)
    portal.stop()
    ears.wait_for(HotkeyState.LOST, E)
    portal.start()
    ears.wait_for(HotkeyState.READY, E)
    portal.ask("EndSession")
    wait_until(lambda: len(portal.ask("Wishes")[0]) == 2, "asked again after the session was ended")
    ears.wait_for(HotkeyState.READY, E)
    portal.ask("Key", "Activated")
    ears.wait_for_presses(1)


def test_another_key_is_another_session(key: PortalHotkey, portal: FakePortal, ears: Ears) -> None:
    portal.start()
    key.register([E])
    ears.wait_for(HotkeyState.READY, E)
    key.again()  # it was given; nobody is asked twice
    key.register([F9])
    ears.wait_for(HotkeyState.READY, F9)

    assert portal.ask("Wishes") == (["CTRL+ALT+e", "CTRL+SHIFT+F9"],)


def test_a_desktop_without_such_a_portal(key: PortalHotkey, ears: Ears) -> None:
    key.register([E])
    ears.wait_for(HotkeyState.NOT_HERE, E)


def test_no_bus_at_all(ears: Ears) -> None:
    key = PortalHotkey({}, ears.pressed, ears.changed)
    ears.wait_for(HotkeyState.NOT_HERE)
    key.register([E])
    key.close()


@pytest.mark.parametrize("name", sorted(KEYS))
def test_every_key_has_a_name_there(name: str) -> None:
    chord = chord_from(f"Ctrl+Alt+{name}")
    assert chord is not None
    assert trigger_of(chord).startswith("CTRL+ALT+")


@pytest.mark.parametrize(
    ("path", "interface", "member", "signature", "body"),
    [
        ("/org/freedesktop/login1/session/c1", "org.freedesktop.login1.Session", "Unlock", "", ()),
        ("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep", "b", (False,)),
        ("/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", "b", (False,)),
        ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", "b", (False,)),
    ],
)
def test_coming_back_is_noticed(bus, path, interface, member, signature, body) -> None:
    unlocked: list[bool] = []
    addresses = {"DBUS_SESSION_BUS_ADDRESS": bus, "DBUS_SYSTEM_BUS_ADDRESS": bus}
    watch = SessionWatch(addresses, lambda: unlocked.append(True), lambda: None)

    def told() -> bool:
        emit(bus, path, interface, member, signature, body)
        return bool(unlocked)

    wait_until(told, "the unlocked session is noticed")
    watch.close()


@pytest.mark.parametrize(
    ("member", "signature", "body", "back", "going"),
    [
        ("Unlock", "", (), True, False),
        ("Lock", "", (), False, True),
        ("ActiveChanged", "b", (False,), True, False),
        ("ActiveChanged", "b", (True,), False, True),
        ("PrepareForSleep", "b", (False,), True, False),
        ("PrepareForSleep", "b", (True,), False, True),
        ("ActiveChanged", "s", ("no",), False, False),
        ("ActiveChanged", "", (), False, False),
    ],
)
def test_going_away_is_not_coming_back(member, signature, body, back, going) -> None:
    heard = new_signal(DBusAddress("/x", interface="org.x"), member, signature or None, body)
    assert (_is_coming_back(heard), _is_going(heard)) == (back, going)


def test_nobody_to_listen_to() -> None:
    SessionWatch({"DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nowhere"}, lambda: None, lambda: None).close()
