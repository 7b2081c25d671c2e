"""When somebody was asked, and when their time to answer ends: two full dates with their zone, and nothing ticks."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from evidence_desk.domain.checklists import Step
from evidence_desk.domain.times import Moment
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.report_words import (
    after_words,
    answer_due,
    asked_at,
    check_clock,
    clock_jumped,
    date_and_zone,
    end_full,
    end_label,
)
from evidence_desk.ui.models.step_known import StepKnown
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.column_row import ColumnRow
from evidence_desk.ui.widgets.flow_layout import FlowRow
from evidence_desk.ui.widgets.plain_label import PlainLabel

_FOLD_BELOW = 340


class StepTimes(QWidget):
    """Before asking there is one button; after it the dates, and what can be said of them."""

    asked_now = Signal()
    asked_again = Signal()
    change_asked = Signal()
    """The person wants to say another moment."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked, self._ends = _Cell(), _Cell()
        self._ends_label = ""
        self._dates = QFrame()
        self._dates.setProperty("times", True)
        cells = ColumnRow(look, (self._asked, self._ends), (1, 1), _FOLD_BELOW, gap=12)
        inside = QVBoxLayout(self._dates)
        inside.setContentsMargins(11, 11, 11, 11)
        inside.addWidget(cells)
        self._after = PlainLabel("", TextSize.SMALL, ink="2", wraps=True)
        self.change = Button(look, self.tr("Change the time"), kind="quiet", size="small-link")
        self.change.clicked.connect(self.change_asked)
        self.again = Button(look, self.tr("I asked again just now"), "clock", size="small")
        self.again.clicked.connect(self.asked_again)
        self.now = Button(look, self.tr("I asked just now"), "clock", size="small")
        self.now.clicked.connect(self.asked_now)
        self._hint = PlainLabel(self.tr("Press this when you have asked. The time is kept."), TextSize.SMALL, ink="2")
        self._before = FlowRow((self.now, self._hint), gap=12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._said = FlowRow((self.again, self.change), gap=12)
        for part in (self._dates, self._after, self._said, self._before):
            column.addWidget(part)

    def show_step(self, step: Step, known: StepKnown, now: Moment) -> None:
        """Show what is known of one step's report."""
        report = known.report.what if known.report else None
        asked = asked_at(report)
        for part in (self._dates, self._said):
            part.setVisible(asked is not None)
        self._before.setVisible(asked is None)
        self._after.hide()
        if report is None or asked is None:
            return
        self._asked.say(self.tr("You asked"), date_and_zone(asked, report.zone or now.zone, now))
        due = answer_due(known)
        self._ends.setVisible(due is not None)
        after = check_clock() if clock_jumped(asked, now) else ""
        if due is not None:
            self._ends.say(end_label(step), end_full(due, now))
            after = after or after_words(step, due, now)
        self._after.setText(after)
        self._after.setVisible(bool(after))


class _Cell(QWidget):
    """A small label over its date; a screen reader hears both as one."""

    def __init__(self) -> None:
        super().__init__()
        self._label = PlainLabel("", TextSize.SMALL, ink="2", wraps=True)
        self._value = PlainLabel("", bold=True, wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._label)
        column.addWidget(self._value)

    def say(self, label: str, value: str) -> None:
        """Show these."""
        self._label.setText(label)
        self._value.setText(value)
        self._value.setAccessibleName(f"{label}: {value}")
