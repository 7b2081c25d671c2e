"""The settings of the capture bar."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.setting_row import SettingRow, SettingsCard
from evidence_desk.ui.widgets.switch import Switch


class BarSettings(QWidget):
    """Whether the bar is there, how large it is, and where."""

    shown_chosen = Signal(bool)
    small_chosen = Signal(bool)
    place_asked = Signal()
    screen_chosen = Signal(bool)

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown = Switch(look, self.tr("Show the capture bar"))
        self.small = Switch(look, self.tr("Small capture bar"))
        self.place = Button(look, self.tr("Put it back"), size="small")
        self.around = Switch(look, self.tr("Also keep the whole screen"))
        self.around.clicked.connect(self.screen_chosen)
        self.shown.clicked.connect(self.shown_chosen)
        self.small.clicked.connect(self.small_chosen)
        self.place.clicked.connect(self.place_asked)

    def cards(self) -> Sequence[SettingsCard]:
        """The card of this section."""
        shown = self.tr("Stays on top of other windows, also at the next start. It is never in the picture.")
        small = self.tr("Only the button and how many are saved. Double-click the dots on the bar to do the same.")
        place = self.tr("Moves it to the bottom of the screen, in the middle.")
        rows = (
            SettingRow(self.shown.accessibleName(), shown, self.shown),
            SettingRow(self.small.accessibleName(), small, self.small),
            SettingRow(self.tr("Place of the bar"), place, self.place),
        )
        truth = self.tr(
            "With a window, the whole screen is saved too. It shows the window was really there. "
            "Never when you leave parts out."
        )
        windows = SettingRow(self.around.accessibleName(), truth, self.around)
        return (SettingsCard(self.tr("Capture bar"), rows), SettingsCard(self.tr("Windows"), (windows,)))

    def show_keeps_screen(self, *, keeps: bool) -> None:
        """Show whether the whole screen is kept with a window."""
        self.around.setChecked(keeps)

    def show_bar(self, *, shown: bool, small: bool) -> None:
        """Show how the bar is."""
        self.shown.setChecked(shown)
        self.small.setChecked(small)
