"""What the world can say no with. Each type carries facts; the sentences stand in `sentences.py`."""

import re
from dataclasses import dataclass, fields
from typing import ClassVar, dataclass_transform

Fact = str | int


@dataclass_transform(eq_default=False)
class DeskError(Exception):
    """The world's fault, not ours: shown to the person as one sentence with a remedy, and nothing is lost."""

    type: ClassVar[str] = "desk_error"

    def __init_subclass__(cls) -> None:
        """Make each type a dataclass of its facts, named as the command line prints it: WindowGone → window_gone."""
        dataclass(eq=False)(cls)
        cls.type = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()

    @property
    def facts(self) -> dict[str, Fact]:
        """The facts by name, for a sentence or a JSON reader."""
        return {part.name: getattr(self, part.name) for part in fields(self)}  # type: ignore[arg-type]

    def __str__(self) -> str:
        """The type and its facts; for logs of the program's own faults, never shown to a person."""
        return f"{self.type} {self.facts}"


class ProgramFault(DeskError):
    """Our own fault after all, for whoever waits for an answer: what it was is in the log alone."""


class VaultError(DeskError):
    """Something about where a case lives."""

    path: str


class NoVault(VaultError):
    """There is no vault at the path, and the command does not make one."""


class DiskFull(VaultError):
    """ENOSPC, EDQUOT or EFBIG while writing."""


class NotWritable(VaultError):
    """No permission, or a read-only file system, where something had to be written."""


class ReadOnlyVault(VaultError):
    """The vault can be read and exported, but this would write to it."""


class StorageFailed(VaultError):
    """The disk reported a failure; `reason` is the system's own words."""

    reason: str


class VaultBusy(VaultError):
    """Another program holds this vault and does not take commands."""


class VaultDamaged(VaultError):
    """A file of the vault can't be used as it is; `what` names it."""

    what: str


class BookMissing(VaultDamaged):
    """There is no book, or an empty file in its place, though there was one."""


class BookDamaged(VaultDamaged):
    """The book is there and can't be read as one; the disk itself gives it out without complaint."""


class HeaderMissing(VaultDamaged):
    """A vault without its vault.json."""


class HeaderDamaged(VaultDamaged):
    """vault.json is not as somebody with the key wrote it."""


class FromTheFuture(VaultError):
    """Written by a newer program; `found` and `known` are what it needs and what we know."""

    found: str
    known: str


class WrongKey(VaultError):
    """The key does not open this vault."""


class KeyMissing(WrongKey):
    """There is no key file where it belongs."""


class KeyDamaged(WrongKey):
    """The key file is not one any more."""


class ObjectDamaged(DeskError):
    """A sealed file does not match its own seal."""

    item: str


class ObjectCutShort(ObjectDamaged):
    """A sealed file is shorter than it says itself, or empty."""


class ObjectSwapped(ObjectDamaged):
    """A sealed file of this vault stands under the name of another item."""


class ObjectMissing(DeskError):
    """A sealed file is not where the book says."""

    item: str


class Locked(VaultError):
    """The vault opens with a passphrase, and none was given."""


class NoSuchCase(DeskError):
    """No case has that reference, id or title."""

    case: str


class NoSuchExhibit(DeskError):
    """The case has no such exhibit."""

    exhibit: str


class NoSuchStep(DeskError):
    """There is no such step."""

    step: str


class NoSuchList(DeskError):
    """There is no such checklist."""

    name: str


class TextRefused(DeskError):
    """A title, note or tag that can't be kept: `why` says so."""

    why: str


class GuidanceDamaged(DeskError):
    """The built-in steps can't be read."""

    path: str


class DeskNotAnswering(DeskError):
    """The open window did not carry out the command."""


class Stopped(DeskError):
    """Ctrl+C ended the command."""


class AnswerLost(DeskError):
    """The standard output could not be written; `reason` is the system's own words."""

    reason: str


class NotOnThisSystem(DeskError):
    """The system can't do it; `what` names the thing."""

    what: str


class NothingToHandOver(DeskError):
    """The case has no items."""

    case: str


class RecipientNotYet(DeskError):
    """Folders for this recipient are not made yet."""

    recipient: str


class DestinationRefused(DeskError):
    """The place is no folder, lies inside the vault or can't be written to."""

    path: str


class DestinationGone(DestinationRefused):
    """The place is not there, or not any more: a stick was pulled out."""


class DestinationFull(DeskError):
    """The place has too little room."""

    path: str


class DestinationExists(DeskError):
    """A folder of that name is already there."""

    path: str


class CopyMismatch(DeskError):
    """After copying, `count` of `files` files did not match; the folder was removed."""

    count: int
    files: int


class HandOverCancelled(DeskError):
    """The person cancelled; nothing was left."""


class CheckCancelled(DeskError):
    """The check of a folder was cancelled; a folder that is checked is only ever read."""
