"""A checklist as rows: groups keep their places, skipped steps go last, ticks are asked for and not assumed."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy

from evidence_desk.domain.checklists import StepId, StepMark, StepState
from evidence_desk.domain.evidence import ItemId
from evidence_desk.ui.models.checklist_model import ChecklistColumn, ChecklistModel, ChecklistRole
from evidence_desk.ui.models.checklist_words import checked_short, chips, going_online, page_button, source_words
from tests.ui.room_samples import CHECKLIST, EXPORT, HIDE, LEAVE_ON, NOW, OFF, TODAY, marks, step

_TICK, _STEP, _ACTION = ChecklistColumn
Marks = Mapping[StepId, StepMark]


@pytest.fixture
def model(look: object) -> ChecklistModel:
    """The list with nothing said, watched by Qt."""
    made = ChecklistModel()
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    made.set_rows(CHECKLIST, {}, {}, NOW)
    return made


def _ids(model: ChecklistModel) -> list[StepId | None]:
    rows = (model.step_at(row) for row in range(model.rowCount()))
    return [row.step.id if row else None for row in rows]


def _plain(words: object) -> str:
    return "".join(c for c in str(words) if c not in "\u2066\u2068\u2069")


@given(
    said=st.dictionaries(st.sampled_from([each.id for each in CHECKLIST.steps]), st.sampled_from(StepState)),
    chosen=st.sampled_from([each.id for each in CHECKLIST.steps]),
)
def test_marks_move_steps_within_their_group_and_carry_the_choice(
    said: dict[StepId, StepState], chosen: StepId
) -> None:
    """Heads stay, every step is there once, skipped ones are last, and a chosen row goes where its step goes."""
    model = ChecklistModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.set_rows(CHECKLIST, {}, {}, NOW)
    heads, place = model.head_rows(), model.row_of(chosen)
    assert place is not None
    index = QPersistentModelIndex(model.index(place, _TICK))
    model.set_rows(CHECKLIST, {each: StepMark(each, state, NOW.at) for each, state in said.items()}, {}, NOW)
    assert model.head_rows() == heads
    assert sorted(filter(None, _ids(model))) == sorted(each.id for each in CHECKLIST.steps)
    assert index.row() == model.row_of(chosen)
    assert index.column() == _TICK
    for row in range(model.rowCount() - 1):
        above, below = model.step_at(row), model.step_at(row + 1)
        if above is not None and below is not None:
            assert not (above.state is StepState.SKIPPED and below.state is not StepState.SKIPPED)


def test_the_words_under_a_title(model: ChecklistModel) -> None:
    """What it takes; when it was done and with which proof; nothing once it is not for me."""
    proof = {
        HIDE.id: StepMark(HIDE.id, StepState.DONE, marks(hide=StepState.DONE)[HIDE.id].changed_at, "", ItemId("i"))
    }
    said = proof | dict(marks(off=StepState.SKIPPED))
    model.set_rows(CHECKLIST, said, {ItemId("i"): "EX-009"}, NOW)
    hints = {step_id: model.index(row, _STEP).data(ChecklistRole.HINT) for row, step_id in enumerate(_ids(model))}
    assert _plain(hints[HIDE.id]) == "Done today, 20:41. Proof EX-009"
    assert hints[OFF.id] == ""
    assert hints[EXPORT.id] == EXPORT.hint


def test_a_proof_is_named_before_the_step_is_done(model: ChecklistModel) -> None:
    at = marks(hide=StepState.DONE)[HIDE.id].changed_at
    kept = {HIDE.id: StepMark(HIDE.id, StepState.TODO, at, "", ItemId("i"))}
    model.set_rows(CHECKLIST, kept, {ItemId("i"): "EX-009"}, NOW)
    row = _ids(model).index(HIDE.id)
    assert _plain(model.index(row, _STEP).data(ChecklistRole.HINT)) == f"Proof EX-009. {HIDE.hint}"


def test_a_group_of_which_nothing_counts_says_so(model: ChecklistModel) -> None:
    """Not for me stands beside the service."""
    model.set_rows(CHECKLIST, marks(export=StepState.SKIPPED), {}, NOW)
    asides = {
        head.service: head.aside for row in model.head_rows() if (head := model.index(row, 0).data(ChecklistRole.HEAD))
    }
    assert asides == {"Facebook": False, "Snapchat": False, "Telegram": True}


def test_ticking_asks_and_shows_nothing_yet(model: ChecklistModel) -> None:
    """The box stays empty until the mark was kept."""
    row = model.row_of(OFF.id)
    assert row is not None
    asked = QSignalSpy(model.tick_asked)
    tick = model.index(row, _TICK)
    assert model.setData(tick, Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert asked.at(0) == [OFF.id, True]
    assert tick.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Unchecked
    assert not model.setData(tick, "words", Qt.ItemDataRole.EditRole)


@pytest.mark.parametrize(
    ("state", "check", "tick", "action"),
    [
        (StepState.TODO, Qt.CheckState.Unchecked, "Not done", "Do off, Facebook. "),
        (StepState.DONE, Qt.CheckState.Checked, "Done", "Undo: Do off, Facebook"),
        (StepState.SKIPPED, Qt.CheckState.PartiallyChecked, "Not for me", "Put back: Do off, Facebook"),
    ],
)
def test_each_part_of_a_row_has_its_own_name(
    model: ChecklistModel, state: StepState, check: Qt.CheckState, tick: str, action: str
) -> None:
    """Tick, words and action are three cells, and each is heard; with nothing at its end a row says itself there."""
    model.set_rows(CHECKLIST, marks(off=state), {}, NOW)
    row = model.row_of(OFF.id)
    assert row is not None
    names = [str(model.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole)) for column in ChecklistColumn]
    assert names[_TICK].startswith("Do off, Facebook. ")
    assert names[_TICK].endswith(tick)
    assert names[_STEP] == names[_TICK]
    assert names[_ACTION].startswith(action)
    assert model.index(row, _TICK).data(Qt.ItemDataRole.CheckStateRole) == check


def test_read_first_is_heard_while_it_is_to_do(model: ChecklistModel) -> None:
    """The amber chip is not for the eye alone."""
    row = model.row_of(LEAVE_ON.id)
    assert row is not None
    assert "Read first" in str(model.index(row, _TICK).data(Qt.ItemDataRole.AccessibleTextRole))
    assert "Read first" in str(model.index(row, _ACTION).data(Qt.ItemDataRole.AccessibleTextRole))


def test_the_room_begins_at_the_first_thing_to_do(model: ChecklistModel) -> None:
    """Else at the first step."""
    model.set_rows(CHECKLIST, marks(hide=StepState.DONE), {}, NOW)
    assert model.first_to_do() == model.row_of(OFF.id)
    everything = dict.fromkeys(("hide", "off", "leave_on", "export"), StepState.DONE)
    model.set_rows(CHECKLIST, marks(**everything), {}, NOW)
    assert model.first_to_do() == model.row_of(HIDE.id)


def test_another_list_starts_anew(model: ChecklistModel) -> None:
    """Nothing of the old list stays."""
    from dataclasses import replace

    resets = QSignalSpy(model.modelReset)
    model.set_rows(replace(CHECKLIST, steps=(EXPORT,)), {}, {}, NOW)
    assert resets.count() == 1
    assert _ids(model) == [None, EXPORT.id]


def test_chips_and_the_page() -> None:
    """Facts about a step in the words of the kit."""
    assert list(chips(OFF)) == [("clock", "3 minutes"), ("undo", "You can undo it"), ("globe", "Needs internet")]
    assert list(chips(LEAVE_ON)) == [("globe", "Needs internet")]
    assert page_button(OFF) == "Open Facebook page"
    assert _plain(going_online(OFF)) == "Goes online to facebook.com. Facebook will see that you visit."
    other = step("Bank transfer", "recall")
    assert page_button(other) == "Open official page"
    assert _plain(going_online(other)) == "Goes online to facebook.com. facebook.com will see that you visit."


def test_old_guidance_says_that_it_is_old() -> None:
    """After six months the menus may have moved."""
    from datetime import date

    assert source_words(OFF, TODAY) == "General information, not legal advice. Checked 22 Nov 2026."
    assert source_words(OFF, date(2027, 6, 1)).endswith("Last checked 22 Nov 2026. Menus may have moved.")
    assert checked_short(OFF.checked, TODAY) == "Checked 22 Nov 2026"
    assert checked_short(OFF.checked, date(2027, 6, 1)) == "Last checked 22 Nov 2026"


def test_what_nobody_could_confirm_says_so() -> None:
    assert source_words(replace(OFF, confidence="uncertain"), TODAY) == (
        "General information, not legal advice. Checked 22 Nov 2026. We could not confirm this with Facebook. "
        "It may be different there."
    )
