"""A clear veil over every screen while its picture is taken, so that the compositor must draw all of it anew.

sway 1.7 shows a window that fills a screen without drawing it. With such windows on two screens it forgets to draw
them for a picture: what came back was the window that had been there before, for as long as nothing else moved. Under
something that covers all of a screen, even if it is quite clear, nothing can be shown past the drawing. To be removed
when wlroots 0.15 is no longer in use.
"""

import mmap
import os
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager

from evidence_desk.capture.wayland.outputs import WL_OUTPUT
from evidence_desk.capture.wayland.wire import Wire, socket_path

_COMPOSITOR, _SHM, _LAYER_SHELL = "wl_compositor", "wl_shm", "zwlr_layer_shell_v1"
_NEEDED = (_COMPOSITOR, _SHM, _LAYER_SHELL)
_NAMESPACE = "desk"
_OVERLAY, _ALL_EDGES, _OVER_PANELS = 3, 15, -1 & 0xFFFFFFFF
_CLEAR = 0
"""wl_shm's first format: with alpha. A new file's zeros are clear."""
_MOST_SIDE = 32_768


@contextmanager
def veiled(environ: Mapping[str, str]) -> Iterator[None]:
    """Every screen is under a clear veil inside the block; nothing happens where that is not offered.

    Raises NoDisplay or DisplayLost.
    """
    with closing(Wire(socket_path(environ))) as wire:
        registry = wire.registry()
        offers = [
            (event.body.number(), event.body.text(), event.body.number())
            for event in list(wire.answers())
            if (event.object, event.opcode) == (registry, 0)
        ]
        bound = {name: wire.bound(registry, number, name, 1) for number, name, _ in offers if name in _NEEDED}
        if len(bound) == len(_NEEDED):
            _lay(
                wire, bound, [wire.bound(registry, number, name, 1) for number, name, _ in offers if name == WL_OUTPUT]
            )
        yield


def _lay(wire: Wire, bound: Mapping[str, int], outputs: list[int]) -> None:
    """One veil for each screen; they go when the conversation ends."""
    surfaces = {}
    for output in outputs:
        surface, region, layer = wire.new_id(), wire.new_id(), wire.new_id()
        wire.send(bound[_COMPOSITOR], 0, surface)
        wire.send(bound[_COMPOSITOR], 1, region)
        wire.send(surface, 5, region)  # set_input_region: clicks go through
        wire.send(bound[_LAYER_SHELL], 0, layer, surface, output, _OVERLAY, _NAMESPACE)
        wire.send(layer, 1, _ALL_EDGES)
        wire.send(layer, 2, _OVER_PANELS)
        wire.send(surface, 6)
        surfaces[layer] = surface
    for event in list(wire.answers()):
        if event.object in surfaces and event.opcode == 0:  # configure
            serial, width, height = (event.body.number() for _ in range(3))
            wire.send(event.object, 6, serial)  # ack_configure
            _fill(wire, bound[_SHM], surfaces[event.object], min(width, _MOST_SIDE), min(height, _MOST_SIDE))
    for _ in wire.answers():  # until all of it is carried out
        pass


def _fill(wire: Wire, shm: int, surface: int, width: int, height: int) -> None:
    size = max(4 * width * height, mmap.PAGESIZE)
    pool, buffer = wire.new_id(), wire.new_id()
    memory = os.memfd_create(_NAMESPACE, os.MFD_CLOEXEC)
    try:
        os.truncate(memory, size)
        wire.send(shm, 0, pool, size, descriptor=memory)
    finally:
        os.close(memory)
    wire.send(pool, 0, buffer, 0, width, height, 4 * width, _CLEAR)
    wire.send(surface, 1, buffer, 0, 0)
    wire.send(surface, 2, 0, 0, width, height)
    wire.send(surface, 6)
