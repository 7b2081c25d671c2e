"""Areas, delays and previews in the whole program: what is asked for is kept, and leaving leaves nothing behind."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from evidence_desk.app import Program
from evidence_desk.capture.leaving_out import FILL_RGB
from evidence_desk.capture.still import Still
from evidence_desk.capture.targets import AllScreens, OneWindow, Region, Screen
from evidence_desk.domain.errors import DiskFull
from evidence_desk.domain.evidence import Item, Rectangle
from evidence_desk.domain.refusals import OutsideScreens
from evidence_desk.here import new_item_id, surroundings
from evidence_desk.ui.actions import ActionId
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.background import nothing
from evidence_desk.ui.panels.bar_menu import BarTarget
from evidence_desk.ui.screen_here import ScreenHere
from evidence_desk.vault.vault import open_reader
from evidence_desk.workflows.capture_evidence import CaptureRequest
from tests.fake_clock import FakeClock
from tests.ui.conftest import theme_of
from tests.ui.desk_program import place_bar
from tests.ui.painted_screen import HEIGHT, WIDTH, PaintedScreen

BOX = Rectangle(WIDTH // 4, HEIGHT // 4 + 1, WIDTH // 2, HEIGHT // 2)


@pytest.fixture
def screen() -> PaintedScreen:
    return PaintedScreen()


@pytest.fixture
def program(
    qapp: QApplication, one_look: Appearance, qtbot: QtBot, clock: FakeClock, screen: PaintedScreen, tmp_path: Path
) -> Iterator[Program]:
    """A desk in which saving was just started."""
    here = ScreenHere(screen, None, new_item_id=new_item_id, surroundings=surroundings())
    made = Program(qapp, clock, here, tmp_path / "vault", tmp_path / "settings.json")
    place_bar(qapp, made)
    made.open()
    made.window.resize(1280, 800)
    with qtbot.waitSignal(made.operations.seals_checked):
        made.operations.start()
    yield made
    made.close()
    made.area_picker.close()
    for window in (made.bar, made.window):
        window.hide()
        window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    one_look.show_in(theme_of(qapp))


def open_area(program: Program, qtbot: QtBot) -> None:
    """Ask for an area and wait for the still."""
    program.actions[ActionId.CAPTURE_AREA].trigger()
    qtbot.waitUntil(lambda: program.area_picker.is_open)


def key(program: Program, qtbot: QtBot, what: Qt.Key) -> None:
    """Press a key on the still picture."""
    qtbot.keyClick(program.area_picker.surfaces()[0].focusWidget(), what)


def save_area(program: Program, qtbot: QtBot, *keys: Qt.Key) -> Item:
    """Choose an area with these keys and save it."""
    open_area(program, qtbot)
    for what in keys:
        key(program, qtbot, what)
    with qtbot.waitSignal(program.operations.item_kept) as kept:
        key(program, qtbot, Qt.Key.Key_Return)
    item: Item = kept.args[0]
    return item


def still_of(program: Program) -> Still:
    """The still that is chosen from."""
    still = program._capturing._areas._still
    assert still is not None
    return still


def words(program: Program) -> str:
    """What the capture bar says."""
    return " ".join(label.text() for label in program.bar.findChildren(QLabel) if label.isVisible())


def press(qtbot: QtBot, inside: object, name: str) -> None:
    """Click the visible button of that name."""
    found = [each for each in inside.findChildren(QAbstractButton) if each.accessibleName() == name]
    qtbot.mouseClick(next(each for each in found if each.isVisible()), Qt.MouseButton.LeftButton)


def test_an_area_is_saved_by_keys_with_its_part_left_out(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    stills: list[Still] = []
    program._capturing._areas._operation.frozen.connect(stills.append)
    item = save_area(program, qtbot, Qt.Key.Key_Down, Qt.Key.Key_L)
    program.close()
    with open_reader(tmp_path / "vault") as reader:
        picture = Image.open(io.BytesIO(reader.read(item)))

    assert item.record.target is not None
    assert item.record.target.geometry == BOX
    (left_out,) = item.record.left_out
    middle = (left_out.x + left_out.width // 2, left_out.y + left_out.height // 2)
    assert picture.getpixel(middle) == FILL_RGB
    assert picture.getpixel((0, 0)) == tuple((BOX.x * 5 + BOX.y + plane * 60) % 256 for plane in (2, 1, 0))
    assert not program.area_picker.is_open
    assert not any(stills[0].frame.pixels)
    assert "1 saved" in words(program)


def test_esc_keeps_nothing_and_forgets_the_still(program: Program, qtbot: QtBot) -> None:
    open_area(program, qtbot)
    still = still_of(program)
    key(program, qtbot, Qt.Key.Key_Escape)

    assert not program.area_picker.is_open
    assert not any(still.frame.pixels)
    assert "0 saved in Case 1" in words(program)


def test_esc_three_times_leaves_from_the_still_picture(program: Program, qtbot: QtBot, qapp: QApplication) -> None:
    open_area(program, qtbot)
    with qtbot.waitSignal(program.leaving.left):
        for _ in range(3):
            window = qapp.focusWindow()
            assert window is not None
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                qapp.sendEvent(window, QKeyEvent(kind, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier))

    assert not [each for each in qapp.topLevelWidgets() if each.isVisible()]


def test_leaving_lets_go_of_the_still_and_stops_counting(program: Program, qtbot: QtBot) -> None:
    open_area(program, qtbot)
    still = still_of(program)
    program._capturing._countdown.start(3)
    program.actions[ActionId.LEAVE].trigger()

    assert not any(still.frame.pixels)
    assert not program.area_picker.is_open
    assert not program._capturing._countdown.is_running


def test_who_leaves_right_after_saving_has_the_area_and_no_still(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    open_area(program, qtbot)
    still = still_of(program)
    key(program, qtbot, Qt.Key.Key_Return)
    program.actions[ActionId.LEAVE].trigger()
    program.close()

    assert not any(still.frame.pixels)
    with open_reader(tmp_path / "vault") as reader:
        case = reader.cases.last_used()
        assert case is not None
        assert case.items == 1


def test_a_full_disk_loses_nothing_that_was_drawn(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object, **_options: object) -> Item:
        raise DiskFull("/vault")

    open_area(program, qtbot)
    key(program, qtbot, Qt.Key.Key_L)
    drawn = program.area_picker.selection
    with monkeypatch.context() as no_room:
        no_room.setattr(type(program._desk), "keep_area", full)
        key(program, qtbot, Qt.Key.Key_Return)
        surface = program.area_picker.surfaces()[0]
        qtbot.waitUntil(lambda: any("disk is full" in each.text() for each in surface.findChildren(QLabel)))
    with qtbot.waitSignal(program.operations.item_kept) as kept:
        key(program, qtbot, Qt.Key.Key_Return)

    assert drawn is not None
    assert kept.args[0].record.target.geometry == drawn.box


def test_other_screens_ask_for_a_new_drawing(program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    open_area(program, qtbot)
    before = still_of(program)
    wider = (Screen(1, "P-1", 0, 0, WIDTH, HEIGHT, 2.0, primary=True),)
    monkeypatch.setattr(PaintedScreen, "screens", lambda _self: wider)
    key(program, qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.area_picker.is_open and program._capturing._areas._still not in {None, before})
    told = [each.text() for each in program.area_picker.surfaces()[0].findChildren(QLabel)]
    with qtbot.waitSignal(program.operations.item_kept):
        key(program, qtbot, Qt.Key.Key_Return)

    assert "Your screens changed. Please draw again." in told
    assert not any(before.frame.pixels)


def test_the_same_area_again_leaves_out_the_same_parts(
    program: Program, qtbot: QtBot, screen: PaintedScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    off = program.actions[ActionId.CAPTURE_LAST_AREA].isEnabled()
    left_out = save_area(program, qtbot, Qt.Key.Key_Down, Qt.Key.Key_L).record.left_out
    with qtbot.waitSignal(program.operations.item_kept) as by_bar:
        press(qtbot, program.bar, "Capture")
    with qtbot.waitSignal(program.operations.item_kept) as by_menu:
        program.actions[ActionId.CAPTURE_LAST_AREA].trigger()
    program.window.open_room(ActionId.MORE)
    with qtbot.waitSignal(program.operations.item_kept) as as_proof:
        press(qtbot, program.window, "Capture proof")
    screen.refusal = OutsideScreens("1,2,3x4")
    with qtbot.waitSignal(program.operations.item_not_kept):
        press(qtbot, program.bar, "Capture")

    assert not off
    assert screen.taken == [AllScreens(), *[Region(BOX)] * 4]
    assert [each.args[0].record.left_out for each in (by_bar, by_menu, as_proof)] == [left_out] * 3
    assert "is not on the screens" in words(program)


def quick(program: Program) -> None:
    """Seconds that pass at once."""
    program._capturing._countdown._timer.setInterval(0)


def test_after_the_delay_what_the_bar_is_aimed_at_is_kept(
    program: Program, qtbot: QtBot, screen: PaintedScreen
) -> None:
    program.actions[ActionId.CAPTURE_IN_5].trigger()
    counting = words(program)
    press(qtbot, program.bar, "Cancel")
    cancelled, taken = words(program), list(screen.taken)
    quick(program)
    with qtbot.waitSignal(program.operations.item_kept):
        program.bar.delay_asked.emit(3)

    assert "Saving in 5 seconds" in counting
    assert "0 saved in Case 1" in cancelled
    assert (taken, screen.taken) == ([], [AllScreens()])
    assert "1 saved" in words(program)


def test_a_preview_is_kept_nowhere(
    program: Program, qtbot: QtBot, screen: PaintedScreen, tmp_path: Path, qapp: QApplication
) -> None:
    program.actions[ActionId.CAPTURE_WINDOW].trigger()
    qtbot.waitUntil(lambda: bool(program.picker._windows))
    before = sorted(path for path in (tmp_path / "vault").rglob("*") if path.is_file())
    shown: list[Callable[[], None]] = []
    program._capturing._looking.seen.connect(lambda _id, picture: shown.append(picture))
    qtbot.keyPress(program.picker._tiles, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(shown))
    held = program.picker._model._preview
    qtbot.keyRelease(program.picker._tiles, Qt.Key.Key_Space)

    assert held is not None
    assert program.picker._model._preview is None
    assert screen.taken == [OneWindow("0x1")]
    assert sorted(path for path in (tmp_path / "vault").rglob("*") if path.is_file()) == before
    assert program.bar.face.target is BarTarget.SCREEN


def test_the_bar_says_what_a_command_kept_and_forgets_no_answer_over_one_that_reads(
    program: Program, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(program.operations.item_not_kept):
        program.operations.capture(OneWindow("0x7fffff"))
    reason = words(program)
    assert "Not saved." in reason
    with qtbot.waitSignal(program.operations.news_came):
        program.operations.refresh()
    assert words(program) == reason
    program.background.run(lambda: program._desk.capture(lambda case: CaptureRequest(case, AllScreens()), nothing))
    with qtbot.waitSignal(program.operations.news_came):
        program.operations.refresh()
    assert "1 saved" in words(program)
    assert "in Case 1" not in words(program)
    assert "Not saved." not in words(program)
