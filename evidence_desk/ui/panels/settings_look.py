"""The settings of how the desk looks."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from evidence_desk.ui.appearance import Appearance, Wish
from evidence_desk.ui.widgets.choice_box import ChoiceBox
from evidence_desk.ui.widgets.setting_row import SettingRow, SettingsCard

TEXT_PERCENTS = (100, 125, 150, 200)


class LookSettings(QWidget):
    """Colours and text size; each is seen at once. Only a person's own choice is told."""

    look_chosen = Signal(Wish, int)

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.colours = ChoiceBox(look, self.tr("Colours"))
        for wish, name in self._wishes():
            self.colours.addItem(name, wish)
        self.text_size = ChoiceBox(look, self.tr("Text size"))
        for percent in TEXT_PERCENTS:
            same = self.tr("As the computer has it")
            self.text_size.addItem(same if percent == 100 else f"{percent} %", percent)  # noqa: PLR2004 — the whole
        for box in (self.colours, self.text_size):
            box.activated.connect(self._on_activated)

    def cards(self) -> Sequence[SettingsCard]:
        """The card of this section."""
        colours = self.tr("Pictures you look at stay as they were saved.")
        size = self.tr("Everything in the desk grows with the letters.")
        rows = (
            SettingRow(self.colours.accessibleName(), colours, self.colours),
            SettingRow(self.text_size.accessibleName(), size, self.text_size),
        )
        return (SettingsCard(self.tr("Look"), rows),)

    def show_look(self, wish: Wish, text_percent: int) -> None:
        """Show what is set."""
        self.colours.setCurrentIndex(self.colours.findData(wish))
        self.text_size.setCurrentIndex(self.text_size.findData(text_percent))

    def _wishes(self) -> tuple[tuple[Wish, str], ...]:
        return (
            (Wish.SYSTEM, self.tr("As the computer has it")),
            (Wish.LIGHT, self.tr("Light")),
            (Wish.DARK, self.tr("Dark")),
            (Wish.CONTRAST, self.tr("High contrast")),
        )

    def _on_activated(self) -> None:
        self.look_chosen.emit(Wish(self.colours.currentData()), int(self.text_size.currentData()))
