"""A desktop that locks the screen itself tells the login manager; here a stand-in for it, from Debian's dbusmock."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import open_dbus_connection

from evidence_desk.capture.choosing import open_backend
from evidence_desk.capture.login_session import LoginSession
from evidence_desk.capture.pairs import grab_pair
from evidence_desk.capture.targets import AllScreens, OneWindow
from evidence_desk.domain.refusals import ScreenLocked
from tests.capture.backend_contract import rgb_of
from tests.capture.conftest import StartProgram
from tests.capture.mocked_bus import bare_bus, mocking
from tests.display_fixtures import XDisplay

_LOGIND = ("/org/freedesktop/login1", "org.freedesktop.login1")


@pytest.fixture(scope="module")
def bus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A bus with a login manager that has one session, "c1"."""
    with (
        bare_bus(tmp_path_factory.mktemp("bus")) as address,
        mocking({"DBUS_SYSTEM_BUS_ADDRESS": address}, "logind", lambda: _has_begun(address)),
    ):
        yield address


def _tell(address: str, path: str, interface: str, method: str, signature: str, body: tuple[object, ...]) -> bool:
    there = DBusAddress(path, _LOGIND[1], interface=interface)
    with open_dbus_connection(address) as connection:
        reply = connection.send_and_get_reply(new_method_call(there, method, signature, body), timeout=60)
    return bool(reply.header.message_type.name == "method_return")


def _has_begun(address: str) -> bool:
    words = ("c1", "seat0", 1000, "person", True)
    return _tell(address, _LOGIND[0], "org.freedesktop.DBus.Mock", "AddSession", "ssusb", words)


def lock(address: str, *, locked: bool) -> None:
    """As the desktop does when it locks the screen, or opens it."""
    path = f"{_LOGIND[0]}/session/c1"
    hint = {"LockedHint": ("b", locked)}
    changed = ("org.freedesktop.login1.Session", hint)
    assert _tell(address, path, "org.freedesktop.DBus.Mock", "UpdateProperties", "sa{sv}", changed)


def of(address: str, session: str = "c1") -> dict[str, str]:
    return {"DBUS_SYSTEM_BUS_ADDRESS": address, "XDG_SESSION_ID": session}


def test_it_is_locked_as_long_as_the_login_manager_says_so(bus: str) -> None:
    session = LoginSession(of(bus))
    try:
        for locked in (True, False, True):
            lock(bus, locked=locked)
            assert session.is_locked() is locked
    finally:
        session.close()
    assert session.is_locked() is False


@pytest.mark.parametrize("session", ["", "nobody"])
def test_without_a_session_nothing_is_locked(bus: str, session: str) -> None:
    lock(bus, locked=True)
    unknown = LoginSession(of(bus, session))
    assert unknown.is_locked() is False
    unknown.close()


def test_a_bus_that_is_not_there_or_ends_costs_nothing(tmp_path: Path) -> None:
    assert LoginSession(of(f"unix:path={tmp_path}/none")).is_locked() is False
    with bare_bus(tmp_path) as address:
        alone = LoginSession(of(address))
    assert alone.is_locked() is False


def test_a_locked_desktop_is_not_pictured(bare: XDisplay, start_program: StartProgram, bus: str) -> None:
    window = start_program(bare).open(100, 100, 320, 200, 1)
    lock(bus, locked=True)
    backend = open_backend({"DISPLAY": bare.name, **of(bus)}, keep_redirected=True)
    try:
        for target in (AllScreens(), OneWindow(window.id)):
            with pytest.raises(ScreenLocked), backend.grab(target):
                pytest.fail("it is locked")
        with pytest.raises(ScreenLocked), grab_pair(backend, OneWindow(window.id)):
            pytest.fail("it is locked")
        lock(bus, locked=False)
        with backend.grab(OneWindow(window.id)) as shot:
            assert rgb_of(shot) == window.rgb
    finally:
        backend.close()
