"""The ways to picture a Wayland desktop, best first, and why each one that is missing is."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Protocol

from evidence_desk.capture.tried import FAILED, MISSING, READY, Tried
from evidence_desk.capture.wayland.desktop_tools import TOOLS, DesktopTool, Tool
from evidence_desk.capture.wayland.each_screen import NAME as GRIM
from evidence_desk.capture.wayland.each_screen import EachScreen
from evidence_desk.capture.wayland.layout import Aim, Layout
from evidence_desk.capture.wayland.outputs import Compositor, Output
from evidence_desk.capture.wayland.pictures import Picture
from evidence_desk.capture.wayland.whole_desktop import WholeDesktop
from evidence_desk.domain.refusals import (
    CaptureRefused,
    NoPortal,
    NoPrivateFolder,
    NotOffered,
    NoWayHere,
    ProgramMissing,
)

PORTAL = "portal"
_SIMPLY_NOT_HERE = (ProgramMissing, NotOffered, NoPortal, NoPrivateFolder)


class Way(Protocol):
    """One way to take a picture of what a layout aims at."""

    name: str
    version: str

    def layout(self, outputs: Sequence[Output]) -> Layout:
        """Where screens lie in the pictures it takes."""
        ...

    def take(self, aim: Aim, layout: Layout) -> Picture:
        """Raises CaptureRefused."""
        ...


class Ways:
    """All of them, each looked for only when it is its turn, and once."""

    def __init__(self, environ: Mapping[str, str], compositor: Compositor) -> None:
        self._tried: list[Tried] = []
        self._ready: list[Way] = []
        self._not_yet: list[tuple[str, Callable[[], Way]]] = [
            (GRIM, partial(EachScreen, environ, compositor)),
            (PORTAL, partial(_portal, environ)),
            *((tool.name, partial(_tool, tool, environ)) for tool in TOOLS),
        ]

    def __iter__(self) -> Iterator[Way]:
        """Those that are here, best first."""
        number = 0
        while number < len(self._ready) or self._look():
            yield self._ready[number]
            number += 1

    @property
    def tried(self) -> tuple[Tried, ...]:
        """What came of each that was looked for so far."""
        return tuple(self._tried)

    def note(self, way: Way, reason: CaptureRefused | None) -> None:
        """Say how it went when it was used: well, or why not."""
        state = READY if reason is None else FAILED
        self._tried = [Tried(way.name, state, reason) if each.name == way.name else each for each in self._tried]

    def why_none(self) -> CaptureRefused:
        """What a person is told where there is no way at all: the one thing that can be put right, if there is one."""
        reasons = [each.reason for each in self._tried if isinstance(each.reason, CaptureRefused)]
        fitting = [each for each in reasons if not isinstance(each, _SIMPLY_NOT_HERE)]
        return fitting[0] if fitting else NoWayHere(", ".join(each.name for each in self._tried))

    def _look(self) -> bool:
        """Whether one more is here."""
        while self._not_yet:
            name, make = self._not_yet.pop(0)
            try:
                self._ready.append(make())
            except CaptureRefused as reason:
                self._tried.append(Tried(name, MISSING, reason))
                continue
            self._tried.append(Tried(name, READY, None))
            return True
        return False


def _portal(environ: Mapping[str, str]) -> Way:
    try:
        # Only a desktop without grim pays for loading it.
        from evidence_desk.capture.wayland.portal import Portal  # noqa: PLC0415
    except ImportError as error:
        raise NoPortal from error
    portal = Portal(environ)
    return WholeDesktop(PORTAL, f"Screenshot portal {portal.version()}", portal.hand_out)


def _tool(tool: Tool, environ: Mapping[str, str]) -> Way:
    return WholeDesktop(tool.name, tool.name, DesktopTool(tool, environ).hand_out)
