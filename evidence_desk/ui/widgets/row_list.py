"""A list of rows that stays quick at any length: a table with fixed heights, painted by a delegate."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget
from typing_extensions import override

from evidence_desk.ui.appearance import Appearance

MOVING_KEYS = frozenset(
    {
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
    }
)
_PLAIN = Qt.KeyboardModifier.NoModifier | Qt.KeyboardModifier.KeypadModifier


class RowHeights(Protocol):
    """What a delegate says of heights, in device-independent pixels."""

    def row_height(self) -> int:
        """Every row's height but a head's."""
        ...

    def head_height(self, row: int, /) -> int:
        """The height of the head in this row."""
        ...


class HeadRows(Protocol):
    """What a model says of its heads."""

    def head_rows(self) -> list[int]:
        """The rows that are heads."""
        ...

    def is_head(self, row: int) -> bool:
        """Whether a row is one."""
        ...


class RowList(QTableView):
    """Rows to choose one of. Heads are passed over; single keys do what `on_key` was told.

    QListView and QTreeView lay every row out again at each insert: 0.15 to 0.28 s at 100,000 rows.
    """

    row_chosen = Signal(int)

    def __init__(self, look: Appearance, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys: dict[Qt.Key, Callable[[], None]] = {}
        self._heads: HeadRows | None = None
        self._heights: RowHeights | None = None
        self._anchor: tuple[int, int] | None = None
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.hide()
            header.setMinimumSectionSize(1)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        look.changed.connect(self.set_heights)

    def show_rows(
        self, model: QAbstractTableModel, heads: HeadRows, delegate: QAbstractItemDelegate, heights: RowHeights
    ) -> None:
        """Show a model through its delegate; `heads` and `heights` are the same two, by what they promise."""
        self._heads, self._heights = heads, heights
        self.setModel(model)
        self.setItemDelegate(delegate)
        model.modelAboutToBeReset.connect(self._on_about_to_be_reset)
        model.modelReset.connect(self.set_heights)
        model.rowsAboutToBeInserted.connect(self._on_about_to_be_inserted)
        model.rowsInserted.connect(self._on_rows_inserted)
        self.set_heights()

    def stretch_column(self, column: int) -> None:
        """Let one column take all the room the others leave."""
        self.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def on_key(self, key: Qt.Key, act: Callable[[], None]) -> None:
        """Do this when the key is pressed alone in the list."""
        self._keys[key] = act

    def choose_row(self, row: int | None, column: int | None = None) -> None:
        """Choose a row and bring it into view; None chooses nothing."""
        if row is None:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
            return
        at = self.currentIndex().column() if column is None and self.currentIndex().isValid() else column or 0
        self.setCurrentIndex(self.model().index(row, at))

    def chosen_row(self) -> int | None:
        """The row chosen now."""
        current = self.currentIndex()
        return current.row() if current.isValid() else None

    @Slot()
    def set_heights(self) -> None:
        """Give every row its height again: after a reset, or when the text's size changed."""
        if self._heights is None or self._heads is None:
            return
        self.verticalHeader().setDefaultSectionSize(self._heights.row_height())
        self._size_heads(self._heads.head_rows(), self._heights.head_height)

    @override
    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        super().currentChanged(current, previous)
        if current.row() != previous.row() or not previous.isValid():
            self.row_chosen.emit(current.row())

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt tells a screen reader that the list has the keyboard, but not which row: so that is told after it."""
        super().focusInEvent(event)
        QTimer.singleShot(0, self, self._tell_row)

    @override
    def moveCursor(
        self, cursorAction: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier, /
    ) -> QModelIndex:
        """Home and End go to the first and last row; a table would go to the ends of the row."""
        ends = {QAbstractItemView.CursorAction.MoveHome: 1, QAbstractItemView.CursorAction.MoveEnd: -1}
        if cursorAction not in ends:
            return super().moveCursor(cursorAction, modifiers)
        step, model, column = ends[cursorAction], self.model(), max(self.currentIndex().column(), 0)
        rows = range(model.rowCount())[::step]
        indexes = (model.index(row, column) for row in rows)
        return next((index for index in indexes if index.flags() & Qt.ItemFlag.ItemIsEnabled), QModelIndex())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        act = self._keys.get(Qt.Key.Key_Return if key is Qt.Key.Key_Enter else key)
        if act is not None and not event.modifiers() & ~_PLAIN:
            act()
            return
        if key in MOVING_KEYS:
            show_ring(self, by_key=True)
        super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        show_ring(self, by_key=False)
        super().mousePressEvent(event)

    @Slot()
    def _tell_row(self) -> None:
        if self.hasFocus() and self.currentIndex().isValid():
            super().currentChanged(self.currentIndex(), self.currentIndex())

    @Slot()
    def _on_about_to_be_reset(self) -> None:
        """The header keeps heights by place; heads of the old rows would stay small under the new ones."""
        if self._heads is not None and self._heights is not None:
            height = self._heights.row_height()
            self._size_heads(self._heads.head_rows(), lambda _row: height)

    @Slot(QModelIndex, int, int)
    def _on_about_to_be_inserted(self, _parent: QModelIndex, first: int, _last: int) -> None:
        """Remember what is looked at, where the new rows come above it; at the very top they are shown."""
        top = self.rowAt(0)
        scrolled = self.verticalScrollBar().value()
        self._anchor = (top, -self.rowViewportPosition(top)) if scrolled and first <= top else None

    @Slot(QModelIndex, int, int)
    def _on_rows_inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        if self._heads is not None and self._heights is not None:
            heads = [row for row in range(first, last + 1) if self._heads.is_head(row)]
            self._size_heads(heads, self._heights.head_height)
        if self._anchor is not None:
            row, above = self._anchor
            self._anchor = None
            self.updateGeometries()
            place = self.verticalHeader().sectionPosition(row + last - first + 1)
            self.verticalScrollBar().setValue(place + above)

    def _size_heads(self, rows: list[int], height: Callable[[int], int]) -> None:
        """Without updates, because the header else finds its place anew for each of them."""
        header = self.verticalHeader()
        header.setUpdatesEnabled(False)
        for row in rows:
            header.resizeSection(row, height(row))
        header.setUpdatesEnabled(True)


def show_ring(view: QWidget, *, by_key: bool) -> None:
    """Arrow keys are keyboard use too; Qt itself only counts Tab and shortcuts."""
    view.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange, by_key)
