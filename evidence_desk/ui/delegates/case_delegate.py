"""Paints one case: its title, its reference below, and how much is in it at the end."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.delegates.row_canvas import PAD, RowCanvas, has_ring, line_height
from evidence_desk.ui.models.cases_model import CaseRole
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.marks import ROW_BAR, paint_ring

_ROW, _GAP = 64, 16


class CaseDelegate(QStyledItemDelegate):
    """A row of two lines; chosen = soft fill, 3 px bar and semibold."""

    def __init__(self, look: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look

    def row_height(self) -> int:
        """The height of a row, in device-independent pixels."""
        theme = self._look.theme
        return max(theme.px(_ROW), line_height(theme, TextSize.BODY) + line_height(theme, TextSize.SMALL) + 18)

    def head_height(self, _row: int) -> int:
        """There are no heads."""
        return self.row_height()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, self.row_height())

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        canvas = RowCanvas(painter, option, self._look.theme)
        state: QStyle.StateFlag = option.state
        chosen = canvas.ground(state)
        self._paint_words(canvas, index, chosen=chosen)
        canvas.bottom_line()
        if has_ring(state, canvas.theme):
            paint_ring(painter, QRectF(canvas.box).adjusted(0, ROW_BAR, 0, -ROW_BAR), canvas.theme, 0.0)
        painter.restore()

    def _paint_words(self, canvas: RowCanvas, index: QModelIndex | QPersistentModelIndex, *, chosen: bool) -> None:
        title_height = line_height(canvas.theme, TextSize.BODY)
        small_height = line_height(canvas.theme, TextSize.SMALL)
        items = str(index.data(CaseRole.ITEMS))
        end = canvas.text_width(items, TextSize.SMALL)
        room = canvas.width - 2 * PAD - end - _GAP
        top = (canvas.height - title_height - small_height) / 2
        canvas.text(canvas.place(PAD, top, room, title_height), str(index.data()), TextSize.BODY, "ink", bold=chosen)
        reference = canvas.place(PAD, top + title_height, room, small_height)
        canvas.text(reference, str(index.data(CaseRole.REFERENCE)), TextSize.SMALL, "ink-3")
        tally = canvas.place(canvas.width - PAD - end, 0, end, canvas.height)
        canvas.text(tally, items, TextSize.SMALL, "ink-2", trailing=True)
