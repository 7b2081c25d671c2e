"""Copying on request: what was copied is taken off the clipboard again after a minute, and that is said."""

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication

KEPT_S = 60
# What a program that remembers all that was copied, some on disk or online, is told so that it does not.
_NOT_TO_BE_REMEMBERED = {
    "x-kde-passwordManagerHint": b"secret",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"1",
}


def put(clipboard: QClipboard, text: str) -> None:
    """Let it be pasted; whoever keeps a history of what was copied is asked to leave it out."""
    data = QMimeData()
    data.setText(text)
    for kind, value in _NOT_TO_BE_REMEMBERED.items():
        data.setData(kind, value)
    clipboard.setMimeData(data)


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
        put(self._clipboard, text)
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
