"""The lanes of the timeline: one painted picture. The list below it says the same, row by row."""

from itertools import chain
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QSizePolicy, QWidget
from typing_extensions import override

from evidence_desk.domain.timeline import Timeline
from evidence_desk.domain.timeline_scale import Zoom, begins_day, ticks
from evidence_desk.ui.announcing import announce
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.timeline_marks import Mark, TimelineMarks
from evidence_desk.ui.models.timeline_words import TimelineWords, lane_words
from evidence_desk.ui.widgets.row_list import show_ring
from evidence_desk.ui.widgets.timeline_painting import (
    LANES,
    LanesPlan,
    name_width,
    paint_cut,
    paint_lane,
    paint_mark,
    paint_tick,
    paint_words,
    words_rect,
)

_REACH, _TICK, _NEAR, _BESIDE = 24, 96, 6, 16
"""How close two events are one mark; how far times stand apart; how far beside a mark a click still finds it, and how
much of one that stands at the very end is still painted."""
_LONGEST_WITHIN_A_DAY_S: Final = 43_200.0
"""Times that stand farther apart are days."""
_ALONG: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ACROSS: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ZOOMS: Final = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}


class TimelineLanes(QAbstractScrollArea):
    """Arrows go from mark to mark; each is said, and its row chosen. Only what is in view is painted.

    The keyboard is taken by the box that the lanes lie in.
    """

    row_chosen = Signal(int)
    """The row of the newest event of a mark that a person went to."""
    row_asked = Signal(int)
    """The same, and they want to be in the list."""
    zoom_asked = Signal(Zoom)

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._timeline: Timeline | None = None
        self._words: TimelineWords | None = None
        self._marks: TimelineMarks | None = None
        self._chosen: Mark | None = None
        self._row: int | None = None
        self.zoom = Zoom.ALL
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalScrollBar().valueChanged.connect(self._on_scrolled)
        look.changed.connect(self._measure)
        self._measure()

    @property
    def chosen(self) -> Mark | None:
        """The mark with the ring."""
        return self._chosen

    def show_timeline(self, timeline: Timeline, words: TimelineWords) -> None:
        """Show this; the row that was chosen has to be told again."""
        self._timeline, self._words, self._row = timeline, words, None
        self._measure()

    def clear(self) -> None:
        """Show nothing."""
        self._timeline = self._words = self._row = None
        self._measure()

    def set_zoom(self, zoom: Zoom) -> None:
        """Show more, or less; what is chosen stays in view."""
        self.zoom = zoom
        self._measure()

    def show_row(self, row: int | None) -> None:
        """Put the ring round the mark that a row of the list belongs to."""
        self._row = row
        self._find_row()
        self.viewport().update()

    def mark_at(self, at: QPointF) -> Mark | None:
        """The mark under a place of the picture, or close beside it."""
        room = self._look.theme.px(_NEAR)
        plan = self._plan()
        for mark in self._in_view():
            if self._rect(plan, mark).adjusted(-room, -room, room, room).contains(at):
                return mark
        return None

    def rect_of(self, mark: Mark) -> QRectF:
        """Where a mark is painted now."""
        return self._rect(self._plan(), mark)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self.viewport().update()

    def take_key(self, event: QKeyEvent) -> bool:
        """Do what a key asks for; False where it means nothing here."""
        key = Qt.Key(event.key())
        if key in _ZOOMS:
            levels = list(Zoom)
            self.zoom_asked.emit(levels[min(max(levels.index(self.zoom) + _ZOOMS[key], 0), len(levels) - 1)])
        elif key in _ALONG or key in _ACROSS:
            show_ring(self, by_key=True)
            self._go(_ALONG.get(key, 0), _ACROSS.get(key, 0))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._chosen is not None:
            self.row_asked.emit(self._chosen.rows[0])
        else:
            return False
        return True

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        show_ring(self, by_key=False)
        mark = self.mark_at(event.position())
        if mark is not None:
            self._choose(mark)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, plan = QPainter(self.viewport()), self._plan()
        painter.fillRect(self.viewport().rect(), plan.theme.colour("surface"))
        room = plan.theme.px(_BESIDE)
        times = plan.rect(plan.begins - room, 0, plan.width + 2 * room, self.viewport().height())
        painter.setClipRect(times)
        self._paint_times(painter, plan)
        painter.setClipping(False)
        for lane in LANES:
            paint_lane(painter, plan, lane, lane_words(lane))
        painter.setClipRect(times)
        self._paint_marks(painter, plan)

    def _paint_times(self, painter: QPainter, plan: LanesPlan) -> None:
        marks, words, timeline = self._marks, self._words, self._timeline
        if marks is None or words is None or timeline is None:
            return
        begin, end = self._seen()
        least = plan.theme.px(_TICK) * marks.seconds_per_px
        taken: list[QRectF] = []
        day_said = None
        for tick in ticks(marks.scale, words.zone_here, least, begin, end):
            x = self._x(plan, tick.place)
            paint_tick(painter, plan, x, is_day=begins_day(tick.local_at))
            said = words.tick(
                tick.local_at, names_day=tick.local_at.date() != day_said, is_day=least > _LONGEST_WITHIN_A_DAY_S
            )
            if not any(words_rect(plan, x, said).adjusted(-8, 0, 8, 0).intersects(each) for each in taken):
                day_said = tick.local_at.date()
                taken.append(paint_words(painter, plan, x, said))
        for cut in marks.scale.cuts_between(begin, end):
            paint_cut(painter, plan, self._x(plan, cut))
        if marks.scale.slot:
            middle = marks.scale.later + (marks.scale.length - marks.scale.later) / 2
            paint_words(painter, plan, self._x(plan, middle), self.tr("Later"))

    def _paint_marks(self, painter: QPainter, plan: LanesPlan) -> None:
        words, timeline = self._words, self._timeline
        if words is None or timeline is None:
            return
        last = QRectF()
        for mark in self._in_view():
            rect = self._rect(plan, mark)
            chosen = self._chosen
            is_chosen = chosen is not None and (chosen.lane, chosen.number) == (mark.lane, mark.number)
            paint_mark(painter, plan, mark, rect, is_chosen=is_chosen)
            if mark.is_ahead:
                day = words.short_date(timeline.events[mark.rows[-1]])
                x = self._x(plan, mark.middle)
                if not words_rect(plan, x, day, last.top()).adjusted(-4, 0, 4, 0).intersects(last):
                    last = paint_words(painter, plan, x, day, y=rect.top() - 2)

    def _in_view(self) -> list[Mark]:
        if self._marks is None:
            return []
        begin, end = self._seen()
        margin = _REACH * self._look.theme.scale * self._marks.seconds_per_px
        lanes = (self._marks.between(lane, begin - margin, end + margin) for lane in LANES)
        return list(chain.from_iterable(lanes))

    def _seen(self) -> tuple[float, float]:
        """The places between which the picture shows everything."""
        assert self._marks is not None  # noqa: S101 — asked only where there is something
        begin = self.horizontalScrollBar().value() * self._marks.seconds_per_px
        return begin, begin + self._marks.scale.seen

    def _x(self, plan: LanesPlan, place: float) -> float:
        """Pixels from the leading edge."""
        per_px = self._marks.seconds_per_px if self._marks else 1.0
        return plan.begins + place / per_px - self.horizontalScrollBar().value()

    def _rect(self, plan: LanesPlan, mark: Mark) -> QRectF:
        return plan.mark_rect(mark, self._x(plan, mark.begins), self._x(plan, mark.ends))

    def _plan(self) -> LanesPlan:
        theme = self._look.theme
        names = name_width(theme, map(lane_words, LANES))
        return LanesPlan(self.viewport().rect(), theme, self.layoutDirection(), names)

    @Slot()
    def _on_scrolled(self) -> None:
        self.viewport().update()

    @Slot()
    def _measure(self) -> None:
        plan = self._plan()
        timeline = self._timeline
        bar = self.horizontalScrollBar()
        if timeline is not None and timeline.events:
            reach = _REACH * plan.theme.scale
            make = self._marks.made_for if self._marks else TimelineMarks
            self._marks = marks = make(timeline, self.zoom, plan.width, reach)
            bar.setRange(0, max(round((marks.scale.length - marks.scale.seen) / (marks.seconds_per_px or 1.0)), 0))
        else:
            self._marks = None
            bar.setRange(0, 0)
        bar.setPageStep(plan.width)
        bar.setSingleStep(max(plan.width // 10, 1))
        self._find_row()
        room = bar.sizeHint().height() if bar.maximum() else 0
        self.setFixedHeight(plan.height + room)
        self.viewport().update()

    def _find_row(self) -> None:
        marks, timeline, row = self._marks, self._timeline, self._row
        if marks is None or timeline is None or row is None or row >= len(timeline.events):
            self._chosen = None
            return
        self._chosen = marks.of_row(timeline.events[row].lane, row)
        if self._chosen is not None:
            self._bring_into_view(self._chosen)

    def _go(self, along: int, across: int) -> None:
        """To the next mark of the lane, or to the closest one of the next lane that has any."""
        marks = self._marks
        if marks is None:
            return
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            along = -along
        wanted = self._chosen
        if wanted is None:
            lane = next((lane for lane in LANES if marks.count(lane)), None)
            wanted = marks.mark(lane, marks.count(lane) - 1) if lane is not None else None
        elif along:
            number = min(max(wanted.number + along, 0), marks.count(wanted.lane) - 1)
            wanted = marks.mark(wanted.lane, number)
        else:
            lanes = LANES[LANES.index(wanted.lane) + 1 :] if across > 0 else LANES[: LANES.index(wanted.lane)][::-1]
            nearest = (marks.nearest(lane, wanted.middle) for lane in lanes)
            wanted = next((mark for mark in nearest if mark is not None), wanted)
        if wanted is not None:
            self._choose(wanted)

    def _choose(self, mark: Mark) -> None:
        self._chosen, self._row = mark, mark.rows[0]
        self._bring_into_view(mark)
        self.viewport().update()
        self.row_chosen.emit(mark.rows[0])
        if self._words is not None and self._timeline is not None:
            announce(self.parentWidget() or self, self._words.mark([self._timeline.events[row] for row in mark.rows]))

    def _bring_into_view(self, mark: Mark) -> None:
        if self._marks is None:
            return
        begin, end = self._seen()
        if not begin <= mark.begins <= mark.ends <= end:
            middle = (mark.middle - self._marks.scale.seen / 2) / (self._marks.seconds_per_px or 1.0)
            self.horizontalScrollBar().setValue(round(middle))
