"""Paints a service to pick: the head over a kind, and a row of tick and name."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.delegates.row_canvas import PAD, RowCanvas, has_ring, line_height
from evidence_desk.ui.models.services_model import ServiceRole
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.marks import ROW_BAR, TICK_SIZE, paint_ring, paint_tick

_ROW, _HEAD, _GAP = 40, 36, 16


class ServiceDelegate(QStyledItemDelegate):
    """The whole row is the target of its tick."""

    def __init__(self, look: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look

    def row_height(self) -> int:
        """The height of a row, in device-independent pixels."""
        return max(self._look.theme.px(_ROW), line_height(self._look.theme, TextSize.BODY) + 12)

    def head_height(self, _row: int) -> int:
        """The height of a kind's head."""
        return max(self._look.theme.px(_HEAD), line_height(self._look.theme, TextSize.SMALL) + 8)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        is_head = index.data(ServiceRole.HEAD) is not None
        return QSize(0, self.head_height(index.row()) if is_head else self.row_height())

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        canvas = RowCanvas(painter, option, self._look.theme)
        if index.data(ServiceRole.HEAD) is not None:
            head = canvas.place(PAD, 0, canvas.width - 2 * PAD, canvas.height)
            canvas.text(head, str(index.data()), TextSize.SMALL, "ink-2", bold=True)
        else:
            self._paint_row(canvas, option, index)
        painter.restore()

    def _paint_row(
        self, canvas: RowCanvas, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        state: QStyle.StateFlag = option.state
        canvas.ground(state)
        side = canvas.theme.px(TICK_SIZE)
        ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        tick = canvas.place(PAD, (canvas.height - side) / 2, side, side)
        paint_tick(canvas.painter, tick, canvas.theme, "done" if ticked else "empty")
        left = PAD + side + _GAP
        name = canvas.place(left, 0, canvas.width - left - PAD, canvas.height)
        canvas.text(name, str(index.data()), TextSize.BODY, "ink", bold=ticked)
        if has_ring(state, canvas.theme):
            paint_ring(canvas.painter, QRectF(canvas.box).adjusted(0, ROW_BAR, 0, -ROW_BAR), canvas.theme, 0.0)
