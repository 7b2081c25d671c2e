"""Paints the evidence list: the head over a day, and one covered item a row. No picture is ever loaded here."""

from typing import Final, cast

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from evidence_desk.domain.listed import Listed
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.delegates.row_canvas import PAD, RowCanvas, has_ring, line_height
from evidence_desk.ui.models.evidence_list_model import EvidenceRole
from evidence_desk.ui.models.evidence_words import is_shut, is_unreadable, kind_icon, shut_cover_words
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.chip import chip_size, paint_chip
from evidence_desk.ui.widgets.cover import paint_small_cover
from evidence_desk.ui.widgets.marks import paint_ring

Index = QModelIndex | QPersistentModelIndex

_ROW, _HEAD = 72, 40
_COVER_WIDTH, _COVER_HEIGHT = 80, 48
_GAP, _ICON, _CHIP, _CHIP_GAP = 16, 16, 24, 8
_INSET: Final = 11

# The state's icon, and the ink of its words and its icon.
_SEALED = ("check", "accent-ink", "accent-ink")
_SHUT = ("lock", "ink-2", "ink-3")
_DAMAGED = ("warning", "amber-ink", "amber-icon")


class EvidenceDelegate(QStyledItemDelegate):
    """One row of the evidence list from the theme's tokens; heights grow with the text."""

    def __init__(self, look: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look

    def row_height(self) -> int:
        """The height of an item's row, in device-independent pixels."""
        theme = self._look.theme
        lines = line_height(theme, TextSize.BODY) + max(line_height(theme, TextSize.SMALL), theme.px(_CHIP))
        return max(theme.px(_ROW), lines + 2 * _INSET)

    def head_height(self, _row: int) -> int:
        """The height of a day's head."""
        return max(self._look.theme.px(_HEAD), line_height(self._look.theme, TextSize.SMALL) + 8)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        head = index.data(EvidenceRole.HEAD) is not None
        return QSize(0, self.head_height(index.row()) if head else self.row_height())

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        canvas = RowCanvas(painter, option, self._look.theme)
        item = cast("Listed | None", index.data(EvidenceRole.ITEM))
        if item is None:
            _paint_head(canvas, index)
        else:
            self._paint_item(canvas, option, index, item)
        canvas.bottom_line()
        painter.restore()

    def _paint_item(self, canvas: RowCanvas, option: QStyleOptionViewItem, index: Index, item: Listed) -> None:
        state: QStyle.StateFlag = option.state
        canvas.ground(state)
        _paint_cover(canvas, item, self.tr("Covered"))
        end = _paint_end(canvas, index, item)
        _paint_words(canvas, index, end)
        if has_ring(state, canvas.theme):
            paint_ring(canvas.painter, QRectF(canvas.box), canvas.theme, 0.0)


def _paint_head(canvas: RowCanvas, index: Index) -> None:
    words, aside = str(index.data()), str(index.data(EvidenceRole.ZONE))
    room = canvas.width - 2 * PAD
    aside_width = min(canvas.text_width(aside, TextSize.SMALL), room // 2)
    height = canvas.height - 1
    day = canvas.place(PAD, 0, room - aside_width - _GAP, height)
    canvas.text(day, words, TextSize.SMALL, "ink-2", bold=True)
    zone = canvas.place(canvas.width - PAD - aside_width, 0, aside_width, height)
    canvas.text(zone, aside, TextSize.SMALL, "ink-3", trailing=True)


def _paint_cover(canvas: RowCanvas, item: Listed, word: str) -> None:
    px = canvas.theme.px
    top = (canvas.height - 1 - px(_COVER_HEIGHT)) / 2
    cover = canvas.place(PAD, top, px(_COVER_WIDTH), px(_COVER_HEIGHT))
    if is_shut(item):
        paint_small_cover(canvas.painter, cover, canvas.theme, "lock", shut_cover_words())
    else:
        paint_small_cover(canvas.painter, cover, canvas.theme, kind_icon(item), word)


def _paint_end(canvas: RowCanvas, index: Index, item: Listed) -> int:
    """Paint time and state at the row's end; returns how much room they took."""
    px = canvas.theme.px
    time, state = str(index.data(EvidenceRole.TIME)), str(index.data(EvidenceRole.STATE))
    icon, ink, icon_ink = _SHUT if is_shut(item) else _DAMAGED if is_unreadable(item) else _SEALED
    state_width = canvas.text_width(state, TextSize.SMALL)
    taken = max(canvas.text_width(time, TextSize.BODY), state_width + px(_ICON) + 4)
    first, second = _lines(canvas)
    right = canvas.width - PAD
    canvas.text(canvas.place(right - taken, first + px(3), taken, px(24)), time, TextSize.BODY, "ink", trailing=True)
    line = px(20)
    top = second + (px(_CHIP) - line) / 2 - 1
    canvas.text(canvas.place(right - state_width, top, state_width, line), state, TextSize.SMALL, ink, trailing=True)
    side = px(_ICON)
    canvas.icon(canvas.place(right - state_width - 4 - side, top + (line - side) / 2, side, side), icon, icon_ink)
    return taken


def _lines(canvas: RowCanvas) -> tuple[float, float]:
    """Where the title's line and the line under it begin."""
    px = canvas.theme.px
    first = line_height(canvas.theme, TextSize.BODY)
    second = max(line_height(canvas.theme, TextSize.SMALL), px(_CHIP))
    top = (canvas.height - first - second - 2) / 2
    return top, top + first + 2


def _paint_words(canvas: RowCanvas, index: Index, end: int) -> None:
    px = canvas.theme.px
    first, second = _lines(canvas)
    left = PAD + px(_COVER_WIDTH) + px(_GAP)
    room = canvas.width - left - end - PAD - _GAP
    title = canvas.place(left, first, room, line_height(canvas.theme, TextSize.BODY))
    canvas.text(title, str(index.data(EvidenceRole.TITLE)), TextSize.BODY, "ink", bold=True)
    tags = cast("list[str]", index.data(EvidenceRole.TAGS))
    if tags:
        _paint_tags(canvas, tags, left, second, room)
    else:
        note = canvas.place(left, second, room, px(_CHIP))
        canvas.text(note, str(index.data(EvidenceRole.NOTE)), TextSize.SMALL, "ink-2")


def _paint_tags(canvas: RowCanvas, tags: list[str], left: float, top: float, room: float) -> None:
    """Paint as many chips as there is room for, the last one elided, and say how many more there are."""
    theme = canvas.theme
    height = theme.px(_CHIP)
    used = 0.0
    for place, tag in enumerate(tags):
        rest = len(tags) - place - 1
        most = room - _room_for_more(canvas, rest)
        width = min(chip_size(theme, tag[:80]).width(), most)
        if used and used + width > most:
            canvas.text(canvas.place(left + used, top, room - used, height), f"+{rest + 1}", TextSize.SMALL, "ink-2")
            return
        paint_chip(canvas.painter, canvas.place(left + used, top, width, height), theme, tag[:80])
        used += width + _CHIP_GAP


def _room_for_more(canvas: RowCanvas, rest: int) -> int:
    return canvas.text_width(f"+{rest}", TextSize.SMALL) + _CHIP_GAP if rest else 0
