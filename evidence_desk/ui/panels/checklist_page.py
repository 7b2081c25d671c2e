"""A room of steps as a page: its title, what stands over the steps, and what stands in their place."""

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.regions import first_stop
from evidence_desk.ui.widgets.list_and_detail import ListAndDetail
from evidence_desk.ui.widgets.progress_aside import ProgressAside
from evidence_desk.ui.widgets.room_header import RoomHeader
from evidence_desk.ui.widgets.scrolled_column import ScrolledColumn

_LEAST_HEIGHT = 280
_GAP = 16


class ChecklistPage(QWidget):
    """`top` stands over the steps, `instead` in their place where there are none to show."""

    def __init__(
        self, look: Appearance, top: QWidget | None, instead: QWidget | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._top, self._instead = top, instead
        self._has_top = False
        self._whole: ScrolledColumn | None = None
        self.progress = ProgressAside(look, self.tr("Steps done"))
        self.header = RoomHeader("", "", self.progress)

    def lay_out(self, both: ListAndDetail) -> None:
        """Put everything in its place, once."""
        self.both = both
        column = self._page = self._column()
        column.setContentsMargins(32, 24, 32, 32)
        column.setSpacing(_GAP)
        column.addWidget(self.header)
        if self._top is not None:
            column.addWidget(self._top)
            self._top.hide()
            self._top.installEventFilter(self)
            self._look.changed.connect(self._fit)
        column.addWidget(both, 1)
        if self._instead is not None:
            column.addWidget(self._instead, 1)
            self._instead.hide()
        both.detail_alone.connect(self.header.setHidden)
        both.detail_alone.connect(self._show_top)

    def show_instead(self, *, instead: bool, top: bool = False) -> None:
        """Show what stands in the place of the steps, or the steps; and what stands over them."""
        self._has_top = top
        self._show_top()
        if self._instead is None or self._instead.isHidden() is not instead:
            return
        focused: QWidget | None = self.window().focusWidget()
        was_here = self.isVisible() and focused is not None and self._page_holds(focused)
        self._instead.setVisible(instead)
        self.progress.setHidden(instead)
        self.both.setVisible(not instead)
        if was_here:
            self.take_focus()

    def take_focus(self) -> None:
        """Put the keyboard where this room begins."""
        raise NotImplementedError

    def _page_holds(self, focused: QWidget) -> bool:
        return self._instead is not None and (
            self._instead.isAncestorOf(focused) or self.both.isAncestorOf(focused)
        )  # fmt: skip

    def around(self) -> tuple[QWidget, ...]:
        """What stands over the steps, and in their place."""
        return tuple(filter(None, (self._top, self._instead)))

    def begins_before(self) -> QWidget | None:
        """Where the keyboard begins while there are no steps, or what stands over them needs the room."""
        shown = self._instead is not None and not self._instead.isHidden()
        if self._instead is not None and shown:
            return first_stop(self._instead)
        return first_stop(self._top) if self._top is not None and self._is_low() else None

    def _is_low(self) -> bool:
        """Whether what stands over the steps would be scrolled away with the keyboard on them."""
        above = self._top is not None and not self._top.isHidden()
        return above and self._whole is not None and self._whole.verticalScrollBar().maximum() > 0

    def _column(self) -> QVBoxLayout:
        """With something over the steps a low room scrolls as a whole, or there would be no room for either."""
        if self._top is None:
            return QVBoxLayout(self)
        whole = self._whole = ScrolledColumn()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(whole)
        return whole.column

    @Slot()
    def _show_top(self) -> None:
        """A step that is a page of its own has that page for itself."""
        if self._top is not None:
            self._top.setVisible(self._has_top and not self.both.is_detail_alone)
            self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._top and event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest}:
            self._fit()
        return super().eventFilter(watched, event)

    @Slot()
    def _fit(self) -> None:
        """Steps take the height that is left in the room, and no more: they scroll by themselves."""
        if self._top is None:
            return
        above = [each for each in (self.header, self._top) if not each.isHidden()]
        margins = self._page.contentsMargins()
        width = self.width() - margins.left() - margins.right()
        taken = margins.top() + margins.bottom() + sum(_height(each, width) + _GAP for each in above)
        least = 0 if self.both.is_detail_alone else self._look.theme.px(_LEAST_HEIGHT)
        self.both.setFixedHeight(max(self.height() - taken, least))


def _height(part: QWidget, width: int) -> int:
    layout = part.layout()
    return layout.totalHeightForWidth(width) if layout is not None and layout.hasHeightForWidth() else part.height()
