"""Removing an item: asked for in its detail, asked back once, and told when it is gone."""

from PySide6.QtCore import QObject, Slot

from evidence_desk.domain.evidence import Item, ItemId
from evidence_desk.domain.written_errors import ItemShut
from evidence_desk.ui.announcing import announce
from evidence_desk.ui.connections.case_state import CaseState
from evidence_desk.ui.dialogs.remove_dialog import RemoveDialog
from evidence_desk.ui.messages import message
from evidence_desk.ui.models.evidence_words import is_shut
from evidence_desk.ui.operations import Operations
from evidence_desk.ui.panels.evidence_panel import EvidencePanel


class Removing(QObject):
    """What goes is gone from the list only when the history says so."""

    def __init__(self, panel: EvidencePanel, dialog: RemoveDialog, operations: Operations, state: CaseState) -> None:
        super().__init__(panel)
        self._panel = panel
        self._dialog = dialog
        self._operations = operations
        self._state = state
        panel.removal_requested.connect(self._on_requested)
        dialog.removal_asked.connect(self._on_asked)
        operations.case_left.connect(dialog.reject)
        operations.item_removed.connect(self._on_removed)

    @Slot(str)
    def _on_requested(self, item_id: str) -> None:
        item = self._panel.model.item(ItemId(item_id))
        if item is not None and is_shut(item):
            self._panel.show_trouble(item.id, message(ItemShut(item.exhibit)))
        elif item is not None:
            proofs = {mark.proof for mark in self._state.marks.values()}
            self._dialog.ask(item, proves_a_step=item.id in proofs)

    @Slot(str, str)
    def _on_asked(self, item_id: str, untrusted_reason: str) -> None:
        self._operations.remove(ItemId(item_id), untrusted_reason)

    @Slot(object)
    def _on_removed(self, item: Item) -> None:
        announce(self._panel.list, self.tr("{exhibit} was removed").format(exhibit=item.exhibit))
