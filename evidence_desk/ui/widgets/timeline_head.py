"""The names of the timeline's columns, above its rows."""

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QSizePolicy, QStyle, QStyleOptionViewItem, QWidget
from typing_extensions import override

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.delegates.row_canvas import RowCanvas, line_height
from evidence_desk.ui.delegates.timeline_delegate import TimelineDelegate
from evidence_desk.ui.tokens import TextSize

_HEIGHT = 30


class TimelineHead(QWidget):
    """For the eye; each row says of every part what it is. `zone` is that of the times in the rows."""

    def __init__(
        self, look: Appearance, delegate: TimelineDelegate, rows: QAbstractScrollArea, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._delegate = delegate
        self._rows = rows
        self._zone = ""
        rows.installEventFilter(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._on_look_changed)

    def show_zone(self, zone: str) -> None:
        """Name the zone of the times."""
        self._zone = zone
        self.update()

    @override
    def sizeHint(self) -> QSize:
        theme = self._look.theme
        return QSize(0, max(theme.px(_HEIGHT), line_height(theme, TextSize.SMALL) + 8) + 1)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._rows and event.type() is QEvent.Type.Resize:
            self.update()
        return super().eventFilter(watched, event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionViewItem()
        option.initFrom(self)
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.theme.colour("sunken"))
        option.rect = QStyle.visualRect(
            self.layoutDirection(), self.rect(), QRect(0, 0, self._rows.viewport().width(), self.height())
        )
        canvas = RowCanvas(painter, option, self._look.theme)
        places = self._delegate.places(canvas.width)
        when = self.tr("When, {zone}").format(zone=self._zone)
        titles = (
            (when, (places.when[0], places.what[0] - places.when[0]), False),
            (self.tr("What"), places.what, False),
            (self.tr("How we know"), places.known, False),
            (self.tr("Item"), places.item, True),
        )
        for title, (left, width), trailing in titles:
            box = canvas.place(left, 0, width, canvas.height - 1)
            canvas.text(box, title, TextSize.SMALL, "ink-2", bold=True, trailing=trailing)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._look.theme.colour("line"))

    @Slot()
    def _on_look_changed(self) -> None:
        self.updateGeometry()
        self.update()
