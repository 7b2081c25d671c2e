"""Two buttons that share an edge: what most people want, and beside it the rest."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.flow_layout import FlowRow


class ButtonPair(FlowRow):
    """Keeps the corners square where the two meet, in both layout directions; a style sheet knows only one."""

    def __init__(self, first: Button, second: Button, parent: QWidget | None = None) -> None:
        super().__init__((first, second), gap=-1, parent=parent)
        self._first, self._second = first, second
        self._join()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self._join()

    def _join(self) -> None:
        left, right = self._first, self._second
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            left, right = right, left
        for button, place in ((left, "before"), (right, "after")):
            button.setProperty("join", place)
            button.style().unpolish(button)
            button.style().polish(button)
