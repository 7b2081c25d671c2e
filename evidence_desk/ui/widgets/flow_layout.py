"""Things in a line that go on in the next one where there is no more room, from the leading edge."""

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QStyle, QWidget
from typing_extensions import override


class FlowLayout(QLayout):
    """Keeps every item at its own size; the height follows from the width. The last may stand at the far end."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 8, last_at_end: bool = False) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self._last_at_end = last_at_end
        self.setContentsMargins(0, 0, 0, 0)

    @override
    def addItem(self, item: QLayoutItem, /) -> None:
        self._items.append(item)

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int, /) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int, /) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int, /) -> int:
        margins = self.contentsMargins()
        room = QRect(0, 0, width - margins.left() - margins.right(), 0)
        return self._arrange(room, move=False) + margins.top() + margins.bottom()

    @override
    def setGeometry(self, rect: QRect, /) -> None:
        super().setGeometry(rect)
        self._arrange(rect.marginsRemoved(self.contentsMargins()), move=True)

    @override
    def sizeHint(self) -> QSize:
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() for size in shown) + self._gap * max(len(shown) - 1, 0)
        return QSize(width, max((size.height() for size in shown), default=0))

    @override
    def minimumSize(self) -> QSize:
        smallest = QSize(0, 0)
        for item in self._items:
            if not item.isEmpty():
                smallest = smallest.expandedTo(item.minimumSize())
        return smallest.grownBy(self.contentsMargins())

    def _arrange(self, room: QRect, *, move: bool) -> int:
        """Place the items, or only count; returns the height they take."""
        top = 0
        for line in self._lines(room.width()):
            height = max(size.height() for _item, size in line)
            if move:
                self._place(line, QRect(room.left(), room.top() + top, room.width(), height))
            top += height + self._gap
        return max(top - self._gap, 0)

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        """The items that share a line, each with its size; one wider than the room is as wide as that."""
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        left = width
        for item in self._items:
            if item.isEmpty():
                continue
            size = QSize(min(item.sizeHint().width(), width), item.sizeHint().height())
            if not lines or left < size.width():
                lines.append([])
                left = width
            lines[-1].append((item, size))
            left -= size.width() + self._gap
        return lines

    def _place(self, line: list[tuple[QLayoutItem, QSize]], room: QRect) -> None:
        """Put one line's items side by side, centred in height, in the layout's own direction."""
        parent = self.parentWidget()
        direction = parent.layoutDirection() if parent else Qt.LayoutDirection.LeftToRight
        left = room.left()
        for item, size in line:
            if self._last_at_end and item is self._items[-1]:
                left = max(left, room.left() + room.width() - size.width())
            place = QRect(QPoint(left, room.top() + (room.height() - size.height()) // 2), size)
            item.setGeometry(QStyle.visualRect(direction, room, place))
            left += size.width() + self._gap


class FlowRow(QWidget):
    """A widget whose children flow; it tells its layout that its height follows from its width."""

    def __init__(
        self,
        children: Iterable[QWidget] = (),
        *,
        gap: int = 8,
        last_at_end: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.flow = FlowLayout(self, gap=gap, last_at_end=last_at_end)
        for child in children:
            self.flow.addWidget(child)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)


def drop(layout: QLayout, widgets: Iterable[QWidget]) -> None:
    """Take widgets out of a layout and out of sight at once; Qt deletes them when it comes to it."""
    for widget in widgets:
        layout.removeWidget(widget)
        widget.hide()
        widget.deleteLater()
