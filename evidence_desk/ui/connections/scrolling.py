"""Scrolling: which window, what the bar says while it is scrolled, and what becomes of it."""

from PySide6.QtCore import QObject, Slot

from evidence_desk.capture.scrolling import Outcome
from evidence_desk.capture.targets import OneWindow, Window
from evidence_desk.domain.cases import CaseId
from evidence_desk.domain.errors import DeskError, VaultError
from evidence_desk.domain.evidence import Item
from evidence_desk.domain.written_errors import CareNoWatching
from evidence_desk.ui.actions import ActionId, Actions
from evidence_desk.ui.announcing import announce
from evidence_desk.ui.connections.case_state import CaseState
from evidence_desk.ui.dialogs.window_picker import WindowPicker
from evidence_desk.ui.dialogs.window_words import Purpose
from evidence_desk.ui.main_window import MainWindow
from evidence_desk.ui.messages import message
from evidence_desk.ui.operations import Operations
from evidence_desk.ui.panels.capture_bar import CaptureBar
from evidence_desk.ui.remedies import remedy
from evidence_desk.ui.remembered_parts import RememberedParts
from evidence_desk.ui.scroll_operation import ScrollOperation
from evidence_desk.workflows.keep_scroll import Look, Seen


class Scrolling(QObject):
    """One scroll at a time; the bar and Esc end it, and so does going to another case."""

    def __init__(
        self,
        window: MainWindow,
        bar: CaptureBar,
        picker: WindowPicker,
        operation: ScrollOperation,
        operations: Operations,
        *,
        state: CaseState,
        actions: Actions,
        parts: RememberedParts,
    ) -> None:
        super().__init__(window)
        self._window, self._bar, self._picker = window, bar, picker
        self._operation, self._operations, self._state = operation, operations, state
        self._parts = parts
        self._gaps = 0
        self._action = actions[ActionId.SCROLL]
        actions[ActionId.SCROLL].triggered.connect(self.choose)
        bar.face.menu.scroll_asked.connect(self.choose)
        bar.finish_asked.connect(operation.finish)
        window.esc_pressed.connect(operation.finish)
        operations.case_left.connect(operation.finish)
        picker.scroll_chosen.connect(self._on_window_chosen)
        operation.looked.connect(self._on_looked)
        operation.over.connect(self._on_over)
        operation.joined.connect(self._on_joined)
        operation.not_joined.connect(self._on_not_joined)

    @Slot()
    def choose(self) -> None:
        """Ask which window will be scrolled; one that is scrolled now is finished first."""
        if self._state.is_cared:
            self._refuse(message(CareNoWatching()))
            return
        self._operation.finish()
        self._picker.open_for(Purpose.SCROLL)
        self._picker.refresh_asked.emit()

    def set_care(self, *, cared: bool) -> None:
        """Under care nothing is scrolled; what is scrolled now ends with its next look, which is refused."""
        self._action.setEnabled(not cared)

    def _refuse(self, sentence: str) -> None:
        self._explain(sentence, at_once=True)
        if not self._bar.isVisible():
            self._window.banner.say(sentence)

    @Slot()
    def stop(self) -> None:
        """Look no more: the person leaves. Every original stays."""
        self._operation.stop()

    @Slot(Window)
    def _on_window_chosen(self, chosen: Window) -> None:
        if self._parts.of(chosen.application, chosen.title, OneWindow(chosen.id)):
            # What is to be left out moves with the chat, and nobody looks at each picture before it is kept.
            self._refuse(self.tr("You left out parts of this window. Scrolling can't do that, so it was not started."))
            return
        self._gaps = 0
        self._operation.begin(chosen.id)
        words = self.tr("Scroll slowly. Nothing kept yet.")
        self._bar.show_answer("")
        self._bar.face.show_scrolling(words, "0")
        self._bar.counting_began.emit()  # it comes though it may not be wanted
        announce(self._bar, words)

    @Slot(object, int, int)
    def _on_looked(self, look: Look, kept: int, gaps: int) -> None:
        if look.seen is not Seen.KEPT or look.item is None:
            return
        self._operations.item_kept.emit(look.item)
        words = self._words(look.outcome, kept, gaps)
        self._bar.face.show_scrolling(words, str(kept), is_gap=bool(gaps))
        if gaps != self._gaps:  # there is still time to scroll back
            announce(self._bar, words, at_once=True)
        self._gaps = gaps

    def _words(self, outcome: Outcome | None, kept: int, gaps: int) -> str:
        if outcome is Outcome.SIDEWAYS:
            return self.tr("It moved sideways. Only up and down can be joined.")
        if outcome is Outcome.BRIDGED and not gaps:
            return self.tr("The gap is closed. {count} kept.").format(count=kept)
        if gaps == 1:
            return self.tr("There is a gap. Scroll back a little.")
        if gaps:
            return self.tr("There are {count} gaps. Scroll back a little.").format(count=gaps)
        return self.tr("Scroll slowly… {count} kept").format(count=kept)

    @Slot(object)
    def _on_over(self, error: DeskError | None) -> None:
        self._bar.face.end_scroll()
        if error is None:
            self._bar.show_answer(self.tr("Joining…"))
        elif isinstance(error, VaultError):
            self._bar.show_not_saved(message(error), remedy(error))
        else:
            self._explain(message(error), at_once=True)
        if error is not None and not self._bar.isVisible():
            self._window.banner.say(message(error))

    def _explain(self, sentence: str, *, at_once: bool = False) -> None:
        """On the bar's second line: the first has room for a few words only."""
        self._bar.show_answer("")
        self._bar.show_why(sentence)
        announce(self._bar, sentence, at_once=at_once)

    @Slot(object, object)
    def _on_joined(self, case_id: CaseId, items: tuple[Item, ...]) -> None:
        if self._state.case is None or self._state.case.id != case_id:
            return
        for item in items:
            self._operations.item_kept.emit(item)
        if self._operation.is_running:
            return
        gaps = sum(len(item.record.gaps) for item in items)
        name = ", ".join(item.exhibit for item in items)
        if gaps:
            self._explain(self._gap_words(name, gaps))
            return
        self._bar.show_answer(self.tr("Joined, no gap") if items else "", "done" if items else "")
        if items:
            announce(self._bar, self.tr("Joined in {exhibit}, no gap").format(exhibit=name))

    def _gap_words(self, name: str, gaps: int) -> str:
        if gaps == 1:
            return self.tr("Joined in {exhibit}. 1 gap, shown in the picture.").format(exhibit=name)
        return self.tr("Joined in {exhibit}. {count} gaps, shown in the picture.").format(exhibit=name, count=gaps)

    @Slot(object)
    def _on_not_joined(self, error: DeskError) -> None:
        words = self.tr("Every part is saved, but not joined. {why}").format(why=message(error))
        self._explain(words, at_once=True)
        if not self._bar.isVisible():
            self._window.banner.say(words)
