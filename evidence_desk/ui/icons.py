"""The line icons, drawn in any token's colour at the screen's own pixels."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from evidence_desk.resources import resource_text
from evidence_desk.ui.theme import Theme

ICON_SIZE = 20
_PIXEL_RATIOS = (1.0, 1.25, 1.5, 2.0, 3.0)
_MIRRORED = {"leave", "open", "undo", "refresh", "handover", "list", "left", "right", "more", "chat", "tag"}


@lru_cache(maxsize=128)
def _svg_text(name: str) -> str:
    return resource_text(f"icons/{name}.svg")


def paint_icon(painter: QPainter, name: str, rect: QRectF, colour: QColor, *, mirrored: bool = False) -> None:
    """Draw an icon to fill `rect`; `mirrored` turns those that point somewhere, for right-to-left layouts."""
    svg = _svg_text(name).replace("currentColor", colour.name())
    painter.save()
    if mirrored and name in _MIRRORED:
        painter.translate(2 * rect.center().x(), 0)
        painter.scale(-1, 1)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, rect)
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


def icon(theme: Theme, name: str, token: str, size: QSize, *, mirrored: bool = False) -> QIcon:
    """The icon for a control: normal and selected in `token`'s colour, disabled in the disabled one."""
    made = QIcon()
    modes = ((QIcon.Mode.Normal, token), (QIcon.Mode.Selected, token), (QIcon.Mode.Disabled, "disabled-ink"))
    for mode, mode_token in modes:
        for ratio in _PIXEL_RATIOS:
            made.addPixmap(icon_pixmap(name, size, ratio, theme.colour(mode_token), mirrored=mirrored), mode)
    return made
