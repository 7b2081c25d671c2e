"""What the X server's screen saver and xscreensaver say of themselves."""

from typing import Any

from xcffib import screensaver

from evidence_desk.capture.x11.connection import Connection
from evidence_desk.capture.x11.properties import properties

STATUS = "screen saver status"
_ON = int(screensaver.State.On)
_EXTERNAL = int(screensaver.Kind.External)
"""A program paints the saver; a display that only goes dark by itself is not locked."""


class Saver:
    """Asked at every picture; the question can go ahead of the answer's being wanted."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._asked: Any = None

    def ask_ahead(self) -> None:
        """Ask now what `is_painted` will want to know."""
        self.forget_ahead()
        if self._connection.has("screensaver"):
            self._asked = self._connection.extension("screensaver").QueryInfo(self._connection.root)

    def forget_ahead(self) -> None:
        """Nobody asks any more for what was asked ahead."""
        asked, self._asked = self._asked, None
        if asked is not None:
            asked.discard_reply()

    def is_painted(self) -> bool:
        """Whether a program has put its saver over the screens."""
        if self._asked is None:
            self.ask_ahead()
        asked, self._asked = self._asked, None
        (info,) = self._connection.replies([asked]) if asked is not None else [None]
        return info is not None and (info.state, info.kind) == (_ON, _EXTERNAL)


def status(connection: Connection) -> tuple[int, ...]:
    """The first thing xscreensaver says, none where it says nothing."""
    (said,) = properties(connection, [(connection.root, "_SCREENSAVER_STATUS")])
    return tuple(atom for atom in said.numbers()[:1] if atom)
