"""Why no picture was taken: each a type of its own, with its facts. The sentences stand in `sentences.py`."""

from evidence_desk.domain.errors import DeskError


class CaptureRefused(DeskError):
    """No picture was kept, and why; each is also a line in the vault's history."""


class NoDisplay(CaptureRefused):
    """There is no screen to open or to read."""


class NoWindowsOnWayland(CaptureRefused):
    """Wayland lets no program see another one's windows."""


class WatchNeedsNoWindow(CaptureRefused):
    """A watch would keep our own windows hidden, because this system can't leave them out of its pictures."""


class NoWayHere(CaptureRefused):
    """Nothing that can take pictures of a Wayland desktop is here; `tried` names what was looked for."""

    tried: str


class NotOffered(CaptureRefused):
    """The desktop does not let that program read its screens."""

    program: str


class ProgramMissing(CaptureRefused):
    """A program that takes pictures is not installed, or not in a place that can be trusted."""

    program: str


class ProgramFailed(CaptureRefused):
    """A program that takes pictures said no, or what it gave is no picture; `reason` is in its own words."""

    program: str
    reason: str


class ProgramSilent(CaptureRefused):
    """A program that takes pictures did not end in time."""

    program: str
    seconds: int


class NoPrivateFolder(CaptureRefused):
    """There is no folder in memory that only this person can read."""


class NoPortal(CaptureRefused):
    """The desktop has no way of handing out pictures (no Screenshot portal)."""


class PortalRefused(CaptureRefused):
    """The desktop was asked for a picture and said no: this program is not allowed."""


class PortalDialogClosed(CaptureRefused):
    """The desktop asked the person, who closed the question."""


class PortalSilent(CaptureRefused):
    """The desktop did not answer in time."""

    seconds: int


class PortalFailed(CaptureRefused):
    """The desktop answered with an error of its own; `reason` is its name."""

    reason: str


class HandedNothing(CaptureRefused):
    """The desktop said that there is a picture, and there is none."""


class HandedForeign(CaptureRefused):
    """The file the desktop named is somebody else's, or no plain file."""


class HandedOld(CaptureRefused):
    """The file the desktop named was there before it was asked."""


class HandedEmpty(CaptureRefused):
    """The file the desktop named is empty."""


class HandedWrong(CaptureRefused):
    """What the desktop named is no picture, or none of a screen's size."""


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


class DisplaysChanged(CaptureRefused):
    """A screen came, went or moved while the picture was taken."""


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


class WindowResized(CaptureRefused):
    """The window got another size while it was scrolled."""

    window: str


class ScrollTooLong(CaptureRefused):
    """One scroll keeps no more pictures than that."""

    pictures: int


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
