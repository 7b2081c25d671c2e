"""The desktop at one moment: its screens, the windows that lie on it, and which of them are ours."""

from dataclasses import dataclass

from evidence_desk.capture.x11.beneath import has_compositor
from evidence_desk.capture.x11.clients import managed_windows
from evidence_desk.capture.x11.display import SCENE, Display
from evidence_desk.capture.x11.screens import Desktop, desktop
from evidence_desk.capture.x11.tree import TopLevel, top_levels


@dataclass(frozen=True, slots=True)
class Scene:
    """`tops` are the visible top-level windows, lowest first, `own` the numbers of those that are ours.

    `ours` are the connections of this process; without windows on them (`is_shared` is False) none of `tops` is ours.
    """

    desktop: Desktop
    ours: frozenset[int]
    is_shared: bool
    tops: tuple[TopLevel, ...]
    own: frozenset[int]
    composited: bool

    @property
    def others(self) -> tuple[TopLevel, ...]:
        """What lies there of other programs, lowest first."""
        return tuple(top for top in self.tops if top.id not in self.own)

    def shows_as(self, later: "Scene") -> bool:
        """Whether a picture taken between the two is of one moment as far as our windows are concerned."""
        is_shared = self.is_shared or later.is_shared
        return self.desktop == later.desktop and (not is_shared or self.tops == later.tops)


def scene_of(display: Display) -> Scene:
    """Ask the display now."""
    return display.answers.of(SCENE, lambda: _asked(display))


def _asked(display: Display) -> Scene:
    connection, ours = display.connection, display.own.clients()
    now, tops = desktop(connection), top_levels(connection)
    is_shared = display.own.others_of_ours(ours)
    own = display.own.own_top_levels(ours, tops, managed_windows(connection)) if is_shared else frozenset()
    composited = bool(own) and has_compositor(connection)
    return Scene(now, ours, is_shared, tops, own, composited)
