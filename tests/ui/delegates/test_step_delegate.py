"""Checklist rows: three parts, each whole and in its own column."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionViewItem

from evidence_desk.domain.checklists import StepState
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.delegates.step_delegate import StepDelegate
from evidence_desk.ui.models.checklist_model import ChecklistColumn, ChecklistModel
from tests.ui.conftest import theme_of
from tests.ui.room_samples import CHECKLIST, EXPORT, LEAVE_ON, NOW, OFF, listed, marks
from tests.ui.text_recorder import Painted, TextRecorder

_LIST_WIDTH = 462


class Cells:
    """A checklist whose cells can be painted one by one, placed as the list places them."""

    def __init__(self, look: Appearance, **states: StepState) -> None:
        self.look = look
        self.model = ChecklistModel()
        self.model.set_rows(CHECKLIST, marks(**states), {}, NOW)
        self.delegate = StepDelegate(look)
        self.direction = Qt.LayoutDirection.LeftToRight
        self.list_width = _LIST_WIDTH

    def rect(self, column: ChecklistColumn) -> QRect:
        """Where a column lies."""
        tick, end = self.delegate.tick_width(), self.delegate.action_width()
        width = round(self.list_width * self.look.theme.scale)
        lefts = {ChecklistColumn.TICK: (0, tick), ChecklistColumn.STEP: (tick, width - tick - end)}
        left, wide = lefts.get(column, (width - end, end))
        return QRect(left, 0, wide, self.delegate.row_height())

    def _paint(
        self, surface: TextRecorder | QImage, row: int, column: ChecklistColumn, state: QStyle.StateFlag
    ) -> None:
        option = QStyleOptionViewItem()
        option.rect, option.state, option.direction = self.rect(column), state, self.direction
        painter = QPainter(surface)
        self.delegate.paint(painter, option, self.model.index(row, column))
        painter.end()

    def texts(self, row: int) -> Painted:
        """Every text of a row."""
        surface = TextRecorder(round(_LIST_WIDTH * self.look.theme.scale), self.delegate.row_height())
        for column in ChecklistColumn:
            self._paint(surface, row, column, QStyle.StateFlag.State_Enabled)
        return surface.painted

    def picture(self, row: int, column: ChecklistColumn, state: QStyle.StateFlag) -> QImage:
        """A cell as it looks."""
        image = QImage(_LIST_WIDTH, self.delegate.row_height(), QImage.Format.Format_RGB32)
        image.fill(self.look.theme.colour("surface"))
        self._paint(image, row, column, state)
        return image


def _row(cells: Cells, step_id: str) -> int:
    row = cells.model.row_of(step_id)
    assert row is not None
    return row


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize(
    ("step_id", "state", "words"),
    [
        (OFF.id, StepState.TODO, {"Do off", OFF.hint}),
        (OFF.id, StepState.DONE, {"Do off", "Done today, 20:41", "Undo"}),
        (OFF.id, StepState.SKIPPED, {"Do off", "Put back"}),
        (LEAVE_ON.id, StepState.TODO, {"Do leave-on", LEAVE_ON.hint, "Read first"}),
    ],
)
def test_every_state_shows_all_its_words(
    qapp: QApplication,
    look: Appearance,
    step_id: str,
    state: StepState,
    words: set[str],
    scale: float,
    direction: Qt.LayoutDirection,
) -> None:
    """At the kit's width nothing is cut and nothing overlaps."""
    look.show_in(theme_of(qapp, scale=scale))
    name = step_id.rsplit(".", 1)[1].replace("-", "_")
    cells = Cells(look, **{name: state})
    cells.direction = direction
    painted = cells.texts(_row(cells, step_id))
    assert set(painted.words()) == words
    assert painted.overlaps() == []


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.parametrize("list_width", [250, 300, 462])
def test_the_number_of_a_proof_is_whole_however_little_room_there_is(
    look: Appearance, list_width: int, direction: Qt.LayoutDirection
) -> None:
    """What it was called and when it was done give way; where it may lie on nothing and go over no edge."""
    item = listed(1009)
    cells = Cells(look)
    cells.list_width, cells.direction = list_width, direction
    long = replace(OFF, title="Switch it off for now " * 3, hint="About 3 minutes " * 4, asks_number="Their number")
    for state in (StepState.DONE, StepState.TODO):
        mark = replace(marks(off=StepState.DONE)[OFF.id], state=state, proof=item.id)
        steps = replace(CHECKLIST, steps=(long,))
        cells.model.set_rows(steps, {OFF.id: mark}, {item.id: item.exhibit}, NOW)
        painted = cells.texts(_row(cells, OFF.id))
        numbered = [text for text in painted.texts if "EX-1009" in text.words]
        assert len(numbered) == 1
        rect = cells.rect(ChecklistColumn.STEP)
        assert rect.left() - 1 <= numbered[0].box.left() <= numbered[0].box.right() <= rect.right() + 1
        assert painted.overlaps() == []
        assert list_width < 300 or any("Proof" in words for words in painted.words())


def test_rows_grow_with_the_text(qapp: QApplication, look: Appearance) -> None:
    """64 and 36 at 100 %, twice that at 200 %; the tick stays a target of at least 24."""
    delegate = StepDelegate(look)
    assert (delegate.row_height(), delegate.head_height(0)) == (64, 36)
    assert delegate.tick_width() >= 24
    look.show_in(theme_of(qapp, scale=2.0))
    assert (delegate.row_height(), delegate.head_height(0)) == (128, 72)


def test_a_head_says_when_nothing_in_it_counts(look: Appearance) -> None:
    """Service at one end, Not for me at the other."""
    cells = Cells(look, export=StepState.SKIPPED)
    assert set(cells.texts(_row(cells, EXPORT.id) - 1).words()) >= {"Telegram", "Not for me"}


@pytest.mark.parametrize("column", list(ChecklistColumn))
def test_the_keyboard_is_seen_in_each_part(look: Appearance, column: ChecklistColumn) -> None:
    """A ring round tick, words or action; none for a pointer."""
    cells = Cells(look, off=StepState.DONE)
    row = _row(cells, OFF.id)
    pointed = QStyle.StateFlag.State_HasFocus
    rest = cells.picture(row, column, QStyle.StateFlag.State_None)
    assert cells.picture(row, column, pointed) == rest
    keyed = cells.picture(row, column, pointed | QStyle.StateFlag.State_KeyboardFocusChange)
    assert keyed != rest


def test_done_skipped_and_to_do_look_different_without_colour(look: Appearance) -> None:
    """Tick, dash, empty box: different shapes."""
    none = QStyle.StateFlag.State_None
    pictures = []
    for state in StepState:
        cells = Cells(look, off=state)
        grey = cells.picture(_row(cells, OFF.id), ChecklistColumn.TICK, none)
        pictures.append(grey.convertToFormat(QImage.Format.Format_Grayscale8))
    assert pictures[0] != pictures[1] != pictures[2] != pictures[0]
