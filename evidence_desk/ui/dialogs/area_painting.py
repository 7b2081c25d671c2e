"""Paints a still picture and what is drawn on it, all of it in desktop pixels.

The edges show on any picture, so their colours are the same in every theme.
"""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPen, QRegion

from evidence_desk.domain.evidence import Rectangle
from evidence_desk.ui.dialogs.area_gesture import handle_places
from evidence_desk.ui.dialogs.area_selection import AreaSelection
from evidence_desk.ui.dialogs.area_words import left_out_word, size_words
from evidence_desk.ui.icons import paint_icon
from evidence_desk.ui.theme import Theme
from evidence_desk.ui.tokens import TextSize

EDGE = 3
"""How far the edge reaches outside the box, in device-independent pixels."""
HANDLE = 12
RING = 9
"""How far the ring round the chosen one reaches."""
_DIM = 0.62
_LABEL_HEIGHT, _LABEL_SIDE, _LABEL_GAP, _LABEL_CORNER = 24, 8, 12, 6
_ICON = 20


@dataclass(frozen=True, slots=True)
class Pencil:
    """What everything is painted with; `ratio` is desktop pixels for each device-independent one."""

    painter: QPainter
    theme: Theme
    ratio: float

    def px(self, pixels: float) -> int:
        """A length that does not grow with the text."""
        return max(1, round(pixels * self.ratio))

    def text_px(self, pixels: float) -> int:
        """A length that does."""
        return round(self.theme.px(pixels) * self.ratio)

    def font(self) -> QFont:
        """The small size."""
        return _font(self.theme, self.ratio)

    @property
    def ink(self) -> QColor:
        """Dark in every theme."""
        return self.theme.colour("mark-ink")

    @property
    def paper(self) -> QColor:
        """Light in every theme."""
        return self.theme.colour("on-left-out")


def rect(rectangle: Rectangle) -> QRect:
    """The same for Qt."""
    return QRect(rectangle.x, rectangle.y, rectangle.width, rectangle.height)


def parts_of(region: QRegion) -> list[QRect]:
    """Rectangles that do not overlap; the binding's stubs do not know that a region holds some."""
    parts: list[QRect] = list(region)  # type: ignore[call-overload]
    return parts


def paint_still(pencil: Pencil, exposed: QRegion, picture: QImage, whole: Rectangle, box: Rectangle) -> None:
    """The picture where it is exposed, dimmed beside the box; ink where there is no picture."""
    painter, dim = pencil.painter, QColor(pencil.ink)
    dim.setAlphaF(_DIM)
    for part in parts_of(exposed):
        painter.fillRect(part, pencil.ink)
        painter.drawImage(part, picture, part.translated(-whole.x, -whole.y))
    for part in parts_of(exposed.subtracted(QRegion(rect(box)))):
        painter.fillRect(part, dim)


def paint_selection(pencil: Pencil, selection: AreaSelection, *, ring: bool) -> None:
    """Parts to leave out over the box's edge, handles over both; with a ring round what the keyboard moves."""
    _paint_edge(pencil, rect(selection.box))
    for part in selection.left_out:
        _paint_part(pencil, rect(part))
    if ring:
        _paint_ring(pencil, rect(selection.current))
    held = {selection.box, selection.current} - ({selection.box} if selection.fixed else set())
    for rectangle in held:
        _paint_handles(pencil, rectangle)


def label_place(box: Rectangle, screen: Rectangle, theme: Theme, ratio: float) -> Rectangle:
    """Where the size stands: above the box's corner, or inside it where the screen has no room above."""
    text = QFontMetrics(_font(theme, ratio)).horizontalAdvance(size_words(box))
    width, height = text + round(2 * _LABEL_SIDE * ratio), round(theme.px(_LABEL_HEIGHT) * ratio)
    gap = round(_LABEL_GAP * ratio)
    above = box.y - gap - height
    inside = above < screen.y
    left = min(max(box.x + gap * inside, screen.x), screen.x + screen.width - width)
    top = min(max(box.y + gap if inside else above, screen.y), screen.y + screen.height - height)
    return Rectangle(left, top, width, height)


def paint_label(pencil: Pencil, box: Rectangle, place: Rectangle) -> None:
    """The size of the box."""
    painter = pencil.painter
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(pencil.paper, pencil.px(1)))
    painter.setBrush(pencil.ink)
    corner = pencil.px(_LABEL_CORNER)
    painter.drawRoundedRect(QRectF(rect(place)), corner, corner)
    painter.setFont(pencil.font())
    painter.drawText(rect(place), int(Qt.AlignmentFlag.AlignCenter), size_words(box))
    painter.restore()


def _font(theme: Theme, ratio: float) -> QFont:
    font = theme.font(TextSize.SMALL)
    font.setPixelSize(round(font.pixelSize() * ratio))
    return font


def _paint_edge(pencil: Pencil, box: QRect) -> None:
    """One dark line, two light ones and one dark one; the innermost lies on the outermost pixels of the box."""
    one = pencil.px(1)
    _frame(pencil, _larger(box, 3 * one), one, pencil.ink)
    _frame(pencil, _larger(box, 2 * one), 2 * one, pencil.paper)
    _frame(pencil, box, one, pencil.ink)


def _paint_part(pencil: Pencil, part: QRect) -> None:
    painter, theme, one = pencil.painter, pencil.theme, pencil.px(1)
    _frame(pencil, _larger(part, 3 * one), one, pencil.ink)
    _frame(pencil, _larger(part, 2 * one), 2 * one, pencil.paper)
    painter.fillRect(part, theme.colour("left-out"))
    painter.setFont(pencil.font())
    side, gap = pencil.text_px(_ICON), pencil.text_px(8)
    words = painter.fontMetrics().horizontalAdvance(left_out_word())
    if part.height() < side + gap or part.width() < side + gap:
        return
    with_words = part.width() >= side + 2 * gap + words
    left = part.center().x() - (side + (gap + words) * with_words) // 2
    icon = QRectF(left, part.center().y() - side / 2, side, side)
    paint_icon(painter, "cover", icon, theme.colour("on-left-out"))
    if with_words:
        painter.setPen(theme.colour("on-left-out"))
        place = QRect(left + side + gap, part.top(), words + one, part.height())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), left_out_word())


def _paint_ring(pencil: Pencil, current: QRect) -> None:
    """In the colour of every other focus ring, between two light lines that part it from any picture."""
    one = pencil.px(1)
    _frame(pencil, _larger(current, 9 * one), 4 * one, pencil.paper)
    _frame(pencil, _larger(current, 8 * one), 2 * one, pencil.theme.colour("focus"))


def _paint_handles(pencil: Pencil, rectangle: Rectangle) -> None:
    side, line = pencil.px(HANDLE), pencil.px(2)
    for place in handle_places(rectangle).values():
        square = QRect(place.x - side // 2, place.y - side // 2, side, side)
        pencil.painter.fillRect(square, pencil.ink)
        pencil.painter.fillRect(_larger(square, -line), pencil.paper)


def _frame(pencil: Pencil, outer: QRect, thickness: int, colour: QColor) -> None:
    for side in parts_of(QRegion(outer).subtracted(QRegion(_larger(outer, -thickness)))):
        pencil.painter.fillRect(side, colour)


def _larger(rectangle: QRect, by: int) -> QRect:
    return rectangle.adjusted(-by, -by, by, by)
