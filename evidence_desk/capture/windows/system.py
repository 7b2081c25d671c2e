"""What is asked of Windows: one function for each of its calls, so that all else can be tried without it."""

from dataclasses import dataclass
from typing import Protocol

from evidence_desk.capture.targets import Frame
from evidence_desk.domain.evidence import Rectangle

NO_AFFINITY = 0x0
"""WDA_NONE: the window may be in pictures."""
LEFT_OUT = 0x11
"""WDA_EXCLUDEFROMCAPTURE: the window is on the monitor only; pictures show what lies behind it."""

CLOAKED_BY_SHELL = 0x2
"""DWM_CLOAKED_SHELL: such as a window on another desktop."""

IS_TOOL = 0x80
"""WS_EX_TOOLWINDOW"""
IS_APPLICATION = 0x40000
"""WS_EX_APPWINDOW"""
LETS_CLICKS_THROUGH = 0x20
"""WS_EX_TRANSPARENT"""
HAS_CAPTION = 0xC00000
"""WS_CAPTION"""


@dataclass(frozen=True, slots=True)
class Monitor:
    """One monitor: its device's name, its place in physical pixels, its dots an inch."""

    name: str
    place: Rectangle
    dots_an_inch: int
    primary: bool


class System(Protocol):
    """Windows 10 or later. Rectangles are in physical pixels once `see_physical_pixels` said yes on that thread."""

    def release(self) -> str:
        """Such as "10.0.22631"."""
        ...

    def process_id(self) -> int:
        """GetCurrentProcessId."""
        ...

    def see_physical_pixels(self) -> bool:
        """SetThreadDpiAwarenessContext(DPI_AWARENESS_CONTEXT_PER_MONITOR_AWARE_V2), for this thread."""
        ...

    def input_desktop_opens(self) -> bool:
        """OpenInputDesktop: no while the screen is locked or asks for an administrator."""
        ...

    def monitors(self) -> tuple[Monitor, ...]:
        """EnumDisplayMonitors, GetMonitorInfoW, GetDpiForMonitor."""
        ...

    def top_level_windows(self) -> tuple[int, ...]:
        """EnumWindows: topmost first."""
        ...

    def foreground_window(self) -> int:
        """GetForegroundWindow; 0 where no window has the focus."""
        ...

    def shell_window(self) -> int:
        """GetShellWindow: the desktop itself, or 0."""
        ...

    def is_window(self, window: int) -> bool:
        """IsWindow."""
        ...

    def is_visible(self, window: int) -> bool:
        """IsWindowVisible; also yes for windows that others cover."""
        ...

    def is_minimised(self, window: int) -> bool:
        """IsIconic."""
        ...

    def is_hung(self, window: int) -> bool:
        """IsHungAppWindow: it has not taken its messages for five seconds."""
        ...

    def cloaked(self, window: int) -> int:
        """DwmGetWindowAttribute(DWMWA_CLOAKED); 0 where the window is not cloaked."""
        ...

    def on_this_desktop(self, window: int) -> bool:
        """IVirtualDesktopManager::IsWindowOnCurrentVirtualDesktop; yes where nothing is known of it."""
        ...

    def frame_bounds(self, window: int) -> Rectangle | None:
        """DwmGetWindowAttribute(DWMWA_EXTENDED_FRAME_BOUNDS): what of the window a person sees."""
        ...

    def window_rectangle(self, window: int) -> Rectangle | None:
        """GetWindowRect: with the invisible border that windows are resized by."""
        ...

    def client_rectangle(self, window: int) -> Rectangle | None:
        """GetClientRect and ClientToScreen: without title bar and frame."""
        ...

    def style(self, window: int) -> tuple[int, int]:
        """GetWindowLongPtrW: GWL_STYLE and GWL_EXSTYLE."""
        ...

    def owner(self, window: int) -> int:
        """GetWindow(GW_OWNER); 0 where it has none."""
        ...

    def title(self, window: int) -> str:
        """InternalGetWindowText's answer: read from the system, so that a hung program can't hold us up."""
        ...

    def process_of(self, window: int) -> int:
        """GetWindowThreadProcessId; of a Store app, the process of the window inside its frame. 0 where not known."""
        ...

    def program_of(self, process: int) -> str | None:
        """QueryFullProcessImageNameW: the file's name alone, without folder and ".exe"."""
        ...

    def affinity(self, window: int) -> int | None:
        """GetWindowDisplayAffinity, which answers for windows of every process; None where it failed."""
        ...

    def leave_out(self, window: int) -> bool:
        """SetWindowDisplayAffinity(WDA_EXCLUDEFROMCAPTURE), of our own windows, from Windows 10 version 2004 on."""
        ...

    def wait_for_composition(self) -> None:
        """DwmFlush: return when what was changed until now is presented."""
        ...

    def picture_of_screens(self, area: Rectangle) -> Frame | None:
        """The area as it is shown, by mss; None where the system gives no picture."""
        ...

    def composed_picture(self, window: int, bounds: Rectangle, *, wait_s: float) -> Frame | None:
        """One frame of Windows.Graphics.Capture; None where there is no such way or no frame came in time."""
        ...

    def printed_picture(self, window: int, width: int, height: int, *, wait_s: float) -> Frame | None:
        """PrintWindow(PW_RENDERFULLCONTENT) with that size; None where it failed or was not drawn in time."""
        ...

    def client_picture(self, window: int, *, wait_s: float) -> Frame | None:
        """Pillow's `ImageGrab.grab(window=…)`: the part without title bar and frame; None where it failed."""
        ...

    def close(self) -> None:
        """Let go of whatever was kept between pictures. May be called twice."""
        ...
