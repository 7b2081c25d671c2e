"""A long conversation with a message bus: calls with an end, and every signal that was asked for."""

from collections import deque
from collections.abc import Iterator, Mapping
from typing import Any

from jeepney import DBusAddress, MatchRule, Message, message_bus, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.wrappers import unwrap_msg

from evidence_desk.domain.refusals import NoPortal

PATIENCE_S = 6.0
_BROKEN = (OSError, RuntimeError, ValueError, StopIteration)
"""What jeepney raises where there is no bus, or none any more."""


def session_address(environ: Mapping[str, str]) -> str:
    """Where the session bus listens; raises NoPortal where nobody says."""
    address = environ.get("DBUS_SESSION_BUS_ADDRESS", "")
    folder = environ.get("XDG_RUNTIME_DIR", "")
    if not address and not folder.startswith("/"):
        raise NoPortal
    return address or f"unix:path={folder}/bus"


def system_address(environ: Mapping[str, str]) -> str:
    """Where the bus of the whole computer listens."""
    return environ.get("DBUS_SYSTEM_BUS_ADDRESS", "") or "unix:path=/run/dbus/system_bus_socket"


class Bus:
    """One connection, for one thread. All raise NoPortal when the bus ends."""

    def __init__(self, address: str) -> None:
        """Connect; raises NoPortal."""
        try:
            self._connection: DBusConnection = open_dbus_connection(address)
        except _BROKEN as error:
            raise NoPortal from error
        self._rules: list[MatchRule] = []
        self._heard: deque[Message] = deque()

    @property
    def unique_name(self) -> str:
        """Our own name on the bus, such as :1.7."""
        return str(self._connection.unique_name)

    def fileno(self) -> int:
        """What can be read when something comes."""
        return int(self._connection.sock.fileno())

    def listen(self, rule: MatchRule) -> None:
        """Hear such signals from now on."""
        self._rules.append(rule)
        self.call(message_bus, "AddMatch", "s", (rule.serialise(),))

    def call(self, address: DBusAddress, method: str, signature: str, body: tuple[Any, ...]) -> tuple[Any, ...]:
        """One call and its answer; raises jeepney's DBusErrorResponse, or TimeoutError when none comes."""
        try:
            with self._connection.filter(MatchRule(type="signal"), queue=self._heard):
                message = new_method_call(address, method, signature, body)
                reply = self._connection.send_and_get_reply(message, timeout=PATIENCE_S)
        except TimeoutError:
            raise
        except _BROKEN as error:
            raise NoPortal from error
        answer: tuple[Any, ...] = unwrap_msg(reply)
        return answer

    def send(self, address: DBusAddress, method: str) -> None:
        """A call without words whose answer nobody waits for."""
        try:
            self._connection.send(new_method_call(address, method))
        except _BROKEN as error:
            raise NoPortal from error

    def signals(self) -> Iterator[Message]:
        """Everything heard so far; does not wait."""
        while True:
            while self._heard:
                message = self._heard.popleft()
                if any(rule.matches(message) for rule in self._rules):
                    yield message
            try:
                self._heard.append(self._connection.receive(timeout=0))
            except TimeoutError:
                return
            except _BROKEN as error:
                raise NoPortal from error

    def close(self) -> None:
        """End the conversation."""
        self._connection.close()
