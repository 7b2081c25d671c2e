"""A checklist room: its steps by service, and the chosen one beside them. One class, four contents."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from evidence_desk.domain.checklists import Checklist, ListId, StepId, StepMark, StepState, progress
from evidence_desk.domain.listed import Listed
from evidence_desk.domain.times import Moment
from evidence_desk.ui.announcing import announce
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.delegates.step_delegate import StepDelegate
from evidence_desk.ui.models.checklist_model import ChecklistColumn, ChecklistModel, StepRow
from evidence_desk.ui.models.checklist_words import Exhibits, changed_words, checked_short, progress_words
from evidence_desk.ui.models.moment_words import local_day
from evidence_desk.ui.models.step_known import NOTHING_KNOWN, Known
from evidence_desk.ui.panels.checklist_detail import ChecklistDetail
from evidence_desk.ui.panels.checklist_list_foot import ChecklistListFoot
from evidence_desk.ui.panels.checklist_page import ChecklistPage
from evidence_desk.ui.regions import set_tab_order
from evidence_desk.ui.widgets.list_and_detail import ListAndDetail
from evidence_desk.ui.widgets.one_press import OnePress
from evidence_desk.ui.widgets.row_list import RowList
from evidence_desk.ui.widgets.rows_card import RowsCard

_SHARES = (464, 472)
_FOLD_BELOW = 760
_PAYMENTS = ListId("payments")
_OF_SERVICES = frozenset({ListId("suspend"), ListId("report")})


class ChecklistPanel(ChecklistPage):
    """Shows the list and marks it is given and says what the person wants; nothing is ticked before it was kept.

    Signals name the step by its id; `page_requested` asks for that step's official page. `top` stands over the steps,
    `instead` in their place where there are none to show.
    """

    step_marked = Signal(str, StepState)
    note_edited = Signal(str, str)
    proof_requested = Signal(str)
    proof_chosen = Signal(str, object)
    """The Listed that proves it, or None."""
    proof_search_requested = Signal(str)
    page_requested = Signal(str)
    step_chosen = Signal(str)
    step_shown = Signal(str)
    """Chosen, and in view: by choosing it, or by opening the room."""

    def __init__(
        self,
        look: Appearance,
        *,
        top: QWidget | None = None,
        instead: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, top, instead, parent)
        self._exhibits: Exhibits = {}
        self._now: Moment | None = None
        self._press = OnePress(self)
        self.model = ChecklistModel(self)
        self.list = RowList(look, self.tr("Steps"))
        self.detail = ChecklistDetail(look)
        self.foot = ChecklistListFoot(look)
        self._delegate = StepDelegate(look, self)
        self.list.show_rows(self.model, self.model, self._delegate, self._delegate)
        self.list.stretch_column(ChecklistColumn.STEP)
        self.lay_out(ListAndDetail(look, (RowsCard(look, self._rows()), self.detail), _SHARES, _FOLD_BELOW))
        set_tab_order((self.list, self.foot.service, self.foot.own, self.both.back, *self.detail.stops()))
        self._connect()

    def set_exhibits(self, newest: Sequence[Listed], count: int, numbers: Exhibits) -> None:
        """The newest items that can be a proof, how many there are, and the exhibit numbers of those that prove a step.

        Rows name them from the next `set_rows` on.
        """
        self._exhibits = numbers
        self.detail.set_exhibits(newest, count)

    def set_rows(
        self, checklist: Checklist, marks: Mapping[StepId, StepMark], now: Moment, known: Known = NOTHING_KNOWN
    ) -> None:
        """Show a checklist, what was said of its steps and what else is known; the step chosen stays chosen."""
        chosen = self.detail.row.step.id if self.detail.row else None
        self._now = now
        self.header.set_words(checklist.title, checklist.lede)
        self._show_foot(checklist)
        self.list.setAccessibleName(checklist.title)
        self.model.set_rows(checklist, marks, self._exhibits, now, known)
        so_far = progress(checklist, dict(marks))
        self.progress.set_progress(so_far.done, so_far.all, progress_words(so_far))
        self._join_cells()
        for mark in marks.values():
            self.detail.note.answer(mark.step_id, mark.note)
        for step_id, reports in known.reports.items():
            self.detail.report.answer(step_id, reports)
        for entry_id, paid in known.payments.items():
            self.detail.payment.reference.answer(entry_id, paid.what.reference)
        row = self.model.row_of(chosen)
        self.list.choose_row(row if row is not None else self.model.first_to_do())
        self._show_chosen()

    def parts(self) -> tuple[QWidget, ...]:
        """What F6 stops at."""
        return (*self.around(), self.list, self.detail)

    def choose(self, step_id: StepId) -> None:
        """Choose a step and bring its row into view; nothing happens where it is not in the list."""
        row = self.model.row_of(step_id)
        if row is not None:
            self.list.choose_row(row)

    def show_trouble(self, step_id: StepId, sentence: str, address: str = "") -> None:
        """Say in the detail what went wrong with a step; an address that could not be opened is there to copy."""
        self.detail.show_trouble(step_id, sentence, address)

    def announce_step(self, step_id: StepId) -> None:
        """Say where a step stands now, and how many are done."""
        row = self.model.row_of(step_id)
        step = self.model.step_at(row) if row is not None else None
        if step is not None:
            words = (changed_words(step.step, step.mark, self._exhibits), self.progress.words())
            announce(self.list, ". ".join(words))

    def flush(self) -> None:
        """Say now what was typed and not yet said; before the window closes."""
        self.detail.flush()

    @override
    def take_focus(self) -> None:
        """Put the keyboard where this room begins."""
        (self.begins_before() or self.list).setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.detail.row is not None:
            self.step_shown.emit(self.detail.row.step.id)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self.flush()
        super().hideEvent(event)

    def _show_foot(self, checklist: Checklist) -> None:
        is_money = checklist.id == _PAYMENTS
        days = [step.checked for step in checklist.steps if not step.is_own]
        self.foot.show_list(
            has_services=checklist.id in _OF_SERVICES,
            is_money=is_money,
            checked=checked_short(min(days), local_day(self._now)) if self._now and days and not is_money else "",
        )

    def _join_cells(self) -> None:
        """Heads run across; a row with nothing at its end gives that room to its words."""
        self.list.clearSpans()
        for row in range(self.model.rowCount()):
            step = self.model.step_at(row)
            if step is None:
                self.list.setSpan(row, ChecklistColumn.TICK, 1, len(ChecklistColumn))
            elif self.model.row_end(step) is None:
                self.list.setSpan(row, ChecklistColumn.STEP, 1, 2)

    def _chosen(self) -> StepRow | None:
        row = self.list.chosen_row()
        return self.model.step_at(row) if row is not None else None

    def _show_chosen(self) -> None:
        before = self.detail.row.step.id if self.detail.row else None
        self.detail.show_step(self._chosen(), self._exhibits, self._now)
        if self.detail.row is not None and self.detail.row.step.id != before and self.isVisible():
            self.step_shown.emit(self.detail.row.step.id)

    @Slot(int)
    def _on_row_chosen(self, _row: int) -> None:
        before = self.detail.row.step.id if self.detail.row else None
        self._show_chosen()
        self._press.forget()
        if self.detail.row is not None and self.detail.row.step.id != before:
            self.step_chosen.emit(self.detail.row.step.id)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        column = ChecklistColumn(index.column())
        if column is ChecklistColumn.TICK:
            self._on_space()
        elif column is ChecklistColumn.ACTION and self._puts_back():
            self._mark(StepState.TODO)
        elif self.both.is_folded:
            self._on_opened()

    @Slot(str, bool)
    def _on_tick_asked(self, step_id: str, ticked: bool) -> None:
        self.step_marked.emit(step_id, StepState.DONE if ticked else StepState.TODO)

    def _on_space(self) -> None:
        """A double click on the tick, and a key held down, are one press: what was said is not taken back by it."""
        chosen = self._chosen()
        if chosen is not None and self._press.begins():
            self._mark(StepState.TODO if chosen.state is StepState.DONE else StepState.DONE)

    def _on_return(self) -> None:
        if self.list.currentIndex().column() == ChecklistColumn.ACTION and self._puts_back():
            self._mark(StepState.TODO)
        else:
            self._on_opened()

    def _on_undo_key(self) -> None:
        if self._puts_back():
            self._mark(StepState.TODO)

    def _on_proof_key(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.proof_requested.emit(chosen.step.id)

    def _on_opened(self) -> None:
        self.both.show_detail()
        self.detail.take_focus()

    @Slot()
    def _on_detail_left(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _puts_back(self) -> bool:
        chosen = self._chosen()
        return chosen is not None and chosen.state is not StepState.TODO

    def _mark(self, state: StepState) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.step_marked.emit(chosen.step.id, state)

    @Slot()
    def _on_look_changed(self) -> None:
        self.list.setColumnWidth(ChecklistColumn.TICK, self._delegate.tick_width())
        self.list.setColumnWidth(ChecklistColumn.ACTION, self._delegate.action_width())

    def _connect(self) -> None:
        self.list.row_chosen.connect(self._on_row_chosen)
        self.list.clicked.connect(self._on_clicked)
        self.model.tick_asked.connect(self._on_tick_asked)
        self.list.on_key(Qt.Key.Key_Space, self._on_space)
        self.list.on_key(Qt.Key.Key_Return, self._on_return)
        self.list.on_key(Qt.Key.Key_U, self._on_undo_key)
        self.list.on_key(Qt.Key.Key_P, self._on_proof_key)
        self.both.detail_left.connect(self._on_detail_left)
        self.detail.state_asked.connect(self.step_marked)
        self.detail.note_edited.connect(self.note_edited)
        self.detail.proof_asked.connect(self.proof_requested)
        self.detail.proof_chosen.connect(self.proof_chosen)
        self.detail.proof_search_asked.connect(self.proof_search_requested)
        self.detail.page_asked.connect(self.page_requested)
        self._look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def _rows(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        column.addWidget(self.foot)
        return page
