"""A stand-in on a private message bus that Debian's dbusmock plays."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from jeepney import DBusAddress, DBusErrorResponse, message_bus, new_method_call, new_signal
from jeepney.io.blocking import open_dbus_connection
from jeepney.wrappers import unwrap_msg

from tests.real_tools import need_tools, wait_until

_SYSTEM_PYTHON = "/usr/bin/python3"
_HERE = Path(__file__).parent


class FakePortal:
    """The shortcuts portal on a bus; it can be ended and started anew."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._program: subprocess.Popen[bytes] | None = None

    def start(self, mode: str = "ok", words: str = "Ctrl+Alt+E") -> None:
        """Start it and wait until it has its name."""
        need_tools(_SYSTEM_PYTHON)
        template, parameters = str(_HERE / "shortcuts_portal.py"), json.dumps({"mode": mode, "words": words})
        command = [_SYSTEM_PYTHON, "-m", "dbusmock", "--template", template, "--parameters", parameters]
        environment = os.environ | {"DBUS_SESSION_BUS_ADDRESS": self._address}
        self._program = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
        wait_until(self._is_there, "the portal is on the bus")

    def stop(self) -> None:
        """End it, as a crash would."""
        if self._program is not None:
            self._program.kill()
            self._program.wait()

    def ask(self, method: str, *words: str) -> Any:
        """One of the methods that are for tests."""
        path, interface = "/org/freedesktop/portal/desktop", "org.evidencedesk.Test"
        address = DBusAddress(path, bus_name="org.freedesktop.portal.Desktop", interface=interface)
        return call(self._address, address, method, "s" * len(words), words)

    def _is_there(self) -> bool:
        (there,) = call(self._address, message_bus, "NameHasOwner", "s", ("org.freedesktop.portal.Desktop",))
        try:
            return bool(there) and self.ask("Wishes") is not None
        except DBusErrorResponse:
            return False


def call(address: str, target: DBusAddress, method: str, signature: str, body: tuple[Any, ...]) -> Any:
    """One call on a connection of its own."""
    with open_dbus_connection(address) as connection:
        return unwrap_msg(connection.send_and_get_reply(new_method_call(target, method, signature, body), timeout=60))


def emit(address: str, path: str, interface: str, member: str, signature: str = "", body: tuple[Any, ...] = ()) -> None:
    """One signal, from a connection of its own."""
    with open_dbus_connection(address) as connection:
        connection.send(new_signal(DBusAddress(path, interface=interface), member, signature, body))
        unwrap_msg(connection.send_and_get_reply(new_method_call(message_bus, "GetId"), timeout=60))
