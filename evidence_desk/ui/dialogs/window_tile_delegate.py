"""Paints one window as a tile: a covered preview, its title, its program and one fact."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.dialogs.window_tiles_model import TileRole
from evidence_desk.ui.icons import paint_icon
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.marks import TICK_SIZE, paint_ring, paint_tick

TILE_WIDTH, TILE_HEIGHT, TILE_GAP = 312, 208, 20
_COVER_HEIGHT = 136
_CORNER, _RING_ROOM, _SIDE = 8, 4, 16
_ONE_LINE = Qt.TextFlag.TextSingleLine | Qt.AlignmentFlag.AlignVCenter


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
        px, state = self._look.theme.px, QStyle.StateFlag(option.state)
        left = option.rect.left() + _RING_ROOM
        tile = QRectF(left, option.rect.top() + _RING_ROOM, px(TILE_WIDTH), px(TILE_HEIGHT))
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        self._paint_shape(painter, tile, chosen=chosen)
        self._paint_cover(painter, tile, savable=bool(index.data(TileRole.SAVABLE)), chosen=chosen)
        self._paint_words(painter, tile, index)
        if state & QStyle.StateFlag.State_HasFocus:
            ring = tile.adjusted(-_RING_ROOM, -_RING_ROOM, _RING_ROOM, _RING_ROOM)
            paint_ring(painter, ring, self._look.theme, _CORNER + _RING_ROOM)
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

    def _paint_cover(self, painter: QPainter, tile: QRectF, *, savable: bool, chosen: bool) -> None:
        theme, ink = self._look.theme, self._look.theme.colour("cover-ink")
        side, line = theme.px(20), theme.line(TextSize.SMALL)
        top = tile.top() + (theme.px(_COVER_HEIGHT) - side - line - 8) / 2
        icon = QRectF(tile.center().x() - side / 2, top, side, side)
        paint_icon(painter, "eyeoff" if savable else "warning", icon, ink)
        painter.setPen(ink)
        painter.setFont(theme.font(TextSize.SMALL))
        word = self.tr("Covered") if savable else self.tr("Can't be saved now")
        painter.drawText(QRectF(tile.left(), top + side + 8, tile.width(), line), Qt.AlignmentFlag.AlignCenter, word)
        if chosen:
            tick = theme.px(TICK_SIZE)
            paint_tick(painter, QRectF(tile.left() + 12, tile.top() + 12, tick, tick), theme, "done")

    def _paint_words(self, painter: QPainter, tile: QRectF, index: QModelIndex | QPersistentModelIndex) -> None:
        theme, savable = self._look.theme, bool(index.data(TileRole.SAVABLE))
        line = theme.line(TextSize.BODY)
        top = tile.top() + theme.px(_COVER_HEIGHT + 12)
        words = QRectF(tile.left() + _SIDE, top, tile.width() - 2 * _SIDE, line)
        application = str(index.data(TileRole.APPLICATION))
        taken = self._paint_elided(painter, words, application, "ink-3", at_end=True)
        painter.setFont(theme.font(TextSize.BODY, bold=True))
        painter.setPen(theme.colour("ink" if savable else "ink-3"))
        title = words.adjusted(0, 0, -taken - 12, 0)
        text = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, int(title.width()))
        painter.drawText(title, _ONE_LINE, text)
        fact = QRectF(words.left(), words.bottom() + 4, words.width(), theme.line(TextSize.SMALL))
        self._paint_elided(painter, fact, str(index.data(TileRole.FACT)), "ink-2" if savable else "amber-ink")

    def _paint_elided(self, painter: QPainter, box: QRectF, text: str, ink: str, *, at_end: bool = False) -> float:
        """Draw small text, at most half the box wide at its end; says how wide it came out."""
        painter.setFont(self._look.theme.font(TextSize.SMALL))
        painter.setPen(self._look.theme.colour(ink))
        room = box.width() / 2 if at_end else box.width()
        fitted = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room))
        side = Qt.AlignmentFlag.AlignRight if at_end else Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, _ONE_LINE | side, fitted)
        return float(painter.fontMetrics().horizontalAdvance(fitted))
