"""What is written on the picture of the lanes, and that nothing of it runs into something else."""

import pytest
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from evidence_desk.domain.timeline_scale import Zoom
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.timeline_marks import TimelineMarks
from evidence_desk.ui.widgets import timeline_picture
from evidence_desk.ui.widgets.timeline_painting import LanesPlan
from evidence_desk.ui.widgets.timeline_picture import paint_picture
from evidence_desk.ui.widgets.timeline_view import REACH, LanesView
from tests.ui.timeline_samples import timeline, words


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_a_time_names_its_day_once_and_no_words_run_into_others(
    look: Appearance, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, direction: Qt.LayoutDirection
) -> None:
    real, written = timeline_picture.paint_words, dict[str, QRectF]()

    def noted(painter: QPainter, plan: LanesPlan, x: float, said: str, y: float | None = None) -> QRectF:
        written[said] = real(painter, plan, x, said, y)
        return written[said]

    monkeypatch.setattr(timeline_picture, "paint_words", noted)
    surface, known = QPixmap(960, 220), timeline()
    plan = LanesPlan(QRect(0, 0, 960, 220), look.theme, direction, 120)
    view = LanesView(plan, TimelineMarks(known, Zoom.ALL, plan.width, REACH), 0)
    painter = QPainter(surface)
    paint_picture(painter, view, known.events, words(), None)
    painter.end()

    times = ["Sun 00:00", "04:00", "08:00", "12:00", "16:00", "20:00"]
    assert list(written) == [*times, "Later", "24 Nov", "About 22 Dec 2027"]
    boxes = list(written.values())
    assert not any(box.intersects(other) for place, box in enumerate(boxes) for other in boxes[:place])
    from_left = [box.left() for box in boxes[: len(times)]]
    assert from_left == sorted(from_left, reverse=direction is Qt.LayoutDirection.RightToLeft)
