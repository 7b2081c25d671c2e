"""The timeline's room: read anew whenever something changed, as long as somebody looks at it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Slot

from evidence_desk.domain.checklists import StepId
from evidence_desk.domain.entries import EntryId
from evidence_desk.domain.evidence import ItemId
from evidence_desk.domain.timeline import Event, Happened, Lane, Timeline
from evidence_desk.ui.actions import ActionId
from evidence_desk.ui.connections.desk_parts import DeskParts
from evidence_desk.ui.models.timeline_words import TimelineWords
from evidence_desk.ui.panels.timeline_panel import TimelinePanel
from evidence_desk.ui.timeline_operation import TimelineOperation

_TOGETHER_MS = 50
"""So that what one press changes in several places is read once."""


class TimelineRoom(QObject):
    """What is shown stays until the new timeline is there; of another case, or of what was flagged, nothing stays."""

    def __init__(
        self,
        panel: TimelinePanel,
        operation: TimelineOperation,
        parts: DeskParts,
        *,
        show_step: Callable[[StepId], None],
    ) -> None:
        super().__init__(panel)
        self._panel = panel
        self._operation = operation
        self._parts = parts
        self._show_step = show_step
        self._shown_case = ""
        self._timer = QTimer(self, singleShot=True, interval=_TOGETHER_MS)
        self._timer.timeout.connect(self._ask)
        operation.read.connect(self._on_read)
        operation.failed.connect(parts.operations.failed)
        operations = parts.operations
        for changed in (operations.item_kept, operations.item_changed, operations.step_changed, parts.writing.written):
            changed.connect(self.show_case)
        operations.case_left.connect(panel.forget)
        parts.window.room_opened.connect(self._on_room_opened)
        panel.event_opened.connect(self._on_event_opened)

    @Slot()
    def show_case(self) -> None:
        """Show the case as it is known now, if it can be seen."""
        case = self._parts.state.case
        is_another = case is not None and case.id != self._shown_case
        if is_another or self._tells_too_much(self._panel.model.events):
            self._panel.forget()
        if case is not None:
            self._shown_case = case.id
        if self._panel.isVisible():
            self._timer.start()

    @Slot(ActionId)
    def _on_room_opened(self, room: ActionId) -> None:
        if room is ActionId.TIMELINE:
            self._panel.expect(nothing=self._is_empty())
            self._ask()

    def _tells_too_much(self, events: Sequence[Event]) -> bool:
        """Whether these were read before one of them was flagged as under 18."""
        shut = self._parts.state.registers.shut
        return bool(shut) and any(each.owner in shut and not each.is_shut for each in events if each.lane is Lane.SAVED)

    def _is_empty(self) -> bool:
        """Whether nothing was saved, written down or ticked, so that nothing has to be read to know it."""
        state = self._parts.state
        written = state.registers
        return not (state.count or state.marks or written.payments or written.reports)

    @Slot()
    def _ask(self) -> None:
        case = self._parts.state.case
        if case is not None:
            self._operation.ask(case.id)

    @Slot(str, object)
    def _on_read(self, case_id: str, timeline: Timeline) -> None:
        case, content = self._parts.state.case, self._parts.plan.content
        if case is None or case.id != case_id or self._tells_too_much(timeline.events):
            return  # it is read once more: whatever changed asked for that
        methods = {str(name): each for name, each in content.methods.items()} if content else {}
        self._panel.show_timeline(timeline, TimelineWords(self._parts.clock.now(), methods))

    @Slot(object)
    def _on_event_opened(self, event: Event) -> None:
        """To the item, the payment, or the step that it is of."""
        rooms, window = self._parts.rooms, self._parts.window
        if event.lane is Lane.SAVED:
            window.open_room(ActionId.EVIDENCE)
            rooms.evidence.choose(ItemId(event.owner))
        elif event.lane is Lane.PAYMENTS or self._is_payment(event):
            window.open_room(ActionId.PAID)
            rooms.payments.choose(event.owner)
        elif event.happened in {Happened.ASKED, Happened.ANSWERED}:
            self._show_report(EntryId(event.owner))
        else:
            self._show_step(StepId(event.owner))

    def _is_payment(self, event: Event) -> bool:
        return any(each.id == event.owner for each in self._parts.state.registers.payments)

    def _show_report(self, entry_id: EntryId) -> None:
        kept = self._parts.state.registers.by_id(entry_id)
        if kept is not None:
            self._show_step(StepId(kept.what.step))
