"""A column that scrolls when it is taller than its room, and never sideways."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from evidence_desk.ui.widgets.mirrored import margins_for

KEPT_IN_VIEW = 16
"""How far from the edge a control stays that the keyboard is on."""
_SETTLES_WITHIN_MS = 1_000
_BAR_FROM_EDGE = 3


class ScrolledColumn(QScrollArea):
    """Put widgets into `column`; their width is the room's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = QWidget(self.viewport())
        self._inside.setProperty("scrolled", True)
        self.column = QVBoxLayout(self._inside)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self._inside.installEventFilter(self)
        self._opening = QTimer(self, singleShot=True, interval=_SETTLES_WITHIN_MS)
        self.verticalScrollBar().actionTriggered.connect(self._opening.stop)

    def open_at_top(self) -> None:
        """Show the top of what was just opened, while its parts still find their sizes.

        It goes down only as far as it must for what the keyboard is on.
        """
        self._opening.start()
        self._keep_focus_in_view()

    def needed_height(self) -> int:
        """How high it would be without scrolling."""
        return self._inside.minimumSizeHint().height()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is inside may grow wider than it was: the column asks for that much, since it can't scroll sideways."""
        if watched is self._inside and event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        done = super().eventFilter(watched, event)
        if watched is self._inside and event.type() is QEvent.Type.Resize:
            self._keep_focus_in_view()
        return done

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Not before: Qt shows what is given to it at once, which dresses and measures all that is inside."""
        if self.widget() is None:
            self.setWidget(self._inside)
        super().showEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_focus_in_view()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        self._opening.stop()
        super().wheelEvent(event)

    def _keep_focus_in_view(self) -> None:
        """What the keyboard is on was in view before the sizes changed, and stays there."""
        if self._opening.isActive():
            self.verticalScrollBar().setValue(0)
        focused: QWidget | None = self.window().focusWidget()
        if focused is not None and self._inside.isAncestorOf(focused):
            self.ensureWidgetVisible(focused, KEPT_IN_VIEW, KEPT_IN_VIEW)

    @override
    def minimumSizeHint(self) -> QSize:
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(self._inside.minimumSizeHint().width() + bar, super().minimumSizeHint().height())


def fill_room(room: QWidget, parts: Iterable[QWidget]) -> ScrolledColumn:
    """Lay a room out as one column. Its head scrolls with the rest: in a short window that needs the height."""
    scrolled = ScrolledColumn()
    scrolled.column.setContentsMargins(32, 24, 32, 32)
    scrolled.column.setSpacing(16)
    for part in parts:
        scrolled.column.addWidget(part)
    scrolled.column.addStretch()
    column = QVBoxLayout(room)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(scrolled)
    return scrolled


def fill_card(
    card: QWidget, parts: Iterable[QWidget | QLayout], edge: int, *, top: int | None = None, gap: int
) -> None:
    """Lay a card out as one column, all of it `edge` from its sides.

    The bar of what scrolls lies in that margin, not among the words.
    """
    aside = edge - _BAR_FROM_EDGE
    column = QVBoxLayout(card)
    column.setContentsMargins(margins_for(card, edge, edge if top is None else top, _BAR_FROM_EDGE, edge))
    column.setSpacing(gap)
    for part in parts:
        if isinstance(part, ScrolledColumn):
            part.column.setContentsMargins(margins_for(card, 0, 0, aside, 0))
            column.addWidget(part, 1)
            continue
        row = QHBoxLayout()
        row.setSpacing(0)
        if isinstance(part, QLayout):
            row.addLayout(part, 1)
        else:
            row.addWidget(part, 1)
        row.addSpacing(aside)
        column.addLayout(row)


def centred_page(column: QWidget) -> QWidget:
    """A page with one column in the middle of whatever width there is."""
    page = QWidget()
    page.setProperty("scrolled", True)
    across = QHBoxLayout(page)
    across.setContentsMargins(32, 24, 32, 24)
    across.addStretch()
    across.addWidget(column)
    across.addStretch()
    return page


def column_of(parts: Iterable[QWidget]) -> QWidget:
    """Cards one below the other, at the top of whatever height there is."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(16)
    for part in parts:
        column.addWidget(part)
    column.addStretch()
    return page
