"""Examining this desk off the main thread; its test pictures are held here, small, until they are let go."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage

from evidence_desk.capture.targets import Frame
from evidence_desk.domain.errors import DeskError
from evidence_desk.ui.background import Background
from evidence_desk.workflows.examine_desk import Place, examine_desk

_LARGEST = QSize(1280, 768)


class ExamineOperation(QObject):
    """Returns at once; each part comes as a signal, on the main thread."""

    found = Signal(object)
    """The Examined."""
    ended = Signal()
    failed = Signal(object)
    """The DeskError that cut it short, told before `ended`."""

    def __init__(self, background: Background) -> None:
        super().__init__()
        self._background = background
        self._pictures: dict[str, QImage] = {}
        self._runs = False

    def examine(self, place: Callable[[], Place]) -> bool:
        """Begin, unless it runs already; whether it was begun. `place` is asked for on the main thread."""
        if self._runs:
            return False
        self._runs = True
        pictures: dict[str, QImage] = {}
        self._pictures = pictures
        here = place()
        self._background.on_work_thread(lambda: self._look(here, pictures), lambda _done: self._end(), self._on_failed)
        return True

    def picture(self, name: str) -> QImage | None:
        """The test picture of a part; None where it was let go."""
        return self._pictures.get(name)

    def forget(self) -> None:
        """Let every test picture go, also those that are still being taken."""
        self._pictures = {}

    def _look(self, place: Place, pictures: dict[str, QImage]) -> None:
        """On a work thread. Nobody waits for it any more once the window is gone."""
        for each in examine_desk(place, partial(self._keep_small, pictures)):
            if not self._background.is_listening:
                return
            self._background.say(lambda each=each: self.found.emit(each))  # type: ignore[misc]

    def _keep_small(self, pictures: dict[str, QImage], name: str, frame: Frame) -> None:
        """The pixels are only lent: what is kept is a copy, and by nobody once this run's pictures were let go."""
        whole = QImage(frame.pixels, frame.width, frame.height, frame.stride, QImage.Format.Format_RGB32)
        ratio, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        small = whole.scaled(whole.size().boundedTo(_LARGEST), ratio, smooth).copy()
        self._background.say(lambda: pictures.update({name: small}))

    def _on_failed(self, error: DeskError) -> None:
        self.failed.emit(error)
        self._end()

    def _end(self) -> None:
        self._runs = False
        self.ended.emit()
