"""The picture of the timeline's lanes: their names and lines, the times across, and every mark in view."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QPainter

from evidence_desk.domain.timeline import Event
from evidence_desk.domain.timeline_scale import Tick, begins_day, ticks
from evidence_desk.ui.models.timeline_marks import Mark
from evidence_desk.ui.models.timeline_words import TimelineWords, lane_words
from evidence_desk.ui.widgets.timeline_painting import (
    LANES,
    LanesPlan,
    paint_cut,
    paint_lane,
    paint_mark,
    paint_tick,
    paint_words,
    words_rect,
)
from evidence_desk.ui.widgets.timeline_view import LanesView

_TICK, _BESIDE = 96, 16
"""So far apart times stand, and so much of a mark at the very end is still painted."""
_LONGEST_WITHIN_A_DAY_S: Final = 43_200.0
"""Times that stand farther apart are days."""
_ROOM_FOR_WORDS, _ROOM_FOR_DATES = 8, 4


def paint_empty(painter: QPainter, plan: LanesPlan) -> None:
    """The ground, the lines of the lanes and their names."""
    painter.fillRect(plan.box, plan.theme.colour("surface"))
    for lane in LANES:
        paint_lane(painter, plan, lane, lane_words(lane))


def paint_picture(
    painter: QPainter, view: LanesView, events: Sequence[Event], words: TimelineWords, chosen: Mark | None
) -> None:
    """Everything in view; the lines of the lanes lie over those of the times, and the marks over both."""
    plan, room = view.plan, view.plan.theme.px(_BESIDE)
    times = plan.rect(plan.begins - room, 0, plan.width + 2 * room, plan.box.height())
    painter.fillRect(plan.box, plan.theme.colour("surface"))
    painter.setClipRect(times)
    _paint_times(painter, view, words)
    painter.setClipping(False)
    for lane in LANES:
        paint_lane(painter, plan, lane, lane_words(lane))
    painter.setClipRect(times)
    _paint_marks(painter, view, events, words, chosen)


def _paint_times(painter: QPainter, view: LanesView, words: TimelineWords) -> None:
    scale, plan = view.marks.scale, view.plan
    least = plan.theme.px(_TICK) * view.marks.seconds_per_px
    found = list(ticks(scale, words.zone_here, least, view.begin, view.end))
    for tick in found:
        paint_tick(painter, plan, view.x(tick.place), is_day=begins_day(tick.local_at))
    _say_times(painter, view, words, found, is_day=least > _LONGEST_WITHIN_A_DAY_S)
    for cut in scale.cuts_between(view.begin, view.end):
        paint_cut(painter, plan, view.x(cut))
    if scale.slot:
        later = QCoreApplication.translate("timeline_picture", "Later")
        paint_words(painter, plan, view.x((scale.later + scale.length) / 2), later)


def _say_times(
    painter: QPainter, view: LanesView, words: TimelineWords, found: Sequence[Tick], *, is_day: bool
) -> None:
    """Each that does not run into one before it; the first of a day that is said names the day."""
    taken: list[QRectF] = []
    day_said = None
    for tick in found:
        x, day = view.x(tick.place), tick.local_at.date()
        said = words.tick(tick.local_at, names_day=day != day_said, is_day=is_day)
        if not _is_taken(words_rect(view.plan, x, said), taken, _ROOM_FOR_WORDS):
            day_said = day
            taken.append(paint_words(painter, view.plan, x, said))


def _paint_marks(
    painter: QPainter, view: LanesView, events: Sequence[Event], words: TimelineWords, chosen: Mark | None
) -> None:
    taken: list[QRectF] = []
    for mark in view.shown():
        rect = view.rect(mark)
        is_chosen = chosen is not None and (chosen.lane, chosen.number) == (mark.lane, mark.number)
        paint_mark(painter, view.plan, mark, rect, is_chosen=is_chosen)
        if mark.is_ahead:
            day, x = words.short_date(events[mark.rows[-1]]), view.x(mark.middle)
            if not _is_taken(words_rect(view.plan, x, day, taken[-1].top() if taken else 0.0), taken, _ROOM_FOR_DATES):
                taken.append(paint_words(painter, view.plan, x, day, y=rect.top() - 2))


def _is_taken(box: QRectF, taken: Sequence[QRectF], room: int) -> bool:
    return any(box.adjusted(-room, 0, room, 0).intersects(each) for each in taken)
