"""The names of the timeline's columns, above its rows."""

from PySide6.QtWidgets import QAbstractScrollArea, QWidget
from typing_extensions import override

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.delegates.timeline_delegate import TimelineDelegate
from evidence_desk.ui.widgets.column_head import ColumnHead, Title


class TimelineHead(ColumnHead):
    """The first also says the zone of the times in the rows."""

    HEIGHT = 30

    def __init__(
        self, look: Appearance, delegate: TimelineDelegate, rows: QAbstractScrollArea, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, rows, parent)
        self._delegate = delegate
        self._zone = ""

    def show_zone(self, zone: str) -> None:
        """Name the zone of the times."""
        self._zone = zone
        self.update()

    @override
    def titles(self, width: int) -> tuple[Title, ...]:
        places = self._delegate.places(width)
        when = self.tr("When, {zone}").format(zone=self._zone)
        return (
            (when, (places.when[0], places.what[0] - places.when[0]), False),
            (self.tr("What"), places.what, False),
            (self.tr("How we know"), places.known, False),
            (self.tr("Item"), places.item, True),
        )
