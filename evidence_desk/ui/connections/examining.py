"""Check this desk: begun when it is asked for, its pictures shown when they are, and let go when it is left."""

import os
from pathlib import Path

from PySide6.QtCore import QLocale, QObject, QTime, Slot

from evidence_desk.capture.hotkey.wishes import wanted_chords
from evidence_desk.domain.times import Clock
from evidence_desk.settings import HOTKEY, Settings
from evidence_desk.ui.actions import ActionId
from evidence_desk.ui.connections.capture_key import CaptureKey
from evidence_desk.ui.examine_operation import ExamineOperation
from evidence_desk.ui.main_window import MainWindow
from evidence_desk.ui.messages import message
from evidence_desk.ui.panels.capture_bar import CaptureBar
from evidence_desk.ui.panels.settings_panel import SettingsPanel
from evidence_desk.ui.screen_here import ScreenHere
from evidence_desk.ui.tray import Tray
from evidence_desk.workflows.examine_desk import Place


class Examining(QObject):
    """What the window knows itself is told as it is: its screen, its key, the tray."""

    def __init__(
        self,
        panel: SettingsPanel,
        operation: ExamineOperation,
        *,
        window: MainWindow,
        bar: CaptureBar,
        screen: ScreenHere,
        key: CaptureKey,
        tray: Tray,
        settings: Settings,
        vault_path: Path,
        clock: Clock,
    ) -> None:
        super().__init__(panel)
        self._page = panel.examine
        self._operation = operation
        self._screen = screen
        self._key = key
        self._tray = tray
        self._settings = settings
        self._vault_path = vault_path
        self._clock = clock
        self._page.check_asked.connect(self._on_check_asked)
        self._page.look_asked.connect(lambda name: self._page.show_picture(name, operation.picture(name)))
        self._page.left.connect(operation.forget)
        self._page.key_choice_asked.connect(window.status.key_choice_asked)
        self._page.bar_asked.connect(bar.show)
        panel.cards.currentChanged.connect(self._page.cover_all)
        window.room_opened.connect(self._on_room_opened)
        operation.found.connect(self._page.add)
        operation.ended.connect(self._on_ended)
        operation.failed.connect(lambda error: window.banner.say(message(error)))

    def _place(self) -> Place:
        chords = wanted_chords(self._settings.get(HOTKEY))
        return Place(
            dict(os.environ), self._vault_path, self._clock, self._screen.backend, self._key.standing,
            self._tray.is_there(), chords,
        )  # fmt: skip

    @Slot()
    def _on_check_asked(self) -> None:
        if self._operation.examine(self._place):
            self._page.begin()

    @Slot()
    def _on_ended(self) -> None:
        now = self._clock.now().local_at
        self._page.end(QLocale().toString(QTime(now.hour, now.minute), QLocale.FormatType.ShortFormat))

    @Slot(ActionId)
    def _on_room_opened(self, room: ActionId) -> None:
        if room is not ActionId.SETTINGS:
            self._page.cover_all()
