"""Paid or not, how, and the call to the bank: what stands over the steps of Cancel payments, and in their place."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

from evidence_desk.domain.answers import Told
from evidence_desk.domain.checklists import StepId, StepState
from evidence_desk.domain.entries import EntryId
from evidence_desk.domain.errors import DeskError
from evidence_desk.domain.facts import MethodId
from evidence_desk.domain.payments import Payment
from evidence_desk.domain.reports import Report
from evidence_desk.domain.times import Clock
from evidence_desk.guidance.situation import country_group
from evidence_desk.ui.connections.case_plan import CasePlan
from evidence_desk.ui.connections.case_state import CaseState
from evidence_desk.ui.models.checklist_words import state_of
from evidence_desk.ui.models.payment_words import bank_phone
from evidence_desk.ui.operations import Operations
from evidence_desk.ui.panels.bank_card import BankCard
from evidence_desk.ui.panels.no_payment import NoPayment
from evidence_desk.ui.register_operation import RegisterOperation
from evidence_desk.workflows.write_down import Kept

BANK_STEP = StepId("payments.bank-transfer.ring-bank")
"""The step whose report a call to the bank is, whether that step is in the plan or not."""

_BANK: Final = MethodId("bank-transfer")
_PAYMENT: Final = "new payment"


class Paying(QObject):
    """A payment that is chosen here is written into the register as one of which only the way is known."""

    register_wanted = Signal()
    """The payments' own room."""

    def __init__(
        self,
        bank: BankCard,
        question: NoPayment,
        operations: Operations,
        writing: RegisterOperation,
        state: CaseState,
        *,
        plan: CasePlan,
        clock: Clock,
    ) -> None:
        super().__init__(bank)
        self._bank = bank
        self._question = question
        self._operations = operations
        self._writing = writing
        self._state = state
        self._plan = plan
        self._clock = clock
        self._is_writing = False
        question.paid.connect(lambda: self._tell(Told.YES))
        question.not_paid.connect(lambda: self._tell(Told.NO))
        question.method_chosen.connect(self._on_method_chosen)
        question.register_asked.connect(self.register_wanted)
        bank.called.connect(self._on_called)
        bank.not_called.connect(self._on_not_called)
        bank.number_edited.connect(self._on_number_edited)
        writing.written.connect(self.show_case)
        writing.not_written.connect(self._on_not_written)

    @Slot()
    def show_case(self) -> None:
        """Show what was said of paying in this case, and of the bank."""
        self._is_writing = False
        plan, content = self._plan.now(), self._plan.content
        if plan is None or content is None:
            return
        answers = plan.situation.answers
        self._bank.number.turn_to(self._state.case.id if self._state.case else "")
        phone = bank_phone(content.methods.get(_BANK), country_group(answers.country))
        self._bank.show_bank(phone, self._call(), self._clock.now())
        self._question.offer(each for each in content.methods.values() if each.id != "any")
        self._question.show_told(Told(answers.paid))

    def _call(self) -> Kept[Report] | None:
        return next((each for each in reversed(self._state.registers.reports) if _is_call(each)), None)

    def _tell(self, told: Told) -> None:
        self._writing.answer(lambda answers: replace(answers, paid=told.value))

    @Slot(str)
    def _on_method_chosen(self, method_id: str) -> None:
        if not self._is_writing:  # a second press is the same payment
            self._is_writing = True
            self._writing.keep(Payment(method=method_id), subject=_PAYMENT)

    @Slot()
    def _on_called(self) -> None:
        now = self._clock.now()
        call = Report(to=self.tr("Your bank"), step=BANK_STEP, asked_ns=now.utc_ns, zone=now.zone)
        self._writing.change(call, lambda kept: kept, is_it=_is_call)
        plan = self._plan.now()
        is_there = plan is not None and plan.step(BANK_STEP) is not None
        if is_there and state_of(self._state.marks.get(BANK_STEP)) is StepState.TODO:
            self._operations.change_step(BANK_STEP, StepState.DONE)

    @Slot(str)
    def _on_not_called(self, entry_id: str) -> None:
        """Pressed by mistake: the step that it ticked is to do again."""
        self._writing.take_out(Report, EntryId(entry_id))
        if state_of(self._state.marks.get(BANK_STEP)) is StepState.DONE:
            self._operations.change_step(BANK_STEP, StepState.TODO)

    @Slot(str, str)
    def _on_number_edited(self, entry_id: str, untrusted_number: str) -> None:
        self._writing.change(
            Report(), lambda call: replace(call, reference=untrusted_number),
            entry_id=EntryId(entry_id), subject=entry_id,
        )  # fmt: skip

    @Slot(str, object)
    def _on_not_written(self, subject: str, error: DeskError) -> None:
        """A number that could not be kept stays in its field, and is told again when that is left."""
        call = self._call()
        if subject == _PAYMENT or (call is not None and subject == call.id):
            self._is_writing = False
            self._bank.number.not_kept(subject)
            self._operations.failed.emit(error)


def _is_call(kept: Kept[Report]) -> bool:
    return kept.what.step == BANK_STEP and bool(kept.what.asked_ns)
