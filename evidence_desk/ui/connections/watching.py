"""Watching: which window, what the bar says of it, and what ends it."""

from functools import partial

from PySide6.QtCore import QObject, Slot

from evidence_desk.capture.targets import OneWindow, Window
from evidence_desk.domain.errors import DeskError
from evidence_desk.domain.evidence import Item
from evidence_desk.domain.watches import MEGABYTE, Ending, WatchEnded, WatchLimits
from evidence_desk.domain.written_errors import CareNoWatching
from evidence_desk.settings import WATCH_AT_MOST, WATCH_MOST_MB, Settings
from evidence_desk.ui.actions import ActionId, Actions
from evidence_desk.ui.announcing import announce
from evidence_desk.ui.connections.case_state import CaseState
from evidence_desk.ui.dialogs.window_picker import WindowPicker
from evidence_desk.ui.dialogs.window_words import Purpose
from evidence_desk.ui.main_window import MainWindow
from evidence_desk.ui.messages import message
from evidence_desk.ui.models.watch_words import ending_words
from evidence_desk.ui.operations import Operations
from evidence_desk.ui.panels.bar_menu import BarTarget
from evidence_desk.ui.panels.capture_bar import CaptureBar
from evidence_desk.ui.remedies import remedy
from evidence_desk.ui.remembered_parts import RememberedParts
from evidence_desk.ui.watch_operation import ScreenNamed, WatchOperation

_EARLY = frozenset({Ending.COUNT_REACHED, Ending.BYTES_REACHED})


class Watching(QObject):
    """One watch at a time. The bar, Esc, Leave now and going to another case end it; nothing it saw is lost by that."""

    def __init__(
        self,
        window: MainWindow,
        bar: CaptureBar,
        picker: WindowPicker,
        operation: WatchOperation,
        operations: Operations,
        *,
        state: CaseState,
        actions: Actions,
        settings: Settings,
        parts: RememberedParts,
    ) -> None:
        super().__init__(window)
        self._window, self._bar, self._picker = window, bar, picker
        self._operation, self._operations, self._state = operation, operations, state
        self._action, self._settings = actions[ActionId.WATCH], settings
        self._parts = parts
        self._known: Window | None = None
        self._name, self._at_most = "", 0
        self._is_cared = False
        self._action.triggered.connect(self.choose)
        bar.face.menu.watch_asked.connect(self.choose)
        bar.face.watch_asked.connect(self._on_bar_pressed)
        bar.face.watching.stop_asked.connect(self._on_stop_asked)
        window.esc_pressed.connect(self._on_stop_asked)  # the bar takes no keyboard
        operations.case_left.connect(partial(operation.stop, Ending.CASE_LEFT))
        picker.window_chosen.connect(self._on_window_known)
        picker.watch_chosen.connect(self._on_window_chosen)
        operation.began.connect(self._on_began)
        operation.not_begun.connect(self._on_not_begun)
        operation.kept.connect(self._on_kept)
        operation.paused.connect(self._on_paused)
        operation.resumed.connect(self._on_resumed)
        operation.ended.connect(self._on_ended)

    @Slot()
    def choose(self) -> None:
        """Ask which window to watch."""
        if self._state.is_cared:
            self._explain(message(CareNoWatching()))
        elif not self._operation.is_busy:
            self._picker.open_for(Purpose.WATCH)
            self._picker.refresh_asked.emit()

    @Slot()
    def stop(self) -> None:
        """Take no more pictures: the person leaves."""
        self._operation.stop(Ending.DESK_LEFT)

    def set_care(self, *, cared: bool) -> None:
        """Under care nothing is watched, and what is watched now ends at once."""
        self._is_cared = cared
        self._show_whether_on()
        if cared:
            self._operation.stop(CareNoWatching())

    def _show_whether_on(self) -> None:
        self._action.setEnabled(not self._operation.is_busy and not self._is_cared)

    @Slot()
    def _on_stop_asked(self) -> None:
        self._operation.stop()

    @Slot(BarTarget)
    def _on_bar_pressed(self, target: BarTarget) -> None:
        if target is BarTarget.SCREEN:
            self._start(ScreenNamed(self._bar.screen().name()), self.tr("Whole screen"))
        elif target is BarTarget.WINDOW and self._known is not None:
            self._on_window_chosen(self._known)
        else:
            self.choose()

    @Slot(Window)
    def _on_window_known(self, window: Window) -> None:
        self._known = window

    @Slot(Window)
    def _on_window_chosen(self, window: Window) -> None:
        if self._parts.of(window.application, window.title, OneWindow(window.id)):
            # What is to be left out moves when the chat does, and nobody looks at each picture before it is kept.
            self._explain(self.tr("You left out parts of this window. Watching can't do that, so it was not started."))
        else:
            self._start(OneWindow(window.id), window.title or window.application)

    def _start(self, target: OneWindow | ScreenNamed, untrusted_name: str) -> None:
        self._at_most = max(1, self._settings.get(WATCH_AT_MOST))
        self._name = untrusted_name
        most_bytes = max(1, self._settings.get(WATCH_MOST_MB)) * MEGABYTE
        self._operation.start(target, WatchLimits(self._at_most, most_bytes))

    @Slot()
    def _on_began(self) -> None:
        self._show_whether_on()
        shown = self._bar.face.watching
        shown.watch(self._name, self._at_most)
        self._bar.set_watching(watching=True)
        announce(self._bar, self.tr("{watching}. Each change is saved.").format(watching=shown.words()))

    @Slot(object)
    def _on_not_begun(self, error: DeskError) -> None:
        self._bar.show_not_saved(message(error), remedy(error))
        self._say_without_bar(message(error))

    @Slot(object, int)
    def _on_kept(self, item: Item, kept: int) -> None:
        """What a watch kept in the case before does not come up in this one."""
        if self._state.case is not None and item.record.case_id == self._state.case.id:
            self._operations.item_kept.emit(item)
        self._bar.face.watching.show_kept(kept, self._at_most)
        self._bar.show_count(self._state.count)

    @Slot(object)
    def _on_paused(self, why: DeskError) -> None:
        self._bar.face.watching.show_paused()
        announce(self._bar, message(why))

    @Slot()
    def _on_resumed(self) -> None:
        self._bar.face.watching.show_going_on()

    @Slot(object)
    def _on_ended(self, ended: WatchEnded) -> None:
        self._show_whether_on()
        words, is_early = ending_words(ended), isinstance(ended.why, DeskError) or ended.why in _EARLY
        self._bar.set_watching(watching=False)
        if is_early:
            self._bar.show_why(words)
            self._say_without_bar(words)
        announce(self._bar, words, at_once=is_early)

    def _explain(self, words: str) -> None:
        self._bar.show_why(words)
        self._say_without_bar(words)
        announce(self._bar, words, at_once=True)

    def _say_without_bar(self, sentence: str) -> None:
        if not self._bar.isVisible():
            self._window.banner.say(sentence)
