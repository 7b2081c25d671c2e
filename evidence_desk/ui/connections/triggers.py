"""What begins a capture from outside the window: the capture key and the tray icon."""

from PySide6.QtCore import QObject, Slot

from evidence_desk.domain.errors import DeskError
from evidence_desk.settings import TRAY, Settings
from evidence_desk.ui.actions import ActionId
from evidence_desk.ui.coming_forward import come_forward
from evidence_desk.ui.connections.capture_key import CaptureKey
from evidence_desk.ui.connections.capturing import Capturing
from evidence_desk.ui.connections.case_state import CaseState
from evidence_desk.ui.main_window import MainWindow
from evidence_desk.ui.messages import message
from evidence_desk.ui.operations import Operations
from evidence_desk.ui.panels.settings_panel import SettingsPanel
from evidence_desk.ui.tray import Tray

SAVING_SECTION = 2
"""Where the key and the tray stand in Settings."""


class Triggers(QObject):
    """A press keeps what the bar is aimed at and moves no focus; before the first case it opens one by itself."""

    def __init__(
        self,
        key: CaptureKey,
        tray: Tray,
        window: MainWindow,
        panel: SettingsPanel,
        *,
        settings: Settings,
        operations: Operations,
        capturing: Capturing,
        state: CaseState,
    ) -> None:
        super().__init__(window)
        self._key = key
        self._tray = tray
        self._window = window
        self._panel = panel
        self._settings = settings
        self._operations = operations
        self._capturing = capturing
        self._state = state
        self._waiting: list[str] = []
        key.pressed.connect(lambda: self.press("hotkey"))
        key.standing_changed.connect(window.status.show_key)
        key.standing_changed.connect(panel.key.show_key)
        tray.save_asked.connect(lambda: self.press("tray"))
        tray.leave_asked.connect(panel.leave_requested)
        tray.open_asked.connect(self._on_open_asked)
        window.status.key_choice_asked.connect(self._on_key_choice_asked)
        operations.case_opened.connect(self._on_case_opened)
        operations.case_not_opened.connect(self._on_case_not_opened)
        self._connect_settings()
        tray.want(wanted=settings.get(TRAY))
        self.show_choices()

    def _connect_settings(self) -> None:
        card = self._panel.key
        card.change.recording_began.connect(self._key.rest)
        card.change.recording_ended.connect(self._key.resume)
        card.change.chord_chosen.connect(self._key.choose)
        card.usual_asked.connect(self._key.choose_usual)
        card.key_wanted.connect(self._on_key_wanted)
        card.tray_chosen.connect(self._on_tray_chosen)

    def press(self, trigger: str) -> None:
        """Keep what the bar is aimed at; `trigger` is "hotkey" or "tray"."""
        if self._state.case is not None:
            self._capturing.press(trigger)
            return
        self._waiting.append(trigger)
        if len(self._waiting) == 1:
            self._operations.start()

    def show_choices(self) -> None:
        """Show in Settings what is set."""
        self._panel.key.show_choices(
            key_wanted=self._key.is_wanted, tray_wanted=self._settings.get(TRAY), tray_there=self._tray.is_there()
        )

    @Slot()
    def _on_open_asked(self) -> None:
        come_forward(self._window)

    @Slot()
    def _on_key_choice_asked(self) -> None:
        self._window.open_room(ActionId.SETTINGS)
        self._panel.choose(SAVING_SECTION)
        self._panel.key.change.setFocus()

    @Slot(bool)
    def _on_key_wanted(self, wanted: bool) -> None:
        self._key.want(wanted)
        self.show_choices()

    @Slot(bool)
    def _on_tray_chosen(self, wanted: bool) -> None:
        self._settings.set(TRAY, wanted)
        self._tray.want(wanted=wanted)
        self.show_choices()

    @Slot()
    def _on_case_opened(self) -> None:
        """The bar is there and says what was saved; everything pressed meanwhile is kept now."""
        waiting, self._waiting = self._waiting, []
        for trigger in waiting:
            self._capturing.press(trigger)

    @Slot(object)
    def _on_case_not_opened(self, error: DeskError) -> None:
        if self._waiting:
            self._waiting = []
            self._window.banner.say(message(error))
