"""A field with a list of choices, and the kit's own arrow."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget
from typing_extensions import override

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.icons import paint_icon
from evidence_desk.ui.models.safe_text import safe_line

_ICON, _FROM_EDGE = 16, 12


class ChoiceBox(QComboBox):
    """As wide as its longest choice. A wheel that passes over it changes nothing."""

    def __init__(self, look: Appearance, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._extra = ""
        self.set_name(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_name(self, name: str) -> None:
        """What a screen reader calls it, and the list that opens."""
        self.setAccessibleName(name)
        self.view().setAccessibleName(name)

    def show_value(self, value: str) -> None:
        """Choose what stands for a value; what a newer program wrote is offered as it is while it is shown."""
        if self._extra and self._extra != value:
            self.removeItem(self.findData(self._extra))
            self._extra = ""
        if value and self.findData(value) < 0:
            self.addItem(safe_line(value), value)
            self._extra = value
        self.setCurrentIndex(self.findData(value))

    @override
    def wheelEvent(self, e: QWheelEvent) -> None:
        e.ignore()

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        super().paintEvent(e)
        theme = self._look.theme
        side, edge = theme.px(_ICON), theme.px(_FROM_EDGE)
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = edge if mirrored else self.width() - edge - side
        place = QRectF(left, (self.height() - side) / 2, side, side)
        paint_icon(QPainter(self), "down", place, theme.colour("ink" if self.isEnabled() else "disabled-ink"))
