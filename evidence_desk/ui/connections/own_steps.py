"""Steps of the person's own: made, changed, taken away."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Slot

from evidence_desk.domain.answers import OwnStep
from evidence_desk.domain.cases import CaseId
from evidence_desk.domain.checklists import ListId, Step
from evidence_desk.domain.entries import EntryId
from evidence_desk.domain.errors import DeskError
from evidence_desk.guidance.own_names import own_step
from evidence_desk.guidance.situation import OwnStepOnce
from evidence_desk.ui.connections.case_state import CaseState
from evidence_desk.ui.dialogs.own_step_dialog import Draft, OwnStepDialog
from evidence_desk.ui.messages import message
from evidence_desk.ui.operations import Operations
from evidence_desk.ui.panels.checklist_panel import ChecklistPanel
from evidence_desk.ui.register_operation import RegisterOperation
from evidence_desk.workflows.write_down import Kept

_SUBJECT = "own step "
_LONGEST_TITLE = 120


class OwnSteps(QObject):
    """One dialog for every list; taking a step away can be undone, and what was ticked of it stays."""

    def __init__(
        self,
        panels: Mapping[ListId, ChecklistPanel],
        dialog: OwnStepDialog,
        operations: Operations,
        writing: RegisterOperation,
        state: CaseState,
    ) -> None:
        super().__init__(dialog)
        self._panels = panels
        self._dialog = dialog
        self._writing = writing
        self._state = state
        self._failed = operations.failed
        self._given = 0
        self._waits = ""
        self._elsewhere: dict[str, Draft] = {}
        for list_id, panel in panels.items():
            panel.foot.own_step_asked.connect(partial(self._on_new_asked, list_id))
            panel.detail.own_change_asked.connect(self._on_change_asked)
            panel.detail.own_remove_asked.connect(self._on_remove_asked)
        dialog.given.connect(self._on_given)
        operations.case_left.connect(self._on_case_left)
        writing.written.connect(self._on_written)
        writing.not_written.connect(self._on_not_written)
        writing.left_behind.connect(self._on_left_behind)

    @Slot()
    def _on_case_left(self) -> None:
        """What was asked for in that case is kept there, or is typed there again."""
        waited, self._waits = self._waits, ""
        given = self._dialog.let_go()
        self._dialog.reject()
        if waited and given is not None:
            self._elsewhere[waited] = given

    @Slot(str, object)
    def _on_left_behind(self, subject: str, error: DeskError | None) -> None:
        given = self._elsewhere.pop(subject, None)
        if given is not None and error is not None:
            self._dialog.take_back(given)

    @Slot()
    def leave(self) -> None:
        """The windows are gone: what was typed and not cancelled is kept, each in its case, as there is no later."""
        for draft in self._dialog.unkept():
            first_line = draft.step.note.partition("\n")[0][:_LONGEST_TITLE]
            step = replace(draft.step, title=draft.step.title or first_line)
            self._writing.keep(step, draft.entry_id, case_id=CaseId(draft.key[0]))

    def _turn(self) -> None:
        self._dialog.turn_to(self._state.case.id if self._state.case else "")

    def _on_new_asked(self, list_id: ListId) -> None:
        self._turn()
        self._dialog.ask_for_new(list_id)

    def _kept(self, step_id: str) -> Kept[OwnStep] | None:
        every = self._state.registers.own_steps
        return next((each for each in every if _step_of(each).id == step_id), None)

    @Slot(str)
    def _on_change_asked(self, step_id: str) -> None:
        kept = self._kept(step_id)
        if kept is not None:
            self._turn()
            self._dialog.ask_for_other(kept.what, kept.id)

    @Slot(str)
    def _on_remove_asked(self, step_id: str) -> None:
        kept = self._kept(step_id)
        if kept is not None:
            self._writing.take_out(OwnStep, kept.id)

    @Slot(object, object)
    def _on_given(self, step: OwnStep, entry_id: EntryId | None) -> None:
        self._given += 1
        self._waits = f"{_SUBJECT}{self._given}"
        self._writing.keep(step, entry_id, subject=self._waits)

    @Slot(object)
    def _on_written(self, kept: Kept[OwnStep]) -> None:
        """The step just kept is chosen; it is in its list by now."""
        if self._waits and isinstance(kept.what, OwnStep):
            self._waits = ""
            self._dialog.say_kept()
            step = _step_of(kept)
            self._panels[step.list_id].choose(step.id)

    @Slot(str, object)
    def _on_not_written(self, subject: str, error: DeskError) -> None:
        if self._waits and subject == self._waits:
            self._waits = ""
            if not self._dialog.is_waiting:
                self._failed.emit(error)
            self._dialog.show_trouble(message(error))


def _step_of(kept: Kept[OwnStep]) -> Step:
    return own_step(OwnStepOnce(kept.id, kept.what, kept.added_at))
