"""The desktops' own screenshot programs, the last way: their file stands in memory alone, in a folder of ours."""

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from evidence_desk.capture.private_folder import private_folder
from evidence_desk.capture.wayland.handed_file import file_time_ns, take_handed
from evidence_desk.capture.wayland.pictures import Picture
from evidence_desk.capture.wayland.programs import answers, find_program
from evidence_desk.domain.refusals import NoPrivateFolder

_IN_MEMORY = frozenset({"tmpfs", "ramfs"})
_FILE_NAME = "picture.png"


@dataclass(frozen=True, slots=True)
class Tool:
    """A program, and what it is told before the name of the file to write: everything on screen, silently."""

    name: str
    arguments: tuple[str, ...]


TOOLS = (
    Tool("spectacle", ("--background", "--nonotify", "--fullscreen", "--output")),
    Tool("gnome-screenshot", ("--file",)),
)


class DesktopTool:
    """One of them, there and with a place for its file."""

    def __init__(self, tool: Tool, environ: Mapping[str, str]) -> None:
        """Raises ProgramMissing or NoPrivateFolder."""
        self._tool = tool
        self._environ = environ
        self._path = find_program(tool.name, environ)
        self._folder_path = _runtime_folder(environ)

    def hand_out(self) -> Picture:
        """Everything on screen. Raises ProgramFailed, ProgramSilent, or what `take_handed` does."""
        with private_folder(self._folder_path) as folder_path:
            picture_path = folder_path / _FILE_NAME
            begun_ns = file_time_ns()
            answers(self._path, [[*self._tool.arguments, str(picture_path)]], self._environ)
            return take_handed(picture_path, begun_ns)


def _runtime_folder(environ: Mapping[str, str]) -> Path:
    """The person's own folder in memory; raises NoPrivateFolder where there is none that nobody else can read."""
    path = Path(environ.get("XDG_RUNTIME_DIR", ""))
    try:
        facts = path.lstat()
    except OSError as error:
        raise NoPrivateFolder from error
    private = stat.S_ISDIR(facts.st_mode) and facts.st_uid == os.getuid() and not facts.st_mode & 0o077
    if not path.is_absolute() or not private or _kind_of_disk(facts.st_dev) not in _IN_MEMORY:
        raise NoPrivateFolder
    return path


def _kind_of_disk(device: int) -> str:
    """The kind of file system with that device number, as the kernel lists it; empty where it does not."""
    wanted = f"{os.major(device)}:{os.minor(device)}"
    for line in Path("/proc/self/mountinfo").read_text("utf-8", "surrogateescape").splitlines():
        before, _, after = line.partition(" - ")
        if before.split()[2] == wanted:
            return after.split()[0]
    return ""
