"""Ticks, radio dots and row edges, painted the same in widgets and in rows."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from evidence_desk.ui.icons import paint_icon
from evidence_desk.ui.theme import Theme

TICK_SIZE = 24
ROW_BAR = 3
_TICK_CORNER = 6.0
_RING = 2.0


def paint_tick(painter: QPainter, rect: QRectF, theme: Theme, state: str, *, enabled: bool = True) -> None:
    """Draw a tick box to fill `rect`; `state` is "empty", "done" or "skipped" (a dash)."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    filled = state == "done" and enabled
    edge = "accent" if filled else "control-line" if enabled else "disabled-line"
    fill = "accent" if filled else "surface" if enabled else "disabled-bg"
    painter.setPen(QPen(theme.colour(edge), 2))
    painter.setBrush(theme.colour(fill))
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), _TICK_CORNER - 1, _TICK_CORNER - 1)
    inner = rect.adjusted(*_inset(rect, 1 / 8))
    ink = theme.colour("on-accent" if filled else "ink-3" if enabled else "disabled-ink")
    if state == "done":
        paint_icon(painter, "check", inner, ink)
    elif state == "skipped":
        paint_icon(painter, "minus", inner, ink)
    painter.restore()


def paint_radio(painter: QPainter, rect: QRectF, theme: Theme, *, chosen: bool) -> None:
    """Draw a round choice mark to fill `rect`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("accent" if chosen else "control-line"), 2))
    painter.setBrush(theme.colour("surface"))
    painter.drawEllipse(rect.adjusted(1, 1, -1, -1))
    if chosen:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        painter.drawEllipse(rect.adjusted(*_inset(rect, 1 / 4)))
    painter.restore()


def paint_row_ground(painter: QPainter, rect: QRectF, theme: Theme, *, chosen: bool, hovered: bool) -> None:
    """Fill a row; a chosen one gets the soft fill and the 3 px bar at its leading edge."""
    if chosen:
        painter.fillRect(rect, theme.colour("accent-soft"))
        mirrored = painter.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = rect.right() - ROW_BAR if mirrored else rect.left()
        painter.fillRect(QRectF(left, rect.top(), ROW_BAR, rect.height()), theme.colour("accent"))
    elif hovered:
        painter.fillRect(rect, theme.colour("hover"))


def paint_ring(painter: QPainter, rect: QRectF, theme: Theme, corner: float) -> None:
    """Draw a focus ring just inside `rect`; `corner` is the ring's own outer corner."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour("focus"), _RING))
    half = _RING / 2
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), max(corner - half, 0), max(corner - half, 0))
    painter.restore()


def _inset(rect: QRectF, part: float) -> tuple[float, float, float, float]:
    edge = rect.width() * part
    return edge, edge, -edge, -edge
