"""Cards that stand beside each other as far as there is room for them."""

from PySide6.QtCore import QSize, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from evidence_desk.ui.appearance import Appearance


class FoldingCards(QWidget):
    """Who inherits arranges them, whenever the room or the size of the text is another."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._cards: tuple[QWidget, ...] = ()
        look.changed.connect(self._on_look_changed)

    @override
    def minimumSizeHint(self) -> QSize:
        """As narrow as the widest card: a page that is not shown yet must not keep the window wider than that."""
        widest = max((card.minimumSizeHint().width() for card in self._cards), default=0)
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), widest), hint.height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        raise NotImplementedError

    @Slot()
    def _on_look_changed(self) -> None:
        self._arrange()
