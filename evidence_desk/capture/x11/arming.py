"""Windows made ready to be pictured whatever covers them, and whether what was covered has been drawn since.

Redirected, the server keeps a window's whole picture. What others hid at that moment is blank in it until the program
draws it again: XDamage says what has been drawn, and a program that hangs never draws.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass

import xcffib
from xcffib import composite, damage

from evidence_desk.capture.cover import intersection, without
from evidence_desk.capture.x11.clients import look, managed_windows
from evidence_desk.capture.x11.connection import Connection
from evidence_desk.capture.x11.tree import TopLevel, top_levels
from evidence_desk.domain.evidence import Rectangle

PATIENCE_MS = 500
_QUIET_MS = 25
_SETTLE_MS = 100
_AUTOMATIC = int(composite.Redirect.Automatic)
_NON_EMPTY = int(damage.ReportLevel.NonEmpty)
_NOTHING = 0


@dataclass(slots=True)
class _Watch:
    """What a window has not drawn yet, counted from its own corner inside the border."""

    damage: int
    undrawn: tuple[Rectangle, ...]
    overdue: bool = False


class Arming:
    """Redirects top-level windows; all of them for as long as the connection lives, or each when it is wanted."""

    def __init__(self, connection: Connection) -> None:
        """Raises NotOnThisSystem where the server lacks an extension this needs."""
        self._connection = connection
        self._composite = connection.extension("composite")
        self._damage = connection.extension("damage")
        self._fixes = connection.extension("xfixes")
        self._region = connection.raw.generate_id()
        self._fixes.CreateRegion(self._region, 0, [])
        self._watches: dict[int, _Watch] = {}
        self._keeps_all = False

    def keep_all(self) -> None:
        """Redirect every top-level window there is and will be, until the connection closes."""
        with self._connection.held():
            tops = top_levels(self._connection)
            bare = [top for top in tops if not self._is_redirected(top.id)]
            self._composite.RedirectSubwindows(self._connection.root, _AUTOMATIC, is_checked=True).check()
            self._keeps_all = True
            self._watch(bare, tops)

    def is_drawn(self, window: int, area: Rectangle) -> bool:
        """Arm the top-level window if need be and wait until that part of it has been drawn; False when it is not.

        A program that let us wait once is not waited for again, only looked at.
        `area` counts from the window's own corner inside the border. Raises xcffib.Error where there is no such window.
        """
        if not self._keeps_all:
            self._arm(window)
        watch = self._watches.get(window)
        if watch is None or not _touches(watch.undrawn, area):
            return True
        deadline = time.monotonic() + (0 if watch.overdue else PATIENCE_MS / 1000)
        self._take_news(watch)
        while _touches(watch.undrawn, area):
            left_ms = (deadline - time.monotonic()) * 1000
            if left_ms <= 0:
                watch.overdue = True
                return False
            self._connection.wait_for_event(left_ms)
            self._take_news(watch)
        self._let_settle(watch)
        if not watch.undrawn:
            self._damage.Destroy(watch.damage)
            del self._watches[window]
        return True

    def _arm(self, window: int) -> None:
        with self._connection.held():
            if not self._is_redirected(window):
                tops = top_levels(self._connection)
                self._composite.RedirectWindow(window, _AUTOMATIC, is_checked=True).check()
                self._watch([top for top in tops if top.id == window], tops)

    def _is_redirected(self, window: int) -> bool:
        """Whether somebody does it already, a compositor for example; then its picture is whole."""
        pixmap = self._connection.raw.generate_id()
        try:
            self._composite.NameWindowPixmap(window, pixmap, is_checked=True).check()
        except xcffib.Error:
            return False
        self._connection.core.FreePixmap(pixmap)
        return True

    def _watch(self, bare: Sequence[TopLevel], tops: Sequence[TopLevel]) -> None:
        """Begin to notice what those windows draw. The server reports a whole window at first: that is thrown away."""
        root, programs = self._root_area(), self._drawn_by_programs()
        for top in bare:
            undrawn = _hidden(top, tops, root, programs.get(top.id, [_inside_border(top)]))
            if undrawn:
                watch = _Watch(self._connection.raw.generate_id(), undrawn)
                self._damage.Create(watch.damage, top.id, _NON_EMPTY)
                self._damage.Subtract(watch.damage, _NOTHING, _NOTHING)
                self._watches[top.id] = watch

    def _drawn_by_programs(self) -> dict[int, list[Rectangle]]:
        """For each frame the windows in it. The frame itself the server paints at once, and reports nothing."""
        managed = managed_windows(self._connection) or ()
        found: dict[int, list[Rectangle]] = {}
        for client in look(self._connection, managed):
            if client is not None:
                found.setdefault(client.frame, []).append(client.area)
        return found

    def _root_area(self) -> Rectangle:
        geometry = self._connection.core.GetGeometry(self._connection.root).reply()
        return Rectangle(0, 0, int(geometry.width), int(geometry.height))

    def _take_news(self, watch: _Watch) -> None:
        """Strike out what has been drawn since the last time; all of it when the window of then is gone."""
        try:
            self._damage.Subtract(watch.damage, _NOTHING, self._region, is_checked=True).check()
        except xcffib.Error:
            watch.undrawn = ()
            return
        drawn = self._fixes.FetchRegion(self._region).reply().rectangles
        holes = [Rectangle(each.x, each.y, each.width, each.height) for each in drawn]
        watch.undrawn = without(watch.undrawn, holes)

    def _let_settle(self, watch: _Watch) -> None:
        """A program may draw in steps, background first: give it until it pauses, within reason."""
        deadline = time.monotonic() + _SETTLE_MS / 1000
        while time.monotonic() < deadline:
            if not self._connection.wait_for_event(_QUIET_MS):
                return
            self._take_news(watch)


def _inside_border(top: TopLevel) -> Rectangle:
    left, upper, twice = top.outer.x + top.border, top.outer.y + top.border, 2 * top.border
    return Rectangle(left, upper, top.outer.width - twice, top.outer.height - twice)


def _hidden(
    top: TopLevel, tops: Sequence[TopLevel], root: Rectangle, parts: Sequence[Rectangle]
) -> tuple[Rectangle, ...]:
    """What is not on the display of those parts of a top-level window, counted from its corner inside the border."""
    above = [piece for other in tops[tops.index(top) + 1 :] for piece in other.outline]
    shown = [common for piece in top.outline for part in parts if (common := intersection(piece, part))]
    visible = without([common for piece in shown if (common := intersection(piece, root))], above)
    corner = _inside_border(top)
    return tuple(Rectangle(r.x - corner.x, r.y - corner.y, r.width, r.height) for r in without(shown, visible))


def _touches(parts: Sequence[Rectangle], area: Rectangle) -> bool:
    return any(intersection(part, area) for part in parts)
