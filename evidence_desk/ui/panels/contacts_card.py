"""People who help you: whom somebody spoke to, with number and reference, and a form to write one down."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evidence_desk.domain.reports import Contact
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.contact_words import contact_lines, contact_name
from evidence_desk.ui.models.help_words import HelpNumber
from evidence_desk.ui.models.safe_text import isolated, safe_line
from evidence_desk.ui.panels.contact_form import ContactForm
from evidence_desk.ui.panels.help_entries import HelpAsking, NumberLine
from evidence_desk.ui.regions import set_tab_order
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.card import Card, Rule
from evidence_desk.ui.widgets.flow_layout import FlowRow, drop
from evidence_desk.ui.widgets.plain_label import PlainLabel
from evidence_desk.ui.widgets.wrapped_label import WrappedLabel
from evidence_desk.workflows.write_down import Kept

if TYPE_CHECKING:
    from evidence_desk.domain.entries import EntryId


_LONGEST_NUMBER = 24
"""What is longer is words; as a number, which never wraps, it would be as wide as it is long."""


class ContactsCard(Card):
    """Only inside a case. The form stands under the rows; nobody else is begun before that is kept or left."""

    keep_asked = Signal(object, object)
    """The Contact, and the EntryId of the one it is from now on, or None for a new one."""
    removal_asked = Signal(object)
    """The EntryId."""

    def __init__(self, look: Appearance, asking: HelpAsking, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._asking = asking
        self._contacts: tuple[Kept[Contact], ...] = ()
        self._entry_id: EntryId | None = None
        self.rows: list[ContactRow] = []
        self.setAccessibleName(self.tr("People who help you"))
        self.add = Button(look, self.tr("Add a person"), "plus", size="small")
        self.form = ContactForm(look)
        self._lay_out()
        self.add.clicked.connect(self._on_add)
        self.form.given.connect(lambda contact: self.keep_asked.emit(contact, self._entry_id))
        self.form.removed.connect(self._on_removed)
        self.form.left.connect(self._on_left)
        self.form.hide()

    def set_contacts(self, contacts: Sequence[Kept[Contact]]) -> None:
        """Show these; what is being typed stays, unless whom it is about is gone."""
        if tuple(contacts) == self._contacts:
            return
        self._contacts = tuple(contacts)
        old, self.rows = self.rows, [ContactRow(self._look, self._asking, each) for each in contacts]
        for row in self.rows:
            row.change.clicked.connect(partial(self._on_change, row.kept))
            row.change.setEnabled(self.form.isHidden())
            self._people.addWidget(row)
            row.show()
        drop(self._people, old)
        self._empty.setVisible(not contacts)
        set_tab_order([self.add, *(stop for row in self.rows for stop in row.stops()), *self.form.stops()])
        if self._entry_id is not None and self._entry_id not in {each.id for each in contacts}:
            self.close_form()

    def show_kept(self) -> None:
        """What was given is kept."""
        self.close_form()

    def show_trouble(self, sentence: str) -> None:
        """Say why it was not; it stays in the form."""
        self.form.show_trouble(sentence)

    def close_form(self) -> None:
        """Put the form away, and the keyboard where it came from."""
        held = self.form.isAncestorOf(self.window().focusWidget())
        row = next((row for row in self.rows if row.kept.id == self._entry_id), None)
        self._entry_id = None
        self.form.hide()
        self._let_begin(may=True)
        if held:
            (row.change if row else self.add).setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        head = FlowRow((PlainLabel(self.accessibleName(), TextSize.SECTION), self.add), last_at_end=True)
        head.setContentsMargins(15, 15, 15, 12)
        empty = self.tr("Write down who you spoke to: an officer, a helpline, your bank, someone you trust.")
        self._empty = PlainLabel(empty, TextSize.SMALL, ink="2", wraps=True)
        self._empty.setContentsMargins(15, 0, 15, 15)
        self._people = QVBoxLayout()
        self._people.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._empty)
        column.addLayout(self._people)
        column.addWidget(self.form)

    def _let_begin(self, *, may: bool) -> None:
        for button in (self.add, *(row.change for row in self.rows)):
            button.setEnabled(may)

    @Slot()
    def _on_add(self) -> None:
        self._entry_id = None
        self.form.begin(Contact(), is_new=True)
        self._let_begin(may=False)

    def _on_change(self, kept: Kept[Contact]) -> None:
        self._entry_id = kept.id
        self.form.begin(kept.what, is_new=False)
        self._let_begin(may=False)

    @Slot()
    def _on_removed(self) -> None:
        if self._entry_id is not None:
            self.removal_asked.emit(self._entry_id)

    @Slot()
    def _on_left(self) -> None:
        self.close_form()


class ContactRow(QWidget):
    """Who it is, the number large, what else is known, and *Change*."""

    def __init__(self, look: Appearance, asking: HelpAsking, kept: Kept[Contact]) -> None:
        super().__init__()
        self.kept = kept
        name = contact_name(kept.what)
        self.change = Button(look, self.tr("Change"), size="small")
        self.change.setAccessibleName(self.tr("Change: {name}").format(name=name))
        self.number: NumberLine | None = None
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(WrappedLabel(name, bold=True), 1)
        phone = safe_line(kept.what.phone.strip())
        is_number = 0 < len(phone) <= _LONGEST_NUMBER
        if is_number:
            spoken = self.tr("{name}, ring {number}").format(name=name, number=phone)
            self.number = NumberLine(look, asking, HelpNumber(phone, "", spoken), TextSize.SECTION)
            top.addWidget(self.number)
        top.addWidget(self.change)
        inside = QVBoxLayout()
        inside.setContentsMargins(15, 12, 15, 12)
        inside.setSpacing(0)
        inside.addLayout(top)
        said = () if is_number or not phone else (isolated(phone),)
        for line in (*said, *contact_lines(kept.what)):
            inside.addWidget(WrappedLabel(line, TextSize.SMALL, ink="2"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Rule())
        column.addLayout(inside)

    def stops(self) -> list[QWidget]:
        """What Tab goes through."""
        number = [self.number.label, self.number.copy] if self.number else []
        return [*number, self.change]
