"""A field to find something by: the glass in front, and a name for screen readers."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.widgets.pictogram import Pictogram

_FROM_EDGE, _GAP = 12, 8


class FindField(QLineEdit):
    """The name is also the placeholder; the glass is decoration."""

    def __init__(self, look: Appearance, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        self._glass = Pictogram(look, "search", parent=self)
        self._glass.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        look.changed.connect(self._place)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    @Slot()
    def _place(self) -> None:
        size = self._glass.sizeHint()
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = self.width() - _FROM_EDGE - size.width() if mirrored else _FROM_EDGE
        self._glass.setGeometry(left, (self.height() - size.height()) // 2, size.width(), size.height())
        taken = size.width() + _GAP
        self.setTextMargins(0 if mirrored else taken, 0, taken if mirrored else 0, 0)
