"""Core Graphics' pictures as ours."""

from typing import Any

from evidence_desk.capture.targets import Frame
from evidence_desk.domain.refusals import DisplayNotReadable

_BYTE_ORDER = 0x7000
"""kCGBitmapByteOrderMask"""
_LITTLE_32 = 0x2000
"""kCGBitmapByteOrder32Little: in memory blue, green, red, alpha."""
_BITS_A_PIXEL, _BITS_A_COLOUR = 32, 8


def frame_of(image: Any) -> Frame | None:  # noqa: ANN401 — a CGImage; its package exists on macOS only
    """A copy of its pixels as they are; None for an empty one. Raises DisplayNotReadable for other depths."""
    import Quartz  # noqa: PLC0415

    width, height = Quartz.CGImageGetWidth(image), Quartz.CGImageGetHeight(image)
    stride, depth = Quartz.CGImageGetBytesPerRow(image), Quartz.CGImageGetBitsPerPixel(image)
    is_known = Quartz.CGImageGetBitmapInfo(image) & _BYTE_ORDER == _LITTLE_32
    if depth != _BITS_A_PIXEL or Quartz.CGImageGetBitsPerComponent(image) != _BITS_A_COLOUR or not is_known:
        raise DisplayNotReadable(depth)
    data = bytes(Quartz.CGDataProviderCopyData(Quartz.CGImageGetDataProvider(image)))[: stride * height]
    if not width or len(data) < stride * height:
        return None
    return Frame(memoryview(data), width, height, stride)
