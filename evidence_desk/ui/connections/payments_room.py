"""The room Payments: totals, hints, the date until which to ask, and the way to the steps."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QLocale, Slot
from typing_extensions import override

from evidence_desk.domain.checklists import Step, StepMark
from evidence_desk.domain.deadlines import Deadline
from evidence_desk.domain.entries import EntryId
from evidence_desk.domain.payments import Payment
from evidence_desk.guidance.hints import payment_hint
from evidence_desk.guidance.payment_rules import LAST_MOMENT
from evidence_desk.guidance.register_says import step_done_unsaid
from evidence_desk.ui.actions import ActionId
from evidence_desk.ui.connections.register_room import RegisterRoom, RegisterWays
from evidence_desk.ui.models.guidance_words import hint_in_the_windows_language
from evidence_desk.ui.models.paid_words import paid_rows, step_done_words, total_words
from evidence_desk.ui.models.register_model import RegisterRow
from evidence_desk.ui.panels.payments_panel import PaymentsPanel
from evidence_desk.workflows.write_down import Kept

_CURRENCY_OF = {"GB": "GBP", "US": "USD", "CA": "CAD", "AU": "AUD", "IE": "EUR", "NZ": "NZD", "IN": "INR", "EU": "EUR"}


class PaymentsRoom(RegisterRoom):
    """A new payment says nothing yet; its currency is that of the last one, or of the person's country."""

    def __init__(self, panel: PaymentsPanel, ways: RegisterWays, show_payment: Callable[[EntryId], None]) -> None:
        super().__init__(panel, ActionId.PAID, Payment, ways)
        self._panel = panel
        self._show_payment = show_payment
        self._methods = (
            {str(name): each for name, each in ways.plan.content.methods.items()} if ways.plan.content else {}
        )
        panel.detail.steps_asked.connect(self._on_steps_asked)
        panel.row_chosen.connect(self._show_deadline)
        ways.operations.step_changed.connect(self.show_case)

    @override
    def register(self) -> tuple[Kept[Any], ...]:
        return self._ways.state.registers.payments

    @override
    def show_case(self) -> None:
        country = self._ways.state.registers.answers.country
        self._panel.detail.set_methods(self._methods, country, self._likely_currency(country))
        super().show_case()
        self._show_deadline()

    @override
    def rows(self, entries: Mapping[str, Any]) -> list[RegisterRow]:
        self._panel.totals.show_amounts(total_words(list(entries.values())))
        unsaid = {subject for subject, payment in entries.items() if self._step_done(subject, payment)}
        return paid_rows(list(entries.items()), self._methods, self._ways.clock.now(), unsaid)

    @override
    def removed_words(self) -> str:
        return self.tr("The payment was removed.")

    @override
    @Slot()
    def show_hints(self) -> None:
        detail, content = self._panel.detail, self._ways.plan.content
        payment = detail.form.now(Payment)
        now = self._ways.clock.now().at
        hints: dict[str, str] = {}
        if content is not None:
            found = {
                name: payment_hint(content, payment, name, now=now, translate=hint_in_the_windows_language)
                for name in detail.fields
            }
            hints = {name: hint for name, hint in found.items() if hint}
        if payment.amount_as_typed:
            hints["amount"] = self.tr("Write it like 180.00 GBP. It stays as you typed it.")
        detail.show_hints(hints)

    def _likely_currency(self, country: str) -> str:
        used = [each.what.currency for each in self._ways.state.registers.payments if each.what.currency]
        if used:
            return str(used[-1])
        here = QLocale.system().currencySymbol(QLocale.CurrencySymbolFormat.CurrencyIsoCode)
        return _CURRENCY_OF.get(country) or here or "GBP"

    def _step_done(self, subject: str, payment: Payment) -> tuple[Step, StepMark] | None:
        """The step that says somebody was asked to stop it, where the entry still says that nobody was."""
        plan = self._ways.plan.now()
        steps = (step for each in plan.lists for step in each.steps) if plan else ()
        return step_done_unsaid(steps, self._ways.state.marks, EntryId(subject), payment)

    def _show_step_done(self) -> None:
        detail = self._panel.detail
        found = self._step_done(self._panel.subject, detail.form.now(Payment)) if self._panel.subject else None
        detail.show_step_done(step_done_words(*found, self._ways.clock.now()) if found else "")

    @Slot()
    def _show_deadline(self) -> None:
        """The first real date of this payment; one that has no date only where there is no other."""
        mine = [each for each in self._ways.plan.deadlines() if each.payment_id == self._panel.subject]
        self._panel.detail.show_deadline(_most_useful(mine))
        self._show_step_done()

    @Slot(str)
    def _on_steps_asked(self, subject: str) -> None:
        self._panel.flush()
        self._show_payment(EntryId(subject))


def _most_useful(deadlines: list[Deadline]) -> Deadline | None:
    last_moments = [each for each in deadlines if each.kind == LAST_MOMENT]
    dated = [each for each in last_moments if each.ends_at is not None]
    return next(iter(dated or last_moments), None)
