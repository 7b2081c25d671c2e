"""The ring round whatever the keyboard is on; never shown for a pointer, always in high contrast."""

from PySide6.QtCore import QObject, QRectF, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QFocusFrame,
    QProxyStyle,
    QScrollArea,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QWidget,
)
from typing_extensions import override

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.tokens import Scheme
from evidence_desk.ui.widgets.marks import paint_ring
from evidence_desk.ui.widgets.scrolled_column import KEPT_IN_VIEW

_MARGIN = 4
_DEFAULT_CORNER = 8
CORNER_PROPERTY = "corner"
RING_PROPERTY = "ring"
"""A widget that is no button and wants the ring sets this property to True, or to `RING_INSIDE`."""
RING_INSIDE = "inside"


class FocusRing(QFocusFrame):
    """2 px of `focus`, 2 px outside the control, corner + 4. Rows and fields show focus by themselves."""

    def __init__(self, application: QApplication, look: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._application = application
        self._window = parent.window()
        self._by_key = True
        self._margins = _WideMargins()
        self._margins.setParent(application)  # a widget does not own its style, and may outlive our name for it
        self.setStyle(self._margins)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        application.focusChanged.connect(self._on_focus_changed)
        look.changed.connect(self.update)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        ringed: QWidget | None = self.widget()
        if ringed is None or not (self._by_key or self._look.theme.scheme is Scheme.CONTRAST):
            return
        rect, corner = QRectF(self.rect()), float(ringed.property(CORNER_PROPERTY) or _DEFAULT_CORNER) + _MARGIN
        if ringed.property(RING_PROPERTY) == RING_INSIDE:
            rect, corner = rect.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN), 0
        paint_ring(QPainter(self), rect, self._look.theme, corner)

    @Slot(QObject, QObject)
    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None or new.window() is not self._window:
            return
        self._by_key = self._was_tabbed() or (self._by_key and not self._application.mouseButtons())
        ringed = _takes_a_ring(new)
        self.setWidget(new if ringed else None)  # type: ignore[arg-type] # None takes it away
        if ringed or (self._by_key and not isinstance(new, QAbstractItemView)):
            _keep_in_view(new)
        if ringed:
            self.update()

    def _was_tabbed(self) -> bool:
        """Qt sets this when a key moves the focus, and clears it when a window comes to the front or a mouse clicks."""
        return self._window.testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)


class _WideMargins(QProxyStyle):
    """Puts the frame as far outside the control as the ring needs; used by the ring alone.

    It stands on a style of its own: the application's goes away at each change of colours.
    """

    def __init__(self) -> None:
        super().__init__("Fusion")

    @override
    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        if metric in {QStyle.PixelMetric.PM_FocusFrameHMargin, QStyle.PixelMetric.PM_FocusFrameVMargin}:
            return _MARGIN
        return super().pixelMetric(metric, option, widget)

    @override
    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,
    ) -> int:
        """Above the widget, so that no parent cuts the ring off; and no mask, which would cut off one inside."""
        if hint is QStyle.StyleHint.SH_FocusFrame_Mask:
            return 0
        if hint is QStyle.StyleHint.SH_FocusFrame_AboveWidget:
            return 1
        return super().styleHint(hint, option, widget, returnData)


def _takes_a_ring(widget: QWidget) -> bool:
    return isinstance(widget, QAbstractButton) or bool(widget.property(RING_PROPERTY))


def _keep_in_view(widget: QWidget) -> None:
    """All of it: of a field Qt itself shows only the place where the next letter goes."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea) and (inside := above.widget()) is not None:
            middle = widget.mapTo(inside, widget.rect().center())
            room = above.viewport().size() / 2
            margins = (widget.width() // 2 + KEPT_IN_VIEW, widget.height() // 2 + KEPT_IN_VIEW)
            above.ensureVisible(
                middle.x(), middle.y(), min(margins[0], room.width()), min(margins[1], room.height())
            )  # fmt: skip
        above = above.parentWidget()
