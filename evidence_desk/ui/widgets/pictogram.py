"""A line icon that stands beside words; screen readers pass over it."""

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.icons import ICON_SIZE, paint_icon


class Pictogram(QWidget):
    """Paints one icon in a token's colour at the text's scale."""

    def __init__(
        self, look: Appearance, icon: str, ink: str = "ink-3", *, pixels: int = ICON_SIZE, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._icon = icon
        self._ink = ink
        self._pixels = pixels
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._on_look_changed)

    def set_icon(self, icon: str, ink: str) -> None:
        """Show another icon, or the same in another colour."""
        self._icon = icon
        self._ink = ink
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return self._look.icon_size(self._pixels)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        colour = self._look.theme.colour(self._ink)
        paint_icon(QPainter(self), self._icon, QRectF(self.rect()), colour, mirrored=mirrored)

    @Slot()
    def _on_look_changed(self) -> None:
        self.updateGeometry()
        self.update()
