"""A button that opens a menu of choices and shows the one chosen."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.icons import ICON_SIZE, paint_icon
from evidence_desk.ui.widgets.button import Button

_FROM_EDGE = 16


class ChoiceButton(Button):
    """Words at the leading edge, an arrow at the trailing one."""

    def __init__(self, look: Appearance, text: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(look, text, icon, kind="choice", parent=parent)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme = self._look.theme
        side, edge = theme.px(ICON_SIZE), theme.px(_FROM_EDGE)
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = edge if mirrored else self.width() - edge - side
        ink = "ink" if self.isEnabled() else "disabled-ink"
        paint_icon(QPainter(self), "down", QRectF(left, (self.height() - side) / 2, side, side), theme.colour(ink))
