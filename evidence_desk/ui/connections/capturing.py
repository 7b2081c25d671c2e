"""Capture: the button, the bar and the picker, and what the bar answers."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Slot

from evidence_desk.capture.targets import ActiveWindow, AllScreens, OneWindow, Region, Target, Window
from evidence_desk.domain.errors import DeskError
from evidence_desk.domain.evidence import Item, Origin
from evidence_desk.ui.actions import DELAYS, ActionId, Actions
from evidence_desk.ui.aim import Aim
from evidence_desk.ui.area_operation import Then
from evidence_desk.ui.connections.area_choosing import AreaChoosing
from evidence_desk.ui.connections.case_state import CaseState
from evidence_desk.ui.connections.countdown import Countdown
from evidence_desk.ui.dialogs.window_picker import WindowPicker
from evidence_desk.ui.main_window import MainWindow
from evidence_desk.ui.messages import message
from evidence_desk.ui.operations import Operations
from evidence_desk.ui.panels.bar_menu import BarTarget
from evidence_desk.ui.panels.capture_bar import CaptureBar
from evidence_desk.ui.preview_operation import PreviewOperation
from evidence_desk.ui.remedies import remedy
from evidence_desk.workflows.watch_history import TRIGGER

_TALLY_MS = 100
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
        areas: AreaChoosing,
        looking: PreviewOperation,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._bar = bar
        self._operations = operations
        self._state = state
        self._list_windows = list_windows
        self._looking = looking
        self._actions = actions
        self._areas = areas
        self._chosen: Target | None = None
        self._last_area: Aim | None = None
        self._last: Aim | None = None
        self._trigger = "button"
        self._countdown = Countdown(self)
        self._picker = picker
        self._connect_choosing()
        self._connect_presses()
        self._connect_countdown()
        operations.windows_listed.connect(picker.set_windows)
        self._tally, self._tallied = QTimer(self, singleShot=True, interval=_TALLY_MS), 0
        self._tally.timeout.connect(self._on_tally)
        operations.item_kept.connect(self._on_kept)
        operations.item_not_kept.connect(self._on_not_kept)
        operations.case_left.connect(self.stop)
        operations.parts_needed.connect(self._on_parts_needed)

    def _connect_choosing(self) -> None:
        picker, looking, areas = self._picker, self._looking, self._areas
        picker.window_chosen.connect(self._on_window_chosen)
        picker.keep_screen_chosen.connect(self._bar.face.menu.choose_keep_screen)
        picker.refresh_asked.connect(self._on_windows_wanted)
        picker.look_asked.connect(lambda window, size: looking.look(window.id, size))
        looking.seen.connect(picker.show_preview)
        # A window that can't be seen has gone, or away: the list says which.
        looking.not_seen.connect(self._on_windows_wanted)
        areas.area_kept.connect(self._on_area_kept)
        areas.target_kept.connect(self._remember)
        areas.nothing_remembered.connect(lambda target, trigger: self._keep(Aim(target), trigger))

    def _connect_presses(self) -> None:
        self._window.top.capture_asked.connect(self.capture_screen)
        chosen = {
            ActionId.CAPTURE_SCREEN: self.capture_screen,
            ActionId.CAPTURE_WINDOW: self.choose_window,
            ActionId.CAPTURE_AREA: self.choose_area,
            ActionId.CAPTURE_LAST_AREA: self.capture_last_area,
            ActionId.CAPTURE_IN_USE: self.capture_in_use,
            ActionId.CAPTURE_AGAIN: self.capture_again,
            ActionId.LEAVE_OUT: self.leave_out_parts,
        }
        for action, do in chosen.items():
            self._actions[action].triggered.connect(do)
        for later in (ActionId.CAPTURE_LAST_AREA, ActionId.CAPTURE_AGAIN):
            self._actions[later].setEnabled(False)
        menu = self._bar.face.menu
        menu.again_asked.connect(lambda: self._again("bar"))
        menu.leave_out_asked.connect(lambda: self._leave_out("bar"))
        self._bar.capture_asked.connect(self._on_bar_pressed)
        self._bar.window_choice_asked.connect(lambda: self._ask_window("bar"))
        self._bar.area_choice_asked.connect(lambda: self._ask_area("bar"))

    def _connect_countdown(self) -> None:
        for action, seconds in DELAYS.items():
            self._actions[action].triggered.connect(partial(self._on_delay_asked, seconds))
        self._bar.delay_asked.connect(self._on_delay_asked)
        self._bar.cancel_asked.connect(self._countdown.cancel)
        self._window.esc_pressed.connect(self._countdown.cancel)  # the bar takes no keyboard
        self._countdown.ticked.connect(lambda seconds: self._bar.show_counting(seconds, first=False))
        self._countdown.cancelled.connect(lambda: self._bar.stop_counting(cancelled=True))
        self._countdown.over.connect(self._on_countdown_over)

    @property
    def aim(self) -> Aim:
        """What the bar is aimed at."""
        if self._bar.face.target is BarTarget.WINDOW and self._chosen is not None:
            return Aim(self._chosen)
        if self._bar.face.target is BarTarget.LAST_AREA and self._last_area is not None:
            return self._last_area
        return Aim(ActiveWindow() if self._bar.face.target is BarTarget.IN_USE else AllScreens())

    @Slot()
    def capture_screen(self) -> None:
        """Keep the whole desktop."""
        self._capture(Aim(AllScreens()), "button")

    @Slot()
    def capture_last_area(self) -> None:
        """Keep what is now where the last area was, with the same parts left out."""
        if self._last_area is not None:
            self._capture(self._last_area, "button")

    @Slot()
    def capture_in_use(self) -> None:
        """Keep the window in use; where that is one of ours, the one before it."""
        self._capture(Aim(ActiveWindow()), "button")

    @Slot()
    def capture_again(self) -> None:
        """Keep the same window, screen or area as it is now."""
        self._again("button")

    @Slot()
    def leave_out_parts(self) -> None:
        """Mark parts of what the bar is aimed at, and keep the rest."""
        self._leave_out("button")

    @Slot()
    def choose_window(self) -> None:
        """Ask which window."""
        self._ask_window("button")

    @Slot()
    def choose_area(self) -> None:
        """Ask which area."""
        self._ask_area("button")

    def press(self, trigger: str) -> None:
        """Keep what the bar is aimed at; `trigger` says how that was pressed, as in `Record`."""
        self._capture(self.aim, trigger)

    def _again(self, trigger: str) -> None:
        if self._last is not None:
            self._capture(self._last, trigger)

    def set_care(self, *, cared: bool) -> None:
        """Under care every press shows the picture first, and no window shows itself."""
        self._areas.set_care(cared=cared)
        self._picker.set_care(cared=cared)
        self._bar.face.set_care(cared=cared)

    def _ask_parts(self, aim: Aim, trigger: str, then: Then = None) -> None:
        """Show what would be kept, for an area to be drawn and parts to be left out; those of before are marked."""
        self._countdown.cancel()
        self._picker.reject()
        if aim == Aim(AllScreens()):
            self._areas.choose(trigger, then=then)
        else:
            self._areas.show_again(aim, trigger, then=then)

    @Slot(object, object, object)
    def _on_parts_needed(self, aim: Aim, trigger: str, then: Then) -> None:
        self._bar.show_count(self._state.count)
        self._ask_parts(aim, trigger, then)

    def _leave_out(self, trigger: str) -> None:
        self._countdown.cancel()
        self._picker.reject()
        target = self.aim.target
        if isinstance(target, Region):
            self._areas.choose(trigger)
        else:
            self._areas.leave_out(target, trigger)

    def _ask_window(self, trigger: str) -> None:
        self._trigger = trigger
        self._countdown.cancel()
        self._picker.show_keeps_screen(keeps=self._bar.face.menu.keep_screen.isChecked())
        self._picker.open()
        self._on_windows_wanted()

    def _ask_area(self, trigger: str) -> None:
        self._countdown.cancel()
        self._picker.reject()
        self._areas.choose(trigger)

    @Slot()
    def stop(self) -> None:
        """Take nothing more: the person leaves, or goes to another case."""
        self._countdown.cancel()
        self._areas.stop()

    def _capture(self, aim: Aim, trigger: str) -> None:
        """A window of which parts were left out is shown with them before it is kept again; under care, everything."""
        if self._state.is_cared:
            self._ask_parts(aim, trigger)
        elif isinstance(aim.target, OneWindow | ActiveWindow) and self._areas.remembered:
            self._areas.leave_out(aim.target, trigger, only_remembered=True)
        else:
            self._keep(aim, trigger)

    def _keep(self, aim: Aim, trigger: str) -> None:
        self._remember(aim)
        self._bar.show_working()
        self._operations.capture(aim.target, aim.leave_out, trigger)

    def _remember(self, aim: Aim) -> None:
        self._last = aim
        self._actions[ActionId.CAPTURE_AGAIN].setEnabled(True)
        self._bar.face.menu.again.setEnabled(True)

    def _on_delay_asked(self, seconds: int, _checked: bool = False) -> None:  # noqa: FBT002 — an action says it too
        self._countdown.start(seconds)
        self._bar.show_counting(seconds, first=True)

    @Slot()
    def _on_countdown_over(self) -> None:
        self._bar.stop_counting(cancelled=False)
        self._capture(self.aim, "bar")

    @Slot(object)
    def _on_area_kept(self, aim: Aim) -> None:
        self._remember(aim)
        self._last_area = aim
        self._bar.face.set_last_area(there=True)
        self._actions[ActionId.CAPTURE_LAST_AREA].setEnabled(True)
        self._bar.face.set_target(BarTarget.LAST_AREA)

    @Slot()
    def _on_windows_wanted(self) -> None:
        self._operations.list_windows(self._list_windows)

    @Slot(BarTarget)
    def _on_bar_pressed(self, target: BarTarget) -> None:
        if target is BarTarget.WINDOW and self._chosen is None:
            self._ask_window("bar")
        else:
            self._capture(self.aim, "bar")

    @Slot(Window)
    def _on_window_chosen(self, window: Window) -> None:
        self._chosen = OneWindow(window.id)
        self._bar.face.set_target(BarTarget.WINDOW)
        self._capture(Aim(self._chosen), self._trigger)

    @Slot(object)
    def _on_kept(self, item: Item) -> None:
        self._state.keep(item)
        if item.record.trigger == TRIGGER or item.record.origin is Origin.IMPORTED:  # said where they are added
            self._bar.show_count(self._state.count)
        else:
            self._bar.show_saved(self._state.count)
        if not self._tally.isActive():
            self._show_tally()

    @Slot()
    def _on_tally(self) -> None:
        if self._tallied != self._state.count:
            self._show_tally()

    def _show_tally(self) -> None:
        """The numbers elsewhere: nobody reads thirty a second, and laying each out holds up the next press."""
        self._tallied = self._state.count
        self._tally.start()
        self._window.list.set_count(ActionId.EVIDENCE, self._state.count)
        self._window.status.show_seals(self._state.seals())

    @Slot(object)
    def _on_not_kept(self, error: DeskError) -> None:
        sentence = message(error)
        self._bar.show_not_saved(sentence, remedy(error))
        if not self._bar.isVisible():
            self._window.banner.say(sentence)
