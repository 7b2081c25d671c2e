"""Windows' own libraries, their calls declared; this module can be imported anywhere and used on Windows only."""

import ctypes
from collections.abc import Callable
from ctypes import POINTER, byref, c_int, c_long, c_size_t, c_uint32, c_ulong, c_void_p, c_wchar, c_wchar_p
from typing import Any

from evidence_desk.domain.errors import NotOnThisSystem
from evidence_desk.domain.evidence import Rectangle

Handle = c_void_p


class Rect(ctypes.Structure):
    """RECT: the right and lower edges are not part of it."""

    _fields_ = (("left", c_long), ("top", c_long), ("right", c_long), ("bottom", c_long))

    @property
    def rectangle(self) -> Rectangle:
        """As ours."""
        return Rectangle(self.left, self.top, self.right - self.left, self.bottom - self.top)


class Point(ctypes.Structure):
    """POINT."""

    _fields_ = (("x", c_long), ("y", c_long))


class MonitorInfo(ctypes.Structure):
    """MONITORINFOEXW."""

    _fields_ = (
        ("size", c_uint32),
        ("monitor", Rect),
        ("work", Rect),
        ("flags", c_uint32),
        ("device", c_wchar * 32),
    )


class BitmapInfo(ctypes.Structure):
    """BITMAPINFO with its BITMAPINFOHEADER; a negative height has the top row first."""

    _fields_ = (
        ("size", c_uint32),
        ("width", c_long),
        ("height", c_long),
        ("planes", ctypes.c_uint16),
        ("bits", ctypes.c_uint16),
        ("compression", c_uint32),
        ("image_bytes", c_uint32),
        ("across", c_long),
        ("down", c_long),
        ("colours_used", c_uint32),
        ("colours_needed", c_uint32),
        ("colours", c_uint32 * 3),
    )


_RECT, _POINT, _TEXT = POINTER(Rect), POINTER(Point), c_wchar_p
_CALLS: dict[str, dict[str, tuple[Any, tuple[Any, ...]]]] = {
    "user32": {
        "SetThreadDpiAwarenessContext": (Handle, (Handle,)),
        "OpenInputDesktop": (Handle, (c_uint32, c_int, c_uint32)),
        "CloseDesktop": (c_int, (Handle,)),
        "EnumDisplayMonitors": (c_int, (Handle, Handle, Handle, Handle)),
        "GetMonitorInfoW": (c_int, (Handle, POINTER(MonitorInfo))),
        "EnumWindows": (c_int, (Handle, Handle)),
        "EnumChildWindows": (c_int, (Handle, Handle, Handle)),
        "GetForegroundWindow": (Handle, ()),
        "GetShellWindow": (Handle, ()),
        "IsWindow": (c_int, (Handle,)),
        "IsWindowVisible": (c_int, (Handle,)),
        "IsIconic": (c_int, (Handle,)),
        "IsHungAppWindow": (c_int, (Handle,)),
        "GetWindowRect": (c_int, (Handle, _RECT)),
        "GetClientRect": (c_int, (Handle, _RECT)),
        "ClientToScreen": (c_int, (Handle, _POINT)),
        "GetWindowLongPtrW": (c_size_t, (Handle, c_int)),
        "GetWindow": (Handle, (Handle, c_uint32)),
        "InternalGetWindowText": (c_int, (Handle, _TEXT, c_int)),
        "GetWindowThreadProcessId": (c_uint32, (Handle, POINTER(c_ulong))),
        "GetWindowDisplayAffinity": (c_int, (Handle, POINTER(c_uint32))),
        "SetWindowDisplayAffinity": (c_int, (Handle, c_uint32)),
        "PrintWindow": (c_int, (Handle, Handle, c_uint32)),
        "GetDC": (Handle, (Handle,)),
        "ReleaseDC": (c_int, (Handle, Handle)),
    },
    "gdi32": {
        "CreateCompatibleDC": (Handle, (Handle,)),
        "DeleteDC": (c_int, (Handle,)),
        "CreateDIBSection": (
            Handle,
            (Handle, POINTER(BitmapInfo), c_uint32, POINTER(c_void_p), Handle, c_uint32),
        ),
        "SelectObject": (Handle, (Handle, Handle)),
        "DeleteObject": (c_int, (Handle,)),
        "GdiFlush": (c_int, ()),
    },
    "kernel32": {
        "OpenProcess": (Handle, (c_uint32, c_int, c_uint32)),
        "CloseHandle": (c_int, (Handle,)),
        "QueryFullProcessImageNameW": (c_int, (Handle, c_uint32, _TEXT, POINTER(c_uint32))),
    },
    "dwmapi": {
        "DwmGetWindowAttribute": (c_long, (Handle, c_uint32, c_void_p, c_uint32)),
        "DwmFlush": (c_long, ()),
    },
    "shcore": {"GetDpiForMonitor": (c_long, (Handle, c_int, POINTER(c_uint32), POINTER(c_uint32)))},
    "ole32": {
        "CoInitializeEx": (c_long, (Handle, c_uint32)),
        "CoCreateInstance": (c_long, (c_void_p, c_void_p, c_uint32, c_void_p, POINTER(c_void_p))),
    },
}


def library(name: str) -> ctypes.CDLL:
    """One of the libraries above. Raises NotOnThisSystem elsewhere than on Windows."""
    load = getattr(ctypes, "WinDLL", None)
    if load is None:
        raise NotOnThisSystem(f"{name}.dll")
    loaded: ctypes.CDLL = load(name, use_last_error=True)
    for call, (result, arguments) in _CALLS[name].items():
        function = getattr(loaded, call)
        function.restype, function.argtypes = result, arguments
    return loaded


def callback(function: Callable[..., int], arguments: int) -> Any:  # noqa: ANN401 — ctypes has no name for it
    """A function that Windows can call with so many handles. Raises NotOnThisSystem elsewhere."""
    kind = getattr(ctypes, "WINFUNCTYPE", None)
    if kind is None:
        raise NotOnThisSystem("callbacks of Windows")
    return kind(c_int, *[c_void_p] * arguments)(function)


def rectangle_from(call: Callable[..., int], handle: int) -> Rectangle | None:
    """The rectangle such a call fills in, or None where it failed."""
    found = Rect()
    return found.rectangle if call(handle, byref(found)) else None
