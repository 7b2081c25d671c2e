"""Goes on hearing Esc for a moment after a window was cancelled with it."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from evidence_desk.domain.times import NANOSECONDS
from evidence_desk.ui.leaving import WITHIN_NS

_MS = 1000
_FLAGS = Qt.WindowType.Tool | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint


class EscListener(QWidget):
    """One pixel with the keyboard, for as long as three presses may take.

    A person in doubt keeps pressing Esc. Once a picker is gone another program would have the keyboard, and Leave now
    would not hear the second and the third press.
    """

    def __init__(self) -> None:
        super().__init__(None, _FLAGS)
        self.setWindowTitle(self.tr("Desk"))
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setFixedSize(1, 1)
        self._over = QTimer(self, singleShot=True, interval=WITHIN_NS * _MS // NANOSECONDS)
        self._over.timeout.connect(self.hide)

    def listen(self) -> None:
        """Take the keyboard now, and give it back by itself."""
        self.show()
        self.activateWindow()
        self._over.start()
