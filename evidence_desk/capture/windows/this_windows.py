"""The Windows this program runs on."""

import ctypes
import os
import platform
from collections.abc import Callable
from ctypes import byref, c_int, c_uint32, c_ulong
from pathlib import PureWindowsPath

import mss
from mss.exception import ScreenShotError
from PIL import ImageGrab

from evidence_desk.capture.rgb_pictures import frame_of
from evidence_desk.capture.targets import Frame
from evidence_desk.capture.windows.graphics_capture import GraphicsCapture
from evidence_desk.capture.windows.libraries import MonitorInfo, Point, Rect, callback, library, rectangle_from
from evidence_desk.capture.windows.patience import within
from evidence_desk.capture.windows.printing import printed
from evidence_desk.capture.windows.system import LEFT_OUT, Monitor
from evidence_desk.capture.windows.virtual_desktops import is_on_current_desktop
from evidence_desk.domain.evidence import Rectangle

_PER_MONITOR_AWARE_V2 = -4
_READ_OBJECTS = 0x1
_GO_ON = 1
_IS_PRIMARY = 0x1
_STYLE, _EXTENDED_STYLE, _OWNER = -16, -20, 4
_EXTENDED_FRAME_BOUNDS, _CLOAKED = 9, 14
_QUERY_LIMITED = 0x1000
_LONGEST_TEXT = 32768
_FRAME_OF_STORE_APPS = "ApplicationFrameHost"


class ThisWindows:
    """Satisfies `System` with one call of Windows for each of its functions."""

    def __init__(self) -> None:
        """Load the libraries; raises NotOnThisSystem elsewhere."""
        self._user32, self._kernel32 = library("user32"), library("kernel32")
        self._dwm, self._shcore = library("dwmapi"), library("shcore")
        self._composed = GraphicsCapture()
        self._screens: mss.MSS | None = None

    def release(self) -> str:
        return platform.version()

    def process_id(self) -> int:
        return os.getpid()

    def see_physical_pixels(self) -> bool:
        return bool(self._user32.SetThreadDpiAwarenessContext(_PER_MONITOR_AWARE_V2))

    def input_desktop_opens(self) -> bool:
        desktop = self._user32.OpenInputDesktop(0, 0, _READ_OBJECTS)
        if desktop:
            self._user32.CloseDesktop(desktop)
        return bool(desktop)

    def monitors(self) -> tuple[Monitor, ...]:
        handles: list[int] = []

        def take(handle: int, _dc: int, _place: int, _extra: int) -> int:
            handles.append(handle)
            return _GO_ON

        self._user32.EnumDisplayMonitors(None, None, callback(take, 4), None)
        return tuple(found for handle in handles if (found := self._monitor(handle)))

    def _monitor(self, handle: int) -> Monitor | None:
        info = MonitorInfo(size=ctypes.sizeof(MonitorInfo))
        across, down = c_uint32(), c_uint32()
        told = self._user32.GetMonitorInfoW(handle, byref(info))
        if not told or self._shcore.GetDpiForMonitor(handle, 0, byref(across), byref(down)):
            return None
        name = info.device.removeprefix("\\\\.\\")
        return Monitor(name, info.monitor.rectangle, across.value, bool(info.flags & _IS_PRIMARY))

    def top_level_windows(self) -> tuple[int, ...]:
        return self._listed(self._user32.EnumWindows)

    def _listed(self, call: Callable[..., int], *first: int) -> tuple[int, ...]:
        handles: list[int] = []

        def take(handle: int, _extra: int) -> int:
            handles.append(handle)
            return _GO_ON

        call(*first, callback(take, 2), None)
        return tuple(handles)

    def foreground_window(self) -> int:
        return self._user32.GetForegroundWindow() or 0

    def shell_window(self) -> int:
        return self._user32.GetShellWindow() or 0

    def is_window(self, window: int) -> bool:
        return bool(self._user32.IsWindow(window))

    def is_visible(self, window: int) -> bool:
        return bool(self._user32.IsWindowVisible(window))

    def is_minimised(self, window: int) -> bool:
        return bool(self._user32.IsIconic(window))

    def is_hung(self, window: int) -> bool:
        return bool(self._user32.IsHungAppWindow(window))

    def cloaked(self, window: int) -> int:
        found = c_int()
        failed = self._dwm.DwmGetWindowAttribute(window, _CLOAKED, byref(found), ctypes.sizeof(found))
        return 0 if failed else found.value

    def on_this_desktop(self, window: int) -> bool:
        return is_on_current_desktop(window)

    def frame_bounds(self, window: int) -> Rectangle | None:
        found = Rect()
        size = ctypes.sizeof(found)
        failed = self._dwm.DwmGetWindowAttribute(window, _EXTENDED_FRAME_BOUNDS, byref(found), size)
        return None if failed else found.rectangle

    def window_rectangle(self, window: int) -> Rectangle | None:
        return rectangle_from(self._user32.GetWindowRect, window)

    def client_rectangle(self, window: int) -> Rectangle | None:
        size = rectangle_from(self._user32.GetClientRect, window)
        corner = Point()
        if size is None or not self._user32.ClientToScreen(window, byref(corner)):
            return None
        return Rectangle(corner.x, corner.y, size.width, size.height)

    def style(self, window: int) -> tuple[int, int]:
        look = self._user32.GetWindowLongPtrW
        return int(look(window, _STYLE)), int(look(window, _EXTENDED_STYLE))

    def owner(self, window: int) -> int:
        return self._user32.GetWindow(window, _OWNER) or 0

    def title(self, window: int) -> str:
        text = ctypes.create_unicode_buffer(_LONGEST_TEXT)
        self._user32.InternalGetWindowText(window, text, _LONGEST_TEXT)
        return text.value

    def process_of(self, window: int) -> int:
        process = self._process(window)
        if process and self.program_of(process) == _FRAME_OF_STORE_APPS:
            inside = (self._process(child) for child in self._listed(self._user32.EnumChildWindows, window))
            return next((each for each in inside if each not in {0, process}), process)
        return process

    def _process(self, window: int) -> int:
        found = c_ulong()
        self._user32.GetWindowThreadProcessId(window, byref(found))
        return found.value

    def program_of(self, process: int) -> str | None:
        handle = self._kernel32.OpenProcess(_QUERY_LIMITED, 0, process)
        if not handle:
            return None
        text, length = ctypes.create_unicode_buffer(_LONGEST_TEXT), c_uint32(_LONGEST_TEXT)
        told = self._kernel32.QueryFullProcessImageNameW(handle, 0, text, byref(length))
        self._kernel32.CloseHandle(handle)
        return PureWindowsPath(text.value).stem if told else None

    def affinity(self, window: int) -> int | None:
        found = c_uint32()
        return found.value if self._user32.GetWindowDisplayAffinity(window, byref(found)) else None

    def leave_out(self, window: int) -> bool:
        return bool(self._user32.SetWindowDisplayAffinity(window, LEFT_OUT))

    def wait_for_composition(self) -> None:
        self._dwm.DwmFlush()

    def picture_of_screens(self, area: Rectangle) -> Frame | None:
        place = {"left": area.x, "top": area.y, "width": area.width, "height": area.height}
        try:
            self._screens = self._screens or mss.MSS()
            shot = self._screens.grab(place)
        except ScreenShotError:
            # Its handles may be of a session that was locked meanwhile; the next one starts anew.
            self._screens = None
            return None
        return Frame(memoryview(shot.raw).toreadonly(), shot.width, shot.height, 4 * shot.width)

    def composed_picture(self, window: int, bounds: Rectangle, *, wait_s: float) -> Frame | None:
        return self._composed.picture(window, bounds, wait_s=wait_s)

    def printed_picture(self, window: int, width: int, height: int, *, wait_s: float) -> Frame | None:
        return within(wait_s, lambda: printed(window, width, height) if self.see_physical_pixels() else None)

    def client_picture(self, window: int, *, wait_s: float) -> Frame | None:
        return within(wait_s, lambda: frame_of(ImageGrab.grab(window=window)) if self.see_physical_pixels() else None)

    def close(self) -> None:
        self._composed.close()
