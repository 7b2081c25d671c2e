"""The windows as tiles: as many in a row as fit, and the gaps stay as they are."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget
from typing_extensions import override

from evidence_desk.capture.targets import NORMAL, Window
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.dialogs.window_tile_delegate import (
    RING_ROOM,
    TILE_GAP,
    TILE_HEIGHT,
    TILE_WIDTH,
    WindowTileDelegate,
)
from evidence_desk.ui.dialogs.window_tiles_model import WindowTilesModel
from evidence_desk.ui.widgets.row_list import MOVING_KEYS, show_ring


class WindowTiles(QTableView):
    """A table with fixed sections over a model whose columns follow the width. Space looks while it is held."""

    look_asked = Signal(Window)
    look_over = Signal()

    def __init__(self, look: Appearance, tiles: WindowTilesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._tiles = tiles
        self.setModel(tiles)
        self.setItemDelegate(WindowTileDelegate(look, self))
        self.setAccessibleName(self.tr("Windows"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setProperty("tiles", True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        look.changed.connect(self._arrange)
        self._arrange()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        show_ring(self, by_key=False)
        super().mousePressEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {*MOVING_KEYS, Qt.Key.Key_Space}:
            show_ring(self, by_key=True)
        if event.key() != Qt.Key.Key_Space:
            self._on_other_key(event)
        elif not event.isAutoRepeat():
            window = self._tiles.window(self.currentIndex())
            if window is not None and window.state == NORMAL:
                self.look_asked.emit(window)

    def _on_other_key(self, event: QKeyEvent) -> None:
        """Letters are for the field that finds; the table would look for them among its own tiles and keep them."""
        if event.text().isalnum():
            event.ignore()
        else:
            super().keyPressEvent(event)

    @override
    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.look_over.emit()
        else:
            super().keyReleaseEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt tells a screen reader that the tiles have the keyboard, but not which: so that is told after it."""
        super().focusInEvent(event)
        QTimer.singleShot(0, self, self._tell_tile)

    @Slot()
    def _tell_tile(self) -> None:
        if self.hasFocus() and self.currentIndex().isValid():
            super().currentChanged(self.currentIndex(), self.currentIndex())

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The key may be let go where this hears nothing of it."""
        super().focusOutEvent(event)
        self.look_over.emit()

    @override
    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        self.look_over.emit()

    @Slot()
    def _arrange(self) -> None:
        px = self._look.theme.px
        width, height = px(TILE_WIDTH) + TILE_GAP, px(TILE_HEIGHT) + TILE_GAP
        self.horizontalHeader().setDefaultSectionSize(width)
        self.verticalHeader().setDefaultSectionSize(height)
        self._tiles.set_columns(max(1, (self.viewport().width() + TILE_GAP - 2 * RING_ROOM) // width))
