"""The windows a person would call one: where they are, in which frame, and whether they can be seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from evidence_desk.capture.targets import ELSEWHERE, MINIMISED, NORMAL
from evidence_desk.capture.x11.connection import INPUT_OUTPUT, VIEWABLE, Connection
from evidence_desk.capture.x11.properties import Property, properties
from evidence_desk.capture.x11.tree import ancestors
from evidence_desk.domain.evidence import Rectangle

_EVERY_DESKTOP = 0xFFFFFFFF
_ICONIC = 3
_SIDES = 4
_WANTED = ("WM_STATE", "_NET_WM_STATE", "_NET_WM_DESKTOP", "_NET_WM_WINDOW_TYPE", "_GTK_FRAME_EXTENTS")


@dataclass(frozen=True, slots=True)
class Client:
    """One window at one moment. Two of the same window are equal as long as nothing moved.

    `area` is the window on the desktop, without its frame and without an invisible border of its own; `frame` is the
    child of the root that holds it (or the window itself) and `outer` what that takes on the desktop, border and all.
    `furniture` is a panel or the desktop's own background window.
    """

    id: int
    frame: int
    area: Rectangle
    outer: Rectangle
    border: int
    depth: int
    state: str
    furniture: bool


def managed_windows(connection: Connection) -> tuple[int, ...] | None:
    """The window manager's own list, lowest first, each once; None where no window manager keeps one."""
    root = connection.root
    wanted = ("_NET_SUPPORTING_WM_CHECK", "_NET_CLIENT_LIST_STACKING", "_NET_CLIENT_LIST")
    check, stacking, unordered = properties(connection, [(root, name) for name in wanted])
    if not check.numbers():
        return None
    # A window manager that died leaves its list behind, but not the window that says it lives.
    (alive,) = properties(connection, [(check.numbers()[0], "_NET_SUPPORTING_WM_CHECK")])
    if alive.numbers() != check.numbers():
        return None
    return tuple(dict.fromkeys(stacking.numbers() or unordered.numbers()))


def active_window(connection: Connection) -> int | None:
    """The window that has the focus, as the window manager says, or else as the server does."""
    (active,) = properties(connection, [(connection.root, "_NET_ACTIVE_WINDOW")])
    if active.numbers():
        return active.numbers()[0] or None
    focus = int(connection.core.GetInputFocus().reply().focus)
    chain = ancestors(connection, [focus])[focus]
    return chain[-1] if chain else None


def look(connection: Connection, windows: Sequence[int]) -> list[Client | None]:
    """Each window as it is now; None where there is none or it has no pixels at all."""
    core, root = connection.core, connection.root
    attributes = [core.GetWindowAttributes(window) for window in windows]
    geometry = [core.GetGeometry(window) for window in windows]
    corners = [core.TranslateCoordinates(window, root, 0, 0) for window in windows]
    wanted = [(root, "_NET_CURRENT_DESKTOP"), *((window, name) for window in windows for name in _WANTED)]
    desktop, *said = properties(connection, wanted)
    chains = ancestors(connection, windows)
    frames = [chain[-1] if chain else root for chain in chains.values()]
    frame_geometry = connection.replies([core.GetGeometry(frame) for frame in frames])
    answers = [connection.replies(each) for each in (attributes, geometry, corners)]
    atoms = _Atoms(connection)
    found: list[Client | None] = []
    for at, (window, *facts) in enumerate(zip(windows, *answers, frames, frame_geometry, strict=True)):
        words = said[at * len(_WANTED) : (at + 1) * len(_WANTED)]
        found.append(_client(window, facts, words, desktop.numbers(), atoms))
    return found


class _Atoms:
    """The numbers of those states and types that matter here."""

    def __init__(self, connection: Connection) -> None:
        names = ("_NET_WM_STATE_HIDDEN", "_NET_WM_STATE_SHADED")
        self.not_shown = set(connection.atoms(*names))
        self.furniture = set(connection.atoms("_NET_WM_WINDOW_TYPE_DESKTOP", "_NET_WM_WINDOW_TYPE_DOCK"))


def _client(
    window: int, facts: Sequence[Any], words: Sequence[Property], desktop: tuple[int, ...], atoms: _Atoms
) -> Client | None:
    attributes, geometry, corner, frame, frame_geometry = facts
    if None in facts or attributes._class != INPUT_OUTPUT:  # noqa: SLF001 — the protocol's name for it
        return None
    wm_state, net_state, on_desktop, window_type, extents = (each.numbers() for each in words)
    area = Rectangle(corner.dst_x, corner.dst_y, int(geometry.width), int(geometry.height))
    shown = attributes.map_state == VIEWABLE
    return Client(
        window,
        frame,
        _without_invisible_border(area, extents),
        _outer(frame_geometry),
        int(frame_geometry.border_width),
        int(frame_geometry.depth),
        _state(set(net_state) & atoms.not_shown, wm_state[:1], on_desktop, desktop, shown=shown),
        bool(set(window_type) & atoms.furniture),
    )


def _outer(geometry: Any) -> Rectangle:  # noqa: ANN401 — xcffib has no types
    border = 2 * int(geometry.border_width)
    return Rectangle(int(geometry.x), int(geometry.y), int(geometry.width) + border, int(geometry.height) + border)


def _without_invisible_border(area: Rectangle, extents: tuple[int, ...]) -> Rectangle:
    """The window without the shadow it draws itself, of which it says the width on each side."""
    if len(extents) != _SIDES:
        return area
    left, right, top, bottom = extents
    width, height = area.width - left - right, area.height - top - bottom
    return Rectangle(area.x + left, area.y + top, width, height) if width > 0 and height > 0 else area


def _state(
    not_shown: set[int], wm_state: tuple[int, ...], on: tuple[int, ...], current: tuple[int, ...], *, shown: bool
) -> str:
    """On another desktop a window is iconic too, but the window manager does not call it hidden."""
    if not_shown:
        return MINIMISED
    if on and current and on[0] not in (current[0], _EVERY_DESKTOP):
        return ELSEWHERE
    return NORMAL if shown and wm_state != (_ICONIC,) else MINIMISED
