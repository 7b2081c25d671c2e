"""One checklist as rows: a head for each service or payment, its steps, and those that are "Not for me" last."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from itertools import groupby
from typing import Final

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from typing_extensions import override

from evidence_desk.domain.checklists import Checklist, Step, StepId, StepMark, StepState
from evidence_desk.domain.times import Moment
from evidence_desk.ui.models import checklist_words as words
from evidence_desk.ui.models.checklist_words import Exhibits, RowEnd
from evidence_desk.ui.models.payment_words import payment_head
from evidence_desk.ui.models.rows_model import Index, RowsModel
from evidence_desk.ui.models.step_known import NOTHING_KNOWN, NOTHING_OF_IT, Known, StepKnown

_NO_PARENT: Final = QModelIndex()


class ChecklistColumn(IntEnum):
    """The three parts of a row that can be pointed at, and that the arrow keys go between."""

    TICK = 0
    STEP = 1
    ACTION = 2


class ChecklistRole(IntEnum):
    """What the delegate and the detail ask for; a head answers HEAD alone."""

    HEAD = Qt.ItemDataRole.UserRole + 1
    STEP = Qt.ItemDataRole.UserRole + 2
    MARK = Qt.ItemDataRole.UserRole + 3
    SORT_KEY = Qt.ItemDataRole.UserRole + 4
    STATE = Qt.ItemDataRole.UserRole + 5
    HINT = Qt.ItemDataRole.UserRole + 6
    ACTION = Qt.ItemDataRole.UserRole + 7
    END = Qt.ItemDataRole.UserRole + 8
    PROOF = Qt.ItemDataRole.UserRole + 9


@dataclass(frozen=True, slots=True)
class ServiceHead:
    """The row over one service's steps; `aside` says that none of them counts."""

    service: str
    aside: bool


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step with what the person said of it, and what else is known."""

    step: Step
    mark: StepMark | None
    place: int
    known: StepKnown = NOTHING_OF_IT

    @property
    def state(self) -> StepState:
        """To do, done or skipped."""
        return words.state_of(self.mark)

    @property
    def sort_key(self) -> tuple[bool, int]:
        """Skipped steps last, else as the list has them."""
        return self.state is StepState.SKIPPED, self.place


class ChecklistModel(RowsModel):
    """Shows a checklist and marks it is given; ticking a box asks for a change and shows nothing until it was made."""

    tick_asked = Signal(str, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[ServiceHead | StepRow] = []
        self._steps: tuple[Step, ...] = ()
        self._marks: Mapping[StepId, StepMark] = {}
        self._exhibits: Exhibits = {}
        self._now: Moment | None = None

    def set_rows(
        self,
        checklist: Checklist,
        marks: Mapping[StepId, StepMark],
        exhibits: Exhibits,
        now: Moment,
        known: Known = NOTHING_KNOWN,
    ) -> None:
        """Show this list and these marks; the same list again keeps whatever row is chosen."""
        rows = list(_rows(checklist.steps, marks, known, now))
        same_list = _heads(rows) == _heads(self._rows) and self._steps == checklist.steps
        self._steps, self._marks, self._exhibits, self._now = checklist.steps, marks, exhibits, now
        if same_list:
            self._rearrange(rows)
        else:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()

    def step_at(self, row: int) -> StepRow | None:
        """The step in a row; None for a head or a row that is not there."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, StepRow) else None

    def row_of(self, step_id: StepId | None) -> int | None:
        """The row a step is in now."""
        places = (row for row, found in enumerate(self._rows) if _id_of(found) == step_id)
        return next(places, None) if step_id is not None else None

    def first_to_do(self) -> int | None:
        """The row to begin with: the first step still to do, else the first step."""
        steps = [row for row, found in enumerate(self._rows) if isinstance(found, StepRow)]
        to_do = (row for row in steps if self._state_in(row) is StepState.TODO)
        return next(to_do, next(iter(steps), None))

    @override
    def is_head(self, row: int) -> bool:
        return isinstance(self._rows[row], ServiceHead)

    @override
    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(ChecklistColumn)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if flags and index.column() == ChecklistColumn.TICK else flags

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if isinstance(row, ServiceHead):
            return _head_data(row, role)
        if role == Qt.ItemDataRole.CheckStateRole:
            return _check_state(row) if index.column() == ChecklistColumn.TICK else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row, ChecklistColumn(index.column()))
        own: Mapping[int, Callable[[StepRow], object]] = {
            ChecklistRole.END: self.row_end,
            ChecklistRole.HINT: self._hint,
            ChecklistRole.PROOF: self._proof,
        }
        say = _STEP_DATA.get(role) or own.get(role)
        return say(row) if say else None

    @override
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for a tick to be set or taken away; the answer comes back through `set_rows`."""
        row = self.step_at(index.row())
        if row is None or role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.tick_asked.emit(row.step.id, Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    def row_end(self, row: StepRow) -> RowEnd | None:
        """What stands at the end of a row."""
        return words.row_end(row.step, row.state, row.known, self._now) if self._now else None

    def _state_in(self, row: int) -> StepState | None:
        found = self.step_at(row)
        return found.state if found else None

    def _hint(self, row: StepRow) -> str:
        return words.row_hint(row.step, row.mark, self._exhibits, self._now, row.known) if self._now else row.step.hint

    def _proof(self, row: StepRow) -> str:
        return words.proof_words(row.mark, self._exhibits) if row.mark else ""

    def _spoken(self, row: StepRow, column: ChecklistColumn) -> str:
        if column is ChecklistColumn.ACTION:
            end = self.row_end(row)
            if end is not None:
                return words.spoken_action(end.words, row.step)
        return words.spoken(row.step, row.state, self._hint(row), self.row_end(row))

    def _rearrange(self, rows: list[ServiceHead | StepRow]) -> None:
        """Marks move a step within its group only, so heads stay where they are and chosen rows are carried along."""
        self.layoutAboutToBeChanged.emit()
        places = {_id_of(found): row for row, found in enumerate(rows) if isinstance(found, StepRow)}
        before = self.persistentIndexList()
        after = [self.index(places.get(_id_of(self._rows[old.row()]), old.row()), old.column()) for old in before]
        self._rows = rows
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()


_STEP_DATA: Mapping[int, Callable[[StepRow], object]] = {
    Qt.ItemDataRole.DisplayRole: lambda row: words.title_words(row.step),
    ChecklistRole.STEP: lambda row: row.step,
    ChecklistRole.MARK: lambda row: row.mark,
    ChecklistRole.SORT_KEY: lambda row: row.sort_key,
    ChecklistRole.STATE: lambda row: row.state,
    ChecklistRole.ACTION: lambda row: words.end_action(row.state),
}


def _heads(rows: Iterable[ServiceHead | StepRow]) -> list[str]:
    return [row.service for row in rows if isinstance(row, ServiceHead)]


def _head_data(head: ServiceHead, role: int) -> object:
    if role == ChecklistRole.HEAD:
        return head
    spoken = role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}
    return head.service if spoken else None


def _rows(
    steps: tuple[Step, ...], marks: Mapping[StepId, StepMark], known: Known, now: Moment
) -> Iterator[ServiceHead | StepRow]:
    made = [StepRow(step, marks.get(step.id), place, known.of_step(step)) for place, step in enumerate(steps)]
    for _, group in groupby(made, key=lambda row: (row.step.service, row.step.about)):
        rows = sorted(group, key=lambda row: row.sort_key)
        payment = rows[0].known.payment
        head = payment_head(payment.what, known.methods, now) if payment else words.service_words(rows[0].step)
        yield ServiceHead(head, aside=all(row.state is StepState.SKIPPED for row in rows))
        yield from rows


def _check_state(row: StepRow) -> Qt.CheckState:
    return {
        StepState.TODO: Qt.CheckState.Unchecked,
        StepState.DONE: Qt.CheckState.Checked,
        StepState.SKIPPED: Qt.CheckState.PartiallyChecked,
    }[row.state]


def _id_of(row: ServiceHead | StepRow) -> StepId | None:
    return row.step.id if isinstance(row, StepRow) else None
