"""What can be pointed at, and the picture that comes back."""

from dataclasses import dataclass

from evidence_desk.domain.evidence import CaptureTarget, Part, Rectangle

NORMAL = "normal"
MINIMISED = "minimised"
ELSEWHERE = "elsewhere"

COVERED_PART_NOT_DRAWN = "covered_part_not_drawn"
"""A part that others hid may be blank: its program did not draw it in time."""
TRANSLUCENT = "translucent"
"""The window lets others shine through; the picture has its own colours alone."""
DISPLAY_HAS_10_BITS = "display_has_10_bits"
"""The display has more shades than the picture, which keeps eight bits a colour."""
BACKGROUND_NOT_KNOWN = "background_not_known"
"""Under a window of ours lay the bare desktop, whose picture only its compositor knows: filled with one colour."""
PROGRAM_NOT_ANSWERING = "program_not_answering"
"""The window's program did not answer the display: it may hang, and what the picture shows may be old."""
CONTEXT_MISSING = "context_missing"
"""The whole screen could not be taken with the window."""
CONTEXT_TAKEN_AFTER = "context_taken_after"
"""The whole screen was taken right after the window, because this system can't take both at once."""

RESAMPLED_BY_SYSTEM = "resampled_by_system"
"""The system drew screens of several scales into one picture, so not every pixel is one of a screen."""
LEFT_ON_DISK = "left_on_disk"
"""The system wrote its own copy of the picture to a file, which could not be removed."""
PROTECTED_WINDOW_HERE = "protected_window_here"
"""A program keeps a window that lies there out of pictures: its place is black, or shows what lies behind it."""
DRAWN_FOR_THE_PICTURE = "drawn_for_the_picture"
"""The window's program drew it once more for the picture; the system had no picture of it to give."""
WITHOUT_ITS_FRAME = "without_its_frame"
"""The window's title bar and frame are not in the picture, because the system gave only what is inside them."""


@dataclass(frozen=True, slots=True)
class Screen:
    """One monitor. `number` counts from 1; geometry in physical pixels; `scale` is 1.0 for 96 dots an inch."""

    number: int
    name: str
    x: int
    y: int
    width: int
    height: int
    scale: float
    primary: bool


@dataclass(frozen=True, slots=True)
class Window:
    """One window of some program, without its frame.

    `title` and `application` are that program's own words, not to be trusted: show them as plain text only.
    `covered` is the part (0 to 1) that other programs' windows hide, or None where it has no picture now.
    `state` is "normal", "minimised" or "elsewhere" (another desktop); `own` says that it is one of ours.
    """

    id: str
    title: str
    application: str
    pid: int | None
    x: int
    y: int
    width: int
    height: int
    covered: float | None
    state: str
    own: bool


@dataclass(frozen=True, slots=True)
class AllScreens:
    """The whole desktop in one picture."""


@dataclass(frozen=True, slots=True)
class OneScreen:
    """The screen with this number, counted from 1."""

    number: int


@dataclass(frozen=True, slots=True)
class OneWindow:
    """The window with this id, as `windows` printed it; a decimal number is accepted too."""

    id: str


@dataclass(frozen=True, slots=True)
class ActiveWindow:
    """The window that has the focus at the moment of the shot; where that is one of ours, the one in use before it."""


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle of the desktop, all of it on the screens."""

    rectangle: Rectangle


Target = AllScreens | OneScreen | OneWindow | ActiveWindow | Region


@dataclass(frozen=True, slots=True)
class Frame:
    """Pixels exactly as the display had them.

    `pixels` is a read-only buffer of `height` rows, `stride` bytes apart, four bytes a pixel: blue, green, red and one
    byte that means nothing. It is valid until the shot is released; afterwards reading it raises ValueError.
    """

    pixels: memoryview
    width: int
    height: int
    stride: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """One picture and everything the display knew about it at that moment.

    `covered` is the part (0 to 1) of the target that other programs' windows hid from view, or None where the system
    can't tell. `own_windows_left_out` are rectangles of the picture filled from the windows beneath. A picture joined
    of several screens has `parts`, bit for bit theirs, and `gaps`, where no screen is.
    `warnings` are some of the words above.
    """

    frame: Frame
    target: CaptureTarget
    covered: float | None
    window_title: str | None
    application: str | None
    own_windows_left_out: tuple[Rectangle, ...]
    warnings: tuple[str, ...]
    backend: str
    backend_version: str
    parts: tuple[Part, ...] = ()
    gaps: tuple[Rectangle, ...] = ()
