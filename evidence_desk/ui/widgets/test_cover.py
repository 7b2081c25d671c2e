"""A test picture in a row: small while it is covered, larger while it is looked at."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.widgets.cover import Cover, paint_small_cover

_SMALL, _LARGE = (80, 48), (320, 192)


class TestCover(Cover):
    """Space or a click asks for the picture; covering drops it."""

    __test__ = False  # its name is no test's

    def __init__(self, look: Appearance, title: str, parent: QWidget | None = None) -> None:
        self._title = title
        super().__init__(look, parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.covered.connect(self.updateGeometry)

    @override
    def show_picture(self, picture: QImage) -> None:
        super().show_picture(picture)
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        if self.is_open:
            return QSize(*_LARGE)  # a picture gains nothing by larger letters
        return QSize(*(self._look.theme.px(length) for length in _SMALL))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self.is_open:
            super().paintEvent(event)
            return
        word = self.tr("Gone") if self._shut else self.tr("Test")
        paint_small_cover(QPainter(self), QRectF(self.rect()), self._look.theme, "eyeoff", word)

    @override
    def _name_state(self) -> None:
        if self._shut:
            self.setAccessibleName(self.tr("Test picture of “{title}”, gone").format(title=self._title))
            return
        state = self.tr("shown. Press Space to cover it.") if self.is_open else self.tr("covered. Press Space to look.")
        self.setAccessibleName(self.tr("Test picture of “{title}”, {state}").format(title=self._title, state=state))
