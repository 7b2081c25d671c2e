"""People who help: written down, changed and taken out, each one to be undone."""

from typing import Any

from PySide6.QtCore import QObject, Slot

from evidence_desk.domain.entries import EntryId
from evidence_desk.domain.errors import DeskError
from evidence_desk.domain.reports import Contact
from evidence_desk.ui.connections.case_state import CaseState
from evidence_desk.ui.messages import message
from evidence_desk.ui.operations import Operations
from evidence_desk.ui.panels.contacts_card import ContactsCard
from evidence_desk.ui.register_operation import RegisterOperation
from evidence_desk.workflows.write_down import Kept

_NEW = "contact"


class Contacts(QObject):
    """The card is there only in a case; before one, the page has nothing of anybody's."""

    def __init__(
        self, card: ContactsCard, operations: Operations, writing: RegisterOperation, state: CaseState
    ) -> None:
        super().__init__(card)
        self._card = card
        self._writing = writing
        self._state = state
        self._asked: str | None = None
        card.hide()
        card.keep_asked.connect(self._on_keep_asked)
        card.removal_asked.connect(self._on_removal_asked)
        operations.case_left.connect(self._on_case_left)
        writing.written.connect(self._on_written)
        writing.not_written.connect(self._on_not_written)

    @Slot()
    def show_case(self) -> None:
        """Show whom the case knows."""
        self._card.setVisible(self._state.case is not None)
        self._card.set_contacts(self._state.registers.contacts)

    @Slot()
    def _on_case_left(self) -> None:
        """What was typed in that case is kept there or not; in another nobody hears of it."""
        self._card.form.leave()
        self._asked = None
        self._card.close_form()

    @Slot(object, object)
    def _on_keep_asked(self, contact: Contact, entry_id: EntryId | None) -> None:
        self._asked = entry_id or _NEW
        self._writing.keep(contact, entry_id, subject=self._asked)

    @Slot(object)
    def _on_removal_asked(self, entry_id: EntryId) -> None:
        self._asked = entry_id
        self._writing.take_out(Contact, entry_id, subject=entry_id)

    @Slot(object)
    def _on_written(self, kept: Kept[Any]) -> None:
        if isinstance(kept.what, Contact):
            self.show_case()
            if self._asked in {kept.id, _NEW}:
                self._asked = None
                self._card.show_kept()

    @Slot(str, object)
    def _on_not_written(self, subject: str, error: DeskError) -> None:
        if subject == self._asked:
            self._asked = None
            self._card.show_trouble(message(error))
