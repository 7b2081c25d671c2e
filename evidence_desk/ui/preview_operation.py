"""Looking at a window before it is saved: nothing of it is kept anywhere."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage

from evidence_desk.capture.targets import OneWindow, Shot, Target
from evidence_desk.ui.background import Background

Grab = Callable[[Target], AbstractContextManager[Shot]]


class PreviewOperation(QObject):
    """Returns at once; what it looks like comes as a signal, on the main thread."""

    seen = Signal(str, QImage)
    """The window's id and a small picture of it."""
    not_seen = Signal()

    def __init__(self, background: Background, grab: Grab) -> None:
        super().__init__()
        self._background = background
        self._grab = grab

    def look(self, window_id: str, size: QSize) -> None:
        """Picture the window, at most that large."""
        self._background.on_work_thread(
            lambda: self._small(window_id, size),
            lambda picture: self.seen.emit(window_id, picture),
            lambda _error: self.not_seen.emit(),
        )

    def _small(self, window_id: str, size: QSize) -> QImage:
        with self._grab(OneWindow(window_id)) as shot:
            frame = shot.frame
            whole = QImage(frame.pixels, frame.width, frame.height, frame.stride, QImage.Format.Format_RGB32)
            fits = frame.width <= size.width() and frame.height <= size.height()
            ratio, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            # The pixels are only lent: what goes home is a copy.
            return whole.copy() if fits else whole.scaled(size, ratio, smooth).copy()
