"""A Mac written from Apple's documentation: nobody recorded these answers, and none of it has been run there.

Each function does what the page named in it says of the call. What our code makes of the answers is the real thing.

Where pages are named, they lie under https://developer.apple.com/documentation/.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from evidence_desk.capture.cutting import cut
from evidence_desk.capture.macos.system import NOT_SHARED, Display, Points, WindowFacts
from evidence_desk.capture.targets import Frame
from evidence_desk.domain.evidence import Rectangle
from tests.capture.pattern import rgb

OUR_PROCESS = 4711
OTHER_PROCESS = 815
READ_ONLY = 1
"""kCGWindowSharingReadOnly of coregraphics/cgwindowsharingtype"""
_DESKTOP_SEED = 9


def opaque(red_green_blue: bytes, width: int, height: int) -> Frame:
    """A frame of those rows, nothing of it transparent."""
    out = bytearray(b"\xff" * (4 * width * height))
    for target, source in ((0, 2), (1, 1), (2, 0)):
        out[target::4] = red_green_blue[source::3]
    return Frame(memoryview(bytes(out)), width, height, 4 * width)


@dataclass
class MadeUpMacWindow:
    """One window; `place` is in points and `rgb` in the pixels of the display it lies on."""

    number: int
    place: Points
    rgb: bytes
    pixel_width: int
    pixel_height: int
    process: int = OTHER_PROCESS
    title: str | None = "chat"
    application: str | None = "Messages"
    layer: int = 0
    alpha: float = 1.0
    sharing: int = READ_ONLY
    shown: bool = True

    @property
    def facts(self) -> WindowFacts:
        """coregraphics/quartz_window_services/required_window_list_keys, and the optional ones."""
        return WindowFacts(
            self.number, self.title, self.application, self.process, self.place, self.layer, self.alpha, self.sharing,
            self.shown,
        )  # fmt: skip

    @property
    def frame(self) -> Frame:
        return opaque(self.rgb, self.pixel_width, self.pixel_height)


def retina(number: int = 1, x: float = 0, y: float = 0, *, width: int = 1024, height: int = 768) -> Display:
    """A display of two pixels a point."""
    return Display(number, f"Retina {number}", Points(x, y, width, height), 2 * width, 2 * height, number == 1)


def plain(number: int = 1, x: float = 0, y: float = 0, *, width: int = 1024, height: int = 768) -> Display:
    """A display of one pixel a point."""
    return Display(number, f"Plain {number}", Points(x, y, width, height), width, height, number == 1)


@dataclass
class MadeUpMac:
    """Satisfies `System`: displays, and windows front to back."""

    screens: tuple[Display, ...] = (plain(),)
    all_windows: list[MadeUpMacWindow] = field(default_factory=list)
    front: int = 0
    allowed: bool = True
    asked: int = 0
    locked: bool = False
    composes: bool = True
    composed: Frame | None = None
    copies: bool = True
    prints: bool = True
    ordinary: bool = True
    on_grab: Callable[[], None] = lambda: None
    """Happens while a picture is taken."""

    def window(self, number: int) -> MadeUpMacWindow | None:
        return next((each for each in self.all_windows if each.number == number), None)

    def release(self) -> str:
        return "15.1"

    def process_id(self) -> int:
        return OUR_PROCESS

    def may_see(self) -> bool:
        """coregraphics/cgpreflightscreencaptureaccess(): "checks whether the current process already has access"."""
        return self.allowed

    def ask_to_see(self) -> bool:
        """coregraphics/cgrequestscreencaptureaccess(): a prompt the first time; leave counts from the next start."""
        self.asked += 1
        return self.allowed

    def is_locked(self) -> bool:
        return self.locked

    def displays(self) -> tuple[Display, ...]:
        """coregraphics/cgdisplaybounds(_:): "in the global display coordinate space", in points."""
        return self.screens

    def windows(self) -> tuple[WindowFacts, ...]:
        """coregraphics/cgwindowlistoption/optionall: "including both onscreen and offscreen windows", in no order."""
        return tuple(each.facts for each in sorted(self.all_windows, key=lambda each: each.number))

    def shown_windows(self) -> tuple[WindowFacts, ...]:
        """coregraphics/cgwindowlistoption/optiononscreenonly: "in order from front to back"."""
        return tuple(each.facts for each in self.all_windows if each.shown)

    def front_process(self) -> int:
        return self.front

    def is_ordinary(self, process: int) -> bool:
        assert process
        return self.ordinary

    def composed_display(self, display: Display, without_process: int, *, wait_s: float) -> Frame | None:
        """screencapturekit/sccontentfilter/init(display:excludingapplications:exceptingwindows:)."""
        assert wait_s > 0
        self.on_grab()
        return self._shown_on(display, without_process) if self.composes else None

    def copied_display(self, display: Display) -> Frame | None:
        """coregraphics/cgwindowlistcreateimage(_:_:_:_:): every window that may be shared, ours too."""
        return self._shown_on(display, None) if self.copies else None

    def _shown_on(self, display: Display, without_process: int | None) -> Frame:
        wide = bytearray(opaque(rgb(_DESKTOP_SEED, display.pixel_width, display.pixel_height),
                                display.pixel_width, display.pixel_height).pixels)  # fmt: skip
        scale = display.pixel_width / display.place.width
        for window in reversed(self.all_windows):
            if window.shown and window.process != without_process and window.sharing != NOT_SHARED:
                left = round((window.place.x - display.place.x) * scale)
                _paint(wide, display, window, left, round((window.place.y - display.place.y) * scale))
        return Frame(memoryview(wide).toreadonly(), display.pixel_width, display.pixel_height, 4 * display.pixel_width)

    def composed_window(self, window: int, *, wait_s: float) -> Frame | None:
        """screencapturekit/sccontentfilter/init(desktopindependentwindow:): the window alone, covered or not."""
        assert wait_s > 0
        found = self.window(window)
        if found is None or not self.composes or not found.shown:
            return None
        picture = self.composed or found.frame
        self.on_grab()
        return picture

    def printed_window(self, window: int, *, wait_s: float) -> Frame | None:
        """The manual of screencapture(1): "-l <windowid> Captures the window with windowid"."""
        assert wait_s > 0
        found = self.window(window)
        return found.frame if found and self.prints else None


def _paint(wide: bytearray, display: Display, window: MadeUpMacWindow, left: int, top: int) -> None:
    source = window.frame
    first, last = max(left, 0), min(left + source.width, display.pixel_width)
    for row in range(max(top, 0), min(top + source.height, display.pixel_height)):
        line = cut(source, Rectangle(first - left, row - top, max(last - first, 0), 1)).pixels
        start = 4 * (row * display.pixel_width + first)
        wide[start : start + len(line)] = line


def moved(window: MadeUpMacWindow, **place: float) -> None:
    """Move or resize it, in points."""
    window.place = replace(window.place, **place)
