"""Whether a window is on the desktop that is shown, as Windows' own manager of desktops says."""

import ctypes
from ctypes import byref, c_int, c_long, c_void_p
from uuid import UUID

from evidence_desk.capture.windows.libraries import library

_MANAGER_CLASS = UUID("aa509086-5ca9-4c25-8f95-589d3c07b48a")
_MANAGER = UUID("a5cd92ff-29be-454c-8d04-d82879fb3f1b")
_ANYWHERE = 0x17
"""CLSCTX_ALL"""
_RELEASE = 2
_IS_ON_CURRENT = 3
"""IVirtualDesktopManager's first call, after the three every COM object has."""


def is_on_current_desktop(window: int) -> bool:
    """IVirtualDesktopManager::IsWindowOnCurrentVirtualDesktop; yes where Windows does not know."""
    ole32 = library("ole32")
    # A second call on a thread does no harm, and neither does one with another kind of apartment.
    ole32.CoInitializeEx(None, 0)
    manager = c_void_p()
    kind, interface = (ctypes.create_string_buffer(each.bytes_le, 16) for each in (_MANAGER_CLASS, _MANAGER))
    if ole32.CoCreateInstance(kind, None, _ANYWHERE, interface, byref(manager)) or not manager.value:
        return True
    answer = c_int(1)
    try:
        failed = _method(manager, _IS_ON_CURRENT, c_void_p, ctypes.POINTER(c_int))(manager, window, byref(answer))
    finally:
        _method(manager, _RELEASE)(manager)
    return bool(failed) or bool(answer.value)


def _method(thing: c_void_p, number: int, *arguments: type) -> "ctypes._FuncPointer":
    """One call of a COM object, by its place in the table its first word points to."""
    table = ctypes.cast(thing, ctypes.POINTER(c_void_p)).contents
    assert table.value is not None  # noqa: S101 — an object without a table is none
    address = ctypes.cast(table.value, ctypes.POINTER(c_void_p))[number]
    # On 64 bits Windows has one way to call functions, and C's is the same.
    return ctypes.CFUNCTYPE(c_long, c_void_p, *arguments)(address)
