"""A list with its detail beside it; where both do not fit, two pages with a way back."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.widgets.button import Button

_GAP = 24
_WINDOW_FOLDS_BELOW = 960


class ListAndDetail(QWidget):
    """`shares` are the kit's widths of list and detail.

    In a window narrower than 960 they fold, and wherever they have less than `fold_below`, both at text of 100 %.
    """

    detail_left = Signal()
    detail_alone = Signal(bool)
    """Whether the detail has become a page of its own, with nothing beside it."""

    def __init__(
        self,
        look: Appearance,
        pages: tuple[QWidget, QWidget],
        shares: tuple[int, int],
        fold_below: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._list, self._detail = pages
        self._fold_below = fold_below
        self._detail_wanted = self._alone = self._was_folded = False
        self.back = Button(look, self.tr("Back"), "left", kind="quiet")
        self.back.clicked.connect(self.show_list)
        self._side = QWidget()
        column = QVBoxLayout(self._side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._detail, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        row.addWidget(self._list, shares[0])
        row.addWidget(self._side, shares[1])
        look.changed.connect(self._on_look_changed)
        self.back.hide()

    @property
    def is_folded(self) -> bool:
        """Whether only one of the two is shown at a time."""
        px = self._look.theme.px
        return self.window().width() < px(_WINDOW_FOLDS_BELOW) or self.width() < px(self._fold_below)

    @property
    def is_detail_alone(self) -> bool:
        """Whether the detail is a page of its own now."""
        return self._alone

    @override
    def minimumSizeHint(self) -> QSize:
        """As small as the larger of the two pages; side by side is never forced on the window."""
        pages = [self._list.minimumSizeHint(), self._side.minimumSizeHint()]
        return QSize(max(page.width() for page in pages), max(page.height() for page in pages))

    def show_detail(self) -> None:
        """Bring the detail forward; where both are shown there is nothing to do."""
        self._detail_wanted = True
        self._arrange()

    @Slot()
    def show_list(self) -> None:
        """Go back to the list."""
        self._detail_wanted = False
        self._arrange()
        self.detail_left.emit()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._arrange()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @Slot()
    def _on_look_changed(self) -> None:
        if self.isVisible():
            self._arrange()

    def _arrange(self) -> None:
        folded = self.is_folded
        if folded and not self._was_folded and self._side.isAncestorOf(self.window().focusWidget()):
            self._detail_wanted = True  # what the person is just at does not go away
        self._was_folded = folded
        self._list.setVisible(not folded or not self._detail_wanted)
        self._side.setVisible(not folded or self._detail_wanted)
        alone = folded and self._detail_wanted
        self.back.setVisible(alone)
        if alone is not self._alone:
            self._alone = alone
            self.detail_alone.emit(alone)
