"""Paints the lanes of the timeline: times across, a line for each lane, and shapes of its own for what is there."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle

from evidence_desk.domain.timeline import Lane
from evidence_desk.ui.delegates.row_canvas import line_height, text_width
from evidence_desk.ui.models.timeline_marks import Mark
from evidence_desk.ui.theme import Theme
from evidence_desk.ui.tokens import TextSize

LANES: Final = tuple(Lane)
PAD, NAME, END, LANE, TOP, FOOT = 16, 120, 32, 40, 8, 32
"""The kit's lengths: before a name, the room for the names, after the times, a lane, above and below the lanes."""
_SHAPE, _PILL, _PILL_LEAST, _PILL_SIDE, _RING_GAP, _RING = 12, 20, 28, 8, 3, 2
_CUT = 8
"""Between the two lines of a place where a wait is cut short."""


@dataclass(frozen=True, slots=True)
class LanesPlan:
    """Where things are in a widget of that size, in device-independent pixels, measured from the leading edge."""

    box: QRect
    theme: Theme
    direction: Qt.LayoutDirection
    name_width: int

    @property
    def begins(self) -> int:
        """Where the times begin."""
        return self.theme.px(PAD) + self.name_width

    @property
    def width(self) -> int:
        """How wide the times are."""
        return max(self.box.width() - self.begins - self.theme.px(END), 1)

    @property
    def foot(self) -> float:
        """Where the lanes end and the words of the times begin."""
        return self.theme.px(TOP) + self.lane_height * len(LANES)

    @property
    def lane_height(self) -> int:
        """Of one lane; over a date ahead stands its day."""
        return max(self.theme.px(LANE), line_height(self.theme, TextSize.SMALL) + self.theme.px(_SHAPE) + 8)

    @property
    def height(self) -> int:
        """Of everything."""
        return round(self.foot) + max(self.theme.px(FOOT), line_height(self.theme, TextSize.SMALL) + 8)

    def y_of(self, lane: Lane) -> float:
        """The line of a lane."""
        return self.theme.px(TOP) + self.lane_height * (LANES.index(lane) + 0.5)

    def rect(self, left: float, top: float, width: float, height: float) -> QRectF:
        """A rectangle that is measured from the leading edge, as it lies on the surface."""
        plain = QRect(round(left), round(top), round(width), round(height))
        return QRectF(QStyle.visualRect(self.direction, self.box, plain))

    def least_width(self, count: int) -> int:
        """How wide a mark of so many events is, however short a time they took."""
        if count == 1:
            return self.theme.px(_SHAPE)
        needed = text_width(self.theme, str(count), TextSize.SMALL, bold=True) + 2 * self.theme.px(_PILL_SIDE)
        return max(needed, self.theme.px(_PILL_LEAST))

    def mark_width(self, count: int, taken_px: float, least: Callable[[int], int] | None = None) -> float:
        """How wide a mark of so many events is that take so many pixels; `least` may be a quicker `least_width`."""
        least = least or self.least_width
        return max(least(count), taken_px + least(1))

    def mark_rect(self, mark: Mark, first_px: float, last_px: float) -> QRectF:
        """What a mark takes; several at one place are as wide as the time they took, and as their number."""
        y = self.y_of(mark.lane)
        if len(mark.rows) == 1:
            side = self.theme.px(_SHAPE)
            return self.rect(first_px - side / 2, y - side / 2, side, side)
        height = self.theme.px(_PILL)
        # Dates ahead stand in slots side by side: theirs ends where the last of them stands.
        taken_px = last_px - first_px - (self.theme.px(_SHAPE) if mark.is_ahead else 0)
        width = self.mark_width(len(mark.rows), taken_px)
        return self.rect((first_px + last_px - width) / 2, y - height / 2, width, height)


def name_width(theme: Theme, names: Iterable[str]) -> int:
    """The room that the names of the lanes take."""
    widest = max(text_width(theme, name, TextSize.SMALL, bold=True) for name in names)
    return max(theme.px(NAME), widest + theme.px(PAD))


def paint_lane(painter: QPainter, plan: LanesPlan, lane: Lane, name: str) -> None:
    """The line of a lane, and its name before it."""
    y, theme = plan.y_of(lane), plan.theme
    painter.fillRect(plan.rect(plan.begins, round(y), plan.width, 1), theme.colour("line"))
    height = line_height(theme, TextSize.SMALL)
    box = plan.rect(theme.px(PAD), y - height / 2, plan.name_width, height)
    _text(painter, plan, box, name, "ink-2", where=Qt.AlignmentFlag.AlignLeft, bold=True)


def paint_tick(painter: QPainter, plan: LanesPlan, x: float, *, is_day: bool) -> None:
    """The line of a time; where a day begins it is darker and wider."""
    width, ink = (2, "control-line") if is_day else (1, "line")
    top = plan.theme.px(TOP)
    painter.fillRect(plan.rect(x - width / 2, top, width, plan.foot - top), plan.theme.colour(ink))


def paint_cut(painter: QPainter, plan: LanesPlan, x: float) -> None:
    """Two lines, and nothing between them: here a wait is cut short."""
    top, px = plan.theme.px(TOP), plan.theme.px(_CUT)
    painter.fillRect(plan.rect(x - px / 2, top, px, plan.foot - top), plan.theme.colour("surface"))
    for left in (x - px / 2, x + px / 2):
        painter.fillRect(plan.rect(left, top, 1, plan.foot - top), plan.theme.colour("control-line"))


def paint_words(painter: QPainter, plan: LanesPlan, x: float, words: str, y: float | None = None) -> QRectF:
    """Words in the middle of a place, below the lanes or where `y` says; what they take."""
    height = line_height(plan.theme, TextSize.SMALL)
    top = plan.foot + (plan.height - plan.foot - height) / 2 if y is None else y - height
    box = words_rect(plan, x, words, top)
    _text(painter, plan, box, words, "ink-2", where=Qt.AlignmentFlag.AlignHCenter)
    return box


def words_rect(plan: LanesPlan, x: float, words: str, top: float = 0.0) -> QRectF:
    """What words in the middle of a place take."""
    width = text_width(plan.theme, words, TextSize.SMALL)
    return plan.rect(x - width / 2, top, width, line_height(plan.theme, TextSize.SMALL))


def paint_mark(painter: QPainter, plan: LanesPlan, mark: Mark, rect: QRectF, *, is_chosen: bool) -> None:
    """The shape of a lane, or a number; dates are hollow. The chosen one has a ring."""
    theme, hollow = plan.theme, mark.lane is Lane.DATES
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("accent"), 2))
    painter.setBrush(theme.colour("surface" if hollow else "accent"))
    inner = rect.adjusted(1, 1, -1, -1)
    if len(mark.rows) > 1:
        painter.drawRoundedRect(inner, inner.height() / 2, inner.height() / 2)
        ink = "accent-ink" if hollow else "on-accent"
        _text(painter, plan, rect, str(len(mark.rows)), ink, where=Qt.AlignmentFlag.AlignHCenter, bold=True)
    else:
        _shape(painter, mark.lane, inner)
    if is_chosen:
        _ring(painter, theme, rect)
    painter.restore()


def _shape(painter: QPainter, lane: Lane, inner: QRectF) -> None:
    if lane is Lane.SAVED:
        painter.drawEllipse(inner)
    elif lane is Lane.PAYMENTS:
        painter.drawRoundedRect(inner, 1, 1)
    else:
        far = inner.width() / 2 + 1
        middle = inner.center()
        corners = (QPointF(0, -far), QPointF(far, 0), QPointF(0, far), QPointF(-far, 0))
        painter.drawPolygon(QPolygonF([middle + corner for corner in corners]))


def _ring(painter: QPainter, theme: Theme, rect: QRectF) -> None:
    out = _RING_GAP + _RING / 2
    round_it = rect.adjusted(-out, -out, out, out)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour("focus"), _RING))
    corner = min(round_it.width(), round_it.height()) / 2
    painter.drawRoundedRect(round_it, corner, corner)


def _text(
    painter: QPainter,
    plan: LanesPlan,
    box: QRectF,
    words: str,
    ink: str,
    *,
    where: Qt.AlignmentFlag,
    bold: bool = False,
) -> None:
    font = plan.theme.font(TextSize.SMALL, bold=bold)
    painter.setFont(font)
    painter.setPen(plan.theme.colour(ink))
    shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, round(box.width()) + 1)
    mirrored = plan.direction is Qt.LayoutDirection.RightToLeft
    if mirrored and where is Qt.AlignmentFlag.AlignLeft:
        where = Qt.AlignmentFlag.AlignRight
    # Days and numbers read in their own direction, whatever the layout's is.
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    painter.drawText(
        box, where | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown
    )
