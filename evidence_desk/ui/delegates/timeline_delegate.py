"""Paints the rows of the timeline: when, what, how we know, and the item; the head above them has the same columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.delegates.row_canvas import PAD, RowCanvas, has_ring, line_height, text_width
from evidence_desk.ui.models.timeline_model import TimelineRole
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.chip import chip_size, paint_chip
from evidence_desk.ui.widgets.marks import paint_ring

Index = QModelIndex | QPersistentModelIndex

_ROW, _WHEN, _KNOWN, _GAP, _ICON, _CHIP = 40, 96, 176, 16, 20, 24
_LONGEST_ITEM: Final = "EX-0000 +0"
_TWO_LINES_BELOW, _LEAST_WHAT = 640, 120
"""A narrower list has two lines to a row, and so has one where times and sources leave less to what happened."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where each column of a row begins and how wide it is, in device-independent pixels."""

    when: tuple[float, float]
    icon: tuple[float, float]
    what: tuple[float, float]
    known: tuple[float, float]
    item: tuple[float, float]


class TimelineDelegate(QStyledItemDelegate):
    """Rows of 40 that grow with the text. Where there is no room for the columns, what stands over all the rest."""

    def __init__(self, look: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._times: Sequence[str] = ()
        self._sources: Sequence[str] = ()
        self._items: Sequence[str] = ()
        self._when = self._known = self._item = 0
        self.two_lines = False
        look.changed.connect(self._measure)
        self._measure()

    def fit(self, times: Sequence[str], sources: Sequence[str], items: Sequence[str]) -> None:
        """Make the columns wide enough for these."""
        self._times, self._sources, self._items = times, sources, items
        self._measure()

    def needs_two_lines(self, width: int) -> bool:
        """Whether a list of that width has no room for the columns."""
        px, (_, what) = self._look.theme.px, self.places(width).what
        return width < px(_TWO_LINES_BELOW) or what < px(_LEAST_WHAT)

    def row_height(self) -> int:
        """The height of a row, in device-independent pixels."""
        theme = self._look.theme
        if self.two_lines:
            return line_height(theme, TextSize.BODY) + self._second_line() + 18
        return max(theme.px(_ROW), line_height(theme, TextSize.BODY) + 12)

    def head_height(self, _row: int) -> int:
        """There are no heads."""
        return self.row_height()

    def places(self, width: int) -> Places:
        """The columns of a row of that width."""
        px = self._look.theme.px
        icon = PAD + self._when + px(_GAP)
        what = icon + px(_ICON) + px(_GAP)
        item = width - PAD - self._item
        known = item - px(_GAP) - self._known
        return Places(
            (PAD, self._when), (icon, px(_ICON)), (what, known - px(_GAP) - what), (known, self._known),
            (item, self._item),
        )  # fmt: skip

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self.row_height())

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        canvas = RowCanvas(painter, option, self._look.theme)
        state: QStyle.StateFlag = option.state
        canvas.ground(state)
        if self.two_lines:
            self._paint_two_lines(canvas, index)
        else:
            self._paint_columns(canvas, index)
        canvas.bottom_line()
        if has_ring(state, canvas.theme):
            paint_ring(painter, QRectF(canvas.box), canvas.theme, 0.0)
        painter.restore()

    def _paint_columns(self, canvas: RowCanvas, index: Index) -> None:
        places, height, side = self.places(canvas.width), canvas.height - 1, canvas.theme.px(_ICON)
        when, what, known = (str(index.data(role)) for role in _COLUMNS)
        canvas.text(canvas.place(places.when[0], 0, places.when[1], height), when, TextSize.BODY, "ink", bold=True)
        icon = canvas.place(places.icon[0], (height - side) / 2, side, side)
        canvas.icon(icon, str(index.data(TimelineRole.ICON)), "ink-3")
        canvas.text(canvas.place(places.what[0], 0, places.what[1], height), what, TextSize.BODY, "ink")
        canvas.text(canvas.place(places.known[0], 0, places.known[1], height), known, TextSize.SMALL, "ink-2")
        self._paint_item(canvas, index, 0, height)

    def _paint_two_lines(self, canvas: RowCanvas, index: Index) -> None:
        first, second = line_height(canvas.theme, TextSize.BODY), self._second_line()
        top = (canvas.height - 1 - first - second) / 2
        when, what, known = (str(index.data(role)) for role in _COLUMNS)
        room = canvas.width - 2 * PAD
        canvas.text(canvas.place(PAD, top, room, first), what, TextSize.BODY, "ink")
        taken = min(canvas.text_width(when, TextSize.SMALL, bold=True), room // 2)
        canvas.text(canvas.place(PAD, top + first, taken, second), when, TextSize.SMALL, "ink", bold=True)
        left = PAD + taken + canvas.theme.px(_GAP)
        rest = room - taken - canvas.theme.px(_GAP) - self._paint_item(canvas, index, top + first, second)
        canvas.text(canvas.place(left, top + first, max(rest, 0), second), known, TextSize.SMALL, "ink-2")

    def _paint_item(self, canvas: RowCanvas, index: Index, top: float, height: float) -> int:
        """Paint the exhibit's number at the row's end; returns how much room it took."""
        item = str(index.data(TimelineRole.ITEM))
        if not item:
            return 0
        wanted = chip_size(canvas.theme, item, "evidence").width()
        chip = canvas.theme.px(_CHIP)
        box = canvas.place(canvas.width - PAD - wanted, top + (height - chip) / 2, wanted, chip)
        paint_chip(canvas.painter, box, canvas.theme, item, "evidence")
        return wanted + canvas.theme.px(_GAP)

    def _second_line(self) -> int:
        return max(line_height(self._look.theme, TextSize.SMALL), self._look.theme.px(_CHIP))

    @Slot()
    def _measure(self) -> None:
        theme = self._look.theme
        self._when = max(
            [theme.px(_WHEN), *(text_width(theme, each, TextSize.BODY, bold=True) for each in self._times)]
        )
        self._known = max([theme.px(_KNOWN), *(text_width(theme, each, TextSize.SMALL) for each in self._sources)])
        self._item = max(chip_size(theme, each, "evidence").width() for each in (_LONGEST_ITEM, *self._items))


_COLUMNS: Final = (TimelineRole.WHEN, TimelineRole.WHAT, TimelineRole.KNOWN)
