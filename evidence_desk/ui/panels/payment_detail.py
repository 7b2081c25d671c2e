"""One payment: how much, when, to whom and by which number, and until when it can be asked back."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from evidence_desk.domain.card_numbers import last_four, without_card_number
from evidence_desk.domain.deadlines import Deadline
from evidence_desk.domain.facts import Method
from evidence_desk.domain.payments import Collected, Payment
from evidence_desk.domain.times import Moment
from evidence_desk.ui.announcing import announce
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.paid_words import (
    PaidBy,
    asks_collected,
    deadline_words,
    field_names,
    method_choices,
    paid_by,
    payment_title,
    stopped_choices,
)
from evidence_desk.ui.models.payment_words import collected_choices
from evidence_desk.ui.panels.entry_detail import EntryDetail
from evidence_desk.ui.panels.exhibit_chips import ExhibitChips
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.form_parts import ChoicePart, FormPart, LinePart, NamedChoicePart, TextPart
from evidence_desk.ui.widgets.icon_line import IconLine
from evidence_desk.ui.widgets.labelled_field import LabelledField
from evidence_desk.ui.widgets.moment_part import MomentPart
from evidence_desk.ui.widgets.money_part import AmountPart

_LINES = ("to_name", "sort_code", "to_account", "reference", "bank_case", "collected_where", "sent_from", "sent_to")
_AMOUNT_AND_WHEN = (4, 5)
"""A day and a time need more room than an amount, also beside a scroll bar."""
_FOLDED = ("stopped", "cancelled_ns", "sent_from", "sent_to")


class PaymentDetail(EntryDetail):
    """Of a card number no more than the last four digits stays, in whichever field it was typed."""

    steps_asked = Signal(str)

    def __init__(self, look: Appearance, now: Callable[[], Moment]) -> None:
        super().__init__(look)
        self._methods: Mapping[str, Method] = {}
        self._country = ""
        self._method_unknown = False
        self._asks_stopped = False
        self._cut: set[QWidget] = set()
        self.method = NamedChoicePart(look, "method", "own_method", QLineEdit())
        self.amount = AmountPart()
        self.paid = MomentPart(look, "paid_ns", "zone", now)
        self.cancelled = MomentPart(look, "cancelled_ns", "zone", now)
        self.lines = {name: LinePart(name, without_card_number) for name in _LINES}
        self.card = LinePart("card_last_four", last_four)
        self.collected = ChoicePart(look, "collected", collected_choices())
        self.stopped = ChoicePart(look, "stopped", stopped_choices())
        note = TextPart(look, "note", clean=without_card_number)
        parts: tuple[FormPart, ...] = (
            self.method, self.amount, self.paid, self.cancelled, *self.lines.values(), self.card,
            self.collected, self.stopped,
        )  # fmt: skip
        chips = ExhibitChips(look, self.tr("Proof"), self.tr("Add proof"))
        self.fill_with(chips, parts, note)
        self.setAccessibleName(self.tr("The chosen payment"))
        self.how = LabelledField(look, self.tr("How was it paid?"), self.method.field)
        self.own_how = LabelledField(look, self.tr("What is it called?"), self.method.own)
        self.fields = {name: LabelledField(look, words, part.control) for name, (words, part) in self._named().items()}
        self.now = Button(look, self.tr("Now"), "clock", kind="quiet", size="small-link")
        self.now.clicked.connect(self._on_now)
        self.fields["paid_ns"].offer(self.now)
        self.deadline, self.step_done = FactCard(look, "calendar"), FactCard(look, "info")
        self.steps = Button(look, self.tr("Steps to get it back"))
        self.steps.clicked.connect(lambda: self.steps_asked.emit(self.subject))
        self.form.tidied.connect(self._on_tidied)
        for part in parts:
            part.typed.connect(lambda control=part.control: self._cut.discard(control))
        self._put_together()

    def set_methods(self, methods: Mapping[str, Method], country: str, currency: str) -> None:
        """The ways of paying that can be chosen; `currency` is meant where none is typed."""
        if methods != self._methods or not self.method.field.count():
            self._methods = methods
            self.method.set_choices(method_choices(methods), self.tr("Something else"))
        self._country = country
        self.amount.likely = currency

    def show_hints(self, hints: Mapping[str, str]) -> None:
        """Show what is unusual, by the names of the parts; where a card number was cut, that is said instead."""
        for name, field in {**self.fields, "note": self.note, "own_method": self.own_how}.items():
            cut = field.control in self._cut
            field.set_hint(self.tr("We kept only the last four digits.") if cut else hints.get(name, ""))

    def show_step_done(self, words: str) -> None:
        """Ask what became of it, where a step says that somebody was asked to stop it; nothing asks nothing."""
        self.step_done.line.set_words(self.tr("Did they stop it?"), words)
        self.step_done.setVisible(bool(words))
        self._asks_stopped = self._asks_stopped or bool(words)  # whoever has just answered is still in the field
        self._show_stopped()

    def _show_stopped(self) -> None:
        self.fields["stopped"].setVisible(self.is_unfolded or self._asks_stopped)

    def show_deadline(self, deadline: Deadline | None) -> None:
        """Until when it can be asked back, where that is known."""
        self.deadline.setVisible(deadline is not None)
        if deadline is not None:
            self.deadline.line.set_words(*deadline_words(deadline))

    @override
    def arrange(self, *, is_new: bool) -> None:
        payment = self.form.now(Payment)
        method = self._methods.get(payment.method)
        if is_new:
            self._cut.clear()
            self._method_unknown = not payment.method and not payment.own_method
        self.title.setText(payment_title(payment, self._methods, is_new=self._method_unknown))
        self.how.setVisible(self._method_unknown or self.is_unfolded)
        self.own_how.setVisible(self.how.isVisibleTo(self) and self.method.wants_own)
        self._name_fields(payment, method)
        collects = asks_collected(method) or self.is_unfolded
        self.fields["collected"].setVisible(collects)
        picked_up = payment.collected == Collected.YES.value
        self.fields["collected_where"].setVisible((collects and picked_up) or bool(payment.collected_where))
        self.now.setVisible(not payment.paid_ns)
        for name in _FOLDED:
            self.fields[name].setVisible(self.is_unfolded)
        self._asks_stopped = self._asks_stopped and not is_new
        self._show_stopped()
        self.show_pairs()
        self.show_note_words({"note": payment.note})

    @override
    def first_field(self) -> QWidget:
        return self.method.field if self.how.isVisibleTo(self) else self.amount.field

    def _name_fields(self, payment: Payment, method: Method | None) -> None:
        """The fields of this way of paying; one with something in it stays, whatever the way."""
        names = field_names(method, self._country)
        for name in ("to_name", "sort_code", "to_account", "reference", "card_last_four"):
            words = getattr(names, name)
            self.fields[name].setVisible(bool(words) or bool(getattr(payment, name)))
            if words:
                self.fields[name].set_name(words)
        banks = paid_by(method) in {PaidBy.BANK, PaidBy.CARD}
        self.fields["bank_case"].set_name(self.tr("Bank's case number") if banks else self.tr("Their case number"))
        self.lines["bank_case"].field.setPlaceholderText(self.tr("Not yet"))
        when = self.tr("When ({zone})").format(zone=self.paid.zone_words())
        self.fields["paid_ns"].set_name(when)
        self.now.setAccessibleName(self.tr("Now: {field}").format(field=when))
        cancelled = self.tr("Asked to stop it ({zone})").format(zone=self.cancelled.zone_words())
        self.fields["cancelled_ns"].set_name(cancelled)

    def _named(self) -> dict[str, tuple[str, FormPart]]:
        return {
            "amount": (self.tr("Amount"), self.amount),
            "paid_ns": (self.tr("When"), self.paid),
            "to_name": (self.tr("Name you paid, as shown"), self.lines["to_name"]),
            "sort_code": (self.tr("Bank code"), self.lines["sort_code"]),
            "to_account": (self.tr("Account number"), self.lines["to_account"]),
            "reference": (self.tr("Your reference"), self.lines["reference"]),
            "bank_case": (self.tr("Their case number"), self.lines["bank_case"]),
            "card_last_four": (self.tr("Last four digits of the card"), self.card),
            "collected": (self.tr("Was it collected or used?"), self.collected),
            "collected_where": (self.tr("Where was it collected?"), self.lines["collected_where"]),
            "stopped": (self.tr("Stopped?"), self.stopped),
            "cancelled_ns": (self.tr("Asked to stop it"), self.cancelled),
            "sent_from": (self.tr("Sent from (country)"), self.lines["sent_from"]),
            "sent_to": (self.tr("Sent to (country)"), self.lines["sent_to"]),
        }

    def _put_together(self) -> None:
        fields = self.fields
        body = (
            self.how,
            self.own_how,
            self.pair(fields["amount"], fields["paid_ns"], _AMOUNT_AND_WHEN),
            fields["to_name"],
            self.pair(fields["sort_code"], fields["to_account"]),
            fields["card_last_four"],
            self.pair(fields["reference"], fields["bank_case"]),
            fields["collected"],
            fields["collected_where"],
            self.step_done,
            fields["stopped"],
            self.deadline,
            self.chips,
            fields["cancelled_ns"],
            self.pair(fields["sent_from"], fields["sent_to"]),
        )
        self.lay_out(body, self.steps)

    def _on_now(self) -> None:
        """The keyboard goes where it can be changed; the button goes, as there is something now."""
        self.paid.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.paid.say_now()

    def _on_tidied(self, parts: list[FormPart]) -> None:
        """Where a whole card number was typed, its field says what became of it; the note's too."""
        self._cut |= {part.control for part in parts}
        self.looked_odd.emit()
        announce(self, self.tr("We kept only the last four digits."))


class FactCard(QFrame):
    """Something that is known of the payment, and what it rests on."""

    def __init__(self, look: Appearance, icon: str) -> None:
        super().__init__()
        self.setProperty("note", "plain")
        self.line = IconLine(look, icon, "", "")
        column = QVBoxLayout(self)
        column.setContentsMargins(11, 11, 11, 11)
        column.addWidget(self.line)
        self.hide()
