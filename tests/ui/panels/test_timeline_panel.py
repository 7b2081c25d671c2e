"""The timeline as it is gone through: by keys, by clicks, and by the list alone."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evidence_desk.domain.entries import EntryId
from evidence_desk.domain.evidence import ItemId
from evidence_desk.domain.payments import Payment
from evidence_desk.domain.timeline import Event, EventId, Lane, timeline_of
from evidence_desk.domain.timeline_events import Told, events_of
from evidence_desk.domain.timeline_scale import Zoom
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.timeline_words import TimelineWords
from evidence_desk.ui.panels import timeline_panel
from evidence_desk.ui.panels.timeline_panel import TimelinePanel
from evidence_desk.ui.widgets import timeline_lanes
from evidence_desk.ui.widgets.chip import chip_size
from tests.ui.room_samples import NOW, listed, moment
from tests.ui.themes import theme_of
from tests.ui.timeline_samples import many, timeline, told, words


@pytest.fixture
def panel(look: Appearance, qtbot: QtBot) -> TimelinePanel:
    made = TimelinePanel(look)
    qtbot.addWidget(made)
    made.resize(1024, 696)
    made.show()
    made.show_timeline(timeline(), words())
    return made


def chosen(panel: TimelinePanel) -> str:
    row = panel.list.chosen_row()
    return panel.model.events[row].id if row is not None else ""


def ringed(panel: TimelinePanel) -> tuple[Lane, int] | None:
    mark = panel.lanes.chosen
    return (mark.lane, len(mark.rows)) if mark else None


def test_it_begins_with_what_happened_last(panel: TimelinePanel, qtbot: QtBot) -> None:
    assert chosen(panel) == "step/report.x.ask"
    assert ringed(panel) == (Lane.STEPS, 1) or ringed(panel) == (Lane.STEPS, 2)
    qtbot.waitUntil(lambda: panel.foot.text().startswith("2 later."))


def test_arrows_go_along_a_lane_and_from_lane_to_lane(panel: TimelinePanel) -> None:
    lanes = panel.box
    lanes.setFocus()
    way = []
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Right):
        QTest.keyClick(lanes, key)
        way.append(ringed(panel))
    for _ in range(3):
        QTest.keyClick(lanes, Qt.Key.Key_Down)
    down = ringed(panel)
    QTest.keyClick(lanes, Qt.Key.Key_Right)

    assert way == [(Lane.SAVED, 10), (Lane.SAVED, 4), (Lane.SAVED, 4), *[(Lane.PAYMENTS, 1)] * 3]
    assert down == (Lane.DATES, 1)
    assert chosen(panel) == "ends/later"


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_home_and_end_go_to_the_ends_of_a_lane(panel: TimelinePanel, direction: Qt.LayoutDirection) -> None:
    """The first of a lane is the oldest, on whichever side it stands."""
    panel.setLayoutDirection(direction)
    lanes, way = panel.lanes, []
    QTest.keyClick(panel.box, Qt.Key.Key_Up)
    panel._buttons[Zoom.HOUR].click()
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End):
        QTest.keyClick(panel.box, key)
        assert lanes.chosen is not None
        assert lanes.viewport().rect().intersects(lanes.rect_of(lanes.chosen).toRect())
        way.append([panel.model.events[row].id for row in lanes.chosen.rows])

    assert ["saved/item-1" in way[0], way[0] == way[1], "saved/item-14" in way[2]] == [True] * 3
    assert way[-2:] == [["asked/r"], ["step/report.x.ask"]]


def test_keys_with_ctrl_or_alt_are_left_to_the_window(panel: TimelinePanel) -> None:
    QTest.keyClick(panel.box, Qt.Key.Key_Up)
    before = chosen(panel), panel.lanes.zoom
    for held in (Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier):
        for key in (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Plus, Qt.Key.Key_Home):
            QTest.keyClick(panel.box, key, held)
            assert (chosen(panel), panel.lanes.zoom) == before
    QTest.keyClick(panel.box, Qt.Key.Key_Plus, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(panel.box, Qt.Key.Key_Left, Qt.KeyboardModifier.KeypadModifier)

    assert panel.lanes.zoom is Zoom.DAY
    assert chosen(panel) != before[0]


def test_what_a_key_did_is_told_to_a_screen_reader(panel: TimelinePanel, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(timeline_lanes, "announce", lambda _widget, words: said.append(words))
    monkeypatch.setattr(timeline_panel, "announce", lambda _widget, words: said.append(words))
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Plus):
        QTest.keyClick(panel.box, key)

    assert [each.partition(",")[0] for each in said] == ["Saved: 10", "Show: Day", "Show: Hour"]


def test_enter_shows_the_row_and_enter_again_opens_it(panel: TimelinePanel, qtbot: QtBot) -> None:
    qtbot.waitActive(panel)
    opened: list[Event] = []
    panel.event_opened.connect(opened.append)
    panel.box.setFocus()
    QTest.keyClick(panel.box, Qt.Key.Key_Up)
    QTest.keyClick(panel.box, Qt.Key.Key_Return)

    assert panel.list.hasFocus()
    assert chosen(panel) == "saved/item-14"
    assert not opened
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert [each.id for each in opened] == ["saved/item-14"]


def test_plus_and_minus_are_the_buttons(panel: TimelinePanel) -> None:
    shown = []
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Minus):
        QTest.keyClick(panel.box, key)
        shown.append((panel.lanes.zoom, [each.text() for each in panel._buttons.values() if each.isChecked()]))
    panel._buttons[Zoom.ALL].click()

    assert shown == [(Zoom.DAY, ["Day"]), *[(Zoom.HOUR, ["Hour"])] * 2, (Zoom.DAY, ["Day"])]
    assert panel.lanes.zoom is Zoom.ALL


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_a_click_finds_a_mark_where_it_is_painted(
    panel: TimelinePanel, qapp: QApplication, direction: Qt.LayoutDirection
) -> None:
    panel.setLayoutDirection(direction)
    qapp.processEvents()
    mark = next(each for each in panel.lanes.marks_in_view() if each.lane is Lane.SAVED and len(each.rows) == 4)
    place = panel.lanes.rect_of(mark).center().toPoint()
    QTest.mouseClick(panel.lanes.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert chosen(panel) == "saved/item-4"
    is_left = place.x() < panel.lanes.width() / 2
    assert is_left is (direction is Qt.LayoutDirection.LeftToRight)
    QTest.mouseClick(panel.lanes.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert chosen(panel) == "saved/item-4"


def test_a_row_puts_the_ring_round_its_mark_and_a_choice_lasts(panel: TimelinePanel) -> None:
    row = next(row for row, each in enumerate(panel.model.events) if each.id == "saved/item-2")
    panel.list.choose_row(row)
    ring = ringed(panel)
    panel.show_timeline(timeline(), words())

    assert ring == (Lane.SAVED, 4)
    assert chosen(panel) == "saved/item-2"
    assert ringed(panel) == ring


def test_what_comes_is_chosen_where_nobody_chose_anything_else(panel: TimelinePanel) -> None:
    came = replace(told(), items=[*told().items, listed(15, captured=moment(-1))])
    later = timeline_of(events_of(came), NOW.utc_ns, NOW.zone)
    panel.show_timeline(later, words())
    first = chosen(panel)
    panel.list.choose_row(panel.model.row_of(EventId("saved/item-2")))
    panel.show_timeline(timeline(), words())

    assert first == "saved/item-15"
    assert chosen(panel) == "saved/item-2"


def test_who_reads_further_down_stays_there(panel: TimelinePanel) -> None:
    reset, changed = QSignalSpy(panel.model.modelReset), QSignalSpy(panel.model.dataChanged)
    bar = panel.list.verticalScrollBar()
    bar.setValue(bar.maximum() - 7)
    top = panel.model.events[panel.list.rowAt(0)].id, panel.list.rowViewportPosition(panel.list.rowAt(0))
    panel.show_timeline(timeline(), words())
    same = panel.model.events[panel.list.rowAt(0)].id, panel.list.rowViewportPosition(panel.list.rowAt(0))
    assert (reset.count(), changed.count()) == (0, 1)
    came = replace(told(), items=[*told().items, *(listed(each, captured=moment(each - 18)) for each in (15, 16, 17))])
    panel.show_timeline(timeline_of(events_of(came), NOW.utc_ns, NOW.zone), words())
    more = panel.model.events[panel.list.rowAt(0)].id, panel.list.rowViewportPosition(panel.list.rowAt(0))

    assert bar.value() > 0
    assert top == same == more
    assert chosen(panel) == "saved/item-17"


def test_lanes_go_where_there_is_no_room_for_them(
    panel: TimelinePanel, look: Appearance, qapp: QApplication, qtbot: QtBot
) -> None:
    wide = panel.lanes.isVisible(), panel.zooms.isVisible(), panel.delegate.two_lines
    least = panel.minimumSizeHint().height()
    panel.resize(640, 420)
    qtbot.waitUntil(lambda: not panel.lanes.isVisible())
    narrow = panel.zooms.isVisible(), panel.delegate.two_lines
    panel.resize(1024, 696)
    qtbot.waitUntil(panel.lanes.isVisible)
    look.show_in(theme_of(qapp, scale=2.0))

    assert wide == (True, True, False)
    assert narrow == (False, True)
    assert least <= 296  # of a window of 640 by 400
    assert not panel.lanes.isVisible()


def test_where_long_times_leave_no_room_for_what_happened_a_row_has_two_lines(panel: TimelinePanel) -> None:
    short = panel.delegate.needs_two_lines(680), panel.delegate.needs_two_lines(720)
    panel.delegate.fit(["22 December 2027 20:14 UTC+05:45"], ["Worked out from your payment"], ["EX-001"])

    assert short == (False, False)
    assert panel.delegate.needs_two_lines(720)
    assert not panel.delegate.needs_two_lines(1024)


def test_numbers_of_many_items_have_room(panel: TimelinePanel, look: Appearance) -> None:
    paid = Payment(paid_ns=NOW.utc_ns, zone=NOW.zone, exhibits=("a", "b"))
    numbers = {ItemId("a"): "EX-100001", ItemId("b"): "EX-100002"}
    events = events_of(Told(zone=NOW.zone, payments={EntryId("p"): paid}, numbers=numbers))
    panel.show_timeline(timeline_of(events, NOW.utc_ns, NOW.zone), words())

    (_, room) = panel.delegate.places(1_000).item
    assert room >= chip_size(look.theme, "EX-100001 +1", "evidence").width()


def test_of_another_case_nothing_stays(panel: TimelinePanel) -> None:
    panel.forget()

    assert not panel.model.events
    assert panel.lanes.chosen is None
    assert not panel.foot.text()


class CountedWords(TimelineWords):
    """Tells how often it was asked."""

    asked = 0

    def what(self, event: Event) -> str:
        self.asked += 1
        return super().what(event)


def test_of_thousands_of_events_only_those_in_view_are_put_into_words(panel: TimelinePanel, qtbot: QtBot) -> None:
    counted = CountedWords(NOW, {})
    panel.show_timeline(many(3_000), counted)
    panel.repaint()

    assert 0 < counted.asked < 100


def test_nothing_yet(look: Appearance, qtbot: QtBot) -> None:
    panel = TimelinePanel(look)
    qtbot.addWidget(panel)
    panel.show()
    asked = QSignalSpy(panel.capture_requested)
    panel.take_focus()
    panel.empty.capture.click()

    assert panel.empty.isVisible()
    assert asked.count() == 1
