"""One display's part of a still picture, pixel for pixel, and what the pointer does on it."""

from math import ceil, floor

from PySide6.QtCore import QPointF, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QRegion, QScreen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from evidence_desk.capture.still import Still
from evidence_desk.capture.targets import Screen
from evidence_desk.domain.evidence import Rectangle
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.dialogs.area_painting import (
    HANDLE,
    RING,
    Pencil,
    label_place,
    paint_label,
    paint_selection,
    paint_still,
    parts_of,
)
from evidence_desk.ui.dialogs.area_selection import AreaSelection, Point

_FLAGS = Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
_ROUNDING = 1 / 256
"""A pointer's place comes divided by the scale; multiplied again it may be a hair less than it was."""


class AreaSurface(QWidget):
    """A window without a frame that fills one screen. Its signals speak in pixels of the desktop.

    Only the main one takes the keyboard; it holds the bar. The still must not be released while this can paint.
    """

    pressed = Signal(object)
    pointed = Signal(object)
    released = Signal(object)
    key_pressed = Signal(QKeyEvent)

    def __init__(self, look: Appearance, screen: QScreen, still: Still, *, is_main: bool) -> None:
        flags = _FLAGS if is_main else _FLAGS | Qt.WindowType.WindowDoesNotAcceptFocus
        super().__init__(None, flags)
        self._look = look
        self._shown_on = screen
        self._still: Still | None = still
        frame = still.frame
        # Not a copy: this picture and the still share their pixels.
        size = (frame.width, frame.height, frame.stride)
        self._picture = QImage(frame.pixels, *size, QImage.Format.Format_RGB32)
        self._true_place = _true_place(screen, still)
        self._selection: AreaSelection | None = None
        self._ring = False
        self._has_label = False
        self.setWindowTitle(self.tr("Desk"))
        self.setAccessibleName(self.tr("A still picture of your screen"))
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setScreen(screen)
        self.setGeometry(screen.geometry())

    @property
    def ratio(self) -> float:
        """Pixels of the desktop for each device-independent one."""
        if self._true_place is not None:
            return self._true_place.width / self._shown_on.geometry().width()
        return self.devicePixelRatio()

    def area(self) -> Rectangle:
        """What of the desktop this window fills."""
        origin = self._origin()
        return Rectangle(origin.x, origin.y, ceil(self.width() * self.ratio), ceil(self.height() * self.ratio))

    def show_selection(self, selection: AreaSelection, *, ring: bool, has_label: bool) -> None:
        """Paint this from now on; what looks as before is not painted again."""
        before = self._reach()
        self._selection, self._ring, self._has_label = selection, ring, has_label
        self.update(before.united(self._reach()))

    def let_go(self) -> None:
        """Hold no pixels any more."""
        self._picture = QImage()
        self._still = None
        self.hide()

    def local(self, rectangle: Rectangle) -> QRect:
        """Where a rectangle of the desktop lies on this window: the smallest that holds it."""
        origin, ratio = self._origin(), self.ratio
        left, top = floor((rectangle.x - origin.x) / ratio), floor((rectangle.y - origin.y) / ratio)
        right = ceil((rectangle.x + rectangle.width - origin.x) / ratio)
        bottom = ceil((rectangle.y + rectangle.height - origin.y) / ratio)
        return QRect(left, top, right - left, bottom - top)

    def desktop(self, place: QPointF) -> Point:
        """The pixel of the desktop under a place on this window."""
        origin, ratio = self._origin(), self.ratio
        return Point(origin.x + floor(place.x() * ratio + _ROUNDING), origin.y + floor(place.y() * ratio + _ROUNDING))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._still is None or self._selection is None:
            return
        painter, origin, ratio = QPainter(self), self._origin(), self.ratio
        painter.scale(1 / ratio, 1 / ratio)
        painter.translate(-origin.x, -origin.y)
        pencil = Pencil(painter, self._look.theme, ratio)
        exposed = QRegion()
        for part in parts_of(event.region()):
            exposed += self._on_desktop(part)
        paint_still(pencil, exposed, self._picture, self._still.whole, self._selection.box)
        paint_selection(pencil, self._selection, ring=self._ring)
        if self._has_label:
            paint_label(pencil, self._selection.box, self._label(self._selection))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.pressed.emit(self.desktop(event.position()))

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.pointed.emit(self.desktop(event.position()))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.released.emit(self.desktop(event.position()))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.key_pressed.emit(event)

    def _origin(self) -> Point:
        """Qt leaves a screen's corner where it is on the desktop and divides only what lies inside by its scale."""
        if self._true_place is not None:
            return Point(self._true_place.x, self._true_place.y)
        corner, place = self._shown_on.geometry().topLeft(), self.geometry().topLeft()
        inside = place - corner
        return Point(corner.x() + round(inside.x() * self.ratio), corner.y() + round(inside.y() * self.ratio))

    def _on_desktop(self, part: QRect) -> QRect:
        origin, ratio = self._origin(), self.ratio
        left, top = origin.x + floor(part.x() * ratio), origin.y + floor(part.y() * ratio)
        right = origin.x + ceil((part.x() + part.width()) * ratio)
        bottom = origin.y + ceil((part.y() + part.height()) * ratio)
        return QRect(left, top, right - left, bottom - top)

    def _label(self, selection: AreaSelection) -> Rectangle:
        return label_place(selection.box, self.area(), self._look.theme, self.ratio)

    def _reach(self) -> QRegion:
        """Where this window shows anything of the selection."""
        region = QRegion()
        if self._selection is None:
            return region
        more = max(HANDLE, RING) + 1
        for rectangle in (self._selection.box, *self._selection.left_out):
            region += self.local(rectangle).adjusted(-more, -more, more, more)
        if self._has_label:
            region += self.local(self._label(self._selection)).adjusted(-1, -1, 1, 1)
        return region.intersected(self.rect())


def _true_place(screen: QScreen, still: Still) -> Screen | None:
    """On Wayland Qt speaks in units of the desktop and doubles odd scales; the still knows the screen's own pixels."""
    if QGuiApplication.platformName() != "wayland":
        return None
    return next((each for each in still.screens if each.name == screen.name()), None)
