"""The lanes of the timeline: one painted picture. The list below it says the same, row by row."""

from functools import cache, partial
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QSizePolicy, QWidget
from typing_extensions import override

from evidence_desk.domain.timeline import Timeline
from evidence_desk.domain.timeline_scale import Zoom
from evidence_desk.ui.announcing import announce
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.timeline_marks import Mark, TimelineMarks
from evidence_desk.ui.models.timeline_words import TimelineWords, lane_words
from evidence_desk.ui.widgets.row_list import show_ring
from evidence_desk.ui.widgets.timeline_painting import LANES, LanesPlan, name_width
from evidence_desk.ui.widgets.timeline_picture import paint_empty, paint_picture
from evidence_desk.ui.widgets.timeline_view import REACH, LanesView

_ALONG: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ACROSS: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ENDS: Final = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}
_ZOOMS: Final = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}
_OTHERS: Final = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
"""With these a key is not the lanes'; + is a key with Shift on many keyboards."""


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
        view = self._view()
        return view.mark_at(at) if view else None

    def rect_of(self, mark: Mark) -> QRectF:
        """Where a mark is painted now."""
        view = self._view()
        return view.rect(mark) if view else QRectF()

    def marks_in_view(self) -> list[Mark]:
        """Every mark that is painted now."""
        view = self._view()
        return view.shown() if view else []

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
        if event.modifiers() & _OTHERS:
            return False
        if key in _ZOOMS:
            levels = list(Zoom)
            self.zoom_asked.emit(levels[min(max(levels.index(self.zoom) + _ZOOMS[key], 0), len(levels) - 1)])
        elif key in _ALONG or key in _ACROSS or key in _ENDS:
            show_ring(self, by_key=True)
            self._go(key)
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
        painter, view = QPainter(self.viewport()), self._view()
        if view is None or self._words is None or self._timeline is None:
            paint_empty(painter, self._plan())
        else:
            paint_picture(painter, view, self._timeline.events, self._words, self._chosen)

    def _view(self) -> LanesView | None:
        """What can be seen now; None where nothing has a time."""
        marks = self._marks
        return (
            LanesView(self._plan(), marks, self.horizontalScrollBar().value()) if marks and marks.scale.seen else None
        )

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
            reach = REACH * plan.theme.scale
            make = self._marks.made_for if self._marks else TimelineMarks
            wide_px = partial(plan.mark_width, least=cache(plan.least_width))
            self._marks = marks = make(timeline, self.zoom, plan.width, reach, wide_px=wide_px)
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

    def _go(self, key: Qt.Key) -> None:
        """Along the lane or to an end of it, or to the closest mark of the next lane that has any."""
        marks, chosen = self._marks, self._chosen
        if marks is None:
            return
        if chosen is None:
            lane = next((lane for lane in LANES if marks.count(lane)), None)
            wanted = marks.mark(lane, marks.count(lane) - 1) if lane is not None else None
        elif key in _ACROSS:
            wanted = self._across(marks, chosen, _ACROSS[key])
        else:
            wanted = marks.mark(chosen.lane, self._number(chosen, key, marks.count(chosen.lane) - 1))
        if wanted is not None:
            self._choose(wanted)

    def _number(self, chosen: Mark, key: Qt.Key, last: int) -> int:
        """Which mark of its lane a key leads to."""
        if key in _ENDS:
            return _ENDS[key] % (last + 1)
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        return min(max(chosen.number + (-_ALONG[key] if is_mirrored else _ALONG[key]), 0), last)

    @staticmethod
    def _across(marks: TimelineMarks, chosen: Mark, step: int) -> Mark | None:
        at = LANES.index(chosen.lane)
        lanes = LANES[at + 1 :] if step > 0 else LANES[:at][::-1]
        nearest = (marks.nearest(lane, chosen.middle) for lane in lanes)
        return next((mark for mark in nearest if mark is not None), chosen)

    def _choose(self, mark: Mark) -> None:
        self._chosen, self._row = mark, mark.rows[0]
        self._bring_into_view(mark)
        self.viewport().update()
        self.row_chosen.emit(mark.rows[0])
        if self._words is not None and self._timeline is not None:
            announce(self.parentWidget() or self, self._words.mark([self._timeline.events[row] for row in mark.rows]))

    def _bring_into_view(self, mark: Mark) -> None:
        view = self._view()
        if view is not None and not view.begin <= mark.begins <= mark.ends <= view.end:
            middle = (mark.middle - view.marks.scale.seen / 2) / view.marks.seconds_per_px
            self.horizontalScrollBar().setValue(round(middle))
