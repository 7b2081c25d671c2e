"""A Windows written from Microsoft's documentation: nobody recorded these answers, and none of it has been run there.

Each function does what the page named in it says of the call. What our code makes of the answers is the real thing.

Where pages are named, they lie under https://learn.microsoft.com/en-us/windows/.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from evidence_desk.capture.cover import intersection
from evidence_desk.capture.cutting import cut
from evidence_desk.capture.targets import Frame
from evidence_desk.capture.windows.system import (
    HAS_CAPTION,
    LEFT_OUT,
    NO_AFFINITY,
    Monitor,
)
from evidence_desk.domain.evidence import Rectangle
from tests.capture.pattern import rgb

OUR_PROCESS = 4711
OTHER_PROCESS = 815
MONITOR_ONLY = 0x1
"""WDA_MONITOR: pictures show the window black."""
INVISIBLE_BORDER = 7
"""Left, right and below: GetWindowRect has it, DWMWA_EXTENDED_FRAME_BOUNDS of
win32/api/dwmapi/ne-dwmapi-dwmwindowattribute has not."""
TITLE_BAR = 30
DESKTOP = 0x10010
"""The number of the desktop's own window."""
_DESKTOP_SEED = 9


def pixels_of(red_green_blue: bytes, width: int, height: int) -> Frame:
    """A frame of those rows."""
    out = bytearray(4 * width * height)
    for target, source in ((0, 2), (1, 1), (2, 0)):
        out[target::4] = red_green_blue[source::3]
    return Frame(memoryview(bytes(out)), width, height, 4 * width)


@dataclass
class MadeUpWindow:
    """One window: what a person sees of it lies at `place` and shows `rgb`."""

    number: int
    place: Rectangle
    rgb: bytes
    process: int = OTHER_PROCESS
    title: str = "chat"
    visible: bool = True
    minimised: bool = False
    hung: bool = False
    cloaked: int = 0
    on_this_desktop: bool = True
    style: int = HAS_CAPTION
    extended_style: int = 0
    owner: int = 0
    affinity: int = NO_AFFINITY

    @property
    def frame(self) -> Frame:
        return pixels_of(self.rgb, self.place.width, self.place.height)

    @property
    def is_shown(self) -> bool:
        return self.visible and not self.minimised and not self.cloaked


@dataclass
class MadeUpWindows:
    """Satisfies `System`: monitors, and windows with the topmost first."""

    screens: tuple[Monitor, ...] = (Monitor("DISPLAY1", Rectangle(0, 0, 1024, 768), 96, primary=True),)
    windows: list[MadeUpWindow] = field(default_factory=list)
    focus: int = 0
    locked: bool = False
    knows_scales: bool = True
    can_leave_out: bool = True
    composes: bool = True
    composed: Frame | None = None
    prints: bool = True
    grabs_clients: bool = True
    compositions: int = 0
    on_grab: Callable[[], None] = lambda: None
    """Happens while a picture is taken."""
    ended: bool = False

    def window(self, number: int) -> MadeUpWindow | None:
        return next((each for each in self.windows if each.number == number), None)

    # -- what the system says of itself ------------------------------------------------------------------

    def release(self) -> str:
        return "10.0.22631"

    def process_id(self) -> int:
        return OUR_PROCESS

    def see_physical_pixels(self) -> bool:
        """win32/api/winuser/nf-winuser-setthreaddpiawarenesscontext: the former context, or NULL if it is unknown."""
        return self.knows_scales

    def input_desktop_opens(self) -> bool:
        """win32/api/winuser/nf-winuser-openinputdesktop: NULL where this process may not receive input."""
        return not self.locked

    def monitors(self) -> tuple[Monitor, ...]:
        """win32/gdi/the-virtual-screen: monitors left of or above the primary one have negative corners."""
        return self.screens

    # -- windows -----------------------------------------------------------------------------------------

    def top_level_windows(self) -> tuple[int, ...]:
        return tuple(each.number for each in self.windows)

    def foreground_window(self) -> int:
        """win32/api/winuser/nf-winuser-getforegroundwindow: NULL while a window is losing activation."""
        return self.focus

    def shell_window(self) -> int:
        return DESKTOP

    def is_window(self, window: int) -> bool:
        return self.window(window) is not None

    def is_visible(self, window: int) -> bool:
        """win32/api/winuser/nf-winuser-iswindowvisible: also for a window that others obscure."""
        found = self.window(window)
        return found is not None and found.visible

    def is_minimised(self, window: int) -> bool:
        found = self.window(window)
        return found is not None and found.minimised

    def is_hung(self, window: int) -> bool:
        found = self.window(window)
        return found is not None and found.hung

    def cloaked(self, window: int) -> int:
        """win32/api/dwmapi/ne-dwmapi-dwmwindowattribute: by its program 1, by the shell 2, inherited 4."""
        found = self.window(window)
        return 0 if found is None else found.cloaked

    def on_this_desktop(self, window: int) -> bool:
        found = self.window(window)
        return found is None or found.on_this_desktop

    def frame_bounds(self, window: int) -> Rectangle | None:
        found = self.window(window)
        return None if found is None else found.place

    def window_rectangle(self, window: int) -> Rectangle | None:
        found = self.window(window)
        if found is None:
            return None
        place, border = found.place, INVISIBLE_BORDER
        return Rectangle(place.x - border, place.y, place.width + 2 * border, place.height + border)

    def client_rectangle(self, window: int) -> Rectangle | None:
        found = self.window(window)
        if found is None:
            return None
        place = found.place
        return Rectangle(place.x, place.y + TITLE_BAR, place.width, place.height - TITLE_BAR)

    def style(self, window: int) -> tuple[int, int]:
        found = self.window(window)
        return (0, 0) if found is None else (found.style, found.extended_style)

    def owner(self, window: int) -> int:
        found = self.window(window)
        return 0 if found is None else found.owner

    def title(self, window: int) -> str:
        found = self.window(window)
        return "" if found is None else found.title

    def process_of(self, window: int) -> int:
        found = self.window(window)
        return 0 if found is None else found.process

    def program_of(self, process: int) -> str | None:
        return {OUR_PROCESS: "evidence-desk", OTHER_PROCESS: "Messenger"}.get(process)

    def affinity(self, window: int) -> int | None:
        """win32/api/winuser/nf-winuser-getwindowdisplayaffinity: from any process; it fails for no window."""
        found = self.window(window)
        return None if found is None else found.affinity

    def leave_out(self, window: int) -> bool:
        """win32/api/winuser/nf-winuser-setwindowdisplayaffinity: windows of the calling process only."""
        found = self.window(window)
        if found is None or found.process != OUR_PROCESS or not self.can_leave_out:
            return False
        found.affinity = LEFT_OUT
        return True

    def wait_for_composition(self) -> None:
        self.compositions += 1

    # -- pictures ----------------------------------------------------------------------------------------

    def picture_of_screens(self, area: Rectangle) -> Frame | None:
        """What is presented there; WDA_EXCLUDEFROMCAPTURE "does not appear at all", WDA_MONITOR appears black."""
        self.on_grab()
        whole = self._whole()
        wide = bytearray(pixels_of(rgb(_DESKTOP_SEED, whole.width, whole.height), whole.width, whole.height).pixels)
        for window in reversed(self.windows):
            if window.is_shown and window.affinity != LEFT_OUT:
                _paint(wide, whole, window)
        everything = Frame(memoryview(wide), whole.width, whole.height, 4 * whole.width)
        return cut(everything, replace(area, x=area.x - whole.x, y=area.y - whole.y))

    def _whole(self) -> Rectangle:
        places = [each.place for each in self.screens]
        left, top = min(each.x for each in places), min(each.y for each in places)
        right, bottom = max(each.x + each.width for each in places), max(each.y + each.height for each in places)
        return Rectangle(left, top, right - left, bottom - top)

    def composed_picture(self, window: int, bounds: Rectangle, *, wait_s: float) -> Frame | None:
        """uwp/audio-video-camera/screen-capture: what the window shows, whatever covers it; nothing while minimised."""
        assert wait_s > 0
        found = self.window(window)
        if found is None or not self.composes or not found.is_shown:
            return None
        assert bounds == found.place
        picture = self.composed or found.frame
        self.on_grab()
        return picture

    def printed_picture(self, window: int, width: int, height: int, *, wait_s: float) -> Frame | None:
        """win32/api/winuser/nf-winuser-printwindow: the program draws it; the invisible border stays black."""
        assert wait_s > 0
        found = self.window(window)
        if not found or not self.prints:
            return None
        assert not found.hung, "it would wait for the program"
        wide = bytearray(4 * width * height)
        inside = replace(found, place=replace(found.place, x=INVISIBLE_BORDER, y=0))
        _paint(wide, Rectangle(0, 0, width, height), inside)
        return Frame(memoryview(wide).toreadonly(), width, height, 4 * width)

    def client_picture(self, window: int, *, wait_s: float) -> Frame | None:
        """Pillow's ImageGrab: the size GetClientRect tells."""
        assert wait_s > 0
        found = self.window(window)
        if not found or not self.grabs_clients:
            return None
        place = found.place
        return cut(found.frame, Rectangle(0, TITLE_BAR, place.width, place.height - TITLE_BAR))

    def close(self) -> None:
        self.ended = True


def _paint(wide: bytearray, whole: Rectangle, window: MadeUpWindow) -> None:
    shown = intersection(window.place, whole)
    if shown is None:
        return
    source = window.frame
    for row in range(shown.y, shown.y + shown.height):
        start = ((row - whole.y) * whole.width + shown.x - whole.x) * 4
        first = (row - window.place.y) * source.stride + 4 * (shown.x - window.place.x)
        line = source.pixels[first : first + 4 * shown.width]
        wide[start : start + 4 * shown.width] = line if window.affinity != MONITOR_ONLY else bytes(4 * shown.width)
