"""Another program with windows of known pixels, for any desktop Qt can show a window on.

Reads one JSON command a line on stdin and answers each with one JSON line when Qt has carried it out.
"""

import json
import queue
import sys
import threading
from typing import Any

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from tests.capture.pattern import rgb

_SETTLED_MS = 250
"""A desktop animates windows that come and go, and no call says when it is done."""
_LOOK_MS = 5


class Painted(QWidget):
    """A window without a frame, so that all of it is the pattern."""

    def __init__(self, seed: int, title: str) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.seed = seed
        self.setWindowTitle(title)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 — Qt's name
        width, height = self.width(), self.height()
        image = QImage(rgb(self.seed, width, height), width, height, 3 * width, QImage.Format.Format_RGB888)
        with QPainter(self) as painter:
            painter.drawImage(0, 0, image)


def number_of(window: QWidget) -> int:
    """The window's number as the desktop lists it; on macOS Qt gives the view inside it."""
    number = int(window.winId())
    if sys.platform == "darwin":
        import objc

        number = int(objc.objc_object(c_void_p=number).window().windowNumber())
    return number


class Painter:
    def __init__(self) -> None:
        self.windows: dict[int, Painted] = {}

    def open(self, x: int, y: int, width: int, height: int, seed: int, title: str) -> int:
        window = Painted(seed, title)
        window.setGeometry(x, y, width, height)
        self.raise_up(window)
        number = number_of(window)
        self.windows[number] = window
        return number

    @staticmethod
    def raise_up(window: Painted) -> None:
        window.showNormal()
        window.raise_()
        window.activateWindow()

    def carry_out(self, command: dict[str, Any]) -> object:
        what = command.pop("do")
        if what == "open":
            return self.open(**command)
        window = self.windows[command.pop("window")]
        match what:
            case "move":
                window.move(command["x"], command["y"])
            case "resize":
                window.resize(command["width"], command["height"])
            case "repaint":
                window.seed = command["seed"]
                window.update()
            case "minimise":
                window.showMinimized()
            case "activate":
                self.raise_up(window)
            case "close":
                window.close()
        return None


def main() -> None:
    app = QApplication([])
    app.setQuitOnLastWindowClosed(False)
    painter, lines = Painter(), queue.SimpleQueue[str]()

    def read() -> None:
        for line in sys.stdin:
            lines.put(line)
        lines.put("")

    def look() -> None:
        if lines.empty():
            return
        line = lines.get()
        if not line:
            app.quit()
            return
        answer = painter.carry_out(json.loads(line))
        settling = QEventLoop()
        QTimer.singleShot(_SETTLED_MS, settling.quit)
        settling.exec()
        print(json.dumps(answer), flush=True)  # noqa: T201 — the answer

    threading.Thread(target=read, daemon=True).start()
    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(_LOOK_MS)
    app.exec()


if __name__ == "__main__":
    main()
