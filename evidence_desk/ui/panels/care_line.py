"""The line in the list of rooms that says that under-18 care is on."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.pictogram import Pictogram
from evidence_desk.ui.widgets.plain_label import PlainLabel

_ROW, _SIDE, _GAP = 40, 12, 8


class CareLine(QWidget):
    """As high as a room's row, and nothing to press: the care itself stands in Start here."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        words = PlainLabel(self.tr("Under-18 care is on"), TextSize.SMALL, ink="accent", bold=True, wraps=True)
        self._row = QHBoxLayout(self)
        self._row.addWidget(Pictogram(look, "care", "accent-ink"), 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(words, 1)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    @Slot()
    def _on_look_changed(self) -> None:
        px = self._look.theme.px
        self._row.setContentsMargins(px(_SIDE), 0, px(_SIDE), 0)
        self._row.setSpacing(px(_GAP))
        self.setMinimumHeight(px(_ROW))
