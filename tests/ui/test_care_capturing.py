"""Under-18 care in the whole program: every press shows the picture first, and nothing is kept by itself."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from evidence_desk.app import Program
from evidence_desk.capture.leaving_out import FILL_RGB
from evidence_desk.capture.targets import AllScreens, OneWindow
from evidence_desk.domain.accounts import Account
from evidence_desk.domain.answers import Under18
from evidence_desk.domain.checklists import StepId
from evidence_desk.domain.custody import VAULT_LOG
from evidence_desk.domain.evidence import Item, Rectangle
from evidence_desk.ui.actions import ActionId
from evidence_desk.ui.dialogs.area_selection import Point
from evidence_desk.ui.panels.bar_menu import BarTarget
from evidence_desk.vault.vault import open_reader
from tests.ui.care_program import PATIENCE_MS, answer_elsewhere, answer_in_window, has_answer
from tests.ui.desk_program import press, words
from tests.ui.painted_screen import PaintedScreen
from tests.ui.test_capture_surfaces import key, program, save_area, screen
from tests.ui.test_watching import watch

__all__ = ["program", "screen"]

Press = Callable[[Program, QtBot], None]


def by_window_picker(program: Program, qtbot: QtBot) -> None:
    with qtbot.waitSignal(program.operations.windows_listed):
        program.actions[ActionId.CAPTURE_WINDOW].trigger()
    press(qtbot, program.picker, "Mark its pictures first")


def by_countdown(program: Program, qtbot: QtBot) -> None:
    program._capturing._countdown.over.emit()


def by_action(action: ActionId) -> Press:
    def pressed(program: Program, qtbot: QtBot) -> None:
        assert program.actions[action].isEnabled()
        program.actions[action].trigger()

    return pressed


def by_bar(target: BarTarget) -> Press:
    def pressed(program: Program, qtbot: QtBot) -> None:
        program.bar.face.set_target(target)
        press(qtbot, program.bar, "Choose area")

    return pressed


def by_key(trigger: str) -> Press:
    return lambda program, _qtbot: program.outside._triggers.press(trigger)


WAYS: dict[str, tuple[Press, str]] = {
    "the button": (by_action(ActionId.CAPTURE_SCREEN), "button"),
    "the window in use": (by_action(ActionId.CAPTURE_IN_USE), "button"),
    "an area": (by_action(ActionId.CAPTURE_AREA), "button"),
    "the last area": (by_action(ActionId.CAPTURE_LAST_AREA), "button"),
    "the same again": (by_action(ActionId.CAPTURE_AGAIN), "button"),
    "leave out": (by_action(ActionId.LEAVE_OUT), "button"),
    "the window picker": (by_window_picker, "button"),
    "a countdown": (by_countdown, "bar"),
    "the bar": (by_bar(BarTarget.SCREEN), "bar"),
    "the bar, at the last area": (by_bar(BarTarget.LAST_AREA), "bar"),
    "the bar, at the window in use": (by_bar(BarTarget.IN_USE), "bar"),
    "the capture key": (by_key("hotkey"), "hotkey"),
    "the tray": (by_key("tray"), "tray"),
}


def refused(path: Path) -> list[object]:
    with open_reader(path) as reader:
        lines = tuple(reader.custody.events(VAULT_LOG))
    return [line.detail["why"] for line in lines if line.event == "capture refused"]


def kept_with_part(program: Program, qtbot: QtBot) -> Item:
    """Mark a part by keyboard, and save."""
    key(program, qtbot, Qt.Key.Key_L)
    with qtbot.waitSignal(program.operations.item_kept, timeout=PATIENCE_MS) as kept:
        key(program, qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not program.area_picker.is_open)
    item: Item = kept.args[0]
    return item


def test_every_press_shows_the_picture_first_and_save_waits_for_a_part(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    save_area(program, qtbot)
    answer_in_window(program, qtbot, Under18.YES)
    kept: dict[str, Item] = {}
    for way, (press_it, _trigger) in WAYS.items():
        press_it(program, qtbot)
        qtbot.waitUntil(lambda: program.area_picker.is_open, timeout=PATIENCE_MS)
        if program.area_picker.selection is not None and program.area_picker.selection.left_out:
            program.area_picker._show(program.area_picker.selection.remove_part(0))
        key(program, qtbot, Qt.Key.Key_Return)
        assert program.area_picker.is_open, f"{way}: Save is off"
        assert program.state.count == 1 + len(kept), way
        kept[way] = kept_with_part(program, qtbot)

    assert {way: item.record.trigger for way, item in kept.items()} == {way: how for way, (_do, how) in WAYS.items()}
    assert all(item.record.left_out and item.context is None for item in kept.values())
    program.close()
    assert refused(tmp_path / "vault") == []


def test_save_stays_off_until_a_part_lies_in_the_box_or_it_is_ticked_that_none_shows(
    program: Program, qtbot: QtBot
) -> None:
    answer_in_window(program, qtbot, Under18.NOT_SURE)
    program.actions[ActionId.CAPTURE_AREA].trigger()
    qtbot.waitUntil(lambda: program.area_picker.is_open)
    picker = program.area_picker
    bar = picker._windows.bar  # type: ignore[union-attr]
    assert picker.selection is not None
    outside = picker.selection.add_part().draw(Point(0, 0), Point(2, 2)).choose(None)
    picker._show(outside)
    assert not bar._save.isEnabled(), "what is left out of the rest of the screen leaves nothing out of the box"
    assert "First leave out every sexual picture" in bar._save.accessibleDescription()
    box = picker.selection.box
    speck = picker.selection.add_part().draw(Point(box.x, box.y), Point(box.x + 2, box.y + 2)).choose(None)
    picker._show(speck)
    too_small = "The dark box is too small. Make it at least 16 x 16 pixels."
    assert (bar._save.isEnabled(), bar._save.accessibleDescription()) == (False, too_small)
    assert bar._truth.text() == too_small
    key(program, qtbot, Qt.Key.Key_N)
    assert (bar._save.isEnabled(), bar._truth.text() == too_small) == (True, False)
    key(program, qtbot, Qt.Key.Key_N)
    picker._show(outside)
    assert bar._truth.text() == "Leave out every sexual picture first. Nothing is saved yet."

    key(program, qtbot, Qt.Key.Key_N)
    assert bar._save.isEnabled()
    key(program, qtbot, Qt.Key.Key_Right)
    assert not bar._save.isEnabled(), "it was said of another box"
    key(program, qtbot, Qt.Key.Key_L)
    key(program, qtbot, Qt.Key.Key_N)
    picker._show(picker.selection.remove_part(1))
    assert not bar._save.isEnabled(), "it was said while a part was left out"
    key(program, qtbot, Qt.Key.Key_N)
    with qtbot.waitSignal(program.operations.item_kept) as kept:
        key(program, qtbot, Qt.Key.Key_Return)
    assert kept.args[0].record.left_out == ()


def test_the_marked_part_is_filled_before_anything_is_written(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    answer_in_window(program, qtbot, Under18.YES)
    program.actions[ActionId.CAPTURE_SCREEN].trigger()
    qtbot.waitUntil(lambda: program.area_picker.is_open)
    item = kept_with_part(program, qtbot)
    program.close()
    with open_reader(tmp_path / "vault") as reader:
        picture = Image.open(io.BytesIO(reader.read(item)))
    (part,) = item.record.left_out
    filled = picture.crop((part.x, part.y, part.x + part.width, part.y + part.height))
    assert filled.getcolors() == [(part.width * part.height, FILL_RGB)]


def test_parts_of_the_last_time_are_marked_again_and_never_filled_unseen(program: Program, qtbot: QtBot) -> None:
    before = save_area(program, qtbot, Qt.Key.Key_L)
    answer_in_window(program, qtbot, Under18.YES)
    program.actions[ActionId.CAPTURE_LAST_AREA].trigger()
    qtbot.waitUntil(lambda: program.area_picker.is_open)
    selection, target = program.area_picker.selection, before.record.target
    assert selection is not None
    assert target is not None
    assert selection.box == target.geometry
    (part,) = before.record.left_out
    there = Rectangle(part.x + selection.box.x, part.y + selection.box.y, part.width, part.height)
    assert selection.left_out == (there,)
    assert program.state.count == 1
    with qtbot.waitSignal(program.operations.item_kept) as kept:
        key(program, qtbot, Qt.Key.Key_Return)
    assert kept.args[0].record.left_out == before.record.left_out


def test_an_answer_the_window_has_not_heard_of_holds_for_the_next_press(
    program: Program, qtbot: QtBot, screen: PaintedScreen
) -> None:
    answer_elsewhere(program, Under18.YES)
    program.bar.face.set_target(BarTarget.SCREEN)
    screen.taken.clear()
    press(qtbot, program.bar, "Capture")
    qtbot.waitUntil(lambda: program.area_picker.is_open, timeout=PATIENCE_MS)
    assert program.state.count == 0
    key(program, qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Under-18 care is on" in words(program.area_picker.surfaces()[0]), timeout=PATIENCE_MS)
    key(program, qtbot, Qt.Key.Key_N)
    with qtbot.waitSignal(program.operations.item_kept):
        key(program, qtbot, Qt.Key.Key_Return)


def test_the_proof_of_a_step_is_shown_first_and_named_when_it_is_kept(program: Program, qtbot: QtBot) -> None:
    answer_in_window(program, qtbot, Under18.YES)
    assert program.content is not None
    step = program.content.lists[0].steps[0]
    program.operations.capture_proof(AllScreens(), step.id, (Rectangle(0, 0, 2, 2),))
    qtbot.waitUntil(lambda: program.area_picker.is_open)
    with qtbot.waitSignal(program.operations.step_changed, timeout=PATIENCE_MS):
        item = kept_with_part(program, qtbot)
    assert program.state.marks[StepId(step.id)].proof == item.id


def test_a_picture_that_waits_goes_with_its_case(program: Program, qtbot: QtBot) -> None:
    answer_in_window(program, qtbot, Under18.YES)
    assert program.content is not None
    program.operations.capture_proof(AllScreens(), program.content.lists[0].steps[0].id)
    qtbot.waitUntil(lambda: program.area_picker.is_open)
    with qtbot.waitSignal(program.operations.case_opened, timeout=PATIENCE_MS):
        program._cases.new("Case 2")

    assert not program.area_picker.is_open


def test_a_profile_is_shown_first_and_named_on_its_account_when_it_is_kept(program: Program, qtbot: QtBot) -> None:
    answer_in_window(program, qtbot, Under18.YES)
    with qtbot.waitSignal(program.writing.written, timeout=PATIENCE_MS) as written:
        program.writing.keep(Account(display_name="Sam"))
    entry_id = written.args[0].id
    program.window.open_room(ActionId.ACCOUNTS)
    program.rooms.accounts.choose(entry_id)
    press(qtbot, program.rooms.accounts, "Capture profile")
    qtbot.waitUntil(lambda: program.area_picker.is_open, timeout=PATIENCE_MS)
    with qtbot.waitSignal(program.registers.entries.kept, timeout=PATIENCE_MS) as named:
        item = kept_with_part(program, qtbot)
    assert named.args[0] == entry_id
    assert named.args[1].what.exhibits == (item.id,)


def test_no_window_shows_itself_in_the_picker(program: Program, qtbot: QtBot, screen: PaintedScreen) -> None:
    answer_in_window(program, qtbot, Under18.YES)
    with qtbot.waitSignal(program.operations.windows_listed):
        program.actions[ActionId.CAPTURE_WINDOW].trigger()
    with qtbot.assertNotEmitted(program.picker.look_asked):
        program.picker._on_look_asked(screen.shown[0])
    assert "Under-18 care is on" in words(program.picker)
    assert not program.picker._around.isVisible()
    assert OneWindow(screen.shown[0].id) not in screen.taken


def test_watching_and_scrolling_are_off_and_say_why(program: Program, qtbot: QtBot) -> None:
    answer_in_window(program, qtbot, Under18.YES)
    menu = program.bar.face.menu
    assert not any(program.actions[each].isEnabled() for each in (ActionId.WATCH, ActionId.SCROLL))
    for each in (menu.watch, menu.scrolling, menu.keep_screen):
        assert not each.isEnabled()
        assert each.text().endswith("(off: under-18 care)")
    assert "Watch" not in words_of_buttons(program)
    for choose in (program._watching.choose, program._scrolling.choose):
        choose()
        assert "nothing is saved by itself" in words(program.bar)
    answer_in_window_to_no(program, qtbot)
    assert all(program.actions[each].isEnabled() for each in (ActionId.WATCH, ActionId.SCROLL))
    assert (menu.watch.text(), menu.watch.isEnabled()) == ("Watch for changes", True)


def words_of_buttons(program: Program) -> list[str]:
    return [each.text() for each in program.bar.findChildren(QAbstractButton) if each.isVisible()]


def answer_in_window_to_no(program: Program, qtbot: QtBot) -> None:
    """Which is asked back once."""
    program.care.ask()
    question = program.rooms.start.question
    question.cards[Under18.NO].click()
    press(qtbot, question, "Continue")
    press(qtbot, program.care._dialog, "Change the answer")
    qtbot.waitUntil(lambda: has_answer(program, Under18.NO), timeout=PATIENCE_MS)


@pytest.mark.parametrize("elsewhere", [False, True])
def test_a_watch_ends_at_once_with_its_reason(
    program: Program, qtbot: QtBot, screen: PaintedScreen, *, elsewhere: bool
) -> None:
    watch(program, qtbot)
    with qtbot.waitSignal(program._watching._operation.ended, timeout=PATIENCE_MS):
        if elsewhere:
            answer_elsewhere(program, Under18.YES)
            screen.paint += 7
        else:
            answer_in_window(program, qtbot, Under18.YES)
    assert "Watching has stopped, 1 kept. Under-18 care is on" in words(program.bar)
    assert program.state.count == 1
