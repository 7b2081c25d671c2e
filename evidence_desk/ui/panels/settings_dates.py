"""The setting about dates: whether the program says by itself that one is near."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.widgets.setting_row import SettingRow, SettingsCard
from evidence_desk.ui.widgets.switch import Switch


class DatesSettings(QWidget):
    """Off unless it is wanted: others may see the screen too."""

    remind_chosen = Signal(bool)

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.remind = Switch(look, self.tr("Say when a date is near"))
        self.remind.clicked.connect(self.remind_chosen)

    def cards(self) -> Sequence[SettingsCard]:
        """The card of this section."""
        what = self.tr(
            "From a day before, the line at the bottom and the tray icon say “A date is near”. Nothing else is said "
            "there. It works only while the desk is open."
        )
        return (SettingsCard(self.tr("Dates"), (SettingRow(self.tr("Say when a date is near"), what, self.remind),)),)

    def show_remind(self, *, remind: bool) -> None:
        """Show how it is."""
        self.remind.setChecked(remind)
