"""What every button that is painted by itself shares: a size of its own, and places that mirror."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Slot
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle, QWidget
from typing_extensions import override

from evidence_desk.ui.appearance import Appearance


class PaintedButton(QAbstractButton):
    """Can be ticked, and all of it is the target. Who inherits says how large it is, and paints it."""

    def __init__(self, look: Appearance, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setAccessibleName(name)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._on_look_changed)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _place(self, left: int, top: int, width: int, height: int) -> QRectF:
        return mirrored(self, left, top, width, height)

    @Slot()
    def _on_look_changed(self) -> None:
        self.updateGeometry()
        self.update()


def mirrored(widget: QWidget, left: int, top: int, width: int, height: int) -> QRectF:
    """Where a rectangle measured from the widget's leading upper corner lies on it."""
    return QRectF(QStyle.visualRect(widget.layoutDirection(), widget.rect(), QRect(left, top, width, height)))
