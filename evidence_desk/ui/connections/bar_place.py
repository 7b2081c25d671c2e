"""Where the capture bar stands: as it was left, or where it is least in the way of the window."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from evidence_desk.settings import BAR_PLACE, BAR_SHOWN, BAR_SMALL, Settings
from evidence_desk.ui.panels.bar_standing import free_place, in_the_corner
from evidence_desk.ui.panels.capture_bar import CaptureBar

_READ_WITHIN_MS = 4_000
_PLACED_WITHIN_MS = 300
"""How long a window manager may take to give the window its place."""


class BarPlace(QObject):
    """Remembers the form, and the place by screen; a screen that is gone brings the bar back to the first one.

    Until somebody places it, it stands where it covers nothing of the window: small, where the whole of it would. Where
    the window leaves no room for either, it lies small in the corner, on little more than the status line.

    A bar that is not wanted comes for a countdown: what will be saved soon must be seen, and be stopped.
    """

    began = Signal()
    """The bar stands where it does until somebody places it, in the form that has room there."""

    def __init__(self, application: QApplication, window: QWidget, bar: CaptureBar, settings: Settings) -> None:
        super().__init__(bar)
        self._application = application
        self._window = window
        self._bar = bar
        self._settings = settings
        bar.placed.connect(self.keep)
        self._reading = QTimer(self, singleShot=True, interval=_READ_WITHIN_MS)
        self._reading.timeout.connect(self._on_read)
        self._placing = QTimer(self, singleShot=True, interval=_PLACED_WITHIN_MS)
        self._placing.timeout.connect(self._begin)
        bar.counting_began.connect(self._on_counting_began)
        bar.answered.connect(self._reading.start)

    def restore(self) -> None:
        """Put the bar where it was left, and show it unless the person does not want it."""
        self._bar.set_small(self._settings.get(BAR_SMALL))
        kept = self._kept_place()
        if kept is not None:
            self._bar.move_into_view(kept)
        else:
            self._begin()
            if not self._window.isVisible():
                self._window.installEventFilter(self)
        self._bar.setVisible(self._settings.get(BAR_SHOWN))

    @Slot()
    def put_back(self) -> None:
        """Move the bar to where it first stood."""
        self._begin()
        self.keep()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Until it is shown nobody knows where the window will be."""
        if event.type() is QEvent.Type.Show:
            watched.removeEventFilter(self)
            self._placing.start()
        return False

    @Slot()
    def _begin(self) -> None:
        """The form it has, else the small one, where it covers nothing."""
        room, window = self._application.primaryScreen().availableGeometry(), self._window.frameGeometry()
        mirrored = self._application.layoutDirection() is Qt.LayoutDirection.RightToLeft
        place: QPoint | None = None
        for small in dict.fromkeys((self._bar.is_small, True)):
            self._bar.set_small(small)
            place = free_place(self._bar.size(), room, window, mirrored=mirrored)
            if place is not None:
                break
        self._bar.move_into_view(place or in_the_corner(self._bar.size(), room, mirrored=mirrored))
        self.began.emit()

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

    @Slot()
    def keep(self) -> None:
        """Remember the place and the form the bar has now."""
        self._placing.stop()
        place = self._bar.line_place
        screen = self._application.screenAt(place) or self._bar.screen()
        at = place - screen.geometry().topLeft()
        self._settings.set(BAR_PLACE, f"{screen.name()} {max(at.x(), 0)},{max(at.y(), 0)}")
        self._settings.set(BAR_SMALL, self._bar.is_small)
