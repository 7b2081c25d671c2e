"""The second line of the capture bar: why nothing was saved, and one thing to do."""

from PySide6.QtCore import QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QWidget

from evidence_desk.capture.macos.permission import SETTINGS_ADDRESS
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.remedies import Remedy, remedy_name
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.mirrored import margins_for
from evidence_desk.ui.widgets.pictogram import Pictogram
from evidence_desk.ui.widgets.plain_label import PlainLabel


class BarReason(QWidget):
    """Hidden until something was not saved."""

    remedy_asked = Signal(Remedy)

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._remedy = Remedy.NOTHING
        self._why = PlainLabel("", TextSize.SMALL, ink="amber", wraps=True)
        self._button = Button(look, remedy_name(Remedy.TRY_AGAIN), size="small")
        self._button.clicked.connect(self._on_pressed)
        row = QHBoxLayout(self)
        row.setContentsMargins(margins_for(self, 36, 0, 8, 8))
        row.setSpacing(4)
        row.addWidget(Pictogram(look, "warning", "amber-icon", pixels=16))
        row.addSpacing(8)
        self._lead = PlainLabel(self.tr("Not saved."), TextSize.SMALL, ink="amber", bold=True)
        row.addWidget(self._lead)
        row.addWidget(self._why, 1)
        row.addWidget(self._button)

    def say(self, sentence: str, remedy: Remedy, lead: str | None = None) -> None:
        """Show the reason and, where something may help, its button; `lead` comes first, "Not saved." unless given."""
        self._lead.setText(self.tr("Not saved.") if lead is None else lead)
        self._lead.setHidden(lead == "")
        self._remedy = remedy
        self._why.setText(sentence)
        self._button.setHidden(remedy is Remedy.NOTHING)
        if remedy is not Remedy.NOTHING:
            self._button.set_name(remedy_name(remedy))

    @Slot()
    def _on_pressed(self) -> None:
        """The system's own settings are opened from here; everything else is for the bar."""
        if self._remedy is Remedy.OPEN_SETTINGS:
            QDesktopServices.openUrl(QUrl(SETTINGS_ADDRESS))
        else:
            self.remedy_asked.emit(self._remedy)
