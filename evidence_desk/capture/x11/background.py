"""The desktop's own background, where no window lies: painted by the server for us, on nothing that is shown."""

from collections.abc import Iterator
from contextlib import contextmanager

import xcffib
from xcffib import composite, xproto

from evidence_desk.capture.leaving_out import FILL_RGB
from evidence_desk.capture.pixels import rgb_rows
from evidence_desk.capture.targets import Frame
from evidence_desk.capture.x11.connection import Connection
from evidence_desk.capture.x11.formats import pixel
from evidence_desk.capture.x11.properties import properties
from evidence_desk.domain.evidence import Rectangle

_PARENT_RELATIVE = int(xproto.BackPixmap.ParentRelative)
_MANUAL = int(composite.Redirect.Manual)
_LOOKS = int(xproto.CW.BackPixmap) | int(xproto.CW.OverrideRedirect)
_PLAIN = int(xproto.GC.Foreground)
_TILED = int(xproto.GC.FillStyle) | int(xproto.GC.Tile)
_TILED |= int(xproto.GC.TileStippleOriginX) | int(xproto.GC.TileStippleOriginY)


@contextmanager
def named_pixmap(connection: Connection, window: int) -> Iterator[int]:
    """The window's picture as the server keeps it now. A name given earlier would still show the earlier picture."""
    pixmap = connection.raw.generate_id()
    connection.extension("composite").NameWindowPixmap(window, pixmap)
    try:
        yield pixmap
    finally:
        connection.core.FreePixmap(pixmap)


@contextmanager
def background(connection: Connection, place: Rectangle, *, composited: bool) -> Iterator[int]:
    """A pixmap of the background at that place; where nobody knows it, in the colour of what is left out."""
    painted = _of_compositor(connection, place) if composited else _of_server(connection, place)
    with painted as pixmap:
        yield pixmap


def is_plain(frame: Frame) -> bool:
    """Whether a part of the background is only the colour it has where nobody knows it."""
    return rgb_rows(frame, 0, frame.height).getextrema() == tuple((value, value) for value in FILL_RGB)


@contextmanager
def _of_server(connection: Connection, place: Rectangle) -> Iterator[int]:
    """What the server paints into a window that borrows the root's background, and is redirected so as not to show."""
    core, window, same = connection.core, connection.raw.generate_id(), xproto.WindowClass.CopyFromParent
    geometry = (place.x, place.y, place.width, place.height, 0)
    kind, looks = xproto.WindowClass.InputOutput, [_PARENT_RELATIVE, 1]
    core.CreateWindow(same, window, connection.root, *geometry, kind, same, _LOOKS, looks)
    # At the bottom, so that the pointer stays in the window it is in.
    core.ConfigureWindow(window, xproto.ConfigWindow.StackMode, [xproto.StackMode.Below])
    connection.extension("composite").RedirectWindow(window, _MANUAL)
    core.MapWindow(window)
    try:
        # A new window begins as a copy of the display, our own windows too; a root without a background leaves it so.
        _paint_plain(connection, window, place)
        core.ClearArea(False, window, 0, 0, 0, 0)
        with named_pixmap(connection, window) as pixmap:
            yield pixmap
    finally:
        core.DestroyWindow(window)


@contextmanager
def _of_compositor(connection: Connection, place: Rectangle) -> Iterator[int]:
    """What programs that set a wallpaper leave for compositors to paint, repeated from the desktop's corner."""
    core, pixmap = connection.core, connection.raw.generate_id()
    core.CreatePixmap(connection.root_screen.root_depth, pixmap, connection.root, place.width, place.height)
    try:
        _paint_plain(connection, pixmap, place)
        (wallpaper,) = properties(connection, [(connection.root, "_XROOTPMAP_ID")])
        for tile in wallpaper.numbers()[:1]:
            values = [xproto.FillStyle.Tiled, tile, -place.x, -place.y]
            _paint(connection, pixmap, place, _TILED, values)
        yield pixmap
    finally:
        core.FreePixmap(pixmap)


def _paint_plain(connection: Connection, drawable: int, place: Rectangle) -> None:
    colour = pixel(int(connection.root_screen.root_depth), FILL_RGB)
    _paint(connection, drawable, place, _PLAIN, [colour])


def _paint(connection: Connection, drawable: int, place: Rectangle, mask: int, values: list[int]) -> None:
    """Fill a drawable of that size; a tile that is gone or of another depth leaves it as it is."""
    core, context = connection.core, connection.raw.generate_id()
    try:
        core.CreateGC(context, drawable, mask, values, is_checked=True).check()
    except xcffib.Error:
        return
    whole = xproto.RECTANGLE.synthetic(0, 0, place.width, place.height)
    core.PolyFillRectangle(drawable, context, 1, [whole])
    core.FreeGC(context)
