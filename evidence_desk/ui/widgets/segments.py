"""A few answers of which one holds, side by side with shared edges."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.joined_buttons import JoinedButtons
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
        self._row = JoinedButtons(self._buttons.values(), one_line=True)
        column = _column(self)
        column.addWidget(PlainLabel(name, TextSize.SMALL, bold=True))
        column.addWidget(self._row)
        column.addStretch()

    def show_value(self, value: str) -> None:
        """Check one, or none where nothing stands for the value; nobody is told."""
        self._group.setExclusive(False)  # of a group that is, one stays checked
        for each, button in self._buttons.items():
            button.setChecked(each == value)
        self._group.setExclusive(True)

    def value(self) -> str:
        """What is checked, or nothing."""
        return next((value for value, button in self._buttons.items() if button.isChecked()), "")

    def buttons(self) -> tuple[Button, ...]:
        """All of them, in their order."""
        return tuple(self._buttons.values())

    def button(self, value: str) -> Button:
        """The one of that value."""
        return self._buttons[value]


def _column(owner: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(owner)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    return column
