"""Where the capture bar stands: as it was left, or where it is least in the way of the window."""

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from evidence_desk.settings import BAR_PLACE, BAR_SHOWN, BAR_SMALL, Settings
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.panels.bar_standing import in_the_corner, is_cramped
from evidence_desk.ui.panels.capture_bar import CaptureBar

_FROM_EDGE = 24
_READ_WITHIN_MS = 4_000


class BarPlace(QObject):
    """Remembers the form, and the place by screen; a screen that is gone brings the bar back to the first one.

    Until somebody places it, it stands below the middle of the window, or on a low screen small in the corner.

    A bar that is not wanted comes for a countdown: what will be saved soon must be seen, and be stopped.
    """

    def __init__(self, application: QApplication, look: Appearance, bar: CaptureBar, settings: Settings) -> None:
        super().__init__(bar)
        self._application = application
        self._look = look
        self._bar = bar
        self._settings = settings
        bar.placed.connect(self.keep)
        self._reading = QTimer(self, singleShot=True, interval=_READ_WITHIN_MS)
        self._reading.timeout.connect(self._on_read)
        bar.counting_began.connect(self._on_counting_began)
        bar.answered.connect(self._reading.start)

    def restore(self) -> None:
        """Put the bar where it was left, and show it unless the person does not want it."""
        is_new = not self._settings.get(BAR_PLACE)
        self._bar.set_small(self._settings.get(BAR_SMALL) or (is_new and self._is_cramped()))
        self._bar.move_into_view(self._kept_place() or self._first_place())
        self._bar.setVisible(self._settings.get(BAR_SHOWN))

    @Slot()
    def put_back(self) -> None:
        """Move the bar to where it first stood."""
        self._bar.move_into_view(self._first_place())
        self.keep()

    @Slot()
    def _on_counting_began(self) -> None:
        self._reading.stop()
        self._bar.show()

    @Slot()
    def _on_read(self) -> None:
        """Only ever hides: after Leave now nothing may come back."""
        if not self._settings.get(BAR_SHOWN):
            self._bar.hide()

    def _kept_place(self) -> QPoint | None:
        name, _, place = self._settings.get(BAR_PLACE).rpartition(" ")
        x, _, y = place.partition(",")
        screen = next((screen for screen in self._application.screens() if screen.name() == name), None)
        if screen is None or not (x.isdecimal() and y.isdecimal()):
            return None
        return screen.geometry().topLeft() + QPoint(int(x), int(y))

    def _is_cramped(self) -> bool:
        return is_cramped(self._application.primaryScreen().size().height(), self._look.theme.scale)

    def _first_place(self) -> QPoint:
        room, size = self._application.primaryScreen().availableGeometry(), self._bar.size()
        if self._bar.is_small and self._is_cramped():
            mirrored = self._application.layoutDirection() is Qt.LayoutDirection.RightToLeft
            return in_the_corner(size, room, mirrored=mirrored)
        left = room.left() + (room.width() - size.width()) // 2
        return QPoint(left, room.bottom() + 1 - size.height() - _FROM_EDGE)

    @Slot()
    def keep(self) -> None:
        """Remember the place and the form the bar has now."""
        place = self._bar.line_place
        screen = self._application.screenAt(place) or self._bar.screen()
        at = place - screen.geometry().topLeft()
        self._settings.set(BAR_PLACE, f"{screen.name()} {max(at.x(), 0)},{max(at.y(), 0)}")
        self._settings.set(BAR_SMALL, self._bar.is_small)
