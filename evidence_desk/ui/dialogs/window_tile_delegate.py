"""Paints one window as a tile: a covered preview, its title, its program and one fact."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.delegates.row_canvas import RowCanvas, has_ring
from evidence_desk.ui.dialogs.window_tiles_model import TileRole
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.marks import TICK_SIZE, paint_ring, paint_tick

TILE_WIDTH, TILE_HEIGHT, TILE_GAP = 312, 208, 20
RING_ROOM = 4
_COVER_HEIGHT = 136
_CORNER, _SIDE = 8, 16


class WindowTileDelegate(QStyledItemDelegate):
    """Every length grows with the text; the ring lies in the gap round the tile."""

    def __init__(self, look: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        px = self._look.theme.px
        return QSize(px(TILE_WIDTH) + TILE_GAP, px(TILE_HEIGHT) + TILE_GAP)

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if index.data(TileRole.WINDOW) is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._look.theme
        canvas = RowCanvas(painter, option, theme)
        tile = canvas.place(RING_ROOM, RING_ROOM, theme.px(TILE_WIDTH), theme.px(TILE_HEIGHT))
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        self._paint_shape(painter, tile, chosen=chosen)
        preview = index.data(TileRole.PREVIEW)
        if preview is None:
            self._paint_cover(canvas, savable=bool(index.data(TileRole.SAVABLE)))
        else:
            self._paint_preview(canvas, preview)
        self._paint_words(canvas, index)
        if chosen:
            tick = theme.px(TICK_SIZE)
            paint_tick(painter, canvas.place(RING_ROOM + 12, RING_ROOM + 12, tick, tick), theme, "done")
        if has_ring(state, theme):
            ring = tile.adjusted(-RING_ROOM, -RING_ROOM, RING_ROOM, RING_ROOM)
            paint_ring(painter, ring, theme, _CORNER + RING_ROOM)
        painter.restore()

    def _paint_shape(self, painter: QPainter, tile: QRectF, *, chosen: bool) -> None:
        theme = self._look.theme
        shape = QPainterPath()
        shape.addRoundedRect(tile, _CORNER, _CORNER)
        painter.fillPath(shape, theme.colour("accent-soft" if chosen else "surface"))
        painter.save()
        painter.setClipPath(shape)
        cover = QRectF(tile.left(), tile.top(), tile.width(), theme.px(_COVER_HEIGHT))
        painter.fillRect(cover, theme.colour("cover"))
        painter.fillRect(QRectF(cover.left(), cover.bottom() - 1, cover.width(), 1), theme.colour("cover-line"))
        painter.restore()
        width = 2 if chosen else 1
        half = width / 2
        painter.setPen(QPen(theme.colour("accent" if chosen else "line"), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(tile.adjusted(half, half, -half, -half), _CORNER - half, _CORNER - half)

    def _paint_cover(self, canvas: RowCanvas, *, savable: bool) -> None:
        """The icon over one word, together in the middle of the cover."""
        theme = self._look.theme
        side, line, width = theme.px(20), theme.line(TextSize.SMALL), theme.px(TILE_WIDTH)
        top = RING_ROOM + (theme.px(_COVER_HEIGHT) - side - line - 8) / 2
        icon = canvas.place(RING_ROOM + (width - side) / 2, top, side, side)
        canvas.icon(icon, "eyeoff" if savable else "warning", "cover-ink")
        word = self.tr("Covered") if savable else self.tr("Can't be saved now")
        taken = min(canvas.text_width(word, TextSize.SMALL), width)
        words = canvas.place(RING_ROOM + (width - taken) / 2, top + side + 8, taken, line)
        canvas.text(words, word, TextSize.SMALL, "cover-ink")

    def _paint_preview(self, canvas: RowCanvas, preview: QImage) -> None:
        """The whole window, in the middle of where the cover is."""
        theme = self._look.theme
        room = canvas.place(RING_ROOM + 2, RING_ROOM + 2, theme.px(TILE_WIDTH) - 4, theme.px(_COVER_HEIGHT) - 4)
        size = preview.size().scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, size.width(), size.height())
        place.moveCenter(room.center())
        canvas.painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        canvas.painter.drawImage(place, preview)

    def _paint_words(self, canvas: RowCanvas, index: QModelIndex | QPersistentModelIndex) -> None:
        theme, savable = self._look.theme, bool(index.data(TileRole.SAVABLE))
        left, room, line = RING_ROOM + _SIDE, theme.px(TILE_WIDTH) - 2 * _SIDE, theme.line(TextSize.BODY)
        top = RING_ROOM + theme.px(_COVER_HEIGHT + 12)
        application = str(index.data(TileRole.APPLICATION))
        taken = min(canvas.text_width(application, TextSize.SMALL), room // 2)
        at_end = canvas.place(left + room - taken, top, taken, line)
        canvas.text(at_end, application, TextSize.SMALL, "ink-3", trailing=True)
        title = canvas.place(left, top, room - taken - 12, line)
        canvas.text(title, str(index.data()), TextSize.BODY, "ink" if savable else "ink-3", bold=True)
        fact = canvas.place(left, top + line + 4, room, theme.line(TextSize.SMALL))
        canvas.text(fact, str(index.data(TileRole.FACT)), TextSize.SMALL, "ink-2" if savable else "amber-ink")
