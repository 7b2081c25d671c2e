"""Buttons side by side that share their edges."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.flow_layout import FlowRow


class JoinedButtons(FlowRow):
    """Square corners where two meet, in both layout directions; a style sheet knows only one.

    With `one_line` they are never in two lines.
    """

    def __init__(self, buttons: Iterable[Button], *, one_line: bool = False, parent: QWidget | None = None) -> None:
        self._buttons = tuple(buttons)
        self._one_line = one_line
        super().__init__(self._buttons, gap=-1, parent=parent)
        self._join()

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint() if self._one_line else super().minimumSizeHint()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self._join()

    def _join(self) -> None:
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        from_left = self._buttons[::-1] if mirrored else self._buttons
        for place, button in enumerate(from_left):
            join = "before" if place == 0 else "after" if place == len(from_left) - 1 else "both"
            button.setProperty("join", join)
            button.style().unpolish(button)
            button.style().polish(button)
