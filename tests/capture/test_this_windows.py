"""What is asked of Windows' libraries, on libraries written from Microsoft's documentation; none of it was run there.

The pages lie under https://learn.microsoft.com/en-us/windows/win32/api/.
"""

import ctypes
import os
import sys
from collections.abc import Callable
from types import SimpleNamespace

import pytest

from evidence_desk.capture.windows.libraries import _CALLS, BitmapInfo, MonitorInfo, Rect
from evidence_desk.capture.windows.printing import printed
from evidence_desk.capture.windows.system import LEFT_OUT, Monitor
from evidence_desk.capture.windows.this_windows import ThisWindows
from evidence_desk.domain.evidence import Rectangle
from tests.capture.made_up_windows import pixels_of
from tests.capture.pattern import rgb

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there the libraries are real")

WINDOW, CHILD, MONITOR = 0x20400, 0x20402, 0x10001
FRAME_HOST, STORE_APP = 700, 815
E_INVALIDARG = -2147024809


class Call:
    """One function of a library; how it is declared is set from outside, as on the real one."""

    restype: object = None
    argtypes: object = None

    def __init__(self, answer: Callable[..., object]) -> None:
        self.answer = answer

    def __call__(self, *arguments: object) -> object:
        return self.answer(*arguments)


def pointed(to: object) -> object:
    """What `byref` was made of."""
    return to._obj


def fill(rectangle: Rectangle) -> Callable[..., int]:
    """A call that fills in a RECT and says yes."""

    def answer(_handle: int, to: object, *_more: object) -> int:
        found = pointed(to)
        assert isinstance(found, Rect)
        found.left, found.top = rectangle.x, rectangle.y
        found.right, found.bottom = rectangle.x + rectangle.width, rectangle.y + rectangle.height
        return 1

    return answer


def put(value: int, answer: int = 1) -> Callable[..., int]:
    """A call that fills in a number behind its last pointer."""

    def call(*arguments: object) -> int:
        pointed(arguments[-1]).value = value
        return answer

    return call


def monitor_info(_handle: int, to: object) -> int:
    """winuser/nf-winuser-getmonitorinfow: only where `cbSize` says how long the structure is."""
    info = pointed(to)
    assert isinstance(info, MonitorInfo)
    if info.size != ctypes.sizeof(MonitorInfo):
        return 0
    info.monitor = Rect(-1920, -100, 0, 980)
    info.flags, info.device = 1, "\\\\.\\DISPLAY2"
    return 1


def dots(_monitor: int, _kind: int, across: object, down: object) -> int:
    """shellscalingapi/nf-shellscalingapi-getdpiformonitor: S_OK."""
    pointed(across).value = pointed(down).value = 144
    return 0


def attribute(_window: int, which: int, to: object, size: int) -> int:
    """dwmapi/nf-dwmapi-dwmgetwindowattribute: S_OK; E_INVALIDARG for a size that is not the attribute's."""
    sizes = {9: ctypes.sizeof(Rect), 14: 4}
    if sizes.get(which) != size:
        return E_INVALIDARG
    if which == 9:
        fill(Rectangle(100, 100, 320, 200))(0, to)
    else:
        pointed(to).value = 2
    return 0


def title(_window: int, text: object, most: int) -> int:
    assert isinstance(text, ctypes.Array)
    text.value = "chat"
    return min(4, most)


def image_name(_process: int, _kind: int, text: object, length: object) -> int:
    assert isinstance(text, ctypes.Array)
    text.value = "C:\\Windows\\System32\\ApplicationFrameHost.exe"
    pointed(length).value = len(text.value)
    return 1


def process_of(window: int, to: object) -> int:
    pointed(to).value = STORE_APP if window == CHILD else FRAME_HOST
    return 1


def origin(_window: int, to: object) -> int:
    pointed(to).x, pointed(to).y = 100, 130
    return 1


ANSWERS: dict[str, Callable[..., object]] = {
    "SetThreadDpiAwarenessContext": lambda context: 1 if context == -4 else 0,
    "OpenInputDesktop": lambda *_: None,
    "EnumDisplayMonitors": lambda _dc, _clip, each, extra: each(MONITOR, 0, 0, extra or 0),
    "GetMonitorInfoW": monitor_info,
    "GetDpiForMonitor": dots,
    "EnumWindows": lambda each, extra: [each(number, extra or 0) for number in (WINDOW, 0x20500)] and 1,
    "EnumChildWindows": lambda _window, each, extra: each(CHILD, extra or 0),
    "GetForegroundWindow": lambda: None,
    "GetShellWindow": lambda: 0x10010,
    "IsWindow": lambda window: int(window == WINDOW),
    "IsWindowVisible": lambda _window: 1,
    "IsIconic": lambda _window: 0,
    "IsHungAppWindow": lambda _window: 0,
    "GetWindowRect": fill(Rectangle(93, 100, 334, 207)),
    "GetClientRect": fill(Rectangle(0, 0, 320, 170)),
    "ClientToScreen": origin,
    "GetWindowLongPtrW": lambda _window, which: 0x00CF0000 if which == -16 else 0x40000,
    "GetWindow": lambda _window, which: None if which == 4 else 1,
    "InternalGetWindowText": title,
    "GetWindowThreadProcessId": process_of,
    "GetWindowDisplayAffinity": put(1),
    "SetWindowDisplayAffinity": lambda _window, affinity: int(affinity == LEFT_OUT),
    "OpenProcess": lambda access, inherit, _process: 5 if (access, inherit) == (0x1000, 0) else None,
    "QueryFullProcessImageNameW": image_name,
    "DwmGetWindowAttribute": attribute,
    "DwmFlush": lambda: 0,
    "CoCreateInstance": lambda *_: -2147221164,
    "GetDC": lambda _window: 1,
    "CreateCompatibleDC": lambda _dc: 2,
    "SelectObject": lambda _dc, thing: thing,
    "GdiFlush": lambda: 1,
}


@pytest.fixture
def libraries(monkeypatch: pytest.MonkeyPatch) -> dict[str, Callable[..., object]]:
    """What each call answers; every other one answers 1."""
    answers = dict(ANSWERS)

    def load(name: str, **_more: object) -> object:
        calls = {call: Call(lambda *about, call=call: answers.get(call, lambda *_: 1)(*about)) for call in _CALLS[name]}
        return SimpleNamespace(**calls)

    monkeypatch.setattr(ctypes, "WinDLL", load, raising=False)
    monkeypatch.setattr(ctypes, "WINFUNCTYPE", ctypes.CFUNCTYPE, raising=False)
    return answers


@pytest.fixture
def windows(libraries: dict[str, Callable[..., object]]) -> ThisWindows:
    return ThisWindows()


def test_monitors_with_their_scale_and_negative_corners(windows: ThisWindows) -> None:
    assert windows.monitors() == (Monitor("DISPLAY2", Rectangle(-1920, -100, 1920, 1080), 144, primary=True),)


def test_what_is_asked_of_a_window(windows: ThisWindows) -> None:
    assert windows.top_level_windows() == (WINDOW, 0x20500)
    assert windows.frame_bounds(WINDOW) == Rectangle(100, 100, 320, 200)
    assert windows.window_rectangle(WINDOW) == Rectangle(93, 100, 334, 207)
    assert windows.client_rectangle(WINDOW) == Rectangle(100, 130, 320, 170)
    assert windows.style(WINDOW) == (0x00CF0000, 0x40000)
    assert (windows.owner(WINDOW), windows.cloaked(WINDOW), windows.affinity(WINDOW)) == (0, 2, 1)
    assert (windows.title(WINDOW), windows.program_of(815)) == ("chat", "ApplicationFrameHost")
    assert (windows.is_window(WINDOW), windows.is_window(1)) == (True, False)
    assert windows.is_visible(WINDOW)
    assert not windows.is_minimised(WINDOW)
    assert not windows.is_hung(WINDOW)
    assert windows.on_this_desktop(WINDOW), "where the manager of desktops is missing nothing is known"
    assert windows.leave_out(WINDOW)


def test_a_store_apps_window_belongs_to_the_program_inside_its_frame(windows: ThisWindows) -> None:
    assert windows.process_of(WINDOW) == STORE_APP


def test_what_is_asked_of_the_session(windows: ThisWindows) -> None:
    assert windows.see_physical_pixels()
    assert not windows.input_desktop_opens()
    assert windows.foreground_window() == 0
    assert windows.shell_window() == 0x10010
    assert windows.process_id() == os.getpid()
    windows.wait_for_composition()


def test_calls_that_fail_say_that_nothing_is_known(libraries: dict[str, Callable[..., object]]) -> None:
    for name in ("GetWindowRect", "GetClientRect", "GetWindowDisplayAffinity", "OpenProcess", "GetMonitorInfoW"):
        libraries[name] = lambda *_: 0
    libraries["DwmGetWindowAttribute"] = lambda *_: E_INVALIDARG
    windows = ThisWindows()
    assert windows.window_rectangle(WINDOW) is None
    assert windows.client_rectangle(WINDOW) is None
    assert windows.frame_bounds(WINDOW) is None
    assert windows.affinity(WINDOW) is None
    assert windows.program_of(815) is None
    assert windows.cloaked(WINDOW) == 0
    assert windows.monitors() == ()


def test_a_window_is_printed_top_row_first(libraries: dict[str, Callable[..., object]]) -> None:
    """wingdi/nf-wingdi-createdibsection: a negative height is a top-down picture, its memory behind the pointer."""
    wanted = bytes(pixels_of(rgb(1, 64, 32), 64, 32).pixels)
    memory = ctypes.create_string_buffer(len(wanted))
    freed: list[object] = []

    def section(_dc: int, info: BitmapInfo, _use: int, to: object, _file: object, _at: int) -> int:
        assert (info.size, info.width, info.height, info.planes, info.bits) == (40, 64, -32, 1, 32)
        pointed(to).value = ctypes.addressof(memory)
        return 9

    def draw(window: int, _dc: int, flags: int) -> int:
        assert (window, flags) == (WINDOW, 2)
        memory.raw = wanted
        return 1

    libraries |= {"CreateDIBSection": section, "PrintWindow": draw, "DeleteObject": freed.append}
    frame = printed(WINDOW, 64, 32)
    assert frame is not None
    assert bytes(frame.pixels) == wanted
    assert freed == [9]
    libraries["PrintWindow"] = lambda *_: 0
    assert printed(WINDOW, 64, 32) is None


def test_without_winrt_there_is_no_composed_picture(windows: ThisWindows) -> None:
    assert windows.composed_picture(WINDOW, Rectangle(0, 0, 10, 10), wait_s=5) is None
    windows.close()
    windows.close()
