"""A sentence about something that went wrong, above the room until it is closed."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from evidence_desk.ui.announcing import announce
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.note import Note


class Banner(QWidget):
    """Hidden while nothing is wrong; it never covers anything."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._note = Note(look)
        close = Button(look, self.tr("Close this message"), "close", kind="quiet", size="icon")
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(32, 16, 32, 0)
        row.setSpacing(8)
        row.addWidget(self._note, 1)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    @Slot(str)
    def say(self, sentence: str) -> None:
        """Show the sentence, and say it to a screen reader without haste."""
        self._note.set_text(sentence)
        self.show()
        announce(self, sentence)

    def text(self) -> str:
        """The sentence shown; empty while there is none."""
        return "" if self.isHidden() else self._note.text()
