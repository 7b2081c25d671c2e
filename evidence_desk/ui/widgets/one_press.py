"""Tells a press of its own from the second one of a double click, or of a key held down."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication


class OnePress(QObject):
    """For a control that does the opposite the second time: what was said just now is not taken back by it.

    Time runs from the last press, as long as the system's double click; a key that is held stays one press.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._time = QTimer(self, singleShot=True)

    def begins(self) -> bool:
        """Count a press; whether it is one of its own."""
        is_first = not self._time.isActive()
        self._time.start(QApplication.doubleClickInterval())
        return is_first

    def forget(self) -> None:
        """Something else is pressed from now on."""
        self._time.stop()
