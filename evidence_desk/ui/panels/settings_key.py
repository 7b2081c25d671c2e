"""The settings of how saving is begun from outside the window: the capture key and the tray icon."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from evidence_desk.capture.hotkey.chords import ChordTrouble
from evidence_desk.capture.hotkey.hotkey import HotkeyState, Standing
from evidence_desk.ui.announcing import announce
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.key_words import key_words, trouble_words
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.key_recorder import KeyRecorder
from evidence_desk.ui.widgets.setting_row import SettingRow, SettingsCard
from evidence_desk.ui.widgets.switch import Switch


class KeySettings(QWidget):
    """Which key saves and whether it works, and whether there is an icon in the tray."""

    usual_asked = Signal()
    key_wanted = Signal(bool)
    tray_chosen = Signal(bool)

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._standing = Standing(HotkeyState.OFF)
        self.wanted = Switch(look, self.tr("Save with a key"))
        self.change = KeyRecorder(look)
        self.usual = Button(look, self.tr("Use the usual key"), size="small")
        self.tray = Switch(look, self.tr("Icon in the tray"))
        self.key_row = SettingRow(self.tr("Capture key"), "", self.change)
        self._tray_row = SettingRow(self.tray.accessibleName(), self._tray_words(there=True), self.tray)
        self.wanted.clicked.connect(self.key_wanted)
        self.usual.clicked.connect(self.usual_asked)
        self.tray.clicked.connect(self.tray_chosen)
        self.change.recording_began.connect(self._on_recording_began)
        self.change.recording_ended.connect(self._show_standing)
        self.change.chord_refused.connect(self._on_refused)

    def cards(self) -> Sequence[SettingsCard]:
        """The card of this section."""
        wanted = self.tr("Works in every program, also when this window is out of sight.")
        usual = self.tr("Goes back to the first of the usual keys that no other program uses.")
        rows = (
            SettingRow(self.wanted.accessibleName(), wanted, self.wanted),
            self.key_row,
            SettingRow(self.tr("The usual key"), usual, self.usual),
            self._tray_row,
        )
        return (SettingsCard(self.tr("Saving from any program"), rows),)

    def show_key(self, standing: Standing) -> None:
        """Show how the key stands."""
        self._standing = standing
        if not self.change.is_recording:
            self._show_standing()

    def show_choices(self, *, key_wanted: bool, tray_wanted: bool, tray_there: bool) -> None:
        """Show what is set."""
        self.wanted.setChecked(key_wanted)
        self.change.setEnabled(key_wanted)
        self.usual.setEnabled(key_wanted)
        self.tray.setChecked(tray_wanted)
        self._tray_row.set_words(self._tray_words(there=tray_there))

    def _tray_words(self, *, there: bool) -> str:
        if there:
            return self.tr("A small grey desk. Its menu saves, opens this window, or leaves.")
        return self.tr("This desktop shows no tray now. The icon comes when it does.")

    @Slot()
    def _show_standing(self) -> None:
        self.key_row.set_words(key_words(self._standing) + ".")

    @Slot()
    def _on_recording_began(self) -> None:
        self.key_row.set_words(
            self.tr("Press the keys together, such as Ctrl, Alt and a letter. Esc keeps the old ones.")
        )

    @Slot(ChordTrouble)
    def _on_refused(self, trouble: ChordTrouble) -> None:
        words = trouble_words(trouble)
        self.key_row.set_words(words)
        announce(self.change, words)
