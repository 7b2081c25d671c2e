"""The ring round whatever the keyboard is on; never shown for a pointer, always in high contrast."""

from PySide6.QtCore import QObject, QRectF, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QFocusFrame, QScrollArea, QWidget
from typing_extensions import override

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.tokens import Scheme
from evidence_desk.ui.widgets.marks import paint_ring

_MARGIN = 4
_KEPT_IN_VIEW = 16
_DEFAULT_CORNER = 8
CORNER_PROPERTY = "corner"
RING_PROPERTY = "ring"
"""A widget that is no button and wants the ring sets this property to True."""


class FocusRing(QFocusFrame):
    """2 px of `focus`, 2 px outside the control, corner + 4. Rows and fields show focus by themselves."""

    def __init__(self, application: QApplication, look: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._window = parent.window()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        application.focusChanged.connect(self._on_focus_changed)
        look.changed.connect(self.update)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        ringed = self.widget()
        if not self._is_wanted(ringed):
            return
        corner = ringed.property(CORNER_PROPERTY) or _DEFAULT_CORNER
        paint_ring(QPainter(self), QRectF(self.rect()), self._look.theme, float(corner) + _MARGIN)

    @Slot(QObject, QObject)
    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        ringed = new is not None and new.window() is self._window and _takes_a_ring(new)
        self.setWidget(new if ringed and new is not None else None)  # type: ignore[arg-type] # None takes it away
        if ringed and new is not None:
            _keep_in_view(new)
            self.update()

    def _is_wanted(self, ringed: QWidget) -> bool:
        by_key = ringed.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        return by_key or self._look.theme.scheme is Scheme.CONTRAST


def _takes_a_ring(widget: QWidget) -> bool:
    return isinstance(widget, QAbstractButton) or bool(widget.property(RING_PROPERTY))


def _keep_in_view(widget: QWidget) -> None:
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget, _KEPT_IN_VIEW, _KEPT_IN_VIEW)
        above = above.parentWidget()
