"""Another program with windows of known pixels on Wayland; takes JSON commands as `painter` does."""

import json
import sys

from PySide6.QtCore import QRect, QSize, QSocketNotifier
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent, QRasterWindow
from typing_extensions import override

from tests.capture.pattern import CELL, cells


class Pattern(QRasterWindow):
    """The pattern in units of the desktop: a screen of scale 1.5 shows each cell as 24 by 24 pixels."""

    def __init__(self, title: str, size: QSize, seed: int) -> None:
        super().__init__()
        self._seed = seed
        self.setTitle(title)
        self.resize(size)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for left, top, colour in cells(self._seed, self.width(), self.height()):
            painter.fillRect(QRect(left, top, CELL, CELL), QColor(*colour))
        painter.end()


class Program:
    def __init__(self) -> None:
        self.windows: dict[str, Pattern] = {}

    def open(self, title: str, width: int, height: int, seed: int) -> None:
        self.windows[title] = window = Pattern(title, QSize(width, height), seed)
        window.show()

    def close(self, title: str) -> None:
        self.windows.pop(title).close()

    def hear(self) -> None:
        line = sys.stdin.readline()
        if not line:
            QGuiApplication.quit()
            return
        command = json.loads(line)
        getattr(self, command.pop("do"))(**command)
        sys.stdout.write("{}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    application = QGuiApplication(["painter"])
    application.setDesktopFileName("painter")
    application.setQuitOnLastWindowClosed(False)
    program = Program()
    notifier = QSocketNotifier(0, QSocketNotifier.Type.Read)
    notifier.activated.connect(program.hear)
    application.exec()
