"""A window that fills the screen with what looks like a chat, or with a photo; says so and stays until stdin ends."""

import itertools
import random
import sys
from collections.abc import Callable

import xcffib
from PIL import Image, ImageChops, ImageDraw, ImageFont
from xcffib import xproto

_ROWS_A_REQUEST = 16
_TEXT = "you have until tonight send it now or everybody you know will see this I have all your contacts"


def chat(width: int, height: int) -> Image.Image:
    """Bubbles of text left and right, as messengers draw them."""
    picture = Image.new("RGB", (width, height), "#efeae2")
    draw, font = ImageDraw.Draw(picture), ImageFont.load_default(17)
    words, top = itertools.cycle(_TEXT.split()), 12
    for number in itertools.count():
        lines = [" ".join(itertools.islice(words, 9 + number % 4)) for _ in range(1 + number % 4)]
        left, bottom = (24 if number % 3 else width // 2), top + 24 * len(lines) + 20
        if bottom > height:
            return picture
        colour = "#ffffff" if number % 3 else "#d9fdd3"
        draw.rounded_rectangle((left, top, left + width * 2 // 5, bottom), 10, fill=colour)
        for at, line in enumerate(lines):
            draw.text((left + 14, top + 10 + 24 * at), line, fill="#111b21", font=font)
        top = bottom + 12
    raise AssertionError


def photo(width: int, height: int) -> Image.Image:
    """Soft shapes of every size under the noise of a sensor: what deflate finds hard, as photos are."""
    drawn = random.Random(1)  # noqa: S311 — a picture, no secret
    return Image.merge("RGB", [_plane(width, height, drawn) for _ in range(3)])


def _plane(width: int, height: int, drawn: random.Random) -> Image.Image:
    plane = Image.new("L", (width, height), 128)
    for step in (width // 2, 200, 40, 8):
        size = (max(2, width // step), max(2, height // step))
        shapes = Image.frombytes("L", size, drawn.randbytes(size[0] * size[1]))
        plane = Image.blend(plane, shapes.resize((width, height), Image.Resampling.BICUBIC), 0.5)
    noise = Image.frombytes("L", (width, height), drawn.randbytes(width * height))
    return ImageChops.add(plane, noise.point(lambda value: 128 + (value - 128) // 24), 1, -128)


def show(picture: Callable[[int, int], Image.Image]) -> None:
    """Open the window and wait."""
    connection = xcffib.connect()
    core, root = connection.core, connection.setup.roots[0]
    width, height = root.width_in_pixels, root.height_in_pixels
    pixmap, context, window = (connection.generate_id() for _ in range(3))
    core.CreatePixmap(root.root_depth, pixmap, root.root, width, height)
    core.CreateGC(context, pixmap, 0, [])
    red, green, blue = picture(width, height).split()
    pixels = Image.merge("RGBA", (blue, green, red, Image.new("L", (width, height)))).tobytes()
    line = 4 * width
    for top in range(0, height, _ROWS_A_REQUEST):
        rows = min(_ROWS_A_REQUEST, height - top)
        part = pixels[top * line : (top + rows) * line]
        kind = xproto.ImageFormat.ZPixmap
        core.PutImage(kind, pixmap, context, width, rows, 0, top, 0, root.root_depth, len(part), part)
    place = (0, 0, width, height, 0)
    input_output, visual = xproto.WindowClass.InputOutput, root.root_visual
    core.CreateWindow(root.root_depth, window, root.root, *place, input_output, visual, xproto.CW.BackPixmap, [pixmap])
    core.MapWindow(window)
    core.GetInputFocus().reply()
    print(f"{window:#x}", flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    show(photo if sys.argv[1:] == ["photo"] else chat)
