"""Start here: what comes next, chosen anew after every answer, and the way to each step."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Slot

from evidence_desk.domain.checklists import Checklist, ListId, StepId, progress
from evidence_desk.domain.errors import GuidanceDamaged
from evidence_desk.domain.times import Clock
from evidence_desk.guidance.next_steps import has_paid, next_steps
from evidence_desk.ui.actions import ActionId
from evidence_desk.ui.connections.case_state import CaseState
from evidence_desk.ui.connections.checklist_rooms import ROOM_OF
from evidence_desk.ui.main_window import MainWindow
from evidence_desk.ui.messages import message
from evidence_desk.ui.models.checklist_words import checked_words
from evidence_desk.ui.models.moment_words import local_day
from evidence_desk.ui.models.next_step_words import save_entry, step_entries
from evidence_desk.ui.operations import Operations
from evidence_desk.ui.rooms import Rooms


class StartHereRoom(QObject):
    """Shows what there is to do; a capture changes it only where it was the first."""

    def __init__(
        self,
        rooms: Rooms,
        window: MainWindow,
        operations: Operations,
        state: CaseState,
        *,
        checklists: Sequence[Checklist],
        clock: Clock,
    ) -> None:
        super().__init__(window)
        self._rooms = rooms
        self._panel = rooms.start_here
        self._window = window
        self._state = state
        self._checklists = checklists
        self._steps = {step.id: step for each in checklists for step in each.steps}
        self._clock = clock
        self._has_saved = False
        self._shown: str | None = None
        self._panel.step_requested.connect(self._on_step_requested)
        self._panel.list_requested.connect(self._on_list_requested)
        operations.item_kept.connect(self._on_item_kept)
        operations.item_removed.connect(self.show_case)
        operations.step_changed.connect(self.show_case)

    @Slot()
    def show_case(self) -> None:
        """Show what comes next in the case as it is known now."""
        marks = self._state.marks
        self._has_saved = bool(self._state.count)
        now = next_steps(self._checklists, marks, self._state.count)
        paid = has_paid(self._checklists, marks)
        save = [save_entry()] if now.save_first else []
        self._panel.set_next(
            [*save, *step_entries(now.steps, paid=paid)], [*save, *step_entries(now.waiting, paid=paid)]
        )
        self._panel.set_lists(self._checklists, {each.id: progress(each, marks) for each in self._checklists})
        checked = [step.checked for step in self._steps.values()]
        self._panel.set_note(checked_words(min(checked), local_day(self._clock.now())) if checked else "")
        if not self._checklists:
            self._panel.set_trouble(message(GuidanceDamaged("")))
        self._open_for_new_case()

    def _open_for_new_case(self) -> None:
        """A case that was just made begins here; one that was left is as it was left."""
        before, self._shown = self._shown, self._state.case.id if self._state.case else None
        if before not in {None, self._shown} and not self._state.count:
            self._window.open_room(ActionId.START)

    @Slot()
    def _on_item_kept(self) -> None:
        if not self._has_saved:
            self.show_case()

    @Slot(str)
    def _on_step_requested(self, step_id: str) -> None:
        step = self._steps[StepId(step_id)]
        self._window.open_room(ROOM_OF[step.list_id])
        self._rooms.lists[step.list_id].choose(step.id)

    @Slot(str)
    def _on_list_requested(self, list_id: str) -> None:
        self._window.open_room(ROOM_OF[ListId(list_id)])
