"""Takes the keyboard for the lanes: Qt tells a screen reader of a scroll area nothing but that it fills room."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget
from typing_extensions import override

from evidence_desk.ui.widgets.focus_ring import RING_INSIDE, RING_PROPERTY
from evidence_desk.ui.widgets.timeline_lanes import TimelineLanes


class TimelineBox(QFrame):
    """Holds the lanes from edge to edge; a click in them brings the keyboard here as well."""

    def __init__(self, lanes: TimelineLanes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lanes = lanes
        self.setAccessibleName(self.tr("Lanes. The list below says the same"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty(RING_PROPERTY, RING_INSIDE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(lanes)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._lanes.take_key(event):
            super().keyPressEvent(event)
