"""What Tab stops at on a still picture, with names for screen readers: the box, then each part to leave out."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from typing_extensions import override

from evidence_desk.capture.cover import intersection
from evidence_desk.domain.evidence import Rectangle
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.dialogs.area_selection import AreaSelection
from evidence_desk.ui.dialogs.area_surface import AreaSurface
from evidence_desk.ui.dialogs.area_words import box_words, part_words, remove_words
from evidence_desk.ui.icons import paint_icon

_TARGET, _ICON, _MARGIN = 24, 16, 8


class AreaStop(QLabel):
    """Invisible: the surface beneath paints what it stands for, and hears the pointer."""

    reached = Signal()
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.reached.emit()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class RemoveButton(QAbstractButton):
    """The × of a part to leave out; a part smaller than it has it beside it."""  # noqa: RUF002 — the sign

    def __init__(self, look: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        # Delete does the same; a stop more for each part would be in the way.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @override
    def sizeHint(self) -> QSize:
        side = self._look.theme.px(_TARGET)
        return QSize(side, side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._look.theme
        painter.fillRect(self.rect(), theme.colour("left-out"))
        side = theme.px(_ICON)
        box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        paint_icon(painter, "close", box, theme.colour("on-left-out"))


class AreaStops(QObject):
    """Follows the selection; the stops stand on the main surface, the × on whichever shows that corner."""  # noqa: RUF002

    reached = Signal(object)
    """The part the keyboard is on now, or None for the box."""
    left = Signal()
    """The keyboard went on, to the bar perhaps."""
    remove_asked = Signal(int)

    def __init__(self, look: Appearance, main: AreaSurface, surfaces: Sequence[AreaSurface]) -> None:
        super().__init__(main)
        self._look = look
        self._main = main
        self._surfaces = surfaces
        self._parts: list[AreaStop] = []
        self._buttons: list[list[RemoveButton]] = []
        self._following = False
        self.box = self._stop(None)
        description = self.tr("Arrow keys move it. Shift and arrow keys change its size. L leaves out a part.")
        self.box.setAccessibleDescription(description)

    def show_selection(self, selection: AreaSelection) -> None:
        """Stand where everything is, and say what it is."""
        self._following = True
        self._add_up_to(len(selection.left_out))
        _place(self.box, self._main.local(selection.box), box_words(selection))
        for part, rectangle in enumerate(selection.left_out):
            stop = self._parts[part]
            _place(stop, self._main.local(rectangle), part_words(selection, part))
            for surface, button in zip(self._surfaces, self._buttons[part], strict=True):
                self._place_button(surface, button, rectangle)
        stop = self.box if selection.chosen is None else self._parts[selection.chosen]
        if not stop.hasFocus() and self.have_keyboard():
            stop.setFocus(Qt.FocusReason.OtherFocusReason)
        self._remove_down_to(len(selection.left_out))
        self._following = False

    def in_order(self) -> list[QWidget]:
        """In the order Tab goes."""
        return [self.box, *self._parts]

    def have_keyboard(self) -> bool:
        """Whether the keyboard is on the picture, not on the bar."""
        return not isinstance(self._main.focusWidget(), QAbstractButton)

    def _remove_down_to(self, count: int) -> None:
        """The keyboard is somewhere else already."""
        while len(self._parts) > count:
            for widget in (self._parts.pop(), *self._buttons.pop()):
                widget.hide()
                widget.deleteLater()

    def _add_up_to(self, count: int) -> None:
        while len(self._parts) < count:
            part = len(self._parts)
            self._parts.append(self._stop(part))
            self._buttons.append([self._button(surface, part) for surface in self._surfaces])

    def _stop(self, part: int | None) -> AreaStop:
        stop = AreaStop(self._main)
        stop.reached.connect(lambda: self._on_reached(part))
        stop.left.connect(self.left)
        stop.show()
        return stop

    def _on_reached(self, part: int | None) -> None:
        """By Tab or a screen reader; where the selection went by itself needs no telling."""
        if not self._following:
            self.reached.emit(part)

    def _button(self, surface: AreaSurface, part: int) -> RemoveButton:
        button = RemoveButton(self._look, surface)
        button.setAccessibleName(remove_words(part))
        button.setToolTip(remove_words(part))
        button.clicked.connect(lambda: self.remove_asked.emit(part))
        return button

    def _place_button(self, surface: AreaSurface, button: RemoveButton, part: Rectangle) -> None:
        corner = Rectangle(part.x + part.width - 1, part.y, 1, 1)
        shown = intersection(corner, surface.area()) is not None
        button.setVisible(shown)
        if not shown:
            return
        side, place = button.sizeHint().width(), surface.local(part)
        inside = place.width() >= side + 2 * _MARGIN and place.height() >= side + 2 * _MARGIN
        left = place.right() + 1 - side - _MARGIN if inside else place.right() + 1 + _MARGIN
        top = place.top() + _MARGIN if inside else place.top()
        left = left if left + side <= surface.width() else place.left() - side - _MARGIN
        button.setGeometry(max(0, left), min(max(0, top), surface.height() - side), side, side)
        button.raise_()


def _place(stop: AreaStop, place: QRect, name: str) -> None:
    stop.setGeometry(place)
    if stop.accessibleName() != name:
        stop.setAccessibleName(name)
