"""Finding the proof of a step among very many items."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Slot

from evidence_desk.domain.checklists import StepId
from evidence_desk.domain.listed import Listed
from evidence_desk.domain.times import Clock
from evidence_desk.ui.connections.case_state import CaseState
from evidence_desk.ui.dialogs.proof_picker import ProofPicker
from evidence_desk.ui.listing_operation import ListingOperation
from evidence_desk.ui.operations import Operations
from evidence_desk.ui.panels.checklist_panel import ChecklistPanel


class ProofFinding(QObject):
    """One picker for every list of steps."""

    def __init__(
        self,
        panels: Iterable[ChecklistPanel],
        picker: ProofPicker,
        operations: Operations,
        listing: ListingOperation,
        *,
        state: CaseState,
        clock: Clock,
    ) -> None:
        super().__init__(picker)
        self._picker = picker
        self._operations = operations
        self._listing = listing
        self._state = state
        self._clock = clock
        self._step_id: StepId | None = None
        for panel in panels:
            panel.proof_search_requested.connect(self._on_requested)
        picker.words_typed.connect(self._on_words_typed)
        picker.item_chosen.connect(self._on_item_chosen)
        listing.found.connect(self._on_found)
        operations.case_left.connect(picker.reject)

    @Slot(str)
    def _on_requested(self, step_id: str) -> None:
        self._step_id = StepId(step_id)
        self._picker.ask(self._state.newest, self._clock.now())

    @Slot(str)
    def _on_words_typed(self, untrusted_words: str) -> None:
        if self._state.case is not None:
            self._listing.find(self._state.case.id, untrusted_words)

    @Slot(object)
    def _on_found(self, found: tuple[Listed, ...]) -> None:
        self._picker.set_found(self._state.as_known(found))

    @Slot(object)
    def _on_item_chosen(self, item: Listed) -> None:
        if self._step_id is not None:
            self._state.exhibits[item.id] = item.exhibit
            self._operations.name_proof(self._step_id, item.id)
