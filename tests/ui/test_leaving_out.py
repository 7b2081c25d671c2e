"""Parts of a window are left out in the whole program, marked again the next time; every press says how it was made."""

import io
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from evidence_desk.app import Program
from evidence_desk.capture.leaving_out import FILL_RGB
from evidence_desk.capture.targets import ActiveWindow, AllScreens, OneWindow
from evidence_desk.domain.evidence import Item, Rectangle
from evidence_desk.settings import WHOLE_SCREEN, Settings
from evidence_desk.ui.actions import ActionId
from evidence_desk.ui.dialogs.area_selection import Point
from evidence_desk.ui.dialogs.window_picker import WindowPicker
from evidence_desk.ui.panels.bar_menu import BarTarget
from evidence_desk.vault.vault import open_reader
from tests.ui.desk_program import words
from tests.ui.painted_screen import HEIGHT, WIDTH, PaintedScreen
from tests.ui.test_capture_surfaces import key, press, program, screen, still_of

__all__ = ["program", "screen"]


def save_window(program: Program, qtbot: QtBot) -> list[Item]:
    """Choose the first window in the picker; the window and the screen around it."""
    kept: list[Item] = []
    program.operations.item_kept.connect(kept.append)
    with qtbot.waitSignal(program.operations.windows_listed):
        program.actions[ActionId.CAPTURE_WINDOW].trigger()
    with qtbot.waitSignal(program.operations.item_kept):
        press(qtbot, program.picker, "Save this window")
    qtbot.waitUntil(lambda: len(kept) == 2)
    program.operations.item_kept.disconnect(kept.append)
    return kept


def leave_out(program: Program, qtbot: QtBot, action: ActionId = ActionId.LEAVE_OUT) -> None:
    program.actions[action].trigger()
    qtbot.waitUntil(lambda: program.area_picker.is_open)


def draw_and_save(program: Program, qtbot: QtBot) -> Item:
    """Mark one part, and save the rest."""
    picker = program.area_picker
    assert picker.selection is not None
    picker._show(picker.selection.draw(Point(4, 5), Point(11, 9)))
    with qtbot.waitSignal(program.operations.item_kept) as kept:
        key(program, qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not picker.is_open)
    item: Item = kept.args[0]
    return item


def test_a_part_of_a_window_is_filled_and_nothing_around_it_is_kept(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    save_window(program, qtbot)
    leave_out(program, qtbot)
    assert program.area_picker.selection is not None
    assert program.area_picker.selection.box == Rectangle(0, 0, WIDTH, HEIGHT), "all of the window"
    assert program.area_picker.selection.left_out == ()
    still = still_of(program)
    item = draw_and_save(program, qtbot)
    program.close()
    with open_reader(tmp_path / "vault") as reader:
        picture = Image.open(io.BytesIO(reader.read(item)))

    assert item.record.target is not None
    assert (item.record.target.kind, item.record.window_title) == ("window", "Chat 1")
    assert item.record.left_out == (Rectangle(4, 5, 8, 5),)
    assert (item.context, item.record.left_out_why) == (None, "chosen by the person")
    assert [picture.getpixel(at) for at in ((4, 5), (11, 9))] == [FILL_RGB, FILL_RGB]
    assert picture.getpixel((3, 5)) != FILL_RGB
    assert not any(still.frame.pixels)
    assert not any(still.target.frame.pixels)  # type: ignore[attr-defined]


@pytest.mark.parametrize("how", ["the same again", "the bar", "chosen again"])
def test_what_was_left_out_is_marked_before_the_window_is_kept_again(
    program: Program, qtbot: QtBot, screen: PaintedScreen, how: str
) -> None:
    save_window(program, qtbot)
    leave_out(program, qtbot)
    draw_and_save(program, qtbot)
    count = program.state.count
    if how == "the same again":
        program.actions[ActionId.CAPTURE_AGAIN].trigger()
    elif how == "the bar":
        press(qtbot, program.bar, "Capture")
    else:
        with qtbot.waitSignal(program.operations.windows_listed):
            program.actions[ActionId.CAPTURE_WINDOW].trigger()
        press(qtbot, program.picker, "Save this window")
    qtbot.waitUntil(lambda: program.area_picker.is_open)
    assert program.state.count == count, "nothing is kept before the person has seen it"
    assert program.area_picker.selection is not None
    assert program.area_picker.selection.left_out == (Rectangle(4, 5, 8, 5),)
    with qtbot.waitSignal(program.operations.item_kept) as kept:
        key(program, qtbot, Qt.Key.Key_Return)
    assert kept.args[0].record.left_out == (Rectangle(4, 5, 8, 5),)
    assert AllScreens() in screen.taken


def test_screens_that_change_while_it_is_saved_make_no_part_forgotten(program: Program, qtbot: QtBot) -> None:
    """Else the next press would keep what was to be left out."""
    save_window(program, qtbot)
    leave_out(program, qtbot)
    picker = program.area_picker
    assert picker.selection is not None
    picker._show(picker.selection.draw(Point(4, 5), Point(11, 9)))
    with qtbot.waitSignal(program.operations.item_kept):
        key(program, qtbot, Qt.Key.Key_Return)
        picker.screens_changed.emit()
    program.actions[ActionId.CAPTURE_AGAIN].trigger()
    qtbot.waitUntil(lambda: program.area_picker.is_open)

    assert program.area_picker.selection is not None
    assert program.area_picker.selection.left_out == (Rectangle(4, 5, 8, 5),)
    assert not program.actions[ActionId.CAPTURE_LAST_AREA].isEnabled()


def test_with_no_part_marked_any_more_it_is_forgotten(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    save_window(program, qtbot)
    leave_out(program, qtbot)
    draw_and_save(program, qtbot)
    leave_out(program, qtbot)
    assert program.area_picker.selection is not None
    program.area_picker._show(program.area_picker.selection.remove_part(0))
    with qtbot.waitSignal(program.operations.item_kept) as kept:
        key(program, qtbot, Qt.Key.Key_Return)
    assert kept.args[0].record.left_out == ()
    assert not program._capturing._areas.remembered
    assert "Chat" not in (tmp_path / "settings.json").read_text() if (tmp_path / "settings.json").exists() else True


def test_another_window_is_kept_at_once_while_parts_of_one_are_remembered(
    program: Program, qtbot: QtBot, screen: PaintedScreen
) -> None:
    save_window(program, qtbot)
    leave_out(program, qtbot)
    draw_and_save(program, qtbot)
    screen.shown = screen.shown[1:]
    with qtbot.waitSignal(program.operations.windows_listed):
        program.actions[ActionId.CAPTURE_WINDOW].trigger()
    with qtbot.waitSignal(program.operations.item_kept) as kept:
        press(qtbot, program.picker, "Save this window")
    assert kept.args[0].record.window_title == "Chat 2"
    assert not program.area_picker.is_open


def test_every_press_says_how_it_was_made(program: Program, qtbot: QtBot, screen: PaintedScreen) -> None:
    assert [each.record.trigger for each in save_window(program, qtbot)] == ["button", "button"]
    program.bar.face.set_target(BarTarget.SCREEN)
    with qtbot.waitSignal(program.operations.item_kept) as kept:
        press(qtbot, program.bar, "Capture")
    assert kept.args[0].record.trigger == "bar"
    with qtbot.waitSignal(program.operations.item_kept) as kept:
        program.actions[ActionId.CAPTURE_AGAIN].trigger()
    assert (kept.args[0].record.trigger, screen.taken[-1]) == ("button", AllScreens())
    with qtbot.waitSignal(program.operations.item_kept) as kept:
        program.bar.face.menu.again.trigger()
    assert kept.args[0].record.trigger == "bar"
    with qtbot.waitSignal(program.operations.item_kept) as kept:
        program._capturing.press("tray")
    assert kept.args[0].record.trigger == "tray"


def test_the_window_in_use_is_aimed_at_by_both_menus(program: Program, qtbot: QtBot, screen: PaintedScreen) -> None:
    program.bar.face.set_target(BarTarget.IN_USE)
    for press_it in (program.actions[ActionId.CAPTURE_IN_USE].trigger, lambda: press(qtbot, program.bar, "Capture")):
        with qtbot.waitSignal(program.operations.item_kept):
            press_it()
        qtbot.waitUntil(lambda: screen.taken[-2:] == [ActiveWindow(), AllScreens()])
        screen.taken.clear()


def test_the_same_again_is_off_until_something_was_kept(program: Program, qtbot: QtBot) -> None:
    both = (program.actions[ActionId.CAPTURE_AGAIN], program.bar.face.menu.again)
    assert [each.isEnabled() for each in both] == [False, False]
    save_window(program, qtbot)
    assert [each.isEnabled() for each in both] == [True, True]


def test_the_whole_screen_is_switched_off_in_any_of_three_places(
    program: Program, qtbot: QtBot, screen: PaintedScreen, tmp_path: Path
) -> None:
    switch, menu = program.rooms.settings.bar.around, program.bar.face.menu.keep_screen
    assert (switch.isChecked(), menu.isChecked()) == (True, True)
    switch.click()
    assert (menu.isChecked(), Settings(tmp_path / "settings.json").get(WHOLE_SCREEN)) == (False, False)
    menu.trigger()
    assert (switch.isChecked(), Settings(tmp_path / "settings.json").get(WHOLE_SCREEN)) == (True, True)
    with qtbot.waitSignal(program.operations.windows_listed):
        program.actions[ActionId.CAPTURE_WINDOW].trigger()
    press(qtbot, program.picker, "Also keep the whole screen")
    assert (switch.isChecked(), menu.isChecked()) == (False, False)
    with qtbot.waitSignal(program.operations.item_kept) as kept:
        press(qtbot, program.picker, "Save this window")
    assert kept.args[0].context is None
    assert screen.taken == [OneWindow("0x1")]


def test_a_window_of_which_parts_were_left_out_is_not_scrolled(program: Program, qtbot: QtBot) -> None:
    save_window(program, qtbot)
    leave_out(program, qtbot)
    draw_and_save(program, qtbot)
    count = program.state.count
    program.actions[ActionId.SCROLL].trigger()
    picker = next(each for each in program.window.findChildren(WindowPicker) if each.isVisible())
    qtbot.waitUntil(lambda: picker._chosen() is not None)
    press(qtbot, picker, "Scroll this window")

    assert "You left out parts of this window." in words(program.bar)
    assert program.state.count == count
