"""The six dots that a bar is moved by: with the pointer, or with the arrow keys."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.icons import ICON_SIZE, paint_icon
from evidence_desk.ui.widgets.focus_ring import RING_PROPERTY

_STEP = 8
_WIDTH, _HEIGHT = 24, 40
_ARROWS = {
    Qt.Key.Key_Left: QPoint(-_STEP, 0),
    Qt.Key.Key_Right: QPoint(_STEP, 0),
    Qt.Key.Key_Up: QPoint(0, -_STEP),
    Qt.Key.Key_Down: QPoint(0, _STEP),
}


class BarGrip(QAbstractButton):
    """Says where on the desktop it is pressed and dragged to, or by how much the arrow keys move it (`moved`).

    Says too when the moving is over (`dropped`), and when to change form (`turned`).
    """

    pressed = Signal(QPoint)
    dragged = Signal(QPoint)
    moved = Signal(QPoint)
    dropped = Signal()
    turned = Signal()

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._is_held = False
        self.clicked.connect(self.turned)  # by a screen reader alone: keys and pointer are taken below
        self.setProperty(RING_PROPERTY, True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SizeAllCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Move the bar with the arrow keys. Enter makes it small or large"))
        self.setToolTip(self.tr("Drag to move. Double-click to make it small or large"))

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._look.theme.px(_WIDTH), self._look.theme.px(_HEIGHT))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._is_held = True
            self.pressed.emit(event.globalPosition().toPoint())

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._is_held:
            self.dragged.emit(event.globalPosition().toPoint())

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._is_held = False
        self.dropped.emit()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.turned.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _ARROWS.get(Qt.Key(event.key()))
        if step is not None:
            self.moved.emit(step)
            self.dropped.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.turned.emit()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        side = self._look.theme.px(ICON_SIZE)
        box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        paint_icon(QPainter(self), "grip", box, self._look.theme.colour("ink-3"))
