"""A small fact in a rounded shape; never a button."""

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget
from typing_extensions import override

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.icons import paint_icon
from evidence_desk.ui.theme import Theme
from evidence_desk.ui.tokens import TextSize

# Kind: fill, edge, text, icon.
_COLOURS = {
    "plain": ("sunken", "line", "ink-2", "ink-3"),
    "calm": ("accent-soft", "accent-soft-line", "accent-ink", "accent-ink"),
    "amber": ("amber-soft", "amber-line", "amber-ink", "amber-icon"),
    "outline": ("surface", "control-line", "ink-2", "ink-3"),
}
_HEIGHT, _SIDE, _ICON, _GAP = 24, 10, 16, 4


def chip_size(theme: Theme, text: str, icon: str = "") -> QSize:
    """How much room `paint_chip` takes."""
    words = QFontMetrics(theme.font(TextSize.SMALL)).horizontalAdvance(text)
    picture = theme.px(_ICON) + _GAP - 2 if icon else 0
    return QSize(words + picture + 2 * _SIDE, theme.px(_HEIGHT))


def paint_chip(
    painter: QPainter, rect: QRectF, theme: Theme, text: str, icon: str = "", *, kind: str = "plain"
) -> None:
    """Draw a chip to fill `rect`, text elided where it must be, icon at the leading edge of a left-to-right layout."""
    fill, edge, ink, icon_ink = (theme.colour(token) for token in _COLOURS[kind])
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(edge, 1))
    painter.setBrush(fill)
    corner = (rect.height() - 1) / 2
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), corner, corner)
    mirrored = painter.layoutDirection() is Qt.LayoutDirection.RightToLeft
    words = rect.adjusted(_SIDE, 0, -_SIDE, 0)
    if icon:
        side = theme.px(_ICON)
        left = words.right() - side + 2 if mirrored else words.left() - 2
        paint_icon(painter, icon, QRectF(left, rect.center().y() - side / 2, side, side), icon_ink, mirrored=mirrored)
        taken = side + _GAP - 2
        words.adjust(0 if mirrored else taken, 0, -taken if mirrored else 0, 0)
    painter.setPen(ink)
    painter.setFont(theme.font(TextSize.SMALL))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(words.width()) + 1)
    painter.drawText(words, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, shown)
    painter.restore()


class Chip(QLabel):
    """A chip on its own; `kind` is "plain", "calm", "amber" or "outline". Inside rows, delegates paint it."""

    def __init__(
        self, look: Appearance, text: str, icon: str = "", *, kind: str = "plain", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._icon = icon
        self._kind = kind
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._on_look_changed)

    @override
    def sizeHint(self) -> QSize:
        return chip_size(self._look.theme, self.text(), self._icon)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        paint_chip(painter, QRectF(self.rect()), self._look.theme, self.text(), self._icon, kind=self._kind)

    @Slot()
    def _on_look_changed(self) -> None:
        self.updateGeometry()
        self.update()
