"""Whether the screen is locked: then nothing of it is the person's to keep, and a picture shows only the lock."""

from collections.abc import Sequence
from typing import Any

import xcffib
from xcffib import xproto

from evidence_desk.capture.cover import intersection, without
from evidence_desk.capture.x11.connection import Connection
from evidence_desk.capture.x11.display import Display
from evidence_desk.capture.x11.saver import STATUS, status
from evidence_desk.capture.x11.tree import TopLevel
from evidence_desk.domain.evidence import Rectangle
from evidence_desk.domain.refusals import ScreenLocked

_LOCK = "LOCK"
_NOW = int(xproto.Time.CurrentTime)
_TAKEN = int(xproto.GrabStatus.AlreadyGrabbed)
_ASYNC = int(xproto.GrabMode.Async)


def refuse_locked(display: Display, others: Sequence[TopLevel], screens: Sequence[Rectangle]) -> None:
    """Raise ScreenLocked where one of the usual ways of locking says so.

    `others` are the visible top-level windows that are not ours. A locker that nobody announces is a window no window
    manager looks after, over every screen, while some program keeps the keyboard to itself.
    """
    connection = display.connection
    told = display.login is not None and display.login.is_locked()
    if told or _is_announced(display) or (_is_curtained(others, screens) and _is_keyboard_taken(connection)):
        raise ScreenLocked


def _is_announced(display: Display) -> bool:
    """What the X server and xscreensaver say."""
    said = display.answers.of(STATUS, lambda: status(display.connection))
    if display.saver.is_painted():
        return True
    return any(reply is not None and reply.name.buf() == _LOCK.encode() for reply in _names(display.connection, said))


def _names(connection: Connection, atoms: Sequence[int]) -> list[Any]:  # xcffib has no types
    """Newer xscreensavers put small numbers where older ones put names: those have none."""
    return connection.replies([connection.core.GetAtomName(atom) for atom in atoms])


def _is_curtained(others: Sequence[TopLevel], screens: Sequence[Rectangle]) -> bool:
    curtains = [top.outer for top in others if top.unmanaged and any(_holds(top.outer, each) for each in screens)]
    return bool(curtains) and not without(screens, curtains)


def _holds(outer: Rectangle, screen: Rectangle) -> bool:
    return intersection(outer, screen) == screen


def _is_keyboard_taken(connection: Connection) -> bool:
    """Asked only under a curtain, because the only way of asking is to take it oneself, and to let go at once."""
    asked = connection.core.GrabKeyboard(False, connection.root, _NOW, _ASYNC, _ASYNC)
    connection.core.UngrabKeyboard(_NOW)
    try:
        return bool(asked.reply().status == _TAKEN)
    except xcffib.Error:
        return False
