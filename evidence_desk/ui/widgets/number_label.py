"""A number to ring or to write to: large, and chosen whole by the keyboard or the mouse."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QMouseEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.plain_label import PlainLabel


class NumberLabel(PlainLabel):
    """Reads left to right in every language. Coming to it chooses all of it, so that Ctrl+C is enough."""

    def __init__(self, number: str, spoken: str, size: TextSize, parent: QWidget | None = None) -> None:
        super().__init__(number, size, bold=True, parent=parent)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        flags = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        self.setTextInteractionFlags(flags)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(spoken)

    @override
    def focusInEvent(self, ev: QFocusEvent) -> None:
        super().focusInEvent(ev)
        if ev.reason() is not Qt.FocusReason.MouseFocusReason:
            self.setSelection(0, len(self.text()))

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A number has spaces; all of it is meant."""
        self.setSelection(0, len(self.text()))
