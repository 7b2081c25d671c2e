"""The line icons, drawn in any token's colour at the screen's own pixels."""

from collections.abc import Iterable
from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from evidence_desk.resources import resource_text
from evidence_desk.ui.theme import Theme

ICON_SIZE = 20
_MIRRORED = {"leave", "open", "undo", "refresh", "handover", "list", "left", "right", "more", "chat", "tag"}


@lru_cache(maxsize=128)
def _svg_text(name: str) -> str:
    return resource_text(f"icons/{name}.svg")


@lru_cache(maxsize=256)
def _drawing(name: str, colour: str) -> QSvgRenderer:
    """An icon in a colour, read once: a list paints the same few again and again."""
    return QSvgRenderer(QByteArray(_svg_text(name).replace("currentColor", colour).encode()))


def paint_icon(painter: QPainter, name: str, rect: QRectF, colour: QColor, *, mirrored: bool = False) -> None:
    """Draw an icon to fill `rect`; `mirrored` turns those that point somewhere, for right-to-left layouts."""
    painter.save()
    if mirrored and name in _MIRRORED:
        painter.translate(2 * rect.center().x(), 0)
        painter.scale(-1, 1)
    _drawing(name, colour.name()).render(painter, rect)
    painter.restore()


def icon_pixmap(name: str, size: QSize, ratio: float, colour: QColor, *, mirrored: bool = False) -> QPixmap:
    """The icon in the square at the leading edge of `size`, device-independent pixels, transparent elsewhere."""
    pixmap = QPixmap(size * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    side = min(size.width(), size.height())
    left = size.width() - side if mirrored else 0
    painter = QPainter(pixmap)
    paint_icon(painter, name, QRectF(left, (size.height() - side) / 2, side, side), colour, mirrored=mirrored)
    painter.end()
    return pixmap


def icon(
    theme: Theme, name: str, ink: str, size: QSize, ratios: Iterable[float] = (1.0,), *, mirrored: bool = False
) -> QIcon:
    """The icon for a control, at each of the pixel ratios: in `ink`'s colour, and in the disabled one."""
    made = QIcon()
    for ratio in ratios:
        drawn = icon_pixmap(name, size, ratio, theme.colour(ink), mirrored=mirrored)
        made.addPixmap(drawn, QIcon.Mode.Normal)
        made.addPixmap(drawn, QIcon.Mode.Selected)
        off = icon_pixmap(name, size, ratio, theme.colour("disabled-ink"), mirrored=mirrored)
        made.addPixmap(off, QIcon.Mode.Disabled)
    return made


def tick_icon(theme: Theme, size: QSize, ratios: Iterable[float] = (1.0,)) -> QIcon:
    """A tick where a control is on, and nothing of the same size where it is off."""
    made = QIcon()
    for ratio in ratios:
        for mode, ink in ((QIcon.Mode.Normal, "accent"), (QIcon.Mode.Disabled, "disabled-ink")):
            drawn = icon_pixmap("check", size, ratio, theme.colour(ink))
            nothing = QPixmap(drawn.size())
            nothing.setDevicePixelRatio(ratio)
            nothing.fill(Qt.GlobalColor.transparent)
            made.addPixmap(drawn, mode, QIcon.State.On)
            made.addPixmap(nothing, mode, QIcon.State.Off)
    return made
