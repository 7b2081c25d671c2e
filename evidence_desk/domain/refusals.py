"""Why no picture was taken: each a type of its own, with its facts. The sentences stand in `sentences.py`."""

from evidence_desk.domain.errors import DeskError


class CaptureRefused(DeskError):
    """No picture was kept, and why; each is also a line in the vault's history."""


class NoDisplay(CaptureRefused):
    """There is no screen to open or to read."""


class WaylandNotYet(CaptureRefused):
    """The session is Wayland, which this version can't read yet."""


class DisplayNotReadable(CaptureRefused):
    """A display whose pixels we can't keep exactly: `depth` bits a pixel."""

    depth: int


class DisplayLost(CaptureRefused):
    """The display ended or stopped answering."""


class OtherDisplay(CaptureRefused):
    """The command came from another display than the open window's."""


class ScreenLocked(CaptureRefused):
    """The screen is locked, or asks for an administrator: nothing of it may be read."""


class ScreenRecordingNotAllowed(CaptureRefused):
    """macOS lets no program see other programs' windows until the person allows it."""


class NoSuchScreen(CaptureRefused):
    """There is no screen with that number."""

    number: int


class ScreensChanged(CaptureRefused):
    """Screens came, went or moved since the picture that was chosen from."""


class OutsideScreens(CaptureRefused):
    """The region does not lie on the screens."""

    region: str


class OutsidePicture(CaptureRefused):
    """An area to be left out does not touch the picture."""

    area: str


class NoSuchWindow(CaptureRefused):
    """The text does not name a window."""

    window: str


class NoActiveWindow(CaptureRefused):
    """No window has the focus."""


class OwnWindow(CaptureRefused):
    """The window is one of our own."""

    window: str


class OwnWindowInTheWay(CaptureRefused):
    """A window of ours lies there, and this system can't leave it out of a picture."""


class WindowGone(CaptureRefused):
    """The window was closed."""

    window: str


class WindowMinimised(CaptureRefused):
    """The window is minimised, so it has no picture."""

    window: str


class WindowOutOfSight(WindowMinimised):
    """The window is minimised, hidden or on another desktop; the system does not say which."""


class WindowElsewhere(CaptureRefused):
    """The window is on another desktop, so it has no picture."""

    window: str


class WindowChanged(CaptureRefused):
    """The window moved, changed size or was hidden while the picture was taken."""

    window: str


class WindowNotAnswering(CaptureRefused):
    """No way of taking a picture gave one of this window in time."""

    window: str


class ProtectedWindow(CaptureRefused):
    """Its program keeps the window out of every picture; that is said, never defeated."""

    window: str


class FlatPicture(CaptureRefused):
    """Every pixel has the same colour."""

    colour: str


class WrongSize(CaptureRefused):
    """The picture has another size than what was pointed at."""

    expected: str
    found: str
