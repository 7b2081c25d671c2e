"""What stands in the window when the desk could not be opened: why, and what to do."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.note import Note
from evidence_desk.ui.widgets.plain_label import PlainLabel

_COLUMN = 560


class NotOpened(QWidget):
    """Nothing of a case is here, and nothing can be pressed but Leave now."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._note = Note(look)
        self._note.setMinimumWidth(min(_COLUMN, look.theme.px(_COLUMN)))
        column = QVBoxLayout()
        column.setSpacing(16)
        column.addStretch()
        column.addWidget(PlainLabel(self.tr("The desk can't be opened now"), TextSize.TITLE, wraps=True))
        column.addWidget(self._note)
        column.addWidget(PlainLabel(self.tr("Nothing was changed, and nothing is lost."), ink="2", wraps=True))
        column.addStretch()
        across = QHBoxLayout(self)
        across.setContentsMargins(32, 24, 32, 24)
        across.addStretch()
        across.addLayout(column)
        across.addStretch()

    def say(self, sentence: str) -> None:
        """Show why."""
        self._note.set_text(sentence)
