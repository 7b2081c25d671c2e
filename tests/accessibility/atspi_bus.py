"""Questions to one program over the bus of assistive technology, many at a time.

One question alone costs a journey of a millisecond; a hundred sent together hardly more. Runs under the system's own
Python, like the reader it serves.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from gi.repository import Gio, GLib

ROOT = "/org/a11y/atspi/accessible/root"
NULL = "/org/a11y/atspi/null"
ACCESSIBLE = "org.a11y.atspi.Accessible"
PATIENCE_MS = 60_000


@dataclass(frozen=True)
class Question:
    """A method of an accessible; what it answers is None where it does not have it, or has gone."""

    path: str
    method: str
    interface: str = ACCESSIBLE
    asked: Any = None


def value_of(path: str, name: str, interface: str = ACCESSIBLE) -> Question:
    """The question for a property."""
    return Question(path, "Get", "org.freedesktop.DBus.Properties", GLib.Variant("(ss)", (interface, name)))


class Bus:
    """The bus, once it is there."""

    def __init__(self) -> None:
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        found = session.call_sync(
            "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None, Gio.DBusCallFlags.NONE,
            PATIENCE_MS, None,
        )  # fmt: skip
        flags = Gio.DBusConnectionFlags
        how = flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION
        self._connection = Gio.DBusConnection.new_for_address_sync(found.unpack()[0], how, None, None)

    def program(self, name: str) -> str | None:
        """The address of the running program of that name, or None."""
        (found,) = self.ask("org.a11y.atspi.Registry", [Question(ROOT, "GetChildren")])
        for owner, path in found or ():
            if self.ask(owner, [value_of(path, "Name")]) == [name]:
                return str(owner)
        return None

    def ask(self, owner: str, questions: Sequence[Question]) -> list[Any]:
        """The answers, in the order of the questions, all sent before the first is waited for."""
        answers: list[Any] = [None] * len(questions)
        waiting = len(questions)

        def take(connection: Any, result: Any, number: int) -> None:
            nonlocal waiting
            waiting -= 1
            try:
                answers[number] = connection.call_finish(result).unpack()[0]
            except GLib.Error:
                answers[number] = None

        for number, each in enumerate(questions):
            self._connection.call(
                owner, each.path, each.interface, each.method, each.asked, None, Gio.DBusCallFlags.NO_AUTO_START,
                PATIENCE_MS, None, take, number,
            )  # fmt: skip
        while waiting:
            GLib.MainContext.default().iteration(may_block=True)
        return answers
