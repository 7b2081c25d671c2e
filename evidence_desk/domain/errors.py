"""What the world can say no with. Each type carries facts; the sentences stand in `sentences.py`."""

import re
from dataclasses import dataclass, fields
from typing import ClassVar

Fact = str | int


@dataclass(eq=False)
class DeskError(Exception):
    """The world's fault, not ours: shown to the person as one sentence with a remedy, and nothing is lost."""

    type: ClassVar[str] = "desk_error"

    def __init_subclass__(cls) -> None:
        """Name the type as the command line prints it: WindowGone → window_gone."""
        cls.type = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()

    @property
    def facts(self) -> dict[str, Fact]:
        """The facts by name, for a sentence or a JSON reader."""
        return {part.name: getattr(self, part.name) for part in fields(self)}

    def __str__(self) -> str:
        """The type and its facts; for logs of the program's own faults, never shown to a person."""
        return f"{self.type} {self.facts}"


# The vault


@dataclass(eq=False)
class VaultError(DeskError):
    """Something about where a case lives."""

    path: str


@dataclass(eq=False)
class NoVault(VaultError):
    """There is no vault at the path, and the command does not make one."""


@dataclass(eq=False)
class DiskFull(VaultError):
    """ENOSPC, EDQUOT or EFBIG while writing."""


@dataclass(eq=False)
class NotWritable(VaultError):
    """No permission, or a read-only file system, where something had to be written."""


@dataclass(eq=False)
class ReadOnlyVault(VaultError):
    """The vault can be read and exported, but this would write to it."""


@dataclass(eq=False)
class StorageFailed(VaultError):
    """The disk reported a failure; `reason` is the system's own words."""

    reason: str


@dataclass(eq=False)
class VaultBusy(VaultError):
    """Another program holds this vault and does not take commands."""


@dataclass(eq=False)
class VaultDamaged(VaultError):
    """A file of the vault can't be used as it is; `what` names it."""

    what: str


@dataclass(eq=False)
class FromTheFuture(VaultError):
    """Written by a newer program; `found` and `known` are what it needs and what we know."""

    found: str
    known: str


@dataclass(eq=False)
class WrongKey(VaultError):
    """The key does not open this vault."""


@dataclass(eq=False)
class ObjectDamaged(DeskError):
    """A sealed file does not match its own seal."""

    item: str


@dataclass(eq=False)
class ObjectMissing(DeskError):
    """A sealed file is not where the book says."""

    item: str


@dataclass(eq=False)
class Locked(DeskError):
    """The desk is locked."""


# Capture


@dataclass(eq=False)
class CaptureRefused(DeskError):
    """No picture was kept, and why; each is also a line in the vault's history."""


@dataclass(eq=False)
class NoDisplay(CaptureRefused):
    """There is no screen to open or to read."""


@dataclass(eq=False)
class WaylandNotYet(CaptureRefused):
    """The session is Wayland, which this version can't read yet."""


@dataclass(eq=False)
class DisplayNotReadable(CaptureRefused):
    """A display whose pixels we can't keep exactly: `depth` bits a pixel."""

    depth: int


@dataclass(eq=False)
class DisplayLost(CaptureRefused):
    """The display ended or stopped answering."""


@dataclass(eq=False)
class OtherDisplay(CaptureRefused):
    """The command came from another display than the open window's."""


@dataclass(eq=False)
class NoSuchScreen(CaptureRefused):
    """There is no screen with that number."""

    number: int


@dataclass(eq=False)
class OutsideScreens(CaptureRefused):
    """The region does not lie on the screens."""

    region: str


@dataclass(eq=False)
class NoSuchWindow(CaptureRefused):
    """The text does not name a window."""

    window: str


@dataclass(eq=False)
class NoActiveWindow(CaptureRefused):
    """No window has the focus."""


@dataclass(eq=False)
class OwnWindow(CaptureRefused):
    """The window is one of our own."""

    window: str


@dataclass(eq=False)
class WindowGone(CaptureRefused):
    """The window was closed."""

    window: str


@dataclass(eq=False)
class WindowMinimised(CaptureRefused):
    """The window is minimised, so it has no picture."""

    window: str


@dataclass(eq=False)
class WindowElsewhere(CaptureRefused):
    """The window is on another desktop, so it has no picture."""

    window: str


@dataclass(eq=False)
class WindowChanged(CaptureRefused):
    """The window moved, changed size or was hidden while the picture was taken."""

    window: str


@dataclass(eq=False)
class FlatPicture(CaptureRefused):
    """Every pixel has the same colour."""

    colour: str


@dataclass(eq=False)
class WrongSize(CaptureRefused):
    """The picture has another size than what was pointed at."""

    expected: str
    found: str


# Cases, steps and commands


@dataclass(eq=False)
class NoSuchCase(DeskError):
    """No case has that reference, id or title."""

    case: str


@dataclass(eq=False)
class NoSuchExhibit(DeskError):
    """The case has no such exhibit."""

    exhibit: str


@dataclass(eq=False)
class NoSuchStep(DeskError):
    """There is no such step."""

    step: str


@dataclass(eq=False)
class NoSuchList(DeskError):
    """There is no such checklist."""

    name: str


@dataclass(eq=False)
class TextRefused(DeskError):
    """A title, note or tag that can't be kept: `why` says so."""

    why: str


@dataclass(eq=False)
class GuidanceDamaged(DeskError):
    """The built-in steps can't be read."""

    path: str


@dataclass(eq=False)
class DeskNotAnswering(DeskError):
    """The open window did not carry out the command."""


@dataclass(eq=False)
class NotOnThisSystem(DeskError):
    """This system can't do it; `what` names the thing."""

    what: str


# Handing over


@dataclass(eq=False)
class NothingToHandOver(DeskError):
    """The case has no items."""

    case: str


@dataclass(eq=False)
class RecipientNotYet(DeskError):
    """Folders for this recipient are not made yet."""

    recipient: str


@dataclass(eq=False)
class DestinationRefused(DeskError):
    """The place does not exist, is no folder, lies inside the vault or can't be written to."""

    path: str


@dataclass(eq=False)
class DestinationFull(DeskError):
    """The place has too little room."""

    path: str


@dataclass(eq=False)
class DestinationExists(DeskError):
    """A folder of that name is already there."""

    path: str


@dataclass(eq=False)
class CopyMismatch(DeskError):
    """After copying, `count` of `files` files did not match; the folder was removed."""

    count: int
    files: int


@dataclass(eq=False)
class HandOverCancelled(DeskError):
    """The person cancelled; nothing was left."""
