"""The timeline as rows, newest first; their words are made when a row is looked at, however many there are."""

from enum import IntEnum

from PySide6.QtCore import QObject, Qt
from typing_extensions import override

from evidence_desk.domain.timeline import Event, EventId, Timeline
from evidence_desk.ui.models.rows_model import Index, RowsModel
from evidence_desk.ui.models.timeline_event_words import event_icon, item_words, known_words
from evidence_desk.ui.models.timeline_words import TimelineWords


class TimelineRole(IntEnum):
    """What the delegate asks for."""

    WHEN = Qt.ItemDataRole.UserRole + 1
    ICON = Qt.ItemDataRole.UserRole + 2
    WHAT = Qt.ItemDataRole.UserRole + 3
    KNOWN = Qt.ItemDataRole.UserRole + 4
    ITEM = Qt.ItemDataRole.UserRole + 5


class TimelineModel(RowsModel):
    """Shows the events it is given; a row is one cell for Qt, which is read as one sentence."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Event, ...] = ()
        self._words: TimelineWords | None = None

    @property
    def events(self) -> tuple[Event, ...]:
        """What is shown."""
        return self._rows

    def set_timeline(self, timeline: Timeline, words: TimelineWords) -> None:
        """Show these; where only their words are others, no choice and no scrolling is lost."""
        same = [each.id for each in timeline.events] == [each.id for each in self._rows]
        if not same:
            self.beginResetModel()
        self._rows, self._words = timeline.events, words
        if not same:
            self.endResetModel()
        elif self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 0))

    def clear(self) -> None:
        """Show nothing."""
        self.beginResetModel()
        self._rows = ()
        self.endResetModel()

    def row_of(self, event_id: EventId | None) -> int | None:
        """Where an event stands."""
        return next((row for row, each in enumerate(self._rows) if each.id == event_id), None)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or self._words is None:
            return None
        return _said(self._rows[index.row()], self._words, role)


def _said(event: Event, words: TimelineWords, role: int) -> object:
    if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
        return words.spoken(event)
    ways = {
        int(TimelineRole.WHEN): words.when,
        int(TimelineRole.ICON): event_icon,
        int(TimelineRole.WHAT): words.what,
        int(TimelineRole.KNOWN): known_words,
        int(TimelineRole.ITEM): item_words,
    }
    return ways[role](event) if role in ways else None
