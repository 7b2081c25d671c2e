"""The windows of a still picture: one for each display, and on the first the bar and what Tab stops at."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QObject, QRect, Qt, Signal, Slot
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QApplication, QWidget

from evidence_desk.capture.cover import intersection
from evidence_desk.capture.still import Still
from evidence_desk.domain.evidence import Rectangle
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.dialogs.area_bar import AreaBar
from evidence_desk.ui.dialogs.area_selection import AreaSelection
from evidence_desk.ui.dialogs.area_stops import AreaStops
from evidence_desk.ui.dialogs.area_surface import AreaSurface
from evidence_desk.ui.tokens import Scheme
from evidence_desk.ui.widgets.focus_ring import FocusRing

_BAR_FROM_EDGE = 32


class AreaWindows(QObject):
    """Made for one still, and gone with it."""

    screens_moved_away = Signal()
    """A screen is no longer where it was."""

    def __init__(self, application: QApplication, look: Appearance, screens: Sequence[QScreen], still: Still) -> None:
        super().__init__()
        self._look = look
        self.surfaces = [AreaSurface(look, screen, still, is_main=number == 0) for number, screen in enumerate(screens)]
        self.main = self.surfaces[0]
        self.stops = AreaStops(look, self.main, self.surfaces)
        self.bar = AreaBar(look, self.main)
        self._ring = FocusRing(application, look, self.main)
        self._selection: AreaSelection | None = None
        self._places = [screen.geometry() for screen in screens]
        self._screens = screens
        look.changed.connect(self._on_look_changed)

    def show(self) -> None:
        """Cover every display, the one with the bar last, so that it has the keyboard."""
        for surface in reversed(self.surfaces):
            surface.setWindowState(Qt.WindowState.WindowFullScreen)
            surface.show()
            surface.raise_()
        self.main.activateWindow()
        self.bar.fit()
        self.stops.box.setFocus(Qt.FocusReason.TabFocusReason)

    def show_selection(self, selection: AreaSelection, *, ring: bool, at_rest: bool) -> None:
        """Paint it everywhere; the bar keeps out of its way once it rests."""
        self._selection = selection
        named = self._with_label(selection.box)
        with_ring = self.stops.have_keyboard() and (ring or self._look.theme.scheme is Scheme.CONTRAST)
        for surface in self.surfaces:
            surface.show_selection(selection, ring=with_ring, has_label=surface is named)
        self.stops.show_selection(selection)
        self.bar.say_keys(fresh_part=selection.fresh and selection.chosen is not None, fixed=selection.fixed)
        self._order_tabs()
        if at_rest:
            self._place_bar()

    def close(self) -> None:
        """Hide and forget; no window paints from the still after this."""
        for surface in self.surfaces:
            surface.let_go()
            surface.deleteLater()
        self.deleteLater()

    @Slot()
    def screens_moved(self) -> None:
        """Qt says so of screens that stay as they are, too."""
        if [screen.geometry() for screen in self._screens] != self._places:
            self.screens_moved_away.emit()

    def _with_label(self, box: Rectangle) -> AreaSurface | None:
        """The window that shows the box's upper left corner, or else any of it."""
        corner = Rectangle(box.x, box.y, 1, 1)
        showing = [each for each in self.surfaces if intersection(corner, each.area())]
        return next((each for each in [*showing, *self.surfaces] if intersection(box, each.area())), None)

    def _order_tabs(self) -> None:
        stops: list[QWidget] = [*self.stops.in_order(), *self.bar.buttons()]
        for first, second in pairwise(stops):
            QWidget.setTabOrder(first, second)

    def _place_bar(self) -> None:
        """Below, or above where the box would lie under it and there is room; in the middle of the window's width."""
        edge, size = self._look.theme.px(_BAR_FROM_EDGE), self.bar.size()
        left = (self.main.width() - size.width()) // 2
        below = QRect(left, self.main.height() - size.height() - edge, size.width(), size.height())
        above = QRect(left, edge, size.width(), size.height())
        box = self.main.local(self._selection.box) if self._selection else QRect()
        place = above if box.intersects(below) and not box.intersects(above) else below
        if self.bar.geometry() != place:
            self.bar.setGeometry(place)
            self.bar.raise_()

    @Slot()
    def _on_look_changed(self) -> None:
        if self._selection is not None:
            self.bar.fit()
            self._place_bar()
            for surface in self.surfaces:
                surface.update()
