"""Paints a checklist: the head over a service, and a row of tick, words and what can be done at its end."""

from typing import cast

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from evidence_desk.domain.checklists import StepState
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.delegates.row_canvas import PAD, RowCanvas, has_ring, line_height, text_width
from evidence_desk.ui.models.checklist_model import ChecklistColumn, ChecklistRole, ServiceHead
from evidence_desk.ui.models.checklist_words import RowEnd, row_ends
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.chip import chip_size, paint_chip
from evidence_desk.ui.widgets.marks import ROW_BAR, TICK_SIZE, paint_ring, paint_row_ground, paint_tick

Index = QModelIndex | QPersistentModelIndex

_ROW, _HEAD, _GAP, _CHIP = 64, 36, 16, 24
_RING_MARGIN, _TICK_RING_CORNER, _ACTION_RING_CORNER = 4, 10.0, 8.0
_TICKS = {StepState.TODO: "empty", StepState.DONE: "done", StepState.SKIPPED: "skipped"}


class StepDelegate(QStyledItemDelegate):
    """One checklist row in three columns, which point, arrow keys and screen readers can tell apart."""

    def __init__(self, look: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look

    def row_height(self) -> int:
        """The height of a step's row, in device-independent pixels."""
        theme = self._look.theme
        return max(theme.px(_ROW), line_height(theme, TextSize.BODY) + line_height(theme, TextSize.SMALL) + 18)

    def head_height(self, _row: int) -> int:
        """The height of a service's head."""
        return max(self._look.theme.px(_HEAD), line_height(self._look.theme, TextSize.SMALL) + 8)

    def tick_width(self) -> int:
        """The width of the tick's column: the box, the room before it and half the room after it."""
        return PAD + self._look.theme.px(TICK_SIZE) + _GAP // 2

    def action_width(self) -> int:
        """The width of the last column: its widest words, the room before them and after."""
        theme = self._look.theme
        widths = (
            text_width(theme, end.words, TextSize.SMALL, bold=True) + 2 * _RING_MARGIN
            if end.is_action
            else chip_size(theme, end.words, end.icon).width()
            for end in row_ends()
        )
        return max(widths) + PAD + _GAP // 2

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        head = index.data(ChecklistRole.HEAD) is not None
        return QSize(0, self.head_height(index.row()) if head else self.row_height())

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        canvas = RowCanvas(painter, option, self._look.theme)
        head = cast("ServiceHead | None", index.data(ChecklistRole.HEAD))
        if head is not None:
            self._paint_head(canvas, head)
        else:
            self._paint_ground(canvas, option, index)
            focused = has_ring(option.state, canvas.theme)
            paint_part = (self._paint_tick, self._paint_words, self._paint_action)[index.column()]
            paint_part(canvas, index, focused=focused)
        painter.restore()

    def _paint_ground(self, canvas: RowCanvas, option: QStyleOptionViewItem, index: Index) -> None:
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        ground = QRectF(canvas.box)
        if chosen and index.column() != ChecklistColumn.TICK:
            canvas.painter.fillRect(ground, canvas.theme.colour("accent-soft"))
        else:
            paint_row_ground(canvas.painter, ground, canvas.theme, chosen=chosen, hovered=hovered)

    def _paint_head(self, canvas: RowCanvas, head: ServiceHead) -> None:
        aside = self.tr("Not for me") if head.aside else ""
        room = canvas.width - 2 * PAD
        aside_width = min(canvas.text_width(aside, TextSize.SMALL), room // 2)
        service = canvas.place(PAD, 0, room - aside_width - _GAP, canvas.height)
        canvas.text(service, head.service, TextSize.SMALL, "ink-2", bold=True)
        end = canvas.place(canvas.width - PAD - aside_width, 0, aside_width, canvas.height)
        canvas.text(end, aside, TextSize.SMALL, "ink-3", trailing=True)

    def _paint_tick(self, canvas: RowCanvas, index: Index, *, focused: bool) -> None:
        side = canvas.theme.px(TICK_SIZE)
        tick = canvas.place(PAD, _title_middle(canvas) - side / 2, side, side)
        paint_tick(canvas.painter, tick, canvas.theme, _TICKS[StepState(index.data(ChecklistRole.STATE))])
        if focused:
            margin = _RING_MARGIN
            paint_ring(canvas.painter, tick.adjusted(-margin, -margin, margin, margin), canvas.theme, _TICK_RING_CORNER)

    def _paint_words(self, canvas: RowCanvas, index: Index, *, focused: bool) -> None:
        title_height = line_height(canvas.theme, TextSize.BODY)
        hint_height = line_height(canvas.theme, TextSize.SMALL)
        left, middle = _GAP // 2, _title_middle(canvas)
        state = StepState(index.data(ChecklistRole.STATE))
        room = canvas.width - left - (PAD if index.data(ChecklistRole.END) is None else 0)
        ink = {StepState.TODO: "ink", StepState.DONE: "ink-2", StepState.SKIPPED: "ink-3"}[state]
        title = canvas.place(left, middle - title_height / 2, room, title_height)
        canvas.text(title, str(index.data()), TextSize.BODY, ink, bold=state is not StepState.SKIPPED)
        top = middle + title_height / 2
        _paint_hint(canvas, QRectF(left, top, room, hint_height), index)
        if focused:
            paint_ring(canvas.painter, QRectF(canvas.box).adjusted(0, ROW_BAR, 0, -ROW_BAR), canvas.theme, 0.0)

    def _paint_action(self, canvas: RowCanvas, index: Index, *, focused: bool) -> None:
        found = cast("RowEnd | None", index.data(ChecklistRole.END))
        if found is None:
            return
        end = _paint_end_words(canvas, found.words) if found.is_action else _paint_end_chip(canvas, found)
        if focused:
            ring = end.adjusted(-_RING_MARGIN, -_RING_MARGIN, _RING_MARGIN, _RING_MARGIN)
            paint_ring(canvas.painter, ring, canvas.theme, _ACTION_RING_CORNER)


def _paint_hint(canvas: RowCanvas, at: QRectF, index: Index) -> None:
    """The line under a title; where it is too long, everything gives way but the number of the proof."""
    hint, proof = str(index.data(ChecklistRole.HINT)), str(index.data(ChecklistRole.PROOF))

    def paint(words: str, left: float, width: float, *, keep_end: bool = False) -> None:
        place = canvas.place(at.left() + left, at.top(), width, at.height())
        canvas.text(place, words, TextSize.SMALL, "ink-3", keep_end=keep_end)

    def width_of(words: str) -> int:
        return canvas.text_width(words, TextSize.SMALL) if words else 0

    before, named, after = hint.partition(proof) if proof else (hint, "", "")
    if not named or width_of(hint) <= at.width():
        paint(hint, 0, at.width())
        return
    number = min(width_of(named), at.width())
    rest = at.width() - number
    begins = min(width_of(before), rest)
    paint(before, 0, max(0, begins - width_of(" ")))
    paint(named, begins, number, keep_end=True)
    paint(after, begins + number, rest - begins)


def _paint_end_words(canvas: RowCanvas, words: str) -> QRectF:
    """Paint what can be pressed at a row's end, and say where it is."""
    width = canvas.text_width(words, TextSize.SMALL, bold=True)
    height = line_height(canvas.theme, TextSize.SMALL)
    end = canvas.place(canvas.width - PAD - width, _title_middle(canvas) - height / 2, width, height)
    canvas.text(end, words, TextSize.SMALL, "accent-ink", bold=True, trailing=True)
    return end


def _paint_end_chip(canvas: RowCanvas, found: RowEnd) -> QRectF:
    """Paint the chip at a row's end, and say where it is."""
    width, height = chip_size(canvas.theme, found.words, found.icon).width(), canvas.theme.px(_CHIP)
    end = canvas.place(canvas.width - PAD - width, _title_middle(canvas) - height / 2, width, height)
    paint_chip(canvas.painter, end, canvas.theme, found.words, found.icon, kind=found.kind)
    return end


def _title_middle(canvas: RowCanvas) -> float:
    """The height the tick, the title and the end of a row are centred on."""
    title = line_height(canvas.theme, TextSize.BODY)
    hint = line_height(canvas.theme, TextSize.SMALL)
    return (canvas.height - title - hint) / 2 + title / 2
