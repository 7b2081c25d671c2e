"""The form for one person who helps: kept by *Keep it*, and when the page is left."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from evidence_desk.domain.card_numbers import without_card_number
from evidence_desk.domain.reports import Contact
from evidence_desk.ui.announcing import announce
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.contact_words import roles
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.card import Rule
from evidence_desk.ui.widgets.column_row import ColumnRow
from evidence_desk.ui.widgets.flow_layout import FlowRow
from evidence_desk.ui.widgets.form_parts import ChoicePart, FormPart, LinePart, TextPart
from evidence_desk.ui.widgets.labelled_field import LabelledField
from evidence_desk.ui.widgets.note import Note
from evidence_desk.ui.widgets.plain_label import PlainLabel

_FOLD_BELOW = 480


class ContactForm(QWidget):
    """Any part may stay empty, but not all of them."""

    given = Signal(object)
    """The Contact."""
    removed = Signal()
    left = Signal()

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.role = ChoicePart(look, "role", roles())
        self.name, self.organisation = LinePart("name"), LinePart("organisation")
        self.phone, self.email = LinePart("phone"), LinePart("email")
        self.reference = LinePart("reference", without_card_number)
        self.note = TextPart(look, "note", clean=without_card_number)
        self._parts = (self.role, self.name, self.organisation, self.phone, self.email, self.reference, self.note)
        self._lines = (self.name, self.organisation, self.phone, self.email, self.reference)
        self._waits = False
        self._begun = Contact()
        self._title = PlainLabel("", bold=True)
        self._trouble = Note(look)
        self.keep = Button(look, self.tr("Keep it"), kind="main")
        self.cancel = Button(look, self.tr("Cancel"))
        self.remove = Button(look, self.tr("Remove"), kind="quiet")
        self._lay_out()
        for part in self._parts:
            part.typed.connect(self._on_typed)
        self.reference.left.connect(lambda: self._tidy(self.reference))
        self.note.left.connect(lambda: self._tidy(self.note))
        self.keep.clicked.connect(self._on_keep)
        self.cancel.clicked.connect(self.left)
        self.remove.clicked.connect(self.removed)
        for part in self._lines:
            part.field.returnPressed.connect(self._on_keep)

    def begin(self, contact: Contact, *, is_new: bool) -> None:
        """Show one to be filled in or changed."""
        values = {name: getattr(contact, name) for part in self._parts for name in part.values()}
        for part in self._parts:
            part.show_values(values)
        self._begun = self._contact()
        self._title.setText(self.tr("A new person") if is_new else self.tr("Change what you wrote down"))
        self.remove.setVisible(not is_new)
        self._trouble.hide()
        self.show()
        self._set_waiting(waiting=False)
        self.name.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_trouble(self, sentence: str) -> None:
        """Say why it was not kept; what was typed stays."""
        self._trouble.set_text(sentence)
        self._trouble.show()
        self._set_waiting(waiting=False)
        announce(self.keep, sentence)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever leaves the page, or the desk at once, has not thrown away what they typed; *Cancel* does.

        A window that the desktop makes small is still the same page, and goes on where it was.
        """
        super().hideEvent(event)
        if not event.spontaneous():
            self.leave()

    def leave(self) -> None:
        """Give what was typed and not given yet, as long as the form stands there."""
        if not self.isHidden() and self._contact() != self._begun:
            self._on_keep()

    def stops(self) -> list[QWidget]:
        """What Tab goes through."""
        return [*(part.control for part in self._parts), self.keep, self.cancel, self.remove]

    def _lay_out(self) -> None:
        pairs = (
            (self._field(self.tr("Name"), self.name), self._field(self.tr("Who they are to you"), self.role)),
            (self._field(self.tr("Organisation"), self.organisation), self._field(self.tr("Phone"), self.phone)),
            (self._field(self.tr("Email"), self.email), self._field(self.tr("Reference number"), self.reference)),
        )
        inside = QVBoxLayout()
        inside.setContentsMargins(15, 15, 15, 15)
        inside.setSpacing(12)
        inside.addWidget(self._title)
        for pair in pairs:
            inside.addWidget(ColumnRow(self._look, pair, (1, 1), _FOLD_BELOW, gap=12))
        inside.addWidget(self._field(self.tr("Your note"), self.note))
        inside.addWidget(self._trouble)
        kept = self.tr("It is kept in the case, encrypted. Every change of it is in the history.")
        inside.addWidget(PlainLabel(kept, TextSize.SMALL, ink="3", wraps=True))
        inside.addWidget(FlowRow((self.keep, self.cancel, self.remove)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Rule())
        column.addLayout(inside)

    def _field(self, name: str, part: LinePart | ChoicePart | TextPart) -> LabelledField:
        return LabelledField(self._look, name, part.control)

    def _tidy(self, part: FormPart) -> None:
        """Where a whole card number was typed, say what becomes of it."""
        if part.tidy():
            words = self.tr("We keep only the last four digits.")
            self._trouble.set_text(words)
            self._trouble.show()
            announce(self.keep, words)

    def _contact(self) -> Contact:
        return Contact(**{name: value for part in self._parts for name, value in part.values().items()})

    def _set_waiting(self, *, waiting: bool) -> None:
        """Take no second press while the first one works, and no letter that would be lost when it is kept."""
        self._waits = waiting
        for line in self._lines:
            line.field.setReadOnly(waiting)
        self.note.field.setReadOnly(waiting)
        self._on_typed()

    @Slot()
    def _on_typed(self) -> None:
        said = self._contact()
        parts = (said.name, said.organisation, said.phone, said.email, said.reference, said.note)
        self.keep.setEnabled(any(parts) and not self._waits)

    @Slot()
    def _on_keep(self) -> None:
        if self.keep.isEnabled():
            self._set_waiting(waiting=True)
            self.given.emit(self._contact())
