"""Pixels as Pillow sees them; the only place that tells it what a buffer holds."""

from PIL import Image

from evidence_desk.capture.targets import Frame


def rgb_rows(frame: Frame, top: int, bottom: int) -> Image.Image:
    """Rows from `top` to before `bottom` of the frame, without the fourth byte; a copy."""
    rows = frame.pixels[top * frame.stride : bottom * frame.stride]
    return _seen(rows, "RGB", (frame.width, bottom - top), "BGRX", frame.stride)


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
