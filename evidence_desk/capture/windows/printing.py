"""A window drawn once more by its own program, into memory of ours."""

import ctypes
from contextlib import ExitStack

from evidence_desk.capture.targets import Frame
from evidence_desk.capture.windows.libraries import BitmapInfo, library

_RENDER_FULL_CONTENT = 2
"""PW_RENDERFULLCONTENT, since Windows 8.1: what the graphics card draws comes too."""
_BITS = 32
_HEADER_BYTES = 40


def printed(window: int, width: int, height: int) -> Frame | None:
    """PrintWindow into a picture of that size; blocks as long as the window's program does. None where it failed."""
    user32, gdi32 = library("user32"), library("gdi32")
    with ExitStack() as freeing:
        screen = user32.GetDC(None)
        freeing.callback(user32.ReleaseDC, None, screen)
        memory = gdi32.CreateCompatibleDC(screen)
        freeing.callback(gdi32.DeleteDC, memory)
        info = BitmapInfo(size=_HEADER_BYTES, width=width, height=-height, planes=1, bits=_BITS)
        pixels = ctypes.c_void_p()
        bitmap = gdi32.CreateDIBSection(memory, info, 0, ctypes.byref(pixels), None, 0)
        if not bitmap:
            return None
        freeing.callback(gdi32.DeleteObject, bitmap)
        # An object that is selected can't be deleted.
        freeing.callback(gdi32.SelectObject, memory, gdi32.SelectObject(memory, bitmap))
        if not user32.PrintWindow(window, memory, _RENDER_FULL_CONTENT) or not pixels.value:
            return None
        gdi32.GdiFlush()
        data = ctypes.string_at(pixels.value, 4 * width * height)
    return Frame(memoryview(data), width, height, 4 * width)
