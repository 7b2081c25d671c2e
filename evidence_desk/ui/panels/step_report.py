"""What they gave for a report and what came of it: number, answer so far, where it went, and the day to ask again."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evidence_desk.domain.card_numbers import without_card_number
from evidence_desk.domain.checklists import Step
from evidence_desk.domain.reports import Report
from evidence_desk.ui.announcing import announce
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.report_words import (
    follow_ups,
    nothing_noted,
    number_label,
    outcome_none,
    outcomes,
    subject_of,
)
from evidence_desk.ui.models.step_known import StepKnown
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.choice_box import ChoiceBox
from evidence_desk.ui.widgets.column_row import ColumnRow
from evidence_desk.ui.widgets.line_field import LineField
from evidence_desk.ui.widgets.plain_label import PlainLabel
from evidence_desk.workflows.write_down import Kept

_FOLD_BELOW = 340


class StepReport(QWidget):
    """Each part is told when it was changed, by its name in `Report`; an empty outcome means that nobody was asked."""

    number_edited = Signal(str, str)
    """What the report goes by (`subject_of`) and the number."""
    place_edited = Signal(str, str)
    """The same and where it went."""
    outcome_chosen = Signal(str)
    follow_up_chosen = Signal(str)
    """A day, ISO 8601, or empty."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cut = ""
        self.number = LineField(look, self.tr("Report number"), clean=without_card_number)
        self.outcome = ChoiceBox(look, self.tr("Answer so far"))
        self.follow_up = ChoiceBox(look, self.tr("Ask again on"))
        self.place = LineField(look, self.tr("Where you asked"))
        for value, words in outcomes():
            self.outcome.addItem(words, value)
        first = ColumnRow(look, (self.number, _labelled(self.outcome)), (1, 1), _FOLD_BELOW, gap=16)
        self._place = QWidget()
        held = QVBoxLayout(self._place)
        held.setContentsMargins(0, 0, 0, 0)
        held.addWidget(self.place)
        second = ColumnRow(look, (_labelled(self.follow_up), self._place), (1, 1), _FOLD_BELOW, gap=16)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(first)
        column.addWidget(second)
        self.number.edited.connect(self.number_edited)
        self.number.tidied.connect(self._on_tidied)
        self.number.field.textEdited.connect(lambda _text: self.number.set_hint(""))
        self.place.edited.connect(self.place_edited)
        self.outcome.activated.connect(self._on_outcome)
        self.follow_up.activated.connect(self._on_follow_up)

    def show_step(self, step: Step, known: StepKnown, today: date, *, is_done: bool = False) -> None:
        """Show what is known of one report of a step, which `is_done` where the person ticked it."""
        report, subject = known.report.what if known.report else None, subject_of(step, known)
        self.number.set_name(number_label(step))
        if subject != self._cut:
            self.number.set_hint("")
        self.number.show_note(subject, report.reference if report else "")
        self.place.show_note(subject, report.to if report else step.service)
        self.place.setVisible(report is not None and bool(report.asked_ns))
        self.outcome.setItemText(0, nothing_noted() if is_done else outcome_none())
        self.outcome.show_value((report.outcome if report.asked_ns or report.reference else "") if report else "")
        chosen = report.follow_up if report else ""
        self.follow_up.clear()
        for value, words in follow_ups(today, chosen):
            self.follow_up.addItem(words, value)
        self.follow_up.show_value(chosen)

    def answer(self, step_id: str, reports: Sequence[Kept[Report]]) -> None:
        """What is kept of each report of a step, oldest first; never overwrites typing.

        What was typed while there was no report is of the one that it made.
        """
        if reports:
            self._cut = reports[-1].id if self._cut == step_id else self._cut
            for field in (self.number, self.place):
                field.rename(step_id, reports[-1].id)
        for kept in reports:
            self.number.answer(kept.id, kept.what.reference)
            self.place.answer(kept.id, kept.what.to)

    @Slot(str)
    def _on_tidied(self, subject: str) -> None:
        """Where a whole card number was typed, the field says what became of it."""
        self._cut = subject
        words = self.tr("We kept only the last four digits.")
        self.number.set_hint(words)
        announce(self.number, words)

    @Slot(int)
    def _on_outcome(self, _place: int) -> None:
        self.outcome_chosen.emit(self.outcome.currentData())

    @Slot(int)
    def _on_follow_up(self, _place: int) -> None:
        self.follow_up_chosen.emit(self.follow_up.currentData())


def _labelled(box: ChoiceBox) -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addStretch()
    name = PlainLabel(box.accessibleName(), TextSize.SMALL, bold=True, wraps=True)
    name.setBuddy(box)  # on Linux a choice is called by what is chosen; what is chosen of is told by its label
    column.addWidget(name)
    column.addWidget(box)
    return whole
