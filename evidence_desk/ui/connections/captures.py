"""Every kind of capture that is begun in the window: one picture, a part of one, a scroll, a watch."""

from PySide6.QtCore import QObject

from evidence_desk.here import new_item_id
from evidence_desk.settings import Settings
from evidence_desk.ui.actions import Actions
from evidence_desk.ui.area_operation import AreaOperation
from evidence_desk.ui.background import Background
from evidence_desk.ui.case_desk import CaseDesk
from evidence_desk.ui.connections.area_choosing import AreaChoosing
from evidence_desk.ui.connections.capturing import Capturing
from evidence_desk.ui.connections.case_state import CaseState
from evidence_desk.ui.connections.scrolling import Scrolling
from evidence_desk.ui.connections.watching import Watching
from evidence_desk.ui.dialogs.area_picker import AreaPicker
from evidence_desk.ui.dialogs.esc_listener import EscListener
from evidence_desk.ui.dialogs.window_picker import WindowPicker
from evidence_desk.ui.main_window import MainWindow
from evidence_desk.ui.operations import Operations
from evidence_desk.ui.panels.capture_bar import CaptureBar
from evidence_desk.ui.preview_operation import PreviewOperation
from evidence_desk.ui.screen_here import ScreenHere
from evidence_desk.ui.scroll_operation import ScrollOperation
from evidence_desk.ui.vault_reading import VaultReading
from evidence_desk.ui.watch_operation import WatchOperation


class Captures(QObject):
    """Built together, because all answer on one bar and one asks what another left out."""

    def __init__(
        self,
        window: MainWindow,
        actions: Actions,
        *,
        bar: CaptureBar,
        picker: WindowPicker,
        area_picker: AreaPicker,
        esc_listener: EscListener,
        background: Background,
        desk: CaseDesk,
        operations: Operations,
        screen: ScreenHere,
        state: CaseState,
        settings: Settings,
        reads: VaultReading,
    ) -> None:
        super().__init__(window)
        areas = AreaChoosing(area_picker, AreaOperation(desk, operations), esc_listener)
        self.capturing = Capturing(
            window, bar, picker, operations, state,
            actions=actions, list_windows=screen.windows, areas=areas,
            looking=PreviewOperation(background, screen.grab),
        )  # fmt: skip
        self.scrolling = Scrolling(
            window, bar, picker, ScrollOperation(background, desk, reads),
            operations, state=state, actions=actions, parts=areas.remembered,
        )  # fmt: skip
        self.watching = Watching(
            window, bar, picker, WatchOperation(background, desk, new_item_id),
            operations, state=state, actions=actions, settings=settings, parts=areas.remembered,
        )  # fmt: skip

    def all(self) -> tuple[Capturing, Scrolling, Watching]:
        """Each of them."""
        return self.capturing, self.scrolling, self.watching
