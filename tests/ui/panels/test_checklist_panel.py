"""The checklist rooms: a tick is asked for, three parts of a row do three things, and all of it by keyboard."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLabel, QProgressBar, QWidget
from pytestqt.qtbot import QtBot

from evidence_desk.domain.checklists import ListId, StepId, StepMark, StepState
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.checklist_model import ChecklistColumn
from evidence_desk.ui.panels.checklist_panel import ChecklistPanel
from evidence_desk.ui.tokens import Scheme
from tests.ui.conftest import theme_of
from tests.ui.room_samples import CHECKLIST, EXPORT, HIDE, HOSTILE_TITLES, LEAVE_ON, NOW, OFF, listed, marks
from tests.ui.wholeness import wait_until_whole

_ITEMS = [listed(number) for number in range(30)]
_NUMBERS = {each.id: each.exhibit for each in _ITEMS}


@pytest.fixture
def panel(qapp: QApplication, qtbot: QtBot, look: Appearance) -> Iterator[ChecklistPanel]:
    """The room with one step done, shown and with the keyboard."""
    made = ChecklistPanel(look)
    qtbot.addWidget(made)
    made.set_exhibits(_ITEMS, len(_ITEMS), _NUMBERS)
    made.set_rows(CHECKLIST, marks(hide=StepState.DONE), NOW)
    made.resize(1024, 696)
    made.show()
    made.activateWindow()
    made.take_focus()
    qtbot.waitUntil(lambda: qapp.focusWidget() is made.list)
    yield made
    made.hide()


def _said(panel: QWidget) -> list[str]:
    words = [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
    return ["".join(c for c in each if c not in "\u2066\u2068\u2069") for each in words]


def _all(spy: QSignalSpy) -> list[list[object]]:
    return [spy.at(place) for place in range(spy.count())]


def _click(panel: ChecklistPanel, step_id: StepId, column: ChecklistColumn) -> None:
    row = panel.model.row_of(step_id)
    assert row is not None
    place = panel.list.visualRect(panel.model.index(row, column)).center()
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)


def _show(panel: ChecklistPanel, said: Mapping[StepId, StepMark]) -> None:
    panel.set_rows(CHECKLIST, said, NOW)


def test_the_room_begins_at_the_first_thing_to_do(panel: ChecklistPanel) -> None:
    """And says how far it is, to eye and ear."""
    assert panel.detail.row is not None
    assert panel.detail.row.step is OFF
    assert "1 of 4 done" in _said(panel)
    bar = panel.findChild(QProgressBar)
    assert bar is not None
    assert (bar.value(), bar.maximum(), bar.accessibleDescription()) == (1, 4, "1 of 4 done")


def test_one_click_on_the_tick_asks(panel: ChecklistPanel) -> None:
    """The box itself waits for the answer."""
    marked = QSignalSpy(panel.step_marked)
    _click(panel, OFF.id, ChecklistColumn.TICK)
    _click(panel, HIDE.id, ChecklistColumn.TICK)
    assert _all(marked) == [[OFF.id, StepState.DONE], [HIDE.id, StepState.TODO]]
    row = panel.model.row_of(OFF.id)
    assert row is not None
    assert panel.model.index(row, 0).data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Unchecked


def test_a_click_on_the_words_only_chooses(panel: ChecklistPanel) -> None:
    """Reading ticks nothing."""
    marked = QSignalSpy(panel.step_marked)
    _click(panel, EXPORT.id, ChecklistColumn.STEP)
    assert marked.count() == 0
    assert panel.detail.row is not None
    assert panel.detail.row.step is EXPORT


@pytest.mark.parametrize("state", [StepState.DONE, StepState.SKIPPED])
def test_the_action_at_the_end_of_a_row_undoes(panel: ChecklistPanel, state: StepState) -> None:
    """Undo and Put back."""
    _show(panel, marks(off=state))
    marked = QSignalSpy(panel.step_marked)
    _click(panel, OFF.id, ChecklistColumn.ACTION)
    assert _all(marked) == [[OFF.id, StepState.TODO]]


def test_read_first_is_no_button(panel: ChecklistPanel) -> None:
    """It only brings the step to read."""
    marked = QSignalSpy(panel.step_marked)
    _click(panel, LEAVE_ON.id, ChecklistColumn.ACTION)
    assert marked.count() == 0
    assert panel.detail.row is not None
    assert panel.detail.row.step is LEAVE_ON


def test_a_row_without_an_action_gives_its_room_to_the_words(panel: ChecklistPanel) -> None:
    """A click at its far end chooses it."""
    marked = QSignalSpy(panel.step_marked)
    row = panel.model.row_of(EXPORT.id)
    assert row is not None
    middle = panel.list.visualRect(panel.model.index(row, ChecklistColumn.STEP)).center().y()
    far_end = QPoint(panel.list.viewport().width() - 20, middle)
    assert panel.list.indexAt(far_end).column() == ChecklistColumn.STEP
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=far_end)
    assert marked.count() == 0
    assert panel.detail.row is not None
    assert panel.detail.row.step is EXPORT


def test_every_part_of_a_row_by_keyboard(panel: ChecklistPanel) -> None:
    """Space ticks from anywhere, U undoes, P asks for proof, Enter at the action does it."""
    marked, proof = QSignalSpy(panel.step_marked), QSignalSpy(panel.proof_requested)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_U, Qt.Key.Key_P):
        QTest.keyClick(panel.list, key)
    assert _all(marked) == [[OFF.id, StepState.DONE]]
    assert _all(proof) == [[OFF.id]]
    QTest.keyClick(panel.list, Qt.Key.Key_Up)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_U):
        QTest.keyClick(panel.list, key)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return):
        QTest.keyClick(panel.list, key)
    assert _all(marked)[1:] == [[HIDE.id, StepState.TODO]] * 3


def test_enter_moves_to_the_detail(qapp: QApplication, panel: ChecklistPanel) -> None:
    """Onto the first thing that can be said."""
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert qapp.focusWidget() is panel.detail.foot.done


def test_a_screen_reader_can_say_everything_too(qtbot: QtBot, panel: ChecklistPanel) -> None:
    """Three named cells in the row; and each of their actions is a button in the detail."""
    table = QAccessible.queryAccessibleInterface(panel.list)
    children = [table.child(place) for place in range(table.childCount())]
    cells = [cell for cell in children if cell.role() is QAccessible.Role.Cell][3:6]
    names = [cell.text(QAccessible.Text.Name) for cell in cells]
    assert all(name.startswith("Do hide, Facebook. Do") for name in names[:2])
    assert names[2] == "Undo: Do hide, Facebook"
    assert cells[0].state().checkable
    assert cells[0].state().checked
    panel.choose(HIDE.id)
    with qtbot.waitSignal(panel.step_marked) as marked:
        QAccessible.queryAccessibleInterface(panel.detail.foot.back).actionInterface().doAction("Press")
    assert marked.args == [HIDE.id, StepState.TODO]


def test_done_in_the_detail(panel: ChecklistPanel) -> None:
    """The three buttons say three things."""
    marked, proof = QSignalSpy(panel.step_marked), QSignalSpy(panel.proof_requested)
    for button in (panel.detail.foot.done, panel.detail.foot.skip, panel.detail.foot.proof):
        QTest.keyClick(button, Qt.Key.Key_Space)
    assert _all(marked) == [[OFF.id, StepState.DONE], [OFF.id, StepState.SKIPPED]]
    assert _all(proof) == [[OFF.id]]


def test_a_second_press_at_once_takes_nothing_back(qapp: QApplication, panel: ChecklistPanel) -> None:
    """A double click and a key held down are one press, in the list and beside it; a press of its own does undo."""
    marked, proof = QSignalSpy(panel.step_marked), QSignalSpy(panel.proof_requested)
    presses = (
        lambda: _click(panel, OFF.id, ChecklistColumn.TICK),
        lambda: QTest.keyClick(panel.list, Qt.Key.Key_Space),
        lambda: QTest.keyClick(qapp.focusWidget(), Qt.Key.Key_Space),
    )
    for press in presses:
        _show(panel, {})
        panel.choose(EXPORT.id)
        panel.choose(OFF.id)
        (panel.detail.foot.done if press is presses[-1] else panel.list).setFocus()
        for _ in range(3):
            press()
            _show(panel, marks(off=StepState.DONE))
    assert (_all(marked), proof.count()) == ([[OFF.id, StepState.DONE]] * 3, 0)
    assert qapp.focusWidget() is panel.detail.foot.back, "the keyboard is where Done was"
    panel.choose(EXPORT.id)
    panel.choose(OFF.id)
    panel.detail.foot.back.click()
    _show(panel, {})
    panel.detail.foot.back.click()
    assert _all(marked)[3:] == [[OFF.id, StepState.TODO]]


def test_a_done_step_says_when_and_with_which_proof(panel: ChecklistPanel) -> None:
    """And offers Undo, a note and another proof."""
    mark = replace(marks(off=StepState.DONE)[OFF.id], proof=_ITEMS[9].id, note="They let me in")
    _show(panel, {OFF.id: mark})
    assert "Done today, 20:41. Proof EX-009." in _said(panel.detail)
    assert panel.detail.note.text() == "They let me in"
    assert panel.detail.note.isVisible()
    assert panel.detail.foot.back.text() == "Undo"
    assert not panel.detail.foot.done.isVisible()
    assert not panel.detail.foot.skip.isVisible()


def test_a_proof_kept_before_the_step_is_done_is_named(panel: ChecklistPanel) -> None:
    """Else nobody would know that the press was heard."""
    assert "Proof EX" not in _said(panel.detail)
    mark = replace(marks(off=StepState.DONE)[OFF.id], state=StepState.TODO, proof=_ITEMS[9].id)
    _show(panel, {OFF.id: mark})
    assert "Proof EX-009." in _said(panel.detail)
    assert "Done today" not in _said(panel.detail)
    assert panel.detail.foot.done.isVisible()


def test_a_skipped_step_can_be_put_back(panel: ChecklistPanel) -> None:
    """And left the count."""
    _show(panel, marks(off=StepState.SKIPPED))
    assert "0 of 3 done" in _said(panel)
    assert panel.detail.foot.back.text() == "Put back"
    assert not panel.detail.foot.proof.isVisible()


def test_the_choice_goes_with_the_step(panel: ChecklistPanel) -> None:
    """Skipping moves a row to the end of its group; the detail stays on it."""
    panel.choose(HIDE.id)
    chosen = QSignalSpy(panel.step_chosen)
    _show(panel, marks(hide=StepState.SKIPPED))
    assert panel.list.chosen_row() == panel.model.row_of(HIDE.id) == 2
    assert chosen.count() == 0


def test_a_note_is_told_when_the_step_is_left(panel: ChecklistPanel) -> None:
    """To the step it was typed for."""
    edited = QSignalSpy(panel.note_edited)
    panel.choose(HIDE.id)
    panel.detail.note.field.setPlainText("number 8841-02")
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    assert _all(edited) == [[HIDE.id, "number 8841-02"]]


def test_proof_from_what_is_saved(panel: ChecklistPanel) -> None:
    """The newest twenty, by exhibit; ampersands are letters, not keys."""
    odd = listed(31, window_title="Q&A <b>\u202e")
    panel.set_exhibits([*_ITEMS, odd], 31, _NUMBERS)
    chosen = QSignalSpy(panel.proof_chosen)
    menu = panel.detail.foot.menu
    menu.aboutToShow.emit()
    words = [action.text() for action in menu.actions()]
    assert words[0] == "EX-031, Q&&A <b>\\u202e"
    assert words[1] == "EX-029, Chat 29"
    assert words[20:] == ["", "Find another…"]
    menu.actions()[1].trigger()
    assert _all(chosen) == [[OFF.id, _ITEMS[29]]]


def test_an_older_proof_can_be_looked_for(panel: ChecklistPanel) -> None:
    """Where there are more than the menu holds."""
    asked = QSignalSpy(panel.proof_search_requested)
    menu = panel.detail.foot.menu
    menu.aboutToShow.emit()
    menu.actions()[-1].trigger()
    assert _all(asked) == [[OFF.id]]
    panel.set_exhibits(_ITEMS[:20], 20, _NUMBERS)
    menu.aboutToShow.emit()
    assert "Find another…" not in [action.text() for action in menu.actions()]


def test_a_proof_can_be_taken_away(panel: ChecklistPanel) -> None:
    """Only where there is one."""
    _show(panel, {OFF.id: replace(marks(off=StepState.DONE)[OFF.id], proof=_ITEMS[0].id)})
    chosen = QSignalSpy(panel.proof_chosen)
    panel.detail.foot.menu.aboutToShow.emit()
    panel.detail.foot.menu.actions()[-1].trigger()
    assert _all(chosen) == [[OFF.id, None]]


def test_without_items_the_menu_says_so(panel: ChecklistPanel) -> None:
    """And nothing in it can be pressed."""
    panel.set_exhibits([], 0, {})
    panel.detail.foot.menu.aboutToShow.emit()
    assert [(each.text(), each.isEnabled()) for each in panel.detail.foot.menu.actions()] == [
        ("Nothing is saved yet", False)
    ]


def test_where_a_page_goes_is_said_before_the_click(panel: ChecklistPanel) -> None:
    """On the screen, and to a screen reader."""
    asked = QSignalSpy(panel.page_requested)
    words = "Goes online to facebook.com. Facebook will see that you visit."
    assert words in _said(panel.detail)
    page = panel.detail.guidance.page
    assert page.text() == "Open Facebook page"
    assert "facebook.com" in page.accessibleDescription()
    QTest.keyClick(page, Qt.Key.Key_Space)
    assert _all(asked) == [[OFF.id]]


def test_a_step_without_a_page_offers_none(panel: ChecklistPanel) -> None:
    """Nothing to press that does nothing."""
    panel.choose(LEAVE_ON.id)
    assert not panel.detail.guidance.page.isVisible()


def test_a_page_that_does_not_open_leaves_its_address(panel: ChecklistPanel) -> None:
    """To copy; gone with the next step."""
    panel.show_trouble(HIDE.id, "Not here.", "")
    panel.show_trouble(
        OFF.id, "Could not open the page. Here is its address to copy.", "https://www.facebook.com/help/1"
    )
    assert "https://www.facebook.com/help/1" in _said(panel.detail)
    assert "Not here." not in _said(panel.detail)
    panel.choose(EXPORT.id)
    assert "https://www.facebook.com/help/1" not in _said(panel.detail)


def test_guidance_says_what_it_is(panel: ChecklistPanel) -> None:
    """Why, how in numbers, what to mind, and where it comes from."""
    said = _said(panel.detail)
    for words in ("Why", OFF.why, "How", "1.", *OFF.how, OFF.caution):
        assert words in said
    assert "General information, not legal advice. Checked 22 Nov 2026." in said


def test_only_payments_warn_of_paid_help(panel: ChecklistPanel) -> None:
    """The line under the list."""
    warning = "Help is free. Never pay someone to get your money back."
    assert warning not in _said(panel)
    panel.set_rows(replace(CHECKLIST, id=ListId("payments")), {}, NOW)
    assert warning in _said(panel)


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.parametrize("size", [(1024, 696), (640, 400)])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_cut_or_nameless(
    qapp: QApplication,
    qtbot: QtBot,
    look: Appearance,
    panel: ChecklistPanel,
    scale: float,
    size: tuple[int, int],
    direction: Qt.LayoutDirection,
) -> None:
    """List page and detail page, in every state a step can have."""
    qapp.setLayoutDirection(direction)
    look.show_in(theme_of(qapp, Scheme.DARK, scale))
    panel.resize(round(size[0] * scale), round(size[1] * scale))
    wait_until_whole(qtbot, panel)
    panel.both.show_detail()
    for state in StepState:
        _show(panel, marks(off=state))
        wait_until_whole(qtbot, panel)
    assert panel.width() == round(size[0] * scale)


@pytest.mark.parametrize("title", HOSTILE_TITLES)
def test_hostile_titles_in_the_menu(panel: ChecklistPanel, title: str) -> None:
    """One short line each."""
    panel.set_exhibits([listed(1, window_title=title)], 1, {})
    panel.detail.foot.menu.aboutToShow.emit()
    words = panel.detail.foot.menu.actions()[0].text()
    assert len(words) <= 100
    assert not set(words) & {"\t", "\n", "\u202e", "\x1b"}


def test_a_narrow_room_is_two_pages(qapp: QApplication, qtbot: QtBot, panel: ChecklistPanel) -> None:
    """Enter goes to the detail, Back to the list."""
    panel.resize(640, 500)
    qtbot.waitUntil(lambda: panel.both.is_folded)
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert panel.detail.isVisible()
    assert not panel.list.isVisible()
    QTest.keyClick(panel.both.back, Qt.Key.Key_Space)
    assert panel.list.isVisible()
    assert qapp.focusWidget() is panel.list
