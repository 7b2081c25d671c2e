"""One account: its names, what stays the same of it, and a kind request for that where it is missing."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from evidence_desk.domain.accounts import Account, Identifier
from evidence_desk.domain.card_numbers import without_card_number
from evidence_desk.domain.facts import Service
from evidence_desk.ui.announcing import announce
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.account_words import (
    account_title,
    kind_request,
    lasting_part,
    not_found,
    part_name,
    service_choices,
)
from evidence_desk.ui.panels.entry_detail import EntryDetail
from evidence_desk.ui.panels.exhibit_chips import ExhibitChips
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.form_parts import LinePart, NamedChoicePart, TextPart
from evidence_desk.ui.widgets.labelled_field import LabelledField
from evidence_desk.ui.widgets.plain_label import PlainLabel

_ALWAYS = frozenset({Identifier.DISPLAY_NAME, Identifier.HANDLE, Identifier.LINK})


class AccountDetail(EntryDetail):
    """Says which account it shows; hints and twins are told to it."""

    capture_asked = Signal(str)
    twin_asked = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__(look)
        self._services: Mapping[str, Service] = {}
        self._place_unknown = False
        self.service = NamedChoicePart(look, "service", "own_service", QLineEdit())
        self.lines = {part: LinePart(part.value) for part in Identifier}
        self.former = TextPart(look, "former_names", lines=True)
        note = TextPart(look, "note", clean=without_card_number)
        chips = ExhibitChips(look, self.tr("Seen in"), self.tr("Add an item"))
        self.fill_with(chips, (self.service, *self.lines.values(), self.former), note)
        self.setAccessibleName(self.tr("The chosen account"))
        note.typed.connect(lambda: self.note.set_hint(""))
        self.form.tidied.connect(self._on_tidied)
        self.where = LabelledField(look, self.tr("Where"), self.service.field)
        self.own_where = LabelledField(look, self.tr("What is it called?"), self.service.own)
        self.fields = {part: LabelledField(look, part_name(part), line.field) for part, line in self.lines.items()}
        self.former_names = LabelledField(look, self.tr("Names it had before, one on each line"), self.former.field)
        self.request = KindRequest()
        self.capture = Button(look, self.tr("Capture profile"), "capture")
        self._name_fields()
        self._put_together()

    def _on_tidied(self, _parts: object) -> None:
        """Where a whole card number was typed, the note says what became of it."""
        words = self.tr("We kept only the last four digits.")
        self.note.set_hint(words)
        announce(self, words)

    def set_services(self, services: Mapping[str, Service]) -> None:
        """The services that can be chosen."""
        self._services = services
        self.service.set_choices(service_choices(services), self.tr("Somewhere else"))

    @override
    def arrange(self, *, is_new: bool) -> None:
        account = self.form.now(Account)
        service = self._services.get(account.service)
        if is_new:
            self._place_unknown = not account.service and not account.own_service
        self.title.setText(account_title(account, self._services))
        self.where.setVisible(self._place_unknown or self.is_unfolded)
        self.own_where.setVisible(self.where.isVisibleTo(self) and self.service.wants_own)
        lasting = lasting_part(service)
        for part, field in self.fields.items():
            needed = part in _ALWAYS or part is lasting or bool(getattr(account, part))
            field.setVisible(needed or self.is_unfolded)
            self.lines[part].field.setPlaceholderText(self._placeholder(part, lasting))
        self.former_names.setVisible(self.is_unfolded or bool(account.former_names))
        self.request.setVisible(lasting is not None and not getattr(account, lasting))
        self.request.show_words(*kind_request(service))
        self.show_note_words({"note": account.note})

    @override
    def first_field(self) -> QWidget:
        unknown = self.where.isVisibleTo(self)
        return self.service.field if unknown else self.lines[Identifier.DISPLAY_NAME].field

    def _placeholder(self, part: Identifier, lasting: Identifier | None) -> str:
        if part is lasting:
            return not_found()
        return self.tr("Paste the link here") if part is Identifier.LINK else ""

    def _name_fields(self) -> None:
        self.capture.setToolTip(self.tr("Save what is on screen, and that it shows this account (P)"))
        self.capture.clicked.connect(lambda: self.capture_asked.emit(self.subject))
        for field in self.fields.values():
            field.hint_acted.connect(self.twin_asked)

    def _put_together(self) -> None:
        fields = self.fields
        body = (
            self.where,
            self.own_where,
            self.pair(fields[Identifier.DISPLAY_NAME], fields[Identifier.HANDLE]),
            fields[Identifier.PERMANENT_ID],
            fields[Identifier.PHONE],
            self.request,
            fields[Identifier.LINK],
            fields[Identifier.EMAIL],
            fields[Identifier.WALLET],
            self.former_names,
            self.chips,
        )
        self.lay_out(body, self.capture)


class KindRequest(QFrame):
    """Why the lasting name is asked for, and where to find it."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("note", "calm")
        self._asked = PlainLabel("", TextSize.SMALL, wraps=True)
        self._where = PlainLabel("", TextSize.SMALL, bold=True, wraps=True)
        self._how = PlainLabel("", TextSize.SMALL, wraps=True)
        self._finding = QWidget()
        finding = QVBoxLayout(self._finding)
        finding.setContentsMargins(0, 0, 0, 0)
        finding.setSpacing(0)
        finding.addWidget(self._where)
        finding.addWidget(self._how)
        column = QVBoxLayout(self)
        column.setContentsMargins(11, 9, 11, 9)
        column.setSpacing(8)
        column.addWidget(self._asked)
        column.addWidget(self._finding)

    def show_words(self, asked: str, where: str, how: str) -> None:
        """Say it; where and how may be empty."""
        self._asked.setText(asked)
        self._where.setText(where)
        self._how.setText(how)
        self._finding.setVisible(bool(where))
