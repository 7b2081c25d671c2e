"""The other reports of a step, a line for each: when, where, its number, and what came of it."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evidence_desk.domain.checklists import Step
from evidence_desk.domain.entries import EntryId
from evidence_desk.domain.reports import Report
from evidence_desk.domain.times import Moment
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.report_words import report_line
from evidence_desk.ui.models.step_known import StepKnown
from evidence_desk.ui.regions import stand_in
from evidence_desk.ui.tokens import TextSize
from evidence_desk.ui.widgets.button import Button
from evidence_desk.ui.widgets.flow_layout import drop
from evidence_desk.ui.widgets.plain_label import PlainLabel
from evidence_desk.ui.widgets.wrapped_label import WrappedLabel
from evidence_desk.workflows.write_down import Kept


class StepOthers(QWidget):
    """Stands only where somebody asked more than once. The one that is shown above can be taken away."""

    chosen = Signal(str)
    """The EntryId of the report to show above."""
    removal_asked = Signal()

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._shown: tuple[object, ...] = ()
        self.rows: list[OtherReport] = []
        self.remove = Button(look, self.tr("Take this report away"), kind="quiet", size="small-link")
        self.remove.clicked.connect(self.removal_asked)
        self.lines = QWidget()
        self._column = QVBoxLayout(self.lines)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        at_start = QHBoxLayout()
        at_start.addWidget(self.remove)
        at_start.addStretch()
        column.addLayout(at_start)
        column.addWidget(PlainLabel(self.tr("Your other reports"), TextSize.SMALL, bold=True, wraps=True))
        column.addWidget(self.lines)

    def show_step(self, step: Step, known: StepKnown, now: Moment) -> None:
        """Show every report of a step but the one that `known` names."""
        others = [each for each in reversed(known.reports) if known.report is None or each.id != known.report.id]
        self.setVisible(bool(others))
        lines = [(each, report_line(step, each.what, now)) for each in others]
        if self._shown == (step.id, tuple(lines)):
            return
        self._shown = (step.id, tuple(lines))
        old, self.rows = self.rows, [OtherReport(self._look, each, line) for each, line in lines]
        for row in self.rows:
            row.show_it.clicked.connect(partial(self._on_show, row.report_id))
            self._column.addWidget(row)
            row.show()
        drop(self._column, old)
        stand_in(self.lines, [row.show_it for row in self.rows])

    def _on_show(self, report_id: EntryId) -> None:
        self.chosen.emit(report_id)


class OtherReport(QWidget):
    """What is known of it in a line, and *Show*."""

    def __init__(self, look: Appearance, kept: Kept[Report], line: str) -> None:
        super().__init__()
        self.report_id: EntryId = kept.id
        self.show_it = Button(look, self.tr("Show"), size="small")
        self.show_it.setAccessibleName(self.tr("Show: {report}").format(report=line))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(WrappedLabel(line, TextSize.SMALL, ink="2"), 1)
        row.addWidget(self.show_it)
