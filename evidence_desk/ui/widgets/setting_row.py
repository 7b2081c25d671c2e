"""One setting: what it is, what it really does, and its control at the end."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.card import Card, Rule
from evidence_desk.ui.widgets.plain_label import PlainLabel
from evidence_desk.ui.widgets.wrapped_label import WrappedLabel


class SettingRow(QWidget):
    """64 high or as much as its words need. The control is described by the words for a screen reader."""

    def __init__(self, title: str, words: str, control: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._control = control
        self._words = WrappedLabel(words, TextSize.SMALL, ink="2")
        text = QVBoxLayout()
        text.setSpacing(0)
        name = PlainLabel(title, bold=True, wraps=True)
        text.addWidget(name)
        text.addWidget(self._words)
        row = QHBoxLayout(self)
        row.setContentsMargins(15, 10, 15, 10)
        row.setSpacing(16)
        row.addLayout(text, 1)
        if control is not None:
            row.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
            # On Linux a choice is called by what is chosen; what is chosen of is told by its label.
            name.setBuddy(control)
        self.set_words(words)

    def set_words(self, words: str) -> None:
        """Say something else of what it does."""
        self._words.setText(words)
        if self._control is not None:
            self._control.setAccessibleDescription(words)

    def words(self) -> str:
        """What it says it does."""
        return self._words.text()


class SettingsCard(Card):
    """A title over rows with a line between them."""

    def __init__(
        self, title: str, rows: Sequence[QWidget], parent: QWidget | None = None, *, aside: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        head = QWidget()
        across = QHBoxLayout(head)
        across.setContentsMargins(15, 15, 15, 16)
        across.setSpacing(16)
        across.addWidget(PlainLabel(title, TextSize.SECTION, wraps=True), 1)
        if aside is not None:
            across.addWidget(aside, 2, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(head)
        self._rules = {row: Rule() for row in rows}
        for row, rule in self._rules.items():
            column.addWidget(rule)
            column.addWidget(row)

    def show_row(self, row: QWidget, *, shown: bool) -> None:
        """Show a row with the line above it, or neither."""
        row.setVisible(shown)
        self._rules[row].setVisible(shown)
