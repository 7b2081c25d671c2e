"""Finding a saved item that proves a step or shows an entry, among very many."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from evidence_desk.domain.listed import Listed
from evidence_desk.domain.times import Clock
from evidence_desk.ui.connections.case_state import CaseState
from evidence_desk.ui.dialogs.item_picker import ItemPicker
from evidence_desk.ui.listing_operation import ListingOperation
from evidence_desk.ui.operations import Operations


class ItemFinding(QObject):
    """One picker for the whole window; whoever asked is told what was chosen, and the case can name it from then on."""

    def __init__(
        self,
        picker: ItemPicker,
        operations: Operations,
        listing: ListingOperation,
        *,
        state: CaseState,
        clock: Clock,
    ) -> None:
        super().__init__(picker)
        self.picker = picker
        self._listing = listing
        self._state = state
        self._clock = clock
        self._told: Callable[[Listed], None] | None = None
        picker.words_typed.connect(self._on_words_typed)
        picker.item_chosen.connect(self._on_item_chosen)
        listing.found.connect(self._on_found)
        operations.case_left.connect(picker.reject)

    def ask(self, question: str, take: str, told: Callable[[Listed], None]) -> None:
        """Ask for an item, and tell of the one that was chosen; `take` is what choosing it is called."""
        self._told = told
        self.picker.ask(question, take, self._state.as_known(self._state.newest), self._clock.now())

    @Slot(str)
    def _on_words_typed(self, untrusted_words: str) -> None:
        if self._state.case is not None:
            self._listing.find(self._state.case.id, untrusted_words)

    @Slot(object)
    def _on_found(self, found: tuple[Listed, ...]) -> None:
        if self.picker.isVisible():
            self.picker.set_found(self._state.as_known(found))

    @Slot(object)
    def _on_item_chosen(self, item: Listed) -> None:
        self._state.exhibits[item.id] = item.exhibit
        if self._told is not None:
            self._told(item)
