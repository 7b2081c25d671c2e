"""How far a room is, at the end of its title: words over a thin line."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.plain_label import PlainLabel
from evidence_desk.ui.widgets.progress_line import ProgressLine

_WIDTH = 200


class ProgressAside(QWidget):
    """Two ways of saying the same: words for everybody, a line for the eye."""

    def __init__(self, look: Appearance, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = PlainLabel("", TextSize.SMALL, ink="2")
        self._words.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self._line = ProgressLine(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._words)
        column.addWidget(self._line)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def set_progress(self, done: int, total: int, words: str) -> None:
        """Show `done` of `total`, said as `words`."""
        self._words.setText(words)
        self._line.set_progress(done, total, words)

    def words(self) -> str:
        """What it says."""
        return self._words.text()

    @Slot()
    def _on_look_changed(self) -> None:
        self.setFixedWidth(self._look.theme.px(_WIDTH))
