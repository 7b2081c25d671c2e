"""Copying on request: what was copied is taken off the clipboard again after a minute, and that is said."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

KEPT_S = 60


class Copying(QObject):
    """One for the whole window. What another program copied meanwhile stays; Leave now clears what is from here."""

    copied = Signal(int)
    """For how many seconds it can be pasted."""
    cleared = Signal()

    def __init__(self, application: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clipboard = application.clipboard()
        self._text = ""
        self._timer = QTimer(self, singleShot=True, interval=KEPT_S * 1000)
        self._timer.timeout.connect(self.clear)

    def copy(self, text: str) -> None:
        """Let it be pasted elsewhere, for a minute."""
        self._clipboard.setText(text)
        self._text = text
        self._timer.start()
        self.copied.emit(KEPT_S)

    @Slot()
    def clear(self) -> None:
        """Take it away, where it is still what was copied here."""
        self._timer.stop()
        text, self._text = self._text, ""
        if text and self._clipboard.text() == text:
            self._clipboard.clear()
        self.cleared.emit()
