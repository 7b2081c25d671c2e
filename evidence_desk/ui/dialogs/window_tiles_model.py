"""The windows that can be chosen, laid out as tiles in rows of three."""

from collections.abc import Callable, Mapping, Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QImage
from typing_extensions import override

from evidence_desk.capture.targets import ELSEWHERE, MINIMISED, NORMAL, Window
from evidence_desk.ui.models.safe_text import safe_line

Index = QModelIndex | QPersistentModelIndex
CLOSED = "closed"
"""The state of a window that was there when the question was asked."""
_NO_PARENT = QModelIndex()
_LONGEST = 400


class TileRole(IntEnum):
    """What the delegate asks for."""

    WINDOW = Qt.ItemDataRole.UserRole + 1
    APPLICATION = Qt.ItemDataRole.UserRole + 2
    FACT = Qt.ItemDataRole.UserRole + 3
    SAVABLE = Qt.ItemDataRole.UserRole + 4
    PREVIEW = Qt.ItemDataRole.UserRole + 5


class WindowTilesModel(QAbstractTableModel):
    """Shows what it is given; `columns` tiles stand in a row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._windows: tuple[Window, ...] = ()
        self._columns = 3
        self._preview: tuple[str, QImage] | None = None

    def set_rows(self, windows: Sequence[Window]) -> None:
        """Show these windows, in this order."""
        self.beginResetModel()
        self._windows = tuple(windows)
        self.endResetModel()

    def set_columns(self, columns: int) -> None:
        """Stand so many tiles in a row."""
        if columns != self._columns:
            self.beginResetModel()
            self._columns = columns
            self.endResetModel()

    def set_preview(self, window_id: str, picture: QImage) -> None:
        """Show what a window looks like now, until `cover`."""
        self._preview = (window_id, picture)
        self._say_changed(window_id)

    def cover(self) -> None:
        """Drop the preview's pixels at once."""
        if self._preview is not None:
            window_id, self._preview = self._preview[0], None
            self._say_changed(window_id)

    def _say_changed(self, window_id: str) -> None:
        index = self.index_of(window_id)
        if index.isValid():
            self.dataChanged.emit(index, index)

    def window(self, index: Index) -> Window | None:
        """The window of a tile, or None for the empty places at the end."""
        place = index.row() * self._columns + index.column()
        return self._windows[place] if index.isValid() and place < len(self._windows) else None

    def index_of(self, window_id: str) -> QModelIndex:
        """The tile of the window with that id; invalid if it is not shown."""
        for place, window in enumerate(self._windows):
            if window.id == window_id:
                return self.index(place // self._columns, place % self._columns)
        return QModelIndex()

    @override
    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else -(-len(self._windows) // self._columns)

    @override
    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else self._columns

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.window(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        window = self.window(index)
        if window is None:
            return None
        if role == TileRole.PREVIEW:
            return self._preview[1] if self._preview is not None and self._preview[0] == window.id else None
        say = _DATA.get(role)
        return say(window) if say else None


def title_of(window: Window) -> str:
    """The window's title, harmless, or that it has none."""
    return safe_line(window.title[:_LONGEST]) or QCoreApplication.translate("window_tiles", "No title")


def fact_of(window: Window) -> str:
    """Its size and where it stands, or why it can't be saved and what to do."""
    if window.state == CLOSED:
        return QCoreApplication.translate("window_tiles", "Closed")
    if window.state == MINIMISED:
        return QCoreApplication.translate("window_tiles", "Minimised. Open it first")
    if window.state == ELSEWHERE:
        return QCoreApplication.translate("window_tiles", "On another desktop. Go there first")
    return f"{window.width} × {window.height}. {_place(window.covered)}"  # noqa: RUF001 — the sign for sizes


def _place(covered: float | None) -> str:
    if not covered:
        return QCoreApplication.translate("window_tiles", "In front")
    if covered < 1:
        return QCoreApplication.translate("window_tiles", "Partly behind, saved whole")
    return QCoreApplication.translate("window_tiles", "Behind others, saved whole")


def _spoken(window: Window) -> str:
    told = (title_of(window), safe_line(window.application[:_LONGEST]), fact_of(window))
    return ", ".join(filter(None, told))


_DATA: Mapping[int, Callable[[Window], object]] = {
    Qt.ItemDataRole.DisplayRole: title_of,
    Qt.ItemDataRole.AccessibleTextRole: _spoken,
    TileRole.WINDOW: lambda window: window,
    TileRole.APPLICATION: lambda window: safe_line(window.application[:_LONGEST]),
    TileRole.FACT: fact_of,
    TileRole.SAVABLE: lambda window: window.state == NORMAL,
}
