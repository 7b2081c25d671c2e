"""One step beside the list: its guidance, what was said and written of it, and what can be."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from evidence_desk.domain.card_numbers import without_card_number
from evidence_desk.domain.checklists import StepId, StepState
from evidence_desk.domain.entries import EntryId
from evidence_desk.domain.listed import Listed
from evidence_desk.domain.reports import Report
from evidence_desk.domain.times import Moment
from evidence_desk.ui.announcing import announce
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.checklist_model import StepRow
from evidence_desk.ui.models.checklist_words import Exhibits, done_words, proof_words
from evidence_desk.ui.models.moment_words import local_day
from evidence_desk.ui.models.payment_words import payment_head
from evidence_desk.ui.models.report_words import date_words, has_times, is_report
from evidence_desk.ui.panels.checklist_foot import ChecklistFoot
from evidence_desk.ui.panels.checklist_guidance import ChecklistGuidance, ChecklistHeading
from evidence_desk.ui.panels.own_step_tools import OwnStepTools
from evidence_desk.ui.panels.step_others import StepOthers
from evidence_desk.ui.panels.step_payment import StepPayment
from evidence_desk.ui.panels.step_register import StepRegister
from evidence_desk.ui.panels.step_report import StepReport
from evidence_desk.ui.panels.step_text import StepText
from evidence_desk.ui.panels.step_times import StepTimes
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.card import Card, Rule
from evidence_desk.ui.widgets.kept_field import KeptField
from evidence_desk.ui.widgets.note import Note
from evidence_desk.ui.widgets.note_field import NoteField
from evidence_desk.ui.widgets.scrolled_column import ScrolledColumn, fill_card
from evidence_desk.ui.widgets.wrapped_label import WrappedLabel
from evidence_desk.workflows.write_down import Kept

_EDGE = 23


class ChecklistDetail(Card):
    """Shows the step it is given. Its foot stays in view while the rest scrolls."""

    state_asked = Signal(str, StepState)
    note_edited = Signal(str, str)
    proof_asked = Signal(str)
    proof_chosen = Signal(str, object)
    proof_search_asked = Signal(str)
    page_asked = Signal(str)
    own_change_asked = Signal(str)
    own_remove_asked = Signal(str)

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row: StepRow | None = None
        self._report_id: EntryId | None = None
        self._now: Moment | None = None
        self.setAccessibleName(self.tr("The chosen step"))
        self.heading = ChecklistHeading(look)
        self.times, self.report, self.others = StepTimes(look), StepReport(look), StepOthers(look)
        self.payment, self.text, self.own = StepPayment(look), StepText(look), OwnStepTools(look)
        self.register = StepRegister(look)
        self._date = Note(look, kind="plain", icon="clock")
        between, below = (self._date, self.payment, self.text, self.own), (self.report, self.others)
        self.guidance = ChecklistGuidance(look, between, below)
        self.foot = ChecklistFoot(look)
        self.note = NoteField(look, self.tr("Your note"), clean=without_card_number)
        self._said = Note(look, kind="calm", icon="check")
        self._trouble = Note(look)
        self._address = WrappedLabel("", TextSize.SMALL)
        flags = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        self._address.setTextInteractionFlags(flags)
        self._lay_out()
        self._connect()

    @property
    def row(self) -> StepRow | None:
        """The step shown, with what was said of it."""
        return self._row

    @property
    def shown_report(self) -> Kept[Report] | None:
        """The report of the step that is shown: the newest, unless the person wanted to see another."""
        return self._row.known.of_report(self._report_id).report if self._row is not None else None

    def set_exhibits(self, newest: Sequence[Listed], count: int) -> None:
        """The newest items that can be a proof, and how many there are."""
        self.foot.set_exhibits(newest, count)

    def show_step(self, row: StepRow | None, exhibits: Exhibits, now: Moment | None) -> None:
        """Show a step; the same step again keeps what is being typed."""
        same = row is not None and self._row is not None and row.step.id == self._row.step.id
        if not same:
            self.flush()
            self.foot.turn_to_another()
            self._hide_trouble()
            self._report_id = None
        elif row is not None and self._row is not None and len(row.known.reports) > len(self._row.known.reports):
            self._report_id = None
        self._row, self._now = row, now
        if row is None or now is None:
            return
        if not same:
            self.guidance.show_step(row.step, local_day(now), row.known.country)
            self.text.show_draft(None)
        self.heading.show_step(row.step, row.known.reason, self._head_of(row, now))
        self._show_known(row, now)
        self.note.show_note(row.step.id, row.mark.note if row.mark else "")
        self._show_state(row, exhibits, now)

    def show_trouble(self, step_id: StepId, sentence: str, address: str) -> None:
        """Say what went wrong; an address that could not be opened stands there to copy."""
        self.note.not_kept(step_id)
        if self._row is not None and step_id == self._row.step.id:
            self._trouble.set_text(sentence)
            self._trouble.show()
            announce(self, sentence)
            self._address.setText(address)
            self._address.setVisible(bool(address))

    def flush(self) -> None:
        """Tell now what was typed and not yet told."""
        for field in self.fields():
            field.flush()

    def turn_to(self, case_id: str) -> None:
        """Go on in another case: a step is called the same in every case, so each case has its own drafts."""
        for field in self.fields():
            field.turn_to(case_id)

    def fields(self) -> tuple[KeptField, ...]:
        """Everything that is kept as it is typed."""
        return (self.note, self.report.number, self.report.place, self.payment.reference)

    def stops(self) -> tuple[QWidget, ...]:
        """Everything the keyboard can come to, as it stands from top to bottom."""
        return (
            *(self._address, *self.register.stops()),
            *(self.times.again, self.times.change, self.times.now, self.guidance.phones),
            *(self.payment.reference.field, *self.payment.collected.buttons()),
            *(self.text.box, self.text.copy, self.own.change, self.own.remove, self.guidance.page),
            *(self.report.number.field, self.report.outcome, self.report.follow_up, self.report.place.field),
            *(self.others.remove, self.others.lines, self.note.field),
            *self.foot.stops(),
        )  # fmt: skip

    def take_focus(self) -> None:
        """Put the keyboard on the first thing that can be said."""
        self.foot.first().setFocus(Qt.FocusReason.TabFocusReason)

    def _head_of(self, row: StepRow, now: Moment) -> str:
        payment, method = row.known.payment, row.known.method
        return payment_head(payment.what, {method.id: method} if method else {}, now) if payment else ""

    def _show_known(self, row: StepRow, now: Moment) -> None:
        """What else is known of the step: its report, its payment, its date."""
        step, known = row.step, row.known.of_report(self._report_id)
        reports = is_report(step) and row.state is not StepState.SKIPPED
        for part in (self.report, self.others):
            part.setVisible(reports)
        self.times.setVisible(reports and has_times(step, known))
        if reports:
            self.others.show_step(step, known, now)
            self.times.show_step(step, known, now)
            self.report.show_step(step, known, local_day(now), is_done=row.state is StepState.DONE)
        self.payment.show_step(known)
        self.register.show_step(step, row.mark, known)
        self.own.setVisible(step.is_own)
        words = date_words(step, known, now)
        self._date.set_text(words)
        self._date.setVisible(bool(words))

    def _show_state(self, row: StepRow, exhibits: Exhibits, now: Moment) -> None:
        mark = row.mark
        done = mark is not None and row.state is StepState.DONE
        words = (done_words(mark, now) if mark and done else "", proof_words(mark, exhibits) if mark else "")
        said = ". ".join(filter(None, words))
        self._said.set_text(said + "." if said else "")
        self._said.setVisible(bool(said) and row.state is not StepState.SKIPPED)
        noted = mark is not None and bool(mark.note)
        self.note.setVisible(done or noted or self.note.has_words(row.step.id))
        self.foot.show_state(row.state, has_proof=mark is not None and mark.proof is not None)

    def _hide_trouble(self) -> None:
        self._trouble.hide()
        self._address.hide()

    def _lay_out(self) -> None:
        body = ScrolledColumn()
        body.column.setSpacing(16)
        for part in (self.heading, self._trouble, self._address, self._said, self.register, self.times):
            body.column.addWidget(part)
        body.column.addWidget(self.guidance, 1)
        body.column.addWidget(self.note)
        fill_card(self, (body, Rule(), self.foot), _EDGE, gap=15)

    def _connect(self) -> None:
        self.foot.state_asked.connect(self._on_state_asked)
        self.register.done_asked.connect(self.foot.say_done)
        self.register.stopped_chosen.connect(lambda: self.note.field.setFocus(Qt.FocusReason.OtherFocusReason))
        self.foot.proof_asked.connect(self._on_proof_asked)
        self.foot.proof_chosen.connect(self._on_proof_chosen)
        self.foot.proof_search_asked.connect(self._on_proof_search_asked)
        self.note.edited.connect(self.note_edited)
        self.note.tidied.connect(lambda _step: announce(self.note, self.tr("We kept only the last four digits.")))
        self.guidance.page_asked.connect(self._on_page_asked)
        self.others.chosen.connect(self._on_report_chosen)
        self.own.change_asked.connect(self._on_own_change_asked)
        self.own.remove_asked.connect(self._on_own_remove_asked)

    @Slot(str)
    def _on_report_chosen(self, report_id: str) -> None:
        """Shown in the place of the other; the keyboard goes to its first field, as the line it was on is gone."""
        if self._row is not None and self._now is not None:
            self._report_id = EntryId(report_id)
            self._show_known(self._row, self._now)
            self.report.number.field.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(StepState)
    def _on_state_asked(self, state: StepState) -> None:
        if self._row is not None:
            self.state_asked.emit(self._row.step.id, state)

    @Slot()
    def _on_proof_asked(self) -> None:
        if self._row is not None:
            self.proof_asked.emit(self._row.step.id)

    @Slot(object)
    def _on_proof_chosen(self, item: Listed | None) -> None:
        if self._row is not None:
            self.proof_chosen.emit(self._row.step.id, item)

    @Slot()
    def _on_proof_search_asked(self) -> None:
        if self._row is not None:
            self.proof_search_asked.emit(self._row.step.id)

    @Slot()
    def _on_page_asked(self) -> None:
        self._hide_trouble()
        if self._row is not None:
            self.page_asked.emit(self._row.step.id)

    @Slot()
    def _on_own_change_asked(self) -> None:
        if self._row is not None:
            self.own_change_asked.emit(self._row.step.id)

    @Slot()
    def _on_own_remove_asked(self) -> None:
        if self._row is not None:
            self.own_remove_asked.emit(self._row.step.id)
