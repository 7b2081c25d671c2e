"""Capture: the button, the bar and the picker, and what the bar answers."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from evidence_desk.capture.targets import AllScreens, OneWindow, Target, Window
from evidence_desk.domain.errors import DeskError
from evidence_desk.domain.evidence import Item
from evidence_desk.ui.actions import ActionId, Actions
from evidence_desk.ui.connections.case_state import CaseState
from evidence_desk.ui.dialogs.window_picker import WindowPicker
from evidence_desk.ui.main_window import MainWindow
from evidence_desk.ui.messages import message
from evidence_desk.ui.operations import Operations
from evidence_desk.ui.panels.bar_menu import BarTarget
from evidence_desk.ui.panels.capture_bar import CaptureBar
from evidence_desk.ui.remedies import remedy

ListWindows = Callable[[], tuple[Window, ...]]


class Capturing(QObject):
    """Every way to press Capture ends in one operation; every answer goes to the bar."""

    def __init__(
        self,
        window: MainWindow,
        bar: CaptureBar,
        picker: WindowPicker,
        operations: Operations,
        state: CaseState,
        *,
        actions: Actions,
        list_windows: ListWindows,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._bar = bar
        self._operations = operations
        self._state = state
        self._list_windows = list_windows
        self._chosen: Target | None = None
        self._picker = picker
        picker.window_chosen.connect(self._on_window_chosen)
        picker.refresh_asked.connect(self._on_windows_wanted)
        window.top.capture_asked.connect(self.capture_screen)
        actions[ActionId.CAPTURE_SCREEN].triggered.connect(self.capture_screen)
        actions[ActionId.CAPTURE_WINDOW].triggered.connect(self.choose_window)
        bar.capture_asked.connect(self._on_bar_pressed)
        bar.window_choice_asked.connect(self.choose_window)
        operations.windows_listed.connect(picker.set_windows)
        operations.item_kept.connect(self._on_kept)
        operations.item_not_kept.connect(self._on_not_kept)

    @property
    def target(self) -> Target:
        """What the bar is aimed at."""
        if self._bar.face.target is BarTarget.WINDOW and self._chosen is not None:
            return self._chosen
        return AllScreens()

    @Slot()
    def capture_screen(self) -> None:
        """Keep the whole desktop."""
        self._capture(AllScreens())

    @Slot()
    def choose_window(self) -> None:
        """Ask which window."""
        self._picker.open()
        self._on_windows_wanted()

    def _capture(self, target: Target) -> None:
        self._bar.show_working()
        self._operations.capture(target)

    @Slot()
    def _on_windows_wanted(self) -> None:
        self._operations.list_windows(self._list_windows)

    @Slot(BarTarget)
    def _on_bar_pressed(self, target: BarTarget) -> None:
        if target is BarTarget.WINDOW and self._chosen is None:
            self.choose_window()
        else:
            self._capture(self.target)

    @Slot(Window)
    def _on_window_chosen(self, window: Window) -> None:
        self._chosen = OneWindow(window.id)
        self._bar.face.set_target(BarTarget.WINDOW)
        self._capture(self._chosen)

    @Slot(object)
    def _on_kept(self, item: Item) -> None:
        self._state.keep(item)
        self._bar.show_saved(len(self._state.items))
        self._window.list.set_count(ActionId.EVIDENCE, len(self._state.items))
        self._window.status.show_seals(self._state.seals())

    @Slot(object)
    def _on_not_kept(self, error: DeskError) -> None:
        sentence = message(error)
        self._bar.show_not_saved(sentence, remedy(error))
        if not self._bar.isVisible():
            self._window.banner.say(sentence)
