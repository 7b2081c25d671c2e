"""Our own windows out of a picture of the screen: their place is filled from the windows beneath.

Nothing is hidden or moved. Each part is painted from the kept pictures of the windows that lie there, lowest first, and
where none lies there from the desktop's own background.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from PIL import Image, ImageChops

from evidence_desk.capture.cover import intersection, without
from evidence_desk.capture.pixels import alpha_plane, paint, rgb_rows
from evidence_desk.capture.targets import Frame
from evidence_desk.capture.x11.background import background, is_plain, named_pixmap
from evidence_desk.capture.x11.connection import Connection
from evidence_desk.capture.x11.formats import WITH_ALPHA, frame_of
from evidence_desk.capture.x11.memory import Pixels, Source
from evidence_desk.capture.x11.tree import TopLevel
from evidence_desk.domain.evidence import Rectangle


@dataclass(frozen=True, slots=True)
class Layer:
    """One piece of what lies beneath: `piece` in desktop pixels, from a window or else from the background."""

    piece: Rectangle
    window: TopLevel | None


def layers(hole: Rectangle, others: Sequence[TopLevel], *, composited: bool) -> tuple[Layer, ...]:
    """What shows in the hole when only the others are there, lowest first.

    `others` are given lowest first. Windows with transparency hide nothing where a compositor blends them; without
    one the server copies them as if they had none.
    """
    found: list[Layer] = []
    open_parts: tuple[Rectangle, ...] = (hole,)
    for top in reversed(others):
        pieces = [common for part in top.outline if (common := intersection(part, hole))]
        found.extend(Layer(piece, top) for piece in pieces)
        if not (composited and top.depth == WITH_ALPHA):
            open_parts = without(open_parts, pieces)
        if not open_parts:
            break
    found.extend(Layer(part, None) for part in open_parts)
    return tuple(reversed(found))


def fill(
    picture: Frame, corner: Rectangle, beneath: Sequence[Layer], parts: Sequence[Pixels], *, composited: bool
) -> bool:
    """Paint the layers over the picture, whose pixels must be writable and whose upper left corner lies at `corner`.

    Returns whether all of it was known; the desktop's background may not be.
    """
    is_known = True
    for layer, pixels in zip(beneath, parts, strict=True):
        part = frame_of(pixels, layer.piece.width, layer.piece.height)
        left, top = layer.piece.x - corner.x, layer.piece.y - corner.y
        if layer.window is None:
            is_known &= not is_plain(part)
        elif composited and pixels.depth == WITH_ALPHA:
            part = _blended(picture, part, left, top)
        paint(picture, part, left, top)
    return is_known


@contextmanager
def sources_of(connection: Connection, beneath: Sequence[Layer], *, composited: bool) -> Iterator[list[Source]]:
    """Where the pixels of each layer are; a pixmap is named for each window and let go afterwards."""
    with ExitStack() as named:
        pixmaps: dict[int, int] = {}
        sources = []
        for layer in beneath:
            if layer.window is None:
                painted, origin = background(connection, layer.piece, composited=composited), layer.piece
                pixmap = named.enter_context(painted)
            else:
                window, origin = layer.window.id, layer.window.outer
                if window not in pixmaps:
                    pixmaps[window] = named.enter_context(named_pixmap(connection, window))
                pixmap = pixmaps[window]
            place = (layer.piece.x - origin.x, layer.piece.y - origin.y, layer.piece.width, layer.piece.height)
            sources.append(Source(pixmap, *place))
        yield sources


def _blended(picture: Frame, part: Frame, left: int, top: int) -> Frame:
    """The part over what the picture has there; its colours are already multiplied by its alpha."""
    rows = bytearray()
    for row in range(part.height):
        at = (top + row) * picture.stride + 4 * left
        rows += picture.pixels[at : at + 4 * part.width]
    under = rgb_rows(Frame(memoryview(rows), part.width, part.height, 4 * part.width), 0, part.height)
    shine_through = ImageChops.invert(alpha_plane(part))
    dimmed = ImageChops.multiply(under, Image.merge("RGB", (shine_through,) * 3))
    red, green, blue = ImageChops.add(dimmed, rgb_rows(part, 0, part.height)).split()
    opaque = Image.new("L", (part.width, part.height), 0xFF)
    mixed = Image.merge("RGBA", (blue, green, red, opaque)).tobytes()
    return Frame(memoryview(mixed), part.width, part.height, 4 * part.width)


def has_compositor(connection: Connection) -> bool:
    """Whether another program puts the windows together, with their transparency."""
    number = connection.raw.pref_screen
    (selection,) = connection.atoms(f"_NET_WM_CM_S{number}")
    (reply,) = connection.replies([connection.core.GetSelectionOwner(selection)])
    return reply is not None and reply.owner != 0
