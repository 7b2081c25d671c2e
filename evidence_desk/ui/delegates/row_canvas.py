"""What every row is painted with: places that mirror, one line of text, and icons."""

from math import ceil
from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from evidence_desk.ui.icons import paint_icon
from evidence_desk.ui.theme import Theme
from evidence_desk.ui.tokens import Scheme, TextSize
from evidence_desk.ui.widgets.marks import paint_row_ground

PAD: Final = 15
"""From the edge of a row to what is in it; the card's own line makes it 16."""
_LONGEST_MEASURED: Final = 400
_SINGLE_LINE: Final = int(Qt.TextFlag.TextSingleLine)


class RowCanvas:
    """One row being painted. Lengths grow with the text; left means the leading side, in every layout direction."""

    def __init__(self, painter: QPainter, option: QStyleOptionViewItem, theme: Theme) -> None:
        self.painter = painter
        self.theme = theme
        self.box = QRect(option.rect)
        self._direction: Qt.LayoutDirection = option.direction
        painter.setLayoutDirection(self._direction)

    @property
    def mirrored(self) -> bool:
        """Whether the row reads from right to left."""
        return self._direction is Qt.LayoutDirection.RightToLeft

    @property
    def width(self) -> int:
        """The row's width, in device-independent pixels."""
        return self.box.width()

    @property
    def height(self) -> int:
        """The row's height, in device-independent pixels."""
        return self.box.height()

    def place(self, left: float, top: float, width: float, height: float) -> QRectF:
        """Where a rectangle measured from the row's leading upper corner lies on the surface."""
        rect = QRect(self.box.left() + round(left), self.box.top() + round(top), round(width), round(height))
        return QRectF(QStyle.visualRect(self._direction, self.box, rect))

    def text_width(self, text: str, size: TextSize, *, bold: bool = False) -> int:
        """How wide a line of text is; a very long one is measured by its beginning."""
        return text_width(self.theme, text, size, bold=bold)

    def text(
        self,
        rect: QRectF,
        words: str,
        size: TextSize,
        ink: str,
        *,
        bold: bool = False,
        trailing: bool = False,
        keep_end: bool = False,
    ) -> None:
        """Paint one line, centred in height, elided at its end where it does not fit, or with `keep_end` before it."""
        font = self.theme.font(size, bold=bold)
        line = words[:_LONGEST_MEASURED]
        cut = Qt.TextElideMode.ElideLeft if keep_end else Qt.TextElideMode.ElideRight
        shown = QFontMetricsF(font).elidedText(line, cut, rect.width(), _SINGLE_LINE)
        self.painter.setFont(font)
        self.painter.setPen(self.theme.colour(ink))
        # Words from outside read in their own direction, whatever the layout's is.
        self.painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        self.painter.drawText(rect, int(self._alignment(trailing=trailing)) | _SINGLE_LINE, shown)
        self.painter.setLayoutDirection(self._direction)

    def icon(self, rect: QRectF, name: str, ink: str) -> None:
        """Paint a line icon to fill `rect`."""
        paint_icon(self.painter, name, rect, self.theme.colour(ink), mirrored=self.mirrored)

    def ground(self, state: QStyle.StateFlag) -> bool:
        """Fill the row as it is hovered or chosen, and say whether it is chosen."""
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        paint_row_ground(self.painter, QRectF(self.box), self.theme, chosen=chosen, hovered=hovered)
        return chosen

    def bottom_line(self) -> None:
        """The 1 px divider under the row; decoration only."""
        line = QRect(self.box.left(), self.box.bottom(), self.box.width(), 1)
        self.painter.fillRect(line, self.theme.colour("line"))

    def _alignment(self, *, trailing: bool) -> Qt.AlignmentFlag:
        """Absolute, because the painter's text direction follows the words, not the layout."""
        at_right = trailing is not self.mirrored
        side = Qt.AlignmentFlag.AlignRight if at_right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter


def text_width(theme: Theme, text: str, size: TextSize, *, bold: bool = False) -> int:
    """How wide a line of text is in device-independent pixels; a very long one is measured by its beginning."""
    return ceil(QFontMetricsF(theme.font(size, bold=bold)).horizontalAdvance(text[:_LONGEST_MEASURED])) + 1


def line_height(theme: Theme, size: TextSize) -> int:
    """The room one line takes: the kit's, or more where the system's font needs it."""
    return max(theme.line(size), QFontMetrics(theme.font(size)).height())


def has_ring(state: QStyle.StateFlag, theme: Theme) -> bool:
    """Whether a row or cell shows where the keyboard is: never for a pointer, always in high contrast."""
    focused = bool(state & QStyle.StateFlag.State_HasFocus)
    return focused and (bool(state & QStyle.StateFlag.State_KeyboardFocusChange) or theme.scheme is Scheme.CONTRAST)
