"""The bar says what is so and nothing else, and never moves under the pointer."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from evidence_desk.settings import BAR_PLACE, BAR_SHOWN, Settings
from evidence_desk.ui.actions import ActionId, Actions
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.connections.bar_place import BarPlace
from evidence_desk.ui.panels.bar_menu import BarTarget
from evidence_desk.ui.panels.capture_bar import CaptureBar
from evidence_desk.ui.remedies import Remedy
from tests.ui.conftest import theme_of
from tests.ui.wholeness import faults


@pytest.fixture
def actions(look: Appearance) -> Actions:
    return Actions(look)


@pytest.fixture
def bar(look: Appearance, actions: Actions, qapp: QApplication, qtbot: QtBot) -> CaptureBar:
    made = CaptureBar(qapp, look, actions)
    qtbot.addWidget(made)
    made.show_ready(14, "Case 1")
    made.show()
    return made


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """Ours, in the upper part of the screen."""
    made = QWidget()
    qtbot.addWidget(made)
    made.setGeometry(0, 0, 400, 300)
    return made


def words(bar: CaptureBar) -> str:
    """Everything that can be read on the bar."""
    return " ".join(label.text() for label in bar.findChildren(QLabel) if label.isVisible())


def button(bar: CaptureBar, name: str) -> QAbstractButton:
    """The visible button of that name."""
    return next(
        each for each in bar.findChildren(QAbstractButton) if each.accessibleName() == name and each.isVisible()
    )


STATES: dict[str, Callable[[CaptureBar], None]] = {
    "ready": lambda bar: bar.show_ready(14, "Case 1"),
    "working": lambda bar: bar.face.say_saving(),
    "saved": lambda bar: bar.show_saved(15),
    "long case": lambda bar: bar.show_ready(1234, "A case with a very long name " * 20),
    "window": lambda bar: bar.face.set_target(BarTarget.WINDOW),
    "same area": lambda bar: bar.face.set_target(BarTarget.LAST_AREA),
    "not saved": lambda bar: bar.show_not_saved("That window is gone. Choose another.", Remedy.CHOOSE_WINDOW),
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_state_has_the_same_width_and_is_whole(
    bar: CaptureBar, look: Appearance, qapp: QApplication, state: str, scale: float
) -> None:
    look.show_in(theme_of(qapp, scale=scale))
    width, capture = bar.width(), button(bar, "Capture").mapTo(bar, QPoint())
    STATES[state](bar)
    qapp.processEvents()

    assert bar.width() == width
    assert button(bar, "Capture").mapTo(bar, QPoint()) == capture
    assert not faults(bar)


def test_the_kit_s_measures(bar: CaptureBar) -> None:
    assert (bar.width(), bar.height()) == (784, 56)
    bar.show_not_saved("The window is minimised. Open it, then press Capture.", Remedy.CHOOSE_WINDOW)
    assert (bar.width(), bar.height()) == (784, 96)
    bar.show_saved(15)
    bar.set_small(True)
    assert (bar.width(), bar.height()) == (196, 56)


def test_saved_is_said_only_when_it_is_told(bar: CaptureBar, qtbot: QtBot) -> None:
    qtbot.mouseClick(button(bar, "Capture"), Qt.MouseButton.LeftButton)
    bar.show_working()
    before = words(bar)
    bar.show_saved(15)

    assert before == "14 saved in Case 1"
    assert words(bar) == "15 saved"


def test_saved_stays_until_there_is_another_answer(bar: CaptureBar) -> None:
    bar.show_saved(15)
    bar.show_working()

    assert words(bar) == "15 saved"


def test_saving_is_said_only_when_it_takes_long(bar: CaptureBar, qtbot: QtBot) -> None:
    bar.show_working()
    qtbot.waitUntil(lambda: words(bar) == "Saving…")
    bar.show_saved(15)

    assert words(bar) == "15 saved"


def test_not_saved_says_why_and_offers_one_thing(bar: CaptureBar, qtbot: QtBot) -> None:
    bar.show_not_saved("That window is gone. Choose another.", Remedy.CHOOSE_WINDOW)

    assert "Not saved. That window is gone. Choose another." in words(bar)
    with qtbot.waitSignal(bar.window_choice_asked):
        qtbot.mouseClick(button(bar, "Choose another"), Qt.MouseButton.LeftButton)


def test_not_saved_takes_the_tick_away(bar: CaptureBar) -> None:
    bar.show_saved(15)
    bar.show_not_saved("That window is gone. Choose another.", Remedy.CHOOSE_WINDOW)

    assert "15 saved in Case 1" in words(bar)
    assert not bar.face._icon.isVisible()


def test_whole_screen_is_aimed_at_and_captured(bar: CaptureBar, qtbot: QtBot) -> None:
    bar.face.set_target(BarTarget.WINDOW)
    bar.show_not_saved("The picture came out empty. Try the whole screen.", Remedy.WHOLE_SCREEN)
    with qtbot.waitSignal(bar.capture_asked) as asked:
        qtbot.mouseClick(button(bar, "Whole screen"), Qt.MouseButton.LeftButton)

    assert asked.args == [BarTarget.SCREEN]


def test_a_reason_without_a_remedy_has_no_button(bar: CaptureBar) -> None:
    bar.show_not_saved("The screen is locked.", Remedy.NOTHING)
    names = {each.accessibleName() for each in bar.findChildren(QAbstractButton) if each.isVisible()}

    assert names == {"Capture", "What to save: Whole screen", "Watch", "Leave now", bar.face.grip.accessibleName()}


def test_the_small_form_opens_to_say_why(bar: CaptureBar) -> None:
    bar.set_small(True)
    bar.show_not_saved("That window is gone. Choose another.", Remedy.CHOOSE_WINDOW)
    wide = bar.width()
    bar.show_saved(15)

    assert (wide, bar.width()) == (784, 196)
    assert words(bar) == "15"


def test_it_stays_on_top_and_takes_no_keyboard(bar: CaptureBar) -> None:
    flags = bar.windowFlags()

    assert flags & Qt.WindowType.WindowStaysOnTopHint
    assert flags & Qt.WindowType.WindowDoesNotAcceptFocus
    assert flags & Qt.WindowType.FramelessWindowHint


def test_the_dots_take_the_keyboard(bar: CaptureBar, qtbot: QtBot) -> None:
    qtbot.mousePress(bar.face.grip, Qt.MouseButton.LeftButton)

    assert not bar.windowHandle().flags() & Qt.WindowType.WindowDoesNotAcceptFocus


@pytest.mark.parametrize(
    ("key", "by"),
    [
        (Qt.Key.Key_Left, QPoint(-8, 0)),
        (Qt.Key.Key_Right, QPoint(8, 0)),
        (Qt.Key.Key_Up, QPoint(0, -8)),
        (Qt.Key.Key_Down, QPoint(0, 8)),
    ],
)
def test_arrows_on_the_dots_move_it(bar: CaptureBar, qtbot: QtBot, key: Qt.Key, by: QPoint) -> None:
    bar.set_small(True)
    bar.move(200, 200)
    with qtbot.waitSignal(bar.placed):
        qtbot.keyClick(bar.face.grip, key)

    assert bar.pos() == QPoint(200, 200) + by


def test_dragging_moves_it_and_it_never_leaves_the_screen(bar: CaptureBar, qtbot: QtBot) -> None:
    bar.set_small(True)
    bar.move(100, 100)
    room = bar.screen().availableGeometry()
    qtbot.mousePress(bar.face.grip, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    bar.face.grip.moved.emit(QPoint(-5000, 5000))

    assert room.contains(bar.geometry())


def corner(bar: CaptureBar, name: str = "Capture") -> QPoint:
    """Where a button is on the desktop."""
    return button(bar, name).mapToGlobal(QPoint())


@pytest.mark.parametrize("small", [False, True])
def test_a_reason_is_in_view_wherever_the_bar_stands_and_leaves_it_there(
    bar: CaptureBar, qapp: QApplication, *, small: bool
) -> None:
    bar.set_small(small)
    room = bar.screen().availableGeometry()
    for place in (room.topLeft(), room.bottomLeft(), room.topRight(), room.bottomRight()):
        bar.move_into_view(place)
        qapp.processEvents()
        stood, pressed = bar.pos(), corner(bar).y()
        bar.show_not_saved("That window is gone. Choose another.", Remedy.CHOOSE_WINDOW)
        qapp.processEvents()
        assert room.contains(bar.geometry())
        assert corner(bar).y() == pressed
        assert button(bar, "Choose another").y() >= 0
        assert bar.line_place == stood
        bar.show_saved(15)
        qapp.processEvents()
        assert bar.pos() == stood


def test_larger_text_keeps_the_bar_in_view_and_smaller_text_puts_it_back(
    bar: CaptureBar, look: Appearance, qapp: QApplication
) -> None:
    room = bar.screen().availableGeometry()
    bar.set_small(True)
    bar.move_into_view(room.bottomRight())
    stood = bar.pos()
    look.show_in(theme_of(qapp, scale=2.0))
    assert room.contains(bar.geometry())
    look.show_in(theme_of(qapp))
    assert bar.pos() == stood


@pytest.mark.parametrize("state", STATES)
def test_leave_now_is_in_view_where_the_whole_form_is_wider_than_the_screen(
    bar: CaptureBar, look: Appearance, qapp: QApplication, state: str
) -> None:
    look.show_in(theme_of(qapp, scale=2.0))
    room = bar.screen().availableGeometry()
    assert bar.face.least_width() > room.width()
    STATES[state](bar)
    qapp.processEvents()
    assert room.contains(bar.geometry())
    leave = button(bar, "Leave now")
    assert bar.rect().contains(leave.geometry())
    assert not faults(bar)
    assert not bar.is_small


def test_a_bar_that_is_not_wanted_comes_for_a_countdown_and_goes_again(
    bar: CaptureBar, window: QWidget, qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    settings = Settings(tmp_path / "settings.json")
    settings.set(BAR_SHOWN, False)
    place = BarPlace(qapp, window, bar, settings)
    place._reading.setInterval(0)
    place.restore()
    assert not bar.isVisible()
    bar.show_counting(3, first=True)
    assert bar.isVisible()
    assert button(bar, "Cancel").isVisible()
    bar.stop_counting(cancelled=False)
    bar.show_not_saved("The screen is locked.", Remedy.NOTHING)
    qapp.processEvents()
    assert bar.isVisible()
    bar.show_saved(15)
    qtbot.waitUntil(lambda: not bar.isVisible())


@pytest.mark.parametrize("wanted", [False, True])
def test_cancelling_takes_away_only_a_bar_that_is_not_wanted(
    bar: CaptureBar, window: QWidget, qapp: QApplication, qtbot: QtBot, tmp_path: Path, *, wanted: bool
) -> None:
    settings = Settings(tmp_path / "settings.json")
    settings.set(BAR_SHOWN, wanted)
    place = BarPlace(qapp, window, bar, settings)
    place._reading.setInterval(0)
    place.restore()
    bar.show_counting(3, first=True)
    with qtbot.waitSignal(place._reading.timeout):
        bar.stop_counting(cancelled=True)
    assert bar.isVisible() is wanted


def test_the_place_kept_is_the_first_line_s(
    bar: CaptureBar, window: QWidget, qapp: QApplication, tmp_path: Path
) -> None:
    settings = Settings(tmp_path / "settings.json")
    place = BarPlace(qapp, window, bar, settings)
    bar.move_into_view(bar.screen().availableGeometry().bottomLeft())
    place.keep()
    before = settings.get(BAR_PLACE)
    bar.show_not_saved("The screen is locked.", Remedy.NOTHING)
    place.keep()
    assert settings.get(BAR_PLACE) == before


def test_dragging_follows_the_pointer(bar: CaptureBar, qtbot: QtBot) -> None:
    bar.set_small(True)
    bar.move_into_view(QPoint(100, 100))
    room = bar.screen().availableGeometry()
    qtbot.mousePress(bar.face.grip, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    held = bar.face.grip.mapToGlobal(QPoint(5, 5))
    bar.face.grip.dragged.emit(held + QPoint(5000, 30))
    assert bar.geometry().right() == room.right()
    bar.face.grip.dragged.emit(held + QPoint(20, 30))
    assert bar.pos() == QPoint(120, 130)


def test_enter_on_the_dots_changes_the_form(bar: CaptureBar, qtbot: QtBot) -> None:
    qtbot.keyClick(bar.face.grip, Qt.Key.Key_Return)

    assert bar.is_small


def test_numbers_choose_in_the_menu(bar: CaptureBar, qtbot: QtBot) -> None:
    qtbot.mouseClick(button(bar, "What to save: Whole screen"), Qt.MouseButton.LeftButton)
    menu = bar.face.findChild(type(bar.face._menu))
    assert menu is not None
    with qtbot.waitSignal(bar.window_choice_asked):
        qtbot.keyClick(menu, Qt.Key.Key_2)


def test_leave_now_is_on_it(bar: CaptureBar, actions: Actions, qtbot: QtBot) -> None:
    with qtbot.waitSignal(actions[ActionId.LEAVE].triggered):
        qtbot.mouseClick(button(bar, "Leave now"), Qt.MouseButton.LeftButton)


def test_its_place_is_remembered(bar: CaptureBar, window: QWidget, qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    place = BarPlace(qapp, window, bar, Settings(path))
    bar.set_small(True)
    bar.move(120, 136)
    bar.placed.emit()
    bar.move(0, 0)
    bar.set_small(False)
    place.restore()

    assert (bar.pos(), bar.is_small) == (QPoint(120, 136), True)


@pytest.mark.parametrize("kept", ["", "nonsense", "Gone-1 5,5", "offscreen x,y", "offscreen 999999,999999"])
def test_a_place_that_makes_no_sense_is_not_followed(
    bar: CaptureBar, window: QWidget, qapp: QApplication, tmp_path: Path, kept: str
) -> None:
    settings = Settings(tmp_path / "settings.json")
    settings.set(BAR_PLACE, kept)
    bar.set_small(True)
    BarPlace(qapp, window, bar, settings).restore()

    assert bar.screen().availableGeometry().contains(bar.pos())


def test_an_answer_is_announced_politely(bar: CaptureBar, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: said.append(event.message()))
    bar.show_saved(15)
    bar.show_not_saved("That window is gone. Choose another.", Remedy.CHOOSE_WINDOW)

    assert said == ["15 saved", "Not saved. That window is gone. Choose another."]


def test_counting_has_cancel_in_capture_s_place(bar: CaptureBar, qtbot: QtBot) -> None:
    place = button(bar, "Capture").geometry()
    bar.show_counting(3, first=True)
    cancel = button(bar, "Cancel")

    assert cancel.geometry() == place
    assert words(bar) == "Saving in 3 seconds"
    with qtbot.waitSignal(bar.cancel_asked):
        qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)


def test_when_counting_is_over_the_bar_is_as_before(bar: CaptureBar) -> None:
    bar.show_counting(1, first=True)
    one = words(bar)
    bar.stop_counting(cancelled=True)

    assert one == "Saving in 1 second"
    assert words(bar) == "14 saved in Case 1"
    assert button(bar, "Capture").isVisible()


def test_the_small_form_counts_too(bar: CaptureBar) -> None:
    bar.set_small(True)
    bar.show_counting(3, first=True)

    assert words(bar) == "3"
    assert button(bar, "Cancel").isVisible()


def test_the_count_is_announced_once(bar: CaptureBar, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: said.append(event.message()))
    bar.show_counting(3, first=True)
    bar.show_counting(2, first=False)
    bar.stop_counting(cancelled=True)

    assert said == ["Saving in 3 seconds", "Cancelled. Nothing was saved."]


def test_an_area_is_asked_for_in_the_menu(bar: CaptureBar, qtbot: QtBot) -> None:
    qtbot.mouseClick(button(bar, "What to save: Whole screen"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(bar.area_choice_asked):
        qtbot.keyClick(bar.face._menu, Qt.Key.Key_3)

    assert bar.face.target is BarTarget.SCREEN


def test_the_same_area_can_be_chosen_once_there_is_one(bar: CaptureBar, qtbot: QtBot) -> None:
    menu = bar.face._menu
    qtbot.mouseClick(button(bar, "What to save: Whole screen"), Qt.MouseButton.LeftButton)
    qtbot.keyClick(menu, Qt.Key.Key_4)
    before = bar.face.target
    bar.face.set_last_area(there=True)
    qtbot.keyClick(menu, Qt.Key.Key_4)

    assert (before, bar.face.target) == (BarTarget.SCREEN, BarTarget.LAST_AREA)


def test_five_is_in_five_seconds(bar: CaptureBar, qtbot: QtBot) -> None:
    qtbot.mouseClick(button(bar, "What to save: Whole screen"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(bar.delay_asked) as asked:
        qtbot.keyClick(bar.face._menu, Qt.Key.Key_5)

    assert asked.args == [5]


def test_an_area_that_is_gone_can_be_chosen_anew(bar: CaptureBar, qtbot: QtBot) -> None:
    bar.show_not_saved("The area 0,0,9x9 is not on the screens. Choose one that is.", Remedy.CHOOSE_AREA)
    with qtbot.waitSignal(bar.area_choice_asked):
        qtbot.mouseClick(button(bar, "Choose an area"), Qt.MouseButton.LeftButton)
