"""What the entry of a payment says of the same thing as a step: it marks nothing by itself, and asks what it lacks."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from evidence_desk.domain.checklists import Step, StepMark, StepState
from evidence_desk.guidance.register_says import ANSWERS, is_unsaid, register_says
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.checklist_words import state_of
from evidence_desk.ui.models.paid_words import said_in_payments, still_not_asked, stopped_choices
from evidence_desk.ui.models.step_known import StepKnown
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.flow_layout import FlowRow
from evidence_desk.ui.widgets.icon_line import IconLine


class StepRegister(QFrame):
    """Stands where one of the two knows more than the other, with one press that says it at the other too."""

    done_asked = Signal()
    stopped_chosen = Signal(str)

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("note", "calm")
        self._line = IconLine(look, "payments", "", "")
        self.done = Button(look, self.tr("Mark this step done"), "check", size="small")
        self.done.clicked.connect(self.done_asked)
        words = dict(stopped_choices())
        self.answers = {each.value: Button(look, words[each.value], size="small") for each in ANSWERS}
        for value, button in self.answers.items():
            button.setAccessibleName(self.tr("Did they stop it? {answer}").format(answer=button.text()))
            button.clicked.connect(lambda _checked=False, value=value: self.stopped_chosen.emit(value))
        self._answers = FlowRow(tuple(self.answers.values()), gap=8)
        self._done = FlowRow((self.done,))
        column = QVBoxLayout(self)
        column.setContentsMargins(11, 11, 11, 11)
        column.setSpacing(8)
        for part in (self._line, self._done, self._answers):
            column.addWidget(part)

    def show_step(self, step: Step, mark: StepMark | None, known: StepKnown) -> None:
        """Show what the entry of the step's payment has, or lacks; or nothing."""
        payment = known.payment.what if known.payment else None
        said = register_says(step, payment) if payment and state_of(mark) is StepState.TODO else {}
        unsaid = payment is not None and is_unsaid(step, mark, payment)
        self.setVisible(bool(said) or unsaid)
        self._done.setVisible(bool(said))
        self._answers.setVisible(unsaid)
        if said:
            self._line.set_words(
                self.tr("Written down in Payments"), said_in_payments(said, known.method, known.country)
            )
        elif unsaid:
            self._line.set_words(self.tr("Did they stop it?"), still_not_asked())

    def stops(self) -> tuple[QWidget, ...]:
        """Its buttons, in their order."""
        return (self.done, *self.answers.values())
