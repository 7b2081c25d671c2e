"""The top of a room: its title, one sentence, and at the end what belongs to the room as a whole."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.plain_label import PlainLabel


class RoomHeader(QWidget):
    """Title and sentence wrap; `aside` stands at the trailing edge, level with the sentence."""

    def __init__(self, title: str, lede: str, aside: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = PlainLabel(title, TextSize.TITLE, wraps=True)
        self._lede = PlainLabel(lede, ink="2", wraps=True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._lede)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(24)
        row.addLayout(words, 1)
        if aside is not None:
            row.addWidget(aside, 0, Qt.AlignmentFlag.AlignBottom)

    def set_words(self, title: str, lede: str) -> None:
        """Name the room anew."""
        self._title.setText(title)
        self._lede.setText(lede)

    def title(self) -> str:
        """The room's name."""
        return self._title.text()
