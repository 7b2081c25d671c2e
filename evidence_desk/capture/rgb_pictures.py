"""Pictures that come as Pillow's, in the layout of all others."""

from PIL import Image

from evidence_desk.capture.targets import Frame


def frame_of(picture: Image.Image) -> Frame:
    """A copy of its pixels, 8 bits a colour, what is transparent on black; the fourth byte says how transparent."""
    pixels = picture.convert("RGBA").convert("RGBa").tobytes("raw", "BGRa")
    return Frame(memoryview(pixels), picture.width, picture.height, 4 * picture.width)
