"""The windows directly on the desktop, in the order they lie, with their true outlines."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xcffib import shape

from evidence_desk.capture.x11.connection import INPUT_OUTPUT, VIEWABLE, Connection
from evidence_desk.domain.evidence import Rectangle

_BOUNDING = int(shape.SK.Bounding)


@dataclass(frozen=True, slots=True)
class TopLevel:
    """A visible child of the root: often a window manager's frame with the window inside.

    `outer` is what it takes on the desktop, border and all, and also the size of its pixmap; `outline` are
    rectangles of the desktop that do not overlap: `outer` itself unless the window has a shape. `unmanaged` are
    menus, tips and the like, which no window manager frames.
    """

    id: int
    outer: Rectangle
    border: int
    depth: int
    outline: tuple[Rectangle, ...]
    unmanaged: bool


def top_levels(connection: Connection) -> tuple[TopLevel, ...]:
    """Every visible top-level window, lowest first."""
    children = [int(child) for child in connection.core.QueryTree(connection.root).reply().children]
    attributes = connection.replies([connection.core.GetWindowAttributes(child) for child in children])
    seen = {c: each for c, each in zip(children, attributes, strict=True) if each is not None and _is_seen(each)}
    geometry = [connection.core.GetGeometry(window) for window in seen]
    shapes = _shapes(connection, list(seen))
    replies = connection.replies(geometry)
    return tuple(
        _top_level(window, reply, shaped, unmanaged=bool(seen[window].override_redirect))
        for window, reply, shaped in zip(seen, replies, shapes, strict=True)
        if reply is not None
    )


def _is_seen(attributes: Any) -> bool:  # noqa: ANN401 — xcffib has no types
    return bool(attributes.map_state == VIEWABLE and attributes._class == INPUT_OUTPUT)  # noqa: SLF001


def _shapes(connection: Connection, windows: Sequence[int]) -> list[tuple[Rectangle, ...] | None]:
    """The bounding shape of each, None where there is none."""
    if not connection.has("shape"):
        return [None] * len(windows)
    requests = connection.extension("shape")
    extents = connection.replies([requests.QueryExtents(window) for window in windows])
    shaped = [w for w, each in zip(windows, extents, strict=True) if each is not None and each.bounding_shaped]
    replies = connection.replies([requests.GetRectangles(window, _BOUNDING) for window in shaped])
    found = dict(zip(shaped, (_rectangles(reply) for reply in replies), strict=True))
    return [found.get(window) for window in windows]


def _rectangles(reply: Any) -> tuple[Rectangle, ...] | None:  # noqa: ANN401 — xcffib has no types
    if reply is None:
        return None
    return tuple(Rectangle(each.x, each.y, each.width, each.height) for each in reply.rectangles)


def _top_level(
    window: int,
    geometry: Any,  # noqa: ANN401 — xcffib has no types
    shaped: tuple[Rectangle, ...] | None,
    *,
    unmanaged: bool,
) -> TopLevel:
    border = int(geometry.border_width)
    outer = Rectangle(geometry.x, geometry.y, geometry.width + 2 * border, geometry.height + 2 * border)
    if shaped is None:
        return TopLevel(window, outer, border, int(geometry.depth), (outer,), unmanaged)
    # A shape counts from the corner inside the border.
    left, top = outer.x + border, outer.y + border
    outline = tuple(Rectangle(left + each.x, top + each.y, each.width, each.height) for each in shaped)
    return TopLevel(window, outer, border, int(geometry.depth), outline, unmanaged)


def ancestors(connection: Connection, windows: Sequence[int]) -> dict[int, tuple[int, ...]]:
    """From each window up to the child of the root that holds it, itself first; none where it does not exist."""
    chains: dict[int, tuple[int, ...]] = {window: (window,) for window in windows}
    climbing = list(chains)
    while climbing:
        replies = connection.replies([connection.core.QueryTree(chains[window][-1]) for window in climbing])
        above = []
        for window, reply in zip(climbing, replies, strict=True):
            if reply is None or not reply.parent:
                chains[window] = ()
            elif reply.parent != connection.root:
                chains[window] += (int(reply.parent),)
                above.append(window)
        climbing = above
    return chains
