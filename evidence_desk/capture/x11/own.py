"""Which windows are ours: those of connections this process holds, however they are framed or named."""

import os
from collections.abc import Sequence

from xcffib import res

from evidence_desk.capture.x11.clients import managed_windows
from evidence_desk.capture.x11.connection import Connection
from evidence_desk.capture.x11.properties import host_name, properties
from evidence_desk.capture.x11.tree import TopLevel, ancestors

_PID = int(res.ClientIdMask.LocalClientPID)
_DEEPEST_FRAME = 3
"""Window managers put a window directly into its frame, or one or two windows deeper."""


class OwnClients:
    """Our connections to the server, by the upper bits of the numbers of all their windows."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._upper_bits = ~int(connection.setup.resource_id_mask) & 0xFFFFFFFF
        self._ourselves = int(connection.setup.resource_id_base)

    def clients(self) -> frozenset[int]:
        """Every connection of this process now; where the server does not know, those whose windows say so."""
        by_server = self._known_to_server()
        if by_server is not None:
            return by_server
        return frozenset({self._ourselves, *self._claimed(managed_windows(self._connection) or ())})

    def owns(self, clients: frozenset[int], window: int) -> bool:
        """Whether one of the connections made the window."""
        return window & self._upper_bits in clients

    def others_of_ours(self, clients: frozenset[int]) -> bool:
        """Whether this process has windows at all: this connection itself makes none."""
        return clients != {self._ourselves}

    def _known_to_server(self) -> frozenset[int] | None:
        """Connections whose process the server says is the one this connection comes from.

        Asked this way round it also holds where the server numbers processes differently, as in a container.
        """
        if not self._connection.has("res"):
            return None
        everybody = [res.ClientIdSpec.synthetic(0, _PID)]
        (reply,) = self._connection.replies([self._connection.extension("res").QueryClientIds(1, everybody)])
        pids = {} if reply is None else {int(each.spec.client): list(each.value) for each in reply.ids}
        ours = pids.get(self._ourselves)
        return frozenset(client for client, pid in pids.items() if pid == ours) if ours else None

    def _claimed(self, managed: Sequence[int]) -> set[int]:
        """Connections of windows that name this process and this computer as theirs."""
        names = ("_NET_WM_PID", "WM_CLIENT_MACHINE")
        found = properties(self._connection, [(window, name) for window in managed for name in names])
        claims = zip(managed, found[::2], found[1::2], strict=True)
        return {
            window & self._upper_bits
            for window, pid, host in claims
            if pid.numbers() == (os.getpid(),) and host.data == host_name()
        }

    def own_top_levels(
        self, clients: frozenset[int], tops: Sequence[TopLevel], managed: Sequence[int] | None
    ) -> frozenset[int]:
        """Those of the visible top-level windows that are ours or hold a window of ours.

        `managed` is the window manager's own list, or None where there is none. A window may be on the display a
        moment before it is on that list, so the frames are looked into as well: one window deep, or without a list
        as deep as frames go.
        """
        direct = {top.id for top in tops if self.owns(clients, top.id)}
        framed = [window for window in managed or () if self.owns(clients, window)]
        chains = ancestors(self._connection, framed)
        listed = {chain[-1] for chain in chains.values() if chain}
        unclear = [top.id for top in tops if top.id not in direct and top.id not in listed]
        return frozenset(
            direct | listed | self._frames_of_ours(clients, unclear, _DEEPEST_FRAME if managed is None else 1)
        )

    def _frames_of_ours(self, clients: frozenset[int], frames: Sequence[int], depth: int) -> set[int]:
        """Those of the windows that hold one of ours which is managed; a tray icon of ours in a panel is not."""
        held: dict[int, int] = {}
        level = {frame: frame for frame in frames}
        for _ in range(depth):
            replies = self._connection.replies([self._connection.core.QueryTree(window) for window in level])
            pairs = zip(level.values(), replies, strict=True)
            level = {int(child): frame for frame, reply in pairs if reply is not None for child in reply.children}
            held |= {child: frame for child, frame in level.items() if self.owns(clients, child)}
        states = properties(self._connection, [(child, "WM_STATE") for child in held])
        return {frame for frame, state in zip(held.values(), states, strict=True) if state.numbers()}
