"""Another program with windows of known pixels: draws only when the display asks, as programs do.

Reads one JSON command a line on stdin and answers each with one JSON line once the display has carried it out.
"""

import json
import select
import sys
from struct import pack, unpack
from typing import Any

import xcffib
from xcffib import composite, shape, xproto

from tests.capture.pattern import CELL, cells

_EVENTS = xproto.EventMask.Exposure | xproto.EventMask.StructureNotify
_BACKGROUND = 0xFFFFFF
_PAUSE_S = 0.004


class Painter:
    def __init__(self) -> None:
        self.x: Any = xcffib.connect()
        self.root = self.x.setup.roots[self.x.pref_screen]
        self.seeds: dict[int, int] = {}
        self.contexts: dict[int, int] = {}
        self.alphas: dict[int, int] = {}
        self.in_steps: set[int] = set()
        self.flickering: int | None = None
        self.colour = 0

    def atom(self, name: str) -> int:
        return self.x.core.InternAtom(False, len(name), name).reply().atom

    def visual(self, depth: int) -> int:
        for allowed in self.root.allowed_depths:
            for visual in allowed.visuals:
                if allowed.depth == depth and visual._class == xproto.VisualClass.TrueColor:
                    return visual.visual_id
        raise LookupError(depth)

    def open(self, x: int, y: int, width: int, height: int, seed: int, **how: Any) -> int:
        depth, alpha = how.get("depth", 0), how.get("alpha", 255)
        depth = depth or self.root.root_depth
        window, colours, visual = self.x.generate_id(), self.x.generate_id(), self.visual(depth)
        self.x.core.CreateColormap(xproto.ColormapAlloc._None, colours, self.root.root, visual)
        mask = xproto.CW.BackPixel | xproto.CW.BorderPixel | xproto.CW.OverrideRedirect
        mask |= xproto.CW.EventMask | xproto.CW.Colormap
        values = [_BACKGROUND, 0, int(how.get("menu", False)), _EVENTS, colours]
        place = (self.root.root, x, y, width, height, how.get("border", 0))
        self.x.core.CreateWindow(depth, window, *place, xproto.WindowClass.InputOutput, visual, mask, values)
        context = self.x.generate_id()
        self.x.core.CreateGC(context, window, 0, [])
        self.seeds[window], self.contexts[window], self.alphas[window] = seed, context, alpha
        if how.get("plain"):
            del self.seeds[window]
        if how.get("in_steps"):
            self.in_steps.add(window)
        self.hint_place(window, x, y)
        for name, kind, text in how.get("properties", []):
            self.property(window, name, kind, bytes.fromhex(text))
        if how.get("shape"):
            self.shape(window, how["shape"])
        if how.get("show", True):
            self.x.core.MapWindow(window)
        return window

    def hint_place(self, window: int, x: int, y: int) -> None:
        """Window managers place windows themselves unless the person is said to have chosen (USPosition)."""
        hints = [1, x, y, *([0] * 15)]
        self.x.core.ChangeProperty(0, window, self.atom("WM_NORMAL_HINTS"), self.atom("WM_SIZE_HINTS"), 32, 18, hints)

    def property(self, window: int, name: str, kind: str, data: bytes) -> None:
        bits = 32 if kind in {"CARDINAL", "ATOM", "PIXMAP"} else 8
        values = unpack(f"={len(data) // 4}I", data) if bits == 32 else data
        self.x.core.ChangeProperty(0, window, self.atom(name), self.atom(kind), bits, len(values), values)

    def shape(self, window: int, rectangles: list[list[int]]) -> None:
        parts = [xproto.RECTANGLE.synthetic(*each) for each in rectangles]
        self.x(shape.key).Rectangles(shape.SO.Set, shape.SK.Bounding, 0, window, 0, 0, len(parts), parts)

    def paint(self, window: int) -> None:
        geometry = self.x.core.GetGeometry(window).reply()
        context, alpha = self.contexts[window], self.alphas[window]
        if window in self.in_steps:
            self.x.core.PolyFillRectangle(window, context, 1, [xproto.RECTANGLE.synthetic(0, 0, 9999, 9999)])
            self.x.core.GetInputFocus().reply()
            select.select([], [], [], _PAUSE_S)
        for left, top, (red, green, blue) in cells(self.seeds[window], geometry.width, geometry.height):
            pixel = (alpha if geometry.depth == 32 else 0) << 24 | red << 16 | green << 8 | blue
            if geometry.depth == 30:
                pixel = red << 22 | green << 12 | blue << 2 | 0b11 << 20 | 0b11 << 10 | 0b11
            self.x.core.ChangeGC(context, xproto.GC.Foreground, [pixel])
            cell = xproto.RECTANGLE.synthetic(left, top, CELL, CELL)
            self.x.core.PolyFillRectangle(window, context, 1, [cell])

    def carry_out(self, do: str, **how: Any) -> Any:
        return getattr(self, do)(**how)

    def move(self, window: int, x: int, y: int) -> None:
        self.x.core.ConfigureWindow(window, xproto.ConfigWindow.X | xproto.ConfigWindow.Y, [x, y])

    def resize(self, window: int, width: int, height: int) -> None:
        mask = xproto.ConfigWindow.Width | xproto.ConfigWindow.Height
        self.x.core.ConfigureWindow(window, mask, [width, height])

    def repaint(self, window: int, seed: int) -> None:
        self.seeds[window] = seed
        self.paint(window)

    def hide(self, window: int) -> None:
        self.x.core.UnmapWindow(window)

    def close(self, window: int) -> None:
        self.x.core.DestroyWindow(window)
        del self.seeds[window]

    def focus(self, window: int) -> None:
        self.x.core.SetInputFocus(xproto.InputFocus.PointerRoot, window, 0)

    def shade(self, window: int) -> None:
        self.message(window, "_NET_WM_STATE", [1, self.atom("_NET_WM_STATE_SHADED"), 0, 1])

    def root_id(self) -> int:
        return self.root.root

    def open_input_only(self) -> int:
        window = self.x.generate_id()
        kind = xproto.WindowClass.InputOnly
        self.x.core.CreateWindow(0, window, self.root.root, 0, 0, 400, 400, 0, kind, 0, 0, [])
        self.x.core.MapWindow(window)
        return window

    def flicker(self, window: int) -> None:
        """From now on fill the window with one colour after another, each in a single request."""
        self.flickering = window

    def next_colour(self, window: int) -> None:
        self.colour = (self.colour + 0x2B3D4F) & 0xFFFFFF
        self.x.core.ChangeWindowAttributes(window, xproto.CW.BackPixel, [self.colour])
        self.x.core.ClearArea(False, window, 0, 0, 0, 0)
        self.x.core.GetInputFocus().reply()

    def be_compositor(self) -> None:
        """Claim to put the windows together, as a compositor does; the server goes on doing it."""
        window = self.open(0, 0, 1, 1, 0, show=False)
        self.x.core.SetSelectionOwner(window, self.atom("_NET_WM_CM_S0"), 0)

    def set_wallpaper(self, seed: int, width: int, height: int, depth: int = 24) -> None:
        """Leave a picture for compositors to paint, repeated from the desktop's corner."""
        pixmap, context = self.x.generate_id(), self.x.generate_id()
        self.x.core.CreatePixmap(depth, pixmap, self.root.root, width, height)
        self.x.core.CreateGC(context, pixmap, 0, [])
        self.seeds[pixmap], self.contexts[pixmap], self.alphas[pixmap] = seed, context, 0
        self.paint(pixmap)
        self.property(self.root.root, "_XROOTPMAP_ID", "PIXMAP", pack("=I", pixmap))

    def take_over(self) -> None:
        """Keep every window to itself without painting any, as a compositor that has just begun."""
        self.x(composite.key).QueryVersion(0, 4).reply()
        self.x(composite.key).RedirectSubwindows(self.root.root, composite.Redirect.Manual)

    def draw_on_root(self, seed: int) -> None:
        """Draw on the desktop itself, as programs do that set no background."""
        root, context = self.root.root, self.x.generate_id()
        self.x.core.CreateGC(context, root, 0, [])
        self.seeds[root], self.contexts[root], self.alphas[root] = seed, context, 0
        self.paint(root)

    def hold(self) -> None:
        self.x.core.GrabServer()

    def let_go(self) -> None:
        self.x.core.UngrabServer()

    def resources(self, data: str) -> None:
        self.property(self.root.root, "RESOURCE_MANAGER", "STRING", bytes.fromhex(data))

    def change(self, window: int, name: str, kind: str, data: str) -> None:
        self.property(window, name, kind, bytes.fromhex(data))

    def message(self, window: int, name: str, values: list[int]) -> None:
        """Ask the window manager for something."""
        data = xproto.ClientMessageData.synthetic(values + [0] * (5 - len(values)), "I" * 5)
        event = xproto.ClientMessageEvent.synthetic(32, window, self.atom(name), data)
        mask = xproto.EventMask.SubstructureNotify | xproto.EventMask.SubstructureRedirect
        self.x.core.SendEvent(False, self.root.root, mask, event.pack())

    def take_events(self) -> None:
        while event := self.x.poll_for_event():
            if isinstance(event, xproto.ExposeEvent) and event.count == 0 and event.window in self.seeds:
                self.paint(event.window)
        self.x.flush()

    def run(self) -> None:
        """Until stdin ends."""
        commands = sys.stdin.buffer.raw
        waiting = b""
        while True:
            self.take_events()
            if self.flickering is not None:
                self.next_colour(self.flickering)
            wait_s = None if self.flickering is None else 0
            ready, _, _ = select.select([commands, self.x.get_file_descriptor()], [], [], wait_s)
            if commands not in ready:
                continue
            news = commands.read(65536)
            if not news:
                return
            *lines, waiting = (waiting + news).split(b"\n")
            for line in lines:
                answer = self.carry_out(**json.loads(line))
                self.x.core.GetInputFocus().reply()
                self.take_events()
                self.x.core.GetInputFocus().reply()
                print(json.dumps(answer), flush=True)  # noqa: T201 — its way to answer


if __name__ == "__main__":
    Painter().run()
