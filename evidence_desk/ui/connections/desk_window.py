"""The window as a whole: the first start, the case it shows, the status line, and what went wrong."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QObject, Signal, Slot

from evidence_desk.domain.cases import Case
from evidence_desk.domain.errors import DeskError
from evidence_desk.domain.evidence import Item
from evidence_desk.domain.listed import Listed
from evidence_desk.domain.verification import Report
from evidence_desk.ui.actions import ActionId
from evidence_desk.ui.case_view import CaseNews, CaseView
from evidence_desk.ui.connections.case_state import CaseState
from evidence_desk.ui.connections.evidence_room import EvidenceRoom
from evidence_desk.ui.day_turn import DayTurn
from evidence_desk.ui.main_window import MainWindow
from evidence_desk.ui.messages import message, our_fault
from evidence_desk.ui.operations import Operations
from evidence_desk.ui.panels.capture_bar import CaptureBar


class CaseShower(Protocol):
    """A room that can show the case as it is known now."""

    def show_case(self) -> None:
        """Show it."""
        ...


class DeskWindow(QObject):
    """Shows a case when there is one, and keeps the line at the bottom true."""

    first_shown = Signal()
    """The case is there; now the bar can come."""

    def __init__(
        self,
        window: MainWindow,
        bar: CaptureBar,
        operations: Operations,
        state: CaseState,
        *,
        evidence: EvidenceRoom,
        others: Sequence[CaseShower],
        day: DayTurn,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._bar = bar
        self._evidence = evidence
        self._others = others
        self._operations = operations
        self._state = state
        self._check_waits = False
        evidence.filled.connect(self._on_filled)
        window.room_opened.connect(evidence.on_room_opened)
        day.turned.connect(self._on_day_turned)
        window.first_start.start_asked.connect(self._on_start_asked)
        window.status.look_asked.connect(self._on_look_asked)
        operations.case_opened.connect(self.show_case)
        operations.news_came.connect(self.show_news)
        operations.item_removed.connect(self._on_removed)
        operations.unreadable_found.connect(self._on_unreadable_found)
        operations.case_not_opened.connect(self._on_not_opened)
        operations.failed.connect(self._on_failed)
        operations.seals_read.connect(self._on_seals_read)
        operations.seals_checked.connect(self._on_seals_checked)
        operations.seals_not_checked.connect(self._on_seals_not_checked)

    @Slot(object)
    def show_case(self, view: CaseView) -> None:
        """Show the case, in place of any other; the first time the bar comes and every item is read back."""
        first = self._state.case is None
        self._operations.enter(view.case.id)
        self._state.show(view)
        self._evidence.show_case()
        for room in self._others:
            room.show_case()
        self._window.top.show_case(view.case.title)
        self._show_count()
        self._bar.show_ready(self._state.count, view.case.title)
        if first:
            self._window.show_case(view.case.title)
            self.first_shown.emit()
        self._check_waits |= first
        if self._evidence.is_filled:
            self._on_filled()

    @Slot()
    def _on_filled(self) -> None:
        """Nothing is read back before the person sees what is there."""
        if self._check_waits:
            self._check_waits = False
            self._operations.check_seals()

    @Slot()
    def _on_day_turned(self) -> None:
        self._evidence.turn_day()
        for room in self._others:
            room.show_case()

    @Slot(object)
    def show_news(self, news: CaseNews) -> None:
        """Show what a command changed while the window was open; nothing moves that it did not touch."""
        before = self._state.count, self._state.case
        self._state.take_news(news)
        self._evidence.show_news(news)
        for room in self._others:
            room.show_case()
        self._window.top.show_case(news.case.title)
        self._show_count()
        self._say_news(*before)

    def _say_news(self, count_before: int, case_before: Case | None) -> None:
        """The bar's answer stands until there is another; a command that only reads has none."""
        count, case = self._state.count, self._state.case
        if case is None or (count == count_before and case_before is not None and case.title == case_before.title):
            return
        self._bar.show_ready(count, case.title)
        if count > count_before:
            self._bar.show_saved(count)

    @Slot(object)
    def on_broken(self, _error: BaseException) -> None:
        """Our own fault: say so in one place; the log has the rest."""
        self._window.banner.say(our_fault())

    @Slot()
    def _on_start_asked(self) -> None:
        self._window.first_start.set_starting(starting=True)
        self._operations.start()

    @Slot(object)
    def _on_not_opened(self, error: DeskError) -> None:
        self._window.first_start.show_trouble(message(error))

    @Slot(object)
    def _on_failed(self, error: DeskError) -> None:
        self._window.banner.say(message(error))

    @Slot(int, int)
    def _on_seals_read(self, done: int, total: int) -> None:
        self._state.read_back = done, total
        self._window.status.show_seals(self._state.seals())

    @Slot(object)
    def _on_seals_checked(self, report: Report) -> None:
        self._state.take_report(report)
        self._window.status.show_seals(self._state.seals())

    @Slot(object)
    def _on_unreadable_found(self, items: tuple[Listed, ...]) -> None:
        self._state.find_unreadable(items)
        self._evidence.show_unreadable(items)
        self._window.status.show_seals(self._state.seals())

    @Slot(object)
    def _on_removed(self, item: Item) -> None:
        self._state.lose(item)
        for room in self._others:
            room.show_case()
        self._show_count()
        if self._state.case is not None:
            self._bar.show_ready(self._state.count, self._state.case.title)

    def _show_count(self) -> None:
        self._window.list.set_count(ActionId.EVIDENCE, self._state.count)
        self._window.status.show_seals(self._state.seals())

    @Slot(object)
    def _on_seals_not_checked(self, error: DeskError) -> None:
        self._state.check_failed = True
        self._window.status.show_seals(self._state.seals())
        self._window.banner.say(message(error))

    @Slot()
    def _on_look_asked(self) -> None:
        self._window.open_room(ActionId.EVIDENCE)
        self._evidence.choose_unreadable()
