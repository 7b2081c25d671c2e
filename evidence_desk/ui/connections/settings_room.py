"""The settings room: every choice is kept at once, and done at once."""

from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from evidence_desk.settings import BAR_SHOWN, LOOK, TEXT_PERCENT, WHOLE_SCREEN, Settings
from evidence_desk.ui.appearance import Appearance, Wish
from evidence_desk.ui.connections.bar_place import BarPlace
from evidence_desk.ui.copying import put
from evidence_desk.ui.panels.capture_bar import CaptureBar
from evidence_desk.ui.panels.settings_look import TEXT_PERCENTS
from evidence_desk.ui.panels.settings_panel import SettingsPanel


def wanted_look(settings: Settings) -> tuple[Wish, int]:
    """What the person chose of colours and text size; whatever else stands there counts as no choice."""
    percent = settings.get(TEXT_PERCENT)
    return Wish.named(settings.get(LOOK)), percent if percent in TEXT_PERCENTS else TEXT_PERCENTS[0]


class SettingsRoom(QObject):
    """Shows how things are, and makes them as the person wants them."""

    def __init__(
        self,
        panel: SettingsPanel,
        settings: Settings,
        look: Appearance,
        bar: CaptureBar,
        bar_place: BarPlace,
        *,
        application: QApplication,
        vault_path: Path,
    ) -> None:
        super().__init__(panel)
        self._application = application
        self._panel = panel
        self._settings = settings
        self._look = look
        self._bar = bar
        self._bar_place = bar_place
        panel.look.look_chosen.connect(self._on_look_chosen)
        panel.bar.shown_chosen.connect(self._on_bar_shown_chosen)
        panel.bar.small_chosen.connect(self._on_bar_small_chosen)
        panel.bar.place_asked.connect(bar_place.put_back)
        panel.place.copy_asked.connect(self._on_copy_asked)
        panel.bar.screen_chosen.connect(self.keep_screen)
        bar.face.menu.keep_screen_chosen.connect(self.keep_screen)
        bar.placed.connect(self.show_now)
        bar_place.began.connect(self.show_now)
        panel.look.show_look(look.wish, look.text_percent)
        panel.place.show_path(str(vault_path))
        self.show_now()

    @Slot()
    def show_now(self) -> None:
        """Show how the bar is; it can be changed on the bar itself too."""
        self._panel.bar.show_bar(shown=self._settings.get(BAR_SHOWN), small=self._bar.is_small)
        keeps = self._settings.get(WHOLE_SCREEN)
        self._panel.bar.show_keeps_screen(keeps=keeps)
        self._bar.face.menu.keep_screen.setChecked(keeps)

    @Slot(bool)
    def keep_screen(self, keeps: bool) -> None:
        """Keep the whole screen with a window from now on, or don't; said in the settings and in the bar's menu."""
        self._settings.set(WHOLE_SCREEN, keeps)
        self.show_now()

    @Slot(Wish, int)
    def _on_look_chosen(self, wish: Wish, text_percent: int) -> None:
        self._settings.set(LOOK, wish.value)
        self._settings.set(TEXT_PERCENT, text_percent)
        self._look.follow(wish, text_percent)

    @Slot(bool)
    def _on_bar_shown_chosen(self, shown: bool) -> None:
        self._settings.set(BAR_SHOWN, shown)
        self._bar.setVisible(shown)

    @Slot(bool)
    def _on_bar_small_chosen(self, small: bool) -> None:
        self._bar.set_small(small)
        self._bar_place.keep()

    @Slot(str)
    def _on_copy_asked(self, path: str) -> None:
        """Leaving clears it again, as everything that this program put there."""
        put(self._application.clipboard(), path)
