"""Paints a register: its columns, cells of two lines, and chips. The head above the rows has the same columns."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.delegates.row_canvas import PAD, RowCanvas, has_ring, line_height, text_width
from evidence_desk.ui.models.register_model import Cell, Column, RegisterRole, RegisterRow
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.chip import chip_size, paint_chip
from evidence_desk.ui.widgets.marks import paint_ring

Index = QModelIndex | QPersistentModelIndex

_ROW, _GAP, _CHIP, _LEAST_SHARE = 72, 16, 24, 64


class RegisterDelegate(QStyledItemDelegate):
    """Rows of 72 that grow with the text; amounts and counts stand at the trailing edge of their column."""

    def __init__(self, look: Appearance, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.columns = tuple(columns)
        self._rows: Sequence[RegisterRow] = ()
        self._needed: list[int] = []
        look.changed.connect(self._measure)
        self._measure()

    def fit(self, rows: Sequence[RegisterRow]) -> None:
        """Make the columns wide enough for what is in these rows."""
        self._rows = rows
        self._measure()

    def row_height(self) -> int:
        """The height of a row, in device-independent pixels."""
        theme = self._look.theme
        return max(theme.px(_ROW), line_height(theme, TextSize.BODY) + line_height(theme, TextSize.SMALL) + 18)

    def head_height(self, _row: int) -> int:
        """There are no heads."""
        return self.row_height()

    def places(self, width: int) -> list[tuple[float, float]]:
        """Where each column begins in a row of that width, and how wide it is."""
        theme = self._look.theme
        shares = [column.share for column in self.columns]
        widths = [float(needed) for needed in self._needed]
        rest = width - 2 * PAD - theme.px(_GAP) * (len(self.columns) - 1) - sum(widths)
        least = theme.px(_LEAST_SHARE) * sum(map(bool, shares))
        if rest < least:  # the last column is a chip, which can be cut; the detail has all of it
            widths[-1] -= least - rest
            rest = least
        widths = [rest * share / sum(shares) if share else own for share, own in zip(shares, widths, strict=True)]
        lefts = [PAD + sum(widths[:place]) + theme.px(_GAP) * place for place in range(len(widths))]
        return list(zip(lefts, widths, strict=True))

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self.row_height())

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        canvas = RowCanvas(painter, option, self._look.theme)
        state: QStyle.StateFlag = option.state
        canvas.ground(state)
        row = cast("RegisterRow", index.data(RegisterRole.ROW))
        for cell, column, place in zip(row.cells, self.columns, self.places(canvas.width), strict=True):
            _paint_cell(canvas, cell, place, trailing=column.trailing)
        canvas.bottom_line()
        if has_ring(state, canvas.theme):
            paint_ring(painter, QRectF(canvas.box), canvas.theme, 0.0)
        painter.restore()

    def _measure(self) -> None:
        self._needed = [
            0 if column.share else self._width_of(place, column) for place, column in enumerate(self.columns)
        ]

    def _width_of(self, place: int, column: Column) -> int:
        theme = self._look.theme
        cells = [row.cells[place] for row in self._rows]
        widths = [text_width(theme, column.title, TextSize.SMALL, bold=True), theme.px(column.least)]
        for cell in cells:
            widths.append(text_width(theme, cell.text, TextSize.BODY, bold=cell.bold))
            widths.append(text_width(theme, cell.second, TextSize.SMALL))
            widths.append(chip_size(theme, cell.chip, cell.chip_icon).width() if cell.chip else 0)
        return max(widths)


def _paint_cell(canvas: RowCanvas, cell: Cell, place: tuple[float, float], *, trailing: bool) -> None:
    left, width = place
    if cell.chip:
        height = canvas.theme.px(_CHIP)
        wanted = min(width, chip_size(canvas.theme, cell.chip, cell.chip_icon).width())
        box = canvas.place(left, (canvas.height - 1 - height) / 2, wanted, height)
        paint_chip(canvas.painter, box, canvas.theme, cell.chip, cell.chip_icon, kind=cell.chip_kind)
        return
    first, second = line_height(canvas.theme, TextSize.BODY), line_height(canvas.theme, TextSize.SMALL)
    lines = first + (second if cell.second else 0)
    top = (canvas.height - 1 - lines) / 2
    box = canvas.place(left, top, width, first)
    canvas.text(box, cell.text, TextSize.BODY, cell.ink, bold=cell.bold, trailing=trailing)
    if cell.second:
        below = canvas.place(left, top + first, width, second)
        canvas.text(below, cell.second, TextSize.SMALL, "ink-3", trailing=trailing)
