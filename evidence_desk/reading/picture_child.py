"""Decode one picture and say what it is; a program of its own, started by `picture_facts` and thrown away.

`picture_child.py FORMAT PIXELS MEMORY_BYTES SECONDS [SIDE]`: the picture on the standard input, one JSON object on the
standard output; with SIDE a smaller picture follows it in the next line. Nothing of Evidence Desk is loaded here, no
file is opened and no other program started: whoever takes this process over through a decoder finds it empty, and where
the system has limits, in a cage.
"""

import copy
import hashlib
import io
import json
import sys
import warnings
from typing import Any

# Loaded before the limits come: afterwards no file can be opened. MPO is what telephones write as JPEG.
from PIL import (
    GifImagePlugin,
    Image,
    ImageColor,
    ImageFile,
    ImageOps,
    ImagePalette,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

PLUGINS = (GifImagePlugin, JpegImagePlugin, MpoImagePlugin, PngImagePlugin, WebPImagePlugin)
LOADED = (*PLUGINS, TiffImagePlugin, ImageColor, ImageFile, ImagePalette, copy)
"""What Pillow else looks for on the disk when it first needs it."""
TOO_LARGE, NOT_READABLE = "picture_too_large", "picture_not_readable"
_STRIP_ROWS = 256
_OPAQUE = 255
_SHRINK_AS_THEY_ARE = frozenset({"L", "RGB", "CMYK"})
"""Made small before anything else is made of them, a JPEG while it is decoded; others have colours to look up first."""
_EXACT = frozenset({"1", "L", "LA", "P", "PA", "RGB", "RGBA"})
"""Pillow's modes of at most eight bits a colour, which become red, green and blue without a choice to be made."""


def cage(memory_bytes: int, seconds: int) -> None:
    """Have the system end this process where it asks for too much, and keep files and other programs from it."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 — not on Windows

    limits = {
        resource.RLIMIT_CORE: 0,  # a core file would hold the picture
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_AS: memory_bytes,
        resource.RLIMIT_NPROC: 0,
        resource.RLIMIT_NOFILE: 0,
    }
    for limit, most in limits.items():
        try:
            resource.setrlimit(limit, (most, most))
        except (OSError, ValueError):  # macOS counts memory otherwise
            continue


def look(data: bytes, picture_format: str, most_pixels: int) -> dict[str, Any]:
    """Its size in pixels and the hash of its pixels, or under "warning" why there are none."""
    Image.MAX_IMAGE_PIXELS = most_pixels
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        with Image.open(io.BytesIO(data), formats=[picture_format]) as picture:
            is_animated = getattr(picture, "is_animated", False)
            picture.load()
            pixel_sha256 = None if is_animated else _pixel_sha256(picture)
            return {"width": picture.width, "height": picture.height, "pixel_sha256": pixel_sha256}
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError):
        return {"warning": TOO_LARGE}
    except Exception:  # noqa: BLE001 — a decoder may raise anything at all about bytes that somebody made up
        return {"warning": NOT_READABLE}


def _pixel_sha256(picture: Image.Image) -> str | None:
    """The hash of its red, green and blue bytes, row by row; None where those would not be all that it shows."""
    if picture.mode not in _EXACT:
        return None
    digest = hashlib.sha256()
    for top in range(0, picture.height, _STRIP_ROWS):
        strip = picture.crop((0, top, picture.width, min(top + _STRIP_ROWS, picture.height))).convert("RGBA")
        if strip.getchannel("A").getextrema()[0] != _OPAQUE:
            return None
        digest.update(strip.convert("RGB").tobytes())
    return digest.hexdigest()


def view(data: bytes, picture_format: str, most_pixels: int, most_side: int) -> bytes:
    """What the picture looks like, turned as it asks for and no side longer than `most_side`: size, then RGB bytes."""
    Image.MAX_IMAGE_PIXELS = most_pixels
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    with Image.open(io.BytesIO(data), formats=[picture_format]) as picture:
        if picture.mode in _SHRINK_AS_THEY_ARE:
            picture.thumbnail((most_side, most_side))
        whole = picture.point(lambda value: value / 256).convert("L") if picture.mode.startswith("I") else picture
        small = whole.convert("RGBA")
        small.thumbnail((most_side, most_side))
        upright = _upright(small)
        seen = Image.new("RGBA", upright.size, "white")
        seen.alpha_composite(upright)
    return json.dumps({"width": seen.width, "height": seen.height}).encode() + b"\n" + seen.convert("RGB").tobytes()


def _upright(picture: Image.Image) -> Image.Image:
    """With the side up that its notes (EXIF) name; as it is stored where there are none, or none that can be read."""
    if "exif" not in picture.info:
        return picture
    try:
        return ImageOps.exif_transpose(picture)
    except Exception:  # noqa: BLE001 — as above; what it shows is whole all the same
        return picture


def main() -> None:
    """Read, look, say. Whatever goes wrong with a view leaves nothing said, which is enough."""
    picture_format, most_pixels, memory_bytes, seconds, *side = sys.argv[1], *map(int, sys.argv[2:])
    Image.preinit()  # what it would load at the first picture
    cage(memory_bytes, seconds)
    if side:
        sys.stdout.buffer.write(view(sys.stdin.buffer.read(), picture_format, most_pixels, *side))
        return
    try:
        said = look(sys.stdin.buffer.read(), picture_format, most_pixels)
    except MemoryError:
        said = {"warning": TOO_LARGE}
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    main()
