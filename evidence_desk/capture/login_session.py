"""What the login manager knows of this session: desktops that lock the screen themselves tell it so (LockedHint)."""

from collections.abc import Mapping
from typing import Any

from jeepney import DBusAddress, DBusErrorResponse, Properties, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.wrappers import unwrap_msg

from evidence_desk.capture.hotkey.bus import system_address

_MANAGER = DBusAddress("/org/freedesktop/login1", "org.freedesktop.login1", interface="org.freedesktop.login1.Manager")
_SESSION = "org.freedesktop.login1.Session"
_PATIENCE_S = 0.2
_BROKEN = (OSError, RuntimeError, ValueError, StopIteration, DBusErrorResponse)
"""What jeepney raises where there is no bus, no answer in time, or an answer that says no."""


class LoginSession:
    """One conversation, for one thread at a time; where nothing can be known, nothing is locked.

    Who does not answer is not asked again: a capture never waits for it twice.
    """

    def __init__(self, environ: Mapping[str, str]) -> None:
        """Connect, where the environment names a session."""
        self._connection: DBusConnection | None = None
        self._session: DBusAddress | None = None
        name = environ.get("XDG_SESSION_ID", "")
        if name:
            try:
                self._connection = open_dbus_connection(system_address(environ))
                path = self._answer(new_method_call(_MANAGER, "GetSession", "s", (name,)))
                self._session = DBusAddress(str(path), _MANAGER.bus_name, interface=_SESSION)
            except _BROKEN:
                self.close()

    def is_locked(self) -> bool:
        """Whether the screen is locked now, as far as anybody told."""
        if self._session is None:
            return False
        try:
            _, value = self._answer(Properties(self._session).get("LockedHint"))
        except _BROKEN:
            self.close()
            return False
        return value is True

    def close(self) -> None:
        """Ask nothing more. May be called twice."""
        connection, self._connection, self._session = self._connection, None, None
        if connection is not None:
            connection.close()

    def _answer(self, message: Any) -> Any:  # noqa: ANN401 — jeepney has no types
        if self._connection is None:
            raise OSError
        return unwrap_msg(self._connection.send_and_get_reply(message, timeout=_PATIENCE_S))[0]
