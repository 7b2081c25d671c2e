"""Counts down to a capture: time to open a menu or a message."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

_SECOND_MS = 1000


class Countdown(QObject):
    """One at a time; starting again begins anew."""

    ticked = Signal(int)
    """Seconds that are left, the first time at once."""
    over = Signal()
    cancelled = Signal()

    def __init__(self, parent: QObject, second_ms: int = _SECOND_MS) -> None:
        super().__init__(parent)
        self._left = 0
        self._timer = QTimer(self, interval=second_ms)
        self._timer.timeout.connect(self._on_second)

    @property
    def is_running(self) -> bool:
        """Whether something is still to come."""
        return self._timer.isActive()

    def start(self, seconds: int) -> None:
        """Count from here."""
        self._left = seconds
        self._timer.start()
        self.ticked.emit(seconds)

    @Slot()
    def cancel(self) -> None:
        """Count no more; nothing happens."""
        if self.is_running:
            self._timer.stop()
            self.cancelled.emit()

    @Slot()
    def _on_second(self) -> None:
        self._left -= 1
        if self._left > 0:
            self.ticked.emit(self._left)
        else:
            self._timer.stop()
            self.over.emit()
