"""The names of a list's columns, above its rows."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QSizePolicy, QStyle, QStyleOptionViewItem, QWidget
from typing_extensions import override

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.delegates.row_canvas import RowCanvas, line_height
from evidence_desk.ui.tokens import TextSize

Title = tuple[str, tuple[float, float], bool]
"""A column's name, where it begins and how wide it is, and whether it stands at the trailing edge of that."""


class ColumnHead(QWidget):
    """For the eye; each row says of every part what it is. Who inherits says the names, and where they stand."""

    HEIGHT = 38
    """In device-independent pixels at text of 100 %; more where the text needs it."""

    def __init__(self, look: Appearance, rows: QAbstractScrollArea, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._rows = rows
        rows.installEventFilter(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._on_look_changed)

    def titles(self, width: int) -> Iterable[Title]:
        """The columns of rows of that width."""
        raise NotImplementedError

    @override
    def sizeHint(self) -> QSize:
        theme = self._look.theme
        return QSize(0, max(theme.px(self.HEIGHT), line_height(theme, TextSize.SMALL) + 8) + 1)

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
        for title, (left, width), trailing in self.titles(canvas.width):
            box = canvas.place(left, 0, width, canvas.height - 1)
            canvas.text(box, title, TextSize.SMALL, "ink-2", bold=True, trailing=trailing)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._look.theme.colour("line"))

    @Slot()
    def _on_look_changed(self) -> None:
        self.updateGeometry()
        self.update()
