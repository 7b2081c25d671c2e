"""A card that a list fills: its rounded corners stay whole whatever row lies under them."""

from PySide6.QtCore import QRect, QRectF, Qt, Slot
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QRegion, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.widgets.card import Card

_CORNER = 12


class RowsCard(Card):
    """Holds one widget from edge to edge."""

    def __init__(self, look: Appearance, rows: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(rows)
        self._corners = _Corners(look, self)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._corners.cover(self.rect())


class _Corners(QWidget):
    """Lies over the card and paints its four corners only."""

    def __init__(self, look: Appearance, card: Card) -> None:
        super().__init__(card)
        self._look = look
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        look.changed.connect(self._on_look_changed)

    def cover(self, rect: QRect) -> None:
        """Lie over this rectangle."""
        self.setGeometry(rect)
        self.setMask(_corner_squares(rect))
        self.raise_()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outside, inside = QPainterPath(), QPainterPath()
        outside.addRect(QRectF(self.rect()))
        inside.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _CORNER - 0.5, _CORNER - 0.5)
        painter.fillPath(outside.subtracted(inside), self._look.theme.colour("ground"))
        painter.strokePath(inside, QPen(self._look.theme.colour("line"), 1))

    @Slot()
    def _on_look_changed(self) -> None:
        self.update()


def _corner_squares(rect: QRect) -> QRegion:
    right, bottom = rect.width() - _CORNER, rect.height() - _CORNER
    squares = QRegion()
    for left in (0, right):
        for top in (0, bottom):
            squares += QRegion(left, top, _CORNER, _CORNER)
    return squares
