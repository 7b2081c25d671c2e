"""Everything by which the desk is reached from outside its window, built once and taken down together."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from evidence_desk.capture.hotkey.choosing import open_hotkey, open_watch
from evidence_desk.domain.times import Clock
from evidence_desk.settings import Settings
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.background import Background
from evidence_desk.ui.connections.capture_key import CaptureKey
from evidence_desk.ui.connections.capturing import Capturing
from evidence_desk.ui.connections.case_state import CaseState
from evidence_desk.ui.connections.examining import Examining
from evidence_desk.ui.connections.triggers import Triggers
from evidence_desk.ui.examine_operation import ExamineOperation
from evidence_desk.ui.main_window import MainWindow
from evidence_desk.ui.operations import Operations
from evidence_desk.ui.panels.capture_bar import CaptureBar
from evidence_desk.ui.panels.settings_panel import SettingsPanel
from evidence_desk.ui.screen_here import ScreenHere
from evidence_desk.ui.tray import Tray


class Outside(QObject):
    """The capture key, the tray icon, what their presses do, and the examination that tells whether they work."""

    def __init__(
        self,
        environ: Mapping[str, str],
        look: Appearance,
        *,
        window: MainWindow,
        bar: CaptureBar,
        panel: SettingsPanel,
        screen: ScreenHere,
        settings: Settings,
        background: Background,
        operations: Operations,
        capturing: Capturing,
        state: CaseState,
        vault_path: Path,
        clock: Clock,
    ) -> None:
        super().__init__(window)
        self.key = CaptureKey(settings, background, partial(open_hotkey, environ), partial(open_watch, environ))
        self.tray = Tray(look, window)
        self._triggers = Triggers(
            self.key, self.tray, window, panel,
            settings=settings, operations=operations, capturing=capturing, state=state,
        )  # fmt: skip
        self._examining = Examining(
            panel, ExamineOperation(background), window=window, bar=bar, screen=screen,
            key=self.key, tray=self.tray, settings=settings, vault_path=vault_path, clock=clock,
        )  # fmt: skip

    def start(self) -> None:
        """Ask for the key, once the desk is open."""
        self.key.start()

    @Slot()
    def close(self) -> None:
        """Take the icon away and let go of the key; may be called twice."""
        self.tray.close()
        self.key.stop()
