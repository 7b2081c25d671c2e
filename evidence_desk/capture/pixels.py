"""Pixels as Pillow sees them; the only place that tells it what a buffer holds."""

from PIL import Image, _imaging

from evidence_desk.capture.targets import Frame

_NOT_WHOLE = "Pillow writes rows otherwise than it did"
_NOT_OURS = "these pixels can only be read"


def rgb_rows(frame: Frame, top: int, bottom: int) -> Image.Image:
    """Rows from `top` to before `bottom` of the frame, without the fourth byte; a copy."""
    rows = frame.pixels[top * frame.stride : bottom * frame.stride]
    return _seen(rows, "RGB", (frame.width, bottom - top), "BGRX", frame.stride)


def padded_rgb(frame: Frame, top: int, bottom: int) -> bytes:
    """The same rows as RGB with one zero byte after each, in one pass over the pixels.

    Blue, green, red and a fourth byte are called red, green, blue and alpha here, so that Pillow takes the buffer as it
    is, and written the other way round. Its own `tobytes` would do so in small pieces and then put them together, which
    takes a quarter longer.
    """
    rows = frame.pixels[top * frame.stride : bottom * frame.stride]
    whole, line = _seen(rows, "RGBA", (frame.width, bottom - top), "RGBA", frame.stride), 3 * frame.width + 1
    encoder = _imaging.raw_encoder("RGBA", "BGR", line, 1)
    encoder.setimage(whole.im, (0, 0, *whole.size))
    data: bytes = encoder.encode(line * whole.height)[2]
    if len(data) != line * whole.height:
        raise ValueError(_NOT_WHOLE)
    return data


def paint(onto: Frame, part: Frame, left: int, top: int) -> None:
    """Copy the part into a frame, its upper left corner at that place; raises TypeError unless that can be written."""
    if onto.pixels.readonly:
        raise TypeError(_NOT_OURS)
    whole = _seen(onto.pixels, "RGBA", (onto.width, onto.height), "RGBA", onto.stride)
    whole.readonly = 0  # else Pillow paints on a copy of its own
    whole.paste(_seen(part.pixels, "RGBA", (part.width, part.height), "RGBA", part.stride), (left, top))


def byte_plane(data: memoryview, width: int, height: int) -> Image.Image:
    """Bytes as a grey picture; not a copy. More bytes than that are ignored."""
    return _seen(data, "L", (width, height), "L", 0)


def alpha_plane(frame: Frame) -> Image.Image:
    """The fourth byte of every pixel, for windows that say how transparent they are."""
    size = (frame.width, frame.height)
    return _seen(frame.pixels, "RGBA", size, "RGBA", frame.stride).getchannel("A")


def _seen(data: memoryview, mode: str, size: tuple[int, int], layout: str, stride: int) -> Image.Image:
    # Pillow takes any buffer; its annotation does not say so yet.
    return Image.frombuffer(mode, size, data, "raw", layout, stride, 1)  # type: ignore[arg-type]
