"""An icon, a few words, and a quieter line that says more."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.pictogram import Pictogram
from evidence_desk.ui.widgets.wrapped_label import WrappedLabel


class IconLine(QWidget):
    """Both lines wrap; the icon stays level with the first."""

    def __init__(self, look: Appearance, icon: str, title: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = WrappedLabel(title, TextSize.SMALL, bold=True)
        self._words = WrappedLabel(words, TextSize.SMALL, ink="2")
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(self._title)
        text.addWidget(self._words)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(Pictogram(look, icon, "ink-2"), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(text, 1)

    def set_words(self, title: str, words: str) -> None:
        """Say something else."""
        self._title.setText(title)
        self._words.setText(words)
