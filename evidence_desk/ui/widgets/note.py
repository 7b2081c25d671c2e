"""A sentence to read before acting (amber), a kind one (calm) or a plain one, with its icon."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.pictogram import Pictogram
from evidence_desk.ui.widgets.plain_label import PlainLabel

_ICONS = {"amber": ("warning", "amber-icon"), "calm": ("info", "accent-ink"), "plain": ("info", "ink-3")}


class Note(QFrame):
    """`kind` is "amber", "calm" or "plain"; the words say the kind too, never the colour alone."""

    def __init__(
        self, look: Appearance, text: str = "", *, kind: str = "amber", icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        own_icon, ink = _ICONS[kind]
        self.setProperty("note", kind)
        self._words = PlainLabel(text, TextSize.SMALL, wraps=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(11, 11, 11, 11)
        row.setSpacing(12)
        row.addWidget(Pictogram(look, icon or own_icon, ink), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)

    def text(self) -> str:
        """The sentence shown."""
        return self._words.text()

    def set_text(self, text: str) -> None:
        """Say another sentence."""
        self._words.setText(text)
