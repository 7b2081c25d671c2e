"""What is asked of macOS: one function for each of its calls, so that all else can be tried without it."""

from dataclasses import dataclass
from typing import Protocol

from evidence_desk.capture.targets import Frame

NOT_SHARED = 0
"""kCGWindowSharingNone, what `NSWindow.sharingType = .none` makes of a window."""


@dataclass(frozen=True, slots=True)
class Points:
    """A rectangle of the desktop in points; x and y are the upper left corner and may be negative."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Display:
    """One display: its place in points, its size in pixels."""

    number: int
    name: str
    place: Points
    pixel_width: int
    pixel_height: int
    main: bool


@dataclass(frozen=True, slots=True)
class WindowFacts:
    """One entry of the window server's list. `title` is None where it has none or may not be read."""

    number: int
    title: str | None
    application: str | None
    process: int
    place: Points
    layer: int
    alpha: float
    sharing: int
    shown: bool


class System(Protocol):
    """macOS 13 or later."""

    def release(self) -> str:
        """Such as "15.1"."""
        ...

    def process_id(self) -> int:
        """Getpid."""
        ...

    def may_see(self) -> bool:
        """CGPreflightScreenCaptureAccess: without it pictures show the wallpaper alone, and there is no error."""
        ...

    def ask_to_see(self) -> bool:
        """CGRequestScreenCaptureAccess: asks the person the first time, later says only what was answered."""
        ...

    def is_locked(self) -> bool:
        """CGSessionCopyCurrentDictionary: whether the login window hides the desktop."""
        ...

    def displays(self) -> tuple[Display, ...]:
        """CGGetActiveDisplayList, CGDisplayBounds, CGDisplayModeGetPixelWidth, NSScreen.localizedName."""
        ...

    def windows(self) -> tuple[WindowFacts, ...]:
        """CGWindowListCopyWindowInfo(kCGWindowListOptionAll): those that are not shown too, in no order."""
        ...

    def shown_windows(self) -> tuple[WindowFacts, ...]:
        """CGWindowListCopyWindowInfo(kCGWindowListOptionOnScreenOnly): front to back."""
        ...

    def front_process(self) -> int:
        """NSWorkspace.frontmostApplication; 0 where there is none."""
        ...

    def is_ordinary(self, process: int) -> bool:
        """NSRunningApplication.activationPolicy is regular: it stands in the Dock."""
        ...

    def composed_display(self, display: Display, without_process: int, *, wait_s: float) -> Frame | None:
        """SCScreenshotManager at the display's own pixels, without one program; None before macOS 14 or in vain."""
        ...

    def composed_window(self, window: int, *, wait_s: float) -> Frame | None:
        """SCScreenshotManager of one window at its own pixels, premultiplied; None before macOS 14 or in vain."""
        ...

    def copied_display(self, display: Display) -> Frame | None:
        """CGWindowListCreateImage through mss, at the display's own pixels; our windows are in it. None in vain."""
        ...

    def printed_window(self, window: int, *, wait_s: float) -> Frame | None:
        """The tool `screencapture -l`, without shadow or sound; None where it failed or took too long."""
        ...
