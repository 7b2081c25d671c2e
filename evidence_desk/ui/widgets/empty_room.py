"""What a room says while there is nothing in it, and the one thing to do next."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.card import Card
from evidence_desk.ui.widgets.plain_label import PlainLabel

_MOST_WIDTH = 560


class EmptyRoom(Card):
    """One sentence, another that says what would fill the room, and *Capture* or what else does."""

    capture_asked = Signal()

    def __init__(
        self,
        look: Appearance,
        title: str,
        words: str,
        parent: QWidget | None = None,
        *,
        act: str = "",
        icon: str = "capture",
    ) -> None:
        super().__init__(parent)
        self._look = look
        self.capture = Button(look, act or self.tr("Capture"), icon, kind="main")
        self.capture.clicked.connect(self.capture_asked)
        self._middle = QWidget()
        column = QVBoxLayout(self._middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for label in (PlainLabel(title, TextSize.SECTION, wraps=True), PlainLabel(words, ink="2", wraps=True)):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addSpacing(8)
        column.addWidget(self.capture, 0, Qt.AlignmentFlag.AlignHCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(31, 31, 31, 31)
        row.addStretch(1)
        row.addWidget(self._middle, 100, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    @Slot()
    def _on_look_changed(self) -> None:
        self._middle.setMaximumWidth(self._look.theme.px(_MOST_WIDTH))
