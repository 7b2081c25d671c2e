"""A small icon and a quiet sentence beside it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.pictogram import Pictogram
from evidence_desk.ui.widgets.plain_label import PlainLabel


class NoteLine(QWidget):
    """The sentence wraps; the icon stays level with its first line."""

    def __init__(self, look: Appearance, icon: str, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = PlainLabel(text, TextSize.SMALL, ink="2", wraps=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(Pictogram(look, icon, pixels=16), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)

    def text(self) -> str:
        """The sentence shown."""
        return self._words.text()

    def set_text(self, text: str) -> None:
        """Say another sentence."""
        self._words.setText(text)
