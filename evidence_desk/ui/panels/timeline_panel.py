"""The timeline: lanes for the eye, and below them the same as rows, each with how its time is known."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QButtonGroup, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from evidence_desk.domain.timeline import Event, EventId, Happened, Timeline
from evidence_desk.domain.timeline_scale import Zoom
from evidence_desk.ui.announcing import announce
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.delegates.timeline_delegate import TimelineDelegate
from evidence_desk.ui.models.timeline_event_words import sources
from evidence_desk.ui.models.timeline_model import TimelineModel
from evidence_desk.ui.models.timeline_words import TimelineWords
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.card import Rule
from evidence_desk.ui.widgets.elided_label import ElidedLabel
from evidence_desk.ui.widgets.empty_room import EmptyRoom
from evidence_desk.ui.widgets.joined_buttons import JoinedButtons
from evidence_desk.ui.widgets.room_header import RoomHeader
from evidence_desk.ui.widgets.row_list import RowList
from evidence_desk.ui.widgets.rows_card import RowsCard
from evidence_desk.ui.widgets.timeline_box import TimelineBox
from evidence_desk.ui.widgets.timeline_head import TimelineHead
from evidence_desk.ui.widgets.timeline_lanes import TimelineLanes

_SIDE, _LOW = 32, 400
_LANES_FROM = QSize(600, 520)
"""A panel that is smaller, at text of 100 %, shows the rows alone."""


class TimelinePanel(QWidget):
    """Shows the timeline it is given and says which event somebody wants to see. Nothing in it can be changed here."""

    event_opened = Signal(object)
    """The Event whose item, entry or step is wanted."""
    capture_requested = Signal()

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._timeline: Timeline | None = None
        self._words: TimelineWords | None = None
        self.model = TimelineModel(self)
        self.delegate = TimelineDelegate(look, self)
        self.list = RowList(look, self.tr("What happened, newest first"))
        self.list.show_rows(self.model, self.model, self.delegate, self.delegate)
        self.list.stretch_column(0)
        self.head = TimelineHead(look, self.delegate, self.list)
        self.lanes = TimelineLanes(look)
        self.box = TimelineBox(self.lanes)
        self.empty = EmptyRoom(
            look, self.tr("Nothing yet."), self.tr("What you save, pay or do will show here.")
        )  # fmt: skip
        self.foot = ElidedLabel("", TextSize.SMALL, ink="3")
        self._buttons = {zoom: Button(look, words) for zoom, words in self._zoom_words().items()}
        self.zooms = JoinedButtons(self._buttons.values(), one_line=True)
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()
        self.expect(nothing=True)

    def show_timeline(self, timeline: Timeline, words: TimelineWords) -> None:
        """Show this; the event that was chosen stays chosen if it is still there, else the newest that was.

        What is read further down stays in view.
        """
        read = self._read_now()
        chosen = None if self._stands_at_newest() else self._chosen()
        self._timeline, self._words = timeline, words
        events = timeline.events
        self.delegate.fit(words.longest_when(events), sources(), words.longest_items(events))
        self.head.show_zone(words.zone())
        self.model.set_timeline(timeline, words)
        self.lanes.show_timeline(timeline, words)
        self._turn_to(self._filled if events else self.empty)
        self._choose(chosen)
        self._go_back_to(read)
        self._say_rest()

    @Slot()
    def forget(self) -> None:
        """Another case is shown; its timeline comes later."""
        self._timeline = self._words = None
        self.model.clear()
        self.lanes.clear()
        self.foot.setText("")
        self.expect(nothing=False)

    def expect(self, *, nothing: bool) -> None:
        """Until a timeline comes: say that there is nothing, where that is known already."""
        if not self.model.events:
            self._turn_to(self.empty if nothing else self._filled)

    def take_focus(self) -> None:
        """Put the keyboard where this room begins."""
        begin = self.empty.capture if self._pages.currentWidget() is self.empty else self.list
        begin.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def minimumSizeHint(self) -> QSize:
        """As small as the rows alone: the lanes go where there is no room for them, and must not keep it."""
        hint = super().minimumSizeHint()
        lanes = self._lanes_card.sizeHint().height() + 16 if not self._lanes_card.isHidden() else 0
        return QSize(min(hint.width(), self._look.theme.px(320)), hint.height() - lanes)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _turn_to(self, page: QWidget) -> None:
        """The keyboard comes along."""
        moves = self._pages.isAncestorOf(self.window().focusWidget()) and page is not self._pages.currentWidget()
        self._pages.setCurrentWidget(page)
        self._fold()
        if moves:
            self.take_focus()

    def _chosen(self) -> EventId | None:
        row = self.list.chosen_row()
        return self.model.events[row].id if row is not None and row < len(self.model.events) else None

    def _newest(self) -> int | None:
        """The row of what happened last; the dates ahead stand above it."""
        timeline = self._timeline
        if timeline is None or not timeline.events:
            return None
        return next((row for row, each in enumerate(timeline.events) if not _is_ahead(each, timeline.now_ns)), 0)

    def _stands_at_newest(self) -> bool:
        """Whether nobody has chosen anything else; what comes then is chosen in its place."""
        return self.list.chosen_row() == self._newest()

    def _read_now(self) -> tuple[EventId, int] | None:
        """The row at the top of the list and where it begins; None where the chosen row is in view."""
        row, top = self.list.chosen_row(), self.list.rowAt(0)
        if (
            row is None
            or top < 0
            or self.list.viewport().rect().intersects(self.list.visualRect(self.model.index(row, 0)))
        ):
            return None
        return self.model.events[top].id, self.list.rowViewportPosition(top)

    def _go_back_to(self, read: tuple[EventId, int] | None) -> None:
        row = self.model.row_of(read[0]) if read else None
        if read is not None and row is not None:
            bar = self.list.verticalScrollBar()
            bar.setValue(bar.value() + self.list.rowViewportPosition(row) - read[1])

    def _choose(self, event_id: EventId | None) -> None:
        row = self.model.row_of(event_id)
        if row is None and (row := self._newest()) is not None:
            self.list.choose_row(row)
            self.list.scrollTo(self.model.index(row, 0), QAbstractItemView.ScrollHint.PositionAtTop)
        else:
            self.list.choose_row(row)
        self.lanes.show_row(row)

    @Slot(int)
    def _on_row_chosen(self, row: int) -> None:
        if row >= 0:
            self.lanes.show_row(row)

    @Slot(int)
    def _on_mark_chosen(self, row: int) -> None:
        self.list.choose_row(row)

    @Slot(int)
    def _on_row_asked(self, row: int) -> None:
        self.list.choose_row(row)
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _on_opened(self) -> None:
        row = self.list.chosen_row()
        if row is not None:
            self.event_opened.emit(self.model.events[row])

    @Slot(Zoom)
    def _on_zoom_asked(self, zoom: Zoom) -> None:
        if zoom is not self.lanes.zoom:
            self._buttons[zoom].setChecked(True)
            self.lanes.set_zoom(zoom)
            announce(self.box, self._buttons[zoom].accessibleName())

    @Slot()
    def _say_rest(self) -> None:
        """How much there is beside the rows that can be seen; for the eye, a screen reader counts them itself."""
        first, last = self.list.rowAt(0), self.list.rowAt(self.list.viewport().height() - 1)
        events, words = self.model.events, self._words
        below = len(events) - 1 - last if last >= 0 else 0
        known = next((each for each in reversed(events) if each.utc_ns is not None), None)
        if words is not None:
            self.foot.setText(words.rest(max(first, 0), below, known))

    @Slot()
    def _fold(self) -> None:
        px, filled = self._look.theme.px, bool(self.model.events)
        room = self.width() >= px(_LANES_FROM.width()) and self.height() >= px(_LANES_FROM.height())
        low = self.height() < px(_LOW)
        self._column.setContentsMargins(_SIDE, 12 if low else 24, _SIDE, 16 if low else 32)
        self._lanes_card.setVisible(room and filled)
        self.zooms.setVisible(room and filled)
        two_lines = self.delegate.needs_two_lines(self.width() - 2 * _SIDE)
        self.head.setVisible(not two_lines)
        if two_lines is not self.delegate.two_lines:
            self.delegate.two_lines = two_lines
            self.list.set_heights()
            self.list.viewport().update()

    def _zoom_words(self) -> dict[Zoom, str]:
        return {Zoom.ALL: self.tr("All"), Zoom.DAY: self.tr("Day"), Zoom.HOUR: self.tr("Hour")}

    def _group_zooms(self) -> None:
        group = QButtonGroup(self)
        for zoom, button in self._buttons.items():
            button.setCheckable(True)
            button.setAccessibleName(self.tr("Show: {span}").format(span=button.text()))
            group.addButton(button)
            button.clicked.connect(lambda _checked=False, zoom=zoom: self.lanes.set_zoom(zoom))
        self._buttons[self.lanes.zoom].setChecked(True)

    def _connect(self) -> None:
        self._group_zooms()
        self.list.row_chosen.connect(self._on_row_chosen)
        self.list.doubleClicked.connect(self._on_opened)
        self.list.on_key(Qt.Key.Key_Return, self._on_opened)
        self.list.verticalScrollBar().valueChanged.connect(self._say_rest)
        self.list.verticalScrollBar().rangeChanged.connect(self._say_rest)
        self.lanes.row_chosen.connect(self._on_mark_chosen)
        self.lanes.row_asked.connect(self._on_row_asked)
        self.lanes.zoom_asked.connect(self._on_zoom_asked)
        self.empty.capture_asked.connect(self.capture_requested)
        self._look.changed.connect(self._fold)

    def _lay_out(self) -> None:
        self._lanes_card = RowsCard(self._look, self.box)
        rows = QWidget()
        card = QVBoxLayout(rows)
        card.setContentsMargins(0, 0, 0, 0)
        card.setSpacing(0)
        for part in (self.head, self.list, Rule(), self.foot):
            card.addWidget(part, int(part is self.list))
        self.foot.setContentsMargins(15, 9, 15, 9)
        self._filled = QWidget()
        filled = QVBoxLayout(self._filled)
        filled.setContentsMargins(0, 0, 0, 0)
        filled.setSpacing(16)
        filled.addWidget(self._lanes_card)
        filled.addWidget(RowsCard(self._look, rows), 1)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self._filled)
        lede = self.tr("What happened and what you did. Each line says how we know the time.")
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE, 24, _SIDE, 32)
        column.setSpacing(16)
        column.addWidget(RoomHeader(self.tr("Timeline"), lede, self.zooms))
        column.addWidget(self._pages, 1)


def _is_ahead(event: Event, now_ns: int) -> bool:
    return event.happened is Happened.ENDS and (event.utc_ns is None or event.utc_ns > now_ns)
