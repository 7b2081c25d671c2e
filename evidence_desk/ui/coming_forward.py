"""Put the window in front of all others: somebody started the program again."""

import threading

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from evidence_desk.ui.background import Background

_LOOKS, _EACH_S = 300, 0.1


def come_forward(window: QWidget) -> None:
    """Open it if it was made small, raise it, and ask for the keyboard."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


def came_forward(background: Background, window: QWidget) -> bool:
    """The same from any other thread; whether it was done. A busy desk is waited for, one that leaves is not."""
    shown = threading.Event()

    def show() -> None:
        come_forward(window)
        shown.set()

    background.say(show)
    return any(shown.wait(_EACH_S) or not background.is_listening for _ in range(_LOOKS)) and shown.is_set()
