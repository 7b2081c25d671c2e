"""The windows as tiles: as many in a row as fit, and the gaps stay as they are."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget
from typing_extensions import override

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.dialogs.window_tile_delegate import (
    RING_ROOM,
    TILE_GAP,
    TILE_HEIGHT,
    TILE_WIDTH,
    WindowTileDelegate,
)
from evidence_desk.ui.dialogs.window_tiles_model import WindowTilesModel


class WindowTiles(QTableView):
    """A table with fixed sections over a model whose columns follow the width."""

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

    @Slot()
    def _arrange(self) -> None:
        px = self._look.theme.px
        width, height = px(TILE_WIDTH) + TILE_GAP, px(TILE_HEIGHT) + TILE_GAP
        self.horizontalHeader().setDefaultSectionSize(width)
        self.verticalHeader().setDefaultSectionSize(height)
        self._tiles.set_columns(max(1, (self.viewport().width() + TILE_GAP - 2 * RING_ROOM) // width))
