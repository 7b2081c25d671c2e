"""Every window a person would call one, with its state and how much of it is covered."""

from collections.abc import Sequence

from evidence_desk.capture.cover import covered_part
from evidence_desk.capture.targets import NORMAL, Window
from evidence_desk.capture.window_numbers import window_name
from evidence_desk.capture.x11.clients import Client, look, managed_windows
from evidence_desk.capture.x11.display import Display
from evidence_desk.capture.x11.properties import Labels, labels
from evidence_desk.capture.x11.screens import desktop
from evidence_desk.capture.x11.tree import TopLevel, top_levels
from evidence_desk.domain.evidence import Rectangle
from evidence_desk.domain.refusals import NoActiveWindow


def list_windows(display: Display) -> tuple[Window, ...]:
    """All windows, topmost first; those that can't be seen come last. Panels and the desktop itself are not windows."""
    tops = top_levels(display.connection)
    managed = managed_windows(display.connection)
    wanted = managed if managed is not None else tuple(top.id for top in tops if not top.unmanaged)
    found = [client for client in look(display.connection, wanted) if client is not None and not client.furniture]
    order = {top.id: place for place, top in enumerate(tops)}
    found.sort(key=lambda client: (client.state == NORMAL, order.get(client.frame, -1)), reverse=True)
    return _windows(display, found, tops, managed)


def one_window(display: Display, window: int) -> Window:
    """That window; raises NoActiveWindow when it has just gone."""
    tops = top_levels(display.connection)
    found = [client for client in look(display.connection, [window]) if client is not None]
    if not found:
        raise NoActiveWindow
    return _windows(display, found, tops, managed_windows(display.connection))[0]


def _windows(
    display: Display, clients: Sequence[Client], tops: Sequence[TopLevel], managed: tuple[int, ...] | None
) -> tuple[Window, ...]:
    ours = display.own.clients()
    own_tops = display.own.own_top_levels(ours, tops, managed)
    others = [top for top in tops if top.id not in own_tops]
    screens = desktop(display.connection).rectangles
    said = labels(display.connection, [client.id for client in clients])
    return tuple(
        _window(client, words, _covered(client, tops, others, screens), own=display.own.owns(ours, client.id))
        for client, words in zip(clients, said, strict=True)
    )


def _covered(
    client: Client, tops: Sequence[TopLevel], others: Sequence[TopLevel], screens: Sequence[Rectangle]
) -> float | None:
    """How much of the window other programs hide, None where it can't be seen anyway."""
    order = [top.id for top in tops]
    if client.state != NORMAL or client.frame not in order:
        return None
    higher = set(order[order.index(client.frame) + 1 :])
    above = [part for top in others if top.id in higher for part in top.outline]
    return covered_part(client.area, above, screens)


def _window(client: Client, words: Labels, covered: float | None, *, own: bool) -> Window:
    area = client.area
    return Window(
        id=window_name(client.id),
        title=words.title or "",
        application=words.application or "",
        pid=words.pid,
        x=area.x,
        y=area.y,
        width=area.width,
        height=area.height,
        covered=covered,
        state=client.state,
        own=own,
    )
