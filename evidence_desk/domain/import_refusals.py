"""Why a file from elsewhere was not added: each a type of its own, with its facts."""

import os

from evidence_desk.domain.errors import DeskError, Fact
from evidence_desk.domain.refusals import CaptureRefused


class FileRefused(DeskError):
    """A file was not added, and nothing of it was kept. `path` is as it was named; sentences say its `name` alone."""

    path: str

    @property
    def facts(self) -> dict[str, Fact]:
        """Those of every failure, and the last part of the path."""
        return {**super().facts, "name": os.path.basename(self.path) or self.path}  # noqa: PTH119 — any text, also none


class FileMissing(FileRefused):
    """There is nothing of that name, or the text can name nothing."""


class FileNotReadable(FileRefused):
    """The system does not give it out; `reason` is in its own words."""

    reason: str


class FileIsLink(FileRefused):
    """A link to something else: what it leads to is for the person to choose."""


class NotAFile(FileRefused):
    """A folder, a device, a pipe or a socket."""


class FileEmpty(FileRefused):
    """It has no bytes."""


class FileTooLarge(FileRefused):
    """It has more than `megabytes` million bytes."""

    megabytes: int


class FileChanged(FileRefused):
    """Another program wrote it while it was read."""


class FileHalfThere(FileRefused):
    """By its name a browser is still downloading it."""


class FileNotUnderstood(FileRefused):
    """Looking at it was more than the program could do: a fault of our own."""


class FileOfTheDesk(FileRefused):
    """It lies in the desk's own folder, or is a key of a desk."""


class FileIsMarkup(FileRefused):
    """SVG, HTML or XML: what it shows depends on who opens it, and it can fetch and run things."""


class FileIsDatabase(FileRefused):
    """An SQLite file: opening one that somebody else made is never safe."""


class FileIsArchive(FileRefused):
    """Files packed into one, which also a document of an office program is."""


class FileIsProgram(FileRefused):
    """Something that can be started."""


class FileKindNotTaken(FileRefused):
    """None of the kinds that are taken, by its bytes."""


class FileIsFlagged(FileRefused):
    """The same file or picture is `exhibit`, which is flagged as under 18: no second copy is made."""

    exhibit: str


class CareNoFiles(CaptureRefused):
    """No file is added while under-18 care is on: a copy of such a picture is one more."""
