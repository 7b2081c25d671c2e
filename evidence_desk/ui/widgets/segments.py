"""A few answers of which one holds, side by side with shared edges."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget
from typing_extensions import override

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.flow_layout import FlowRow
from evidence_desk.ui.widgets.plain_label import PlainLabel


class Segments(QWidget):
    """`choices` are values with their words; arrows move between them, and the one chosen is checked."""

    chosen = Signal(str)
    """The value a person pressed."""

    def __init__(
        self, look: Appearance, name: str, choices: Sequence[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._buttons = {value: Button(look, words) for value, words in choices}
        for value, button in self._buttons.items():
            button.setCheckable(True)
            button.setAccessibleName(f"{name} {button.text()}")
            self._group.addButton(button)
            button.clicked.connect(lambda _checked=False, value=value: self.chosen.emit(value))
        self._row = _OneLine(self._buttons.values(), gap=-1)
        column = _column(self)
        column.addWidget(PlainLabel(name, TextSize.SMALL, bold=True))
        column.addWidget(self._row)
        column.addStretch()
        self._join()

    def show_value(self, value: str) -> None:
        """Check one; nobody is told."""
        button = self._buttons.get(value)
        if button is not None:
            button.setChecked(True)

    def value(self) -> str:
        """What is checked, or nothing."""
        return next((value for value, button in self._buttons.items() if button.isChecked()), "")

    def buttons(self) -> tuple[Button, ...]:
        """All of them, in their order."""
        return tuple(self._buttons.values())

    def button(self, value: str) -> Button:
        """The one of that value."""
        return self._buttons[value]

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self._join()

    def _join(self) -> None:
        """Square corners where two meet; a style sheet knows no layout direction."""
        buttons = list(self._buttons.values())
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            buttons.reverse()
        for place, button in enumerate(buttons):
            join = "before" if place == 0 else "after" if place == len(buttons) - 1 else "both"
            button.setProperty("join", join)
            button.style().unpolish(button)
            button.style().polish(button)


class _OneLine(FlowRow):
    """Never in two lines: what shares an edge stays together."""

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


def _column(owner: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(owner)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    return column
