"""What is unusual about what was typed: a sentence in amber, with its icon."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.pictogram import Pictogram
from evidence_desk.ui.widgets.plain_label import PlainLabel


class AmberRow(QWidget):
    """Takes no room while it says nothing."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = PlainLabel("", TextSize.SMALL, ink="amber", wraps=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Pictogram(look, "info", "amber-icon", pixels=16), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show this; an empty one shows nothing."""
        self._words.setText(sentence)
        self.setVisible(bool(sentence))

    def words(self) -> str:
        """What it says now."""
        return self._words.text()
