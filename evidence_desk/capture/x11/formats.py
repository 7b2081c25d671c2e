"""What the bits of a pixel mean, and which kinds of pixel can be kept."""

from typing import Any

from PIL import Image, ImageMath
from xcffib import xproto

from evidence_desk.capture.targets import Frame
from evidence_desk.capture.x11.connection import Connection
from evidence_desk.capture.x11.memory import Pixels
from evidence_desk.domain.refusals import DisplayNotReadable

OPAQUE, WITH_ALPHA, TEN_BITS = 24, 32, 30
_BITS_A_PIXEL = 32
_MASKS = {
    OPAQUE: (0xFF0000, 0xFF00, 0xFF),
    WITH_ALPHA: (0xFF0000, 0xFF00, 0xFF),
    TEN_BITS: (0x3FF00000, 0xFFC00, 0x3FF),
}
_TEN_BIT_SHIFTS = (2, 12, 22)  # the upper eight bits of blue, green and red
_TRUE_COLOUR = int(xproto.VisualClass.TrueColor)


def check_depth(connection: Connection, depth: int) -> None:
    """Raise DisplayNotReadable unless pixels of that depth are 32 bits wide and hold colours where we expect them."""
    if depth in connection.readable_depths:
        return
    setup = connection.setup
    widths = {int(each.depth): (int(each.bits_per_pixel), int(each.scanline_pad)) for each in setup.pixmap_formats}
    is_known = (
        depth in _MASKS
        and setup.image_byte_order == xproto.ImageOrder.LSBFirst
        and widths.get(depth) == (_BITS_A_PIXEL, _BITS_A_PIXEL)
        and _MASKS[depth] in _true_colours(connection.root_screen, depth)
    )
    if not is_known:
        raise DisplayNotReadable(depth)
    connection.readable_depths.add(depth)


def _true_colours(screen: Any, depth: int) -> set[tuple[int, int, int]]:  # noqa: ANN401 — xcffib has no types
    return {
        (int(visual.red_mask), int(visual.green_mask), int(visual.blue_mask))
        for allowed in screen.allowed_depths
        if allowed.depth == depth
        for visual in allowed.visuals
        if visual._class == _TRUE_COLOUR  # noqa: SLF001 — the protocol's name for it
    }


def pixel(depth: int, rgb: tuple[int, int, int]) -> int:
    """The colour as a value the server takes."""
    red, green, blue = rgb
    if depth == TEN_BITS:
        return red << 22 | green << 12 | blue << 2
    return red << 16 | green << 8 | blue


def frame_of(pixels: Pixels, width: int, height: int) -> Frame:
    """Pixels as a writable frame; those of ten bits a colour are kept at eight.

    Raises DisplayNotReadable for any other kind: what a window beneath ours has may take less room than was read.
    """
    if pixels.depth not in _MASKS:
        raise DisplayNotReadable(pixels.depth)
    data = _eight_bits(pixels.data, width, height) if pixels.depth == TEN_BITS else pixels.data
    return Frame(data, width, height, 4 * width)


def _eight_bits(data: memoryview, width: int, height: int) -> memoryview:
    """Blue, green, red and a fourth byte from pixels of ten bits a colour; the lowest two are lost."""
    picture = Image.frombuffer("I", (width, height), data, "raw", "I", 0, 1)  # type: ignore[arg-type]
    planes = [_plane(picture, shift) for shift in _TEN_BIT_SHIFTS]
    four = Image.merge("RGBA", (*planes, Image.new("L", (width, height), 0xFF)))
    return memoryview(bytearray(four.tobytes()))


def _plane(picture: Image.Image, shift: int) -> Image.Image:
    shifted: Image.Image = ImageMath.lambda_eval(lambda values: (values["p"] >> shift) & 0xFF, p=picture)
    return shifted.convert("L")
