"""What windows say about themselves. Every word of it is another program's, and is bounded and decoded here."""

import os
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xcffib import xproto

from evidence_desk.capture.x11.connection import Connection

LONGEST_TEXT = 1000
_ANY_TYPE = int(xproto.GetPropertyType.Any)
_TEXT_LONGS = LONGEST_TEXT  # four bytes each: room for as many of the longest UTF-8 characters
_LIST_LONGS = 65536
_ESCAPE = b"\x1b"
_NOT_A_CHARACTER = "�"


@dataclass(frozen=True, slots=True)
class Property:
    """A property as it lies in the server: its type's name, bits a value, and the bytes."""

    type: str
    format: int
    data: bytes

    def numbers(self) -> tuple[int, ...]:
        """The 32-bit values, none for any other format."""
        if self.format != 32:  # noqa: PLR2004 — bits
            return ()
        return struct.unpack(f"={len(self.data) // 4}I", self.data[: len(self.data) // 4 * 4])


_NOTHING = Property("", 0, b"")


def properties(connection: Connection, wanted: Sequence[tuple[int, str]], longs: int = _LIST_LONGS) -> list[Property]:
    """The named property of each window, asked for together; an empty one where there is none or no window."""
    atoms = connection.atoms(*(name for _, name in wanted))
    asked = [
        connection.core.GetProperty(False, window, atom, _ANY_TYPE, 0, longs)
        for (window, _), atom in zip(wanted, atoms, strict=True)
    ]
    replies = connection.replies(asked)
    types = [int(reply.type) for reply in replies if reply is not None and reply.type]
    names = dict(zip(types, connection.atom_names(types), strict=True))
    return [_property(reply, names) for reply in replies]


def _property(reply: Any, names: dict[int, str]) -> Property:  # noqa: ANN401 — xcffib has no types
    if reply is None or not reply.type:
        return _NOTHING
    return Property(names[int(reply.type)], int(reply.format), reply.value.buf())


@dataclass(frozen=True, slots=True)
class Labels:
    """Title and application, None where the window gives none or none that can be read; pid as the window claims it."""

    title: str | None
    application: str | None
    pid: int | None


def labels(connection: Connection, windows: Sequence[int]) -> list[Labels]:
    """The labels of every window, in order."""
    names = ("_NET_WM_NAME", "WM_NAME", "WM_CLASS", "_NET_WM_PID")
    found = properties(connection, [(window, name) for window in windows for name in names], _TEXT_LONGS)
    return [_labels(*found[at : at + len(names)]) for at in range(0, len(found), len(names))]


def _labels(net_name: Property, name: Property, classes: Property, pid: Property) -> Labels:
    title = _text(net_name) or _text(name)
    parts = [part for part in classes.data.split(b"\0") if part]
    application = _clean(parts[-1].decode("latin-1")) if parts else None
    numbers = pid.numbers()
    return Labels(title, application, numbers[0] if numbers else None)


def _text(found: Property) -> str | None:
    """The text of a property, or None where it has none or is written in a way we can't read."""
    data = found.data.rstrip(b"\0")
    if found.type == "UTF8_STRING":
        return _clean(data.decode("utf-8", "replace"))
    # Compound text without escape sequences is Latin-1; with them it may be in any old encoding.
    if found.type == "STRING" or (found.type == "COMPOUND_TEXT" and _ESCAPE not in data):
        return _clean(data.decode("latin-1"))
    return None


def _clean(text: str) -> str:
    return text[:LONGEST_TEXT].replace("\0", _NOT_A_CHARACTER)


def scale(connection: Connection) -> float:
    """How large things are drawn, from the resource Xft.dpi: 1.0 is 96 dots an inch, and what is said where none is."""
    (resources,) = properties(connection, [(connection.root, "RESOURCE_MANAGER")])
    for line in resources.data.split(b"\n"):
        name, _, value = line.partition(b":")
        if name.strip() == b"Xft.dpi":
            return _scale(value.strip())
    return 1.0


def _scale(dots_an_inch: bytes) -> float:
    try:
        found = float(dots_an_inch)
    except ValueError:
        return 1.0
    scale = round(found / 96, 4) if 0 < found < float("inf") else 1.0
    return scale or 1.0


def host_name() -> bytes:
    """What our own windows claim as their computer."""
    return os.uname().nodename.encode()
