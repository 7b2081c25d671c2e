"""One question: which window? Nothing is shown that was not asked for, and what can't be saved says why."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from evidence_desk.ui.actions import ActionId, Actions
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.dialogs.window_picker import WindowPicker
from evidence_desk.ui.dialogs.window_tiles_model import TileRole, WindowTilesModel, fact_of, title_of
from tests.ui.conftest import theme_of
from tests.ui.painted_screen import window
from tests.ui.room_samples import HOSTILE_TITLES
from tests.ui.wholeness import faults

WINDOWS = (
    window(1, title="Telegram", application="Telegram", width=1180, height=860),
    window(2, title="Transfer details", application="Firefox", covered=0.4),
    window(3, title="Profile page", application="Firefox", covered=1.0),
    window(4, title="WhatsApp", application="WhatsApp", state="minimised", covered=None),
    window(5, title="Signal", application="Signal", state="elsewhere", covered=None),
    window(6, title="Desk", application="Desk", own=True),
)


@pytest.fixture
def actions(look: Appearance) -> Actions:
    return Actions(look)


@pytest.fixture
def picker(look: Appearance, actions: Actions, qapp: QApplication, qtbot: QtBot) -> Iterator[WindowPicker]:
    parent = QWidget()
    qtbot.addWidget(parent)
    made = WindowPicker(qapp, look, actions, parent)
    qtbot.addWidget(made)
    made.resize(1024, 672)
    made.open()
    qtbot.waitExposed(made)
    made.set_windows(WINDOWS)
    yield made
    made.close()


def tiles(picker: WindowPicker) -> QTableView:
    """The tiles."""
    found = picker.findChild(QTableView)
    assert found is not None
    return found


def button(picker: WindowPicker, name: str) -> QAbstractButton:
    """The button of that name."""
    return next(each for each in picker.findChildren(QAbstractButton) if each.accessibleName() == name)


def titles(picker: WindowPicker) -> list[str]:
    """The titles shown, in order."""
    model = tiles(picker).model()
    found = [
        model.index(row, column).data() for row in range(model.rowCount()) for column in range(model.columnCount())
    ]
    return [title for title in found if title is not None]


def test_enter_on_a_button_is_that_button(picker: WindowPicker, actions: Actions, qtbot: QtBot) -> None:
    """Whoever has the keyboard on Leave now or Cancel saves nothing with Enter."""
    chosen: list[object] = []
    left: list[bool] = []
    picker.window_chosen.connect(chosen.append)
    actions[ActionId.LEAVE].triggered.connect(lambda: left.append(True))
    for name in ("Leave now", "Cancel"):
        button(picker, name).setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.keyClick(button(picker, name), Qt.Key.Key_Return)

    assert chosen == []
    assert len(left) == 1
    assert not picker.isVisible()


def test_facts_are_those_of_the_kit() -> None:
    facts = [fact_of(each) for each in WINDOWS[:5]]

    assert facts == [
        "1180 × 860. In front",  # noqa: RUF001
        "40 × 30. Partly behind, saved whole",  # noqa: RUF001
        "40 × 30. Behind others, saved whole",  # noqa: RUF001
        "Minimised. Open it first",
        "On another desktop. Go there first",
    ]


def test_our_own_windows_are_not_offered(picker: WindowPicker) -> None:
    assert "Desk" not in titles(picker)
    assert len(titles(picker)) == 5


def test_the_keyboard_begins_on_the_first_window_that_can_be_saved(picker: WindowPicker) -> None:
    assert tiles(picker).hasFocus()
    assert tiles(picker).currentIndex().data() == "Telegram"


def test_enter_saves_the_chosen_window_once(picker: WindowPicker, qtbot: QtBot) -> None:
    chosen: list[object] = []
    picker.window_chosen.connect(chosen.append)
    qtbot.keyClick(tiles(picker), Qt.Key.Key_Right)
    qtbot.keyClick(tiles(picker), Qt.Key.Key_Return)

    assert chosen == [WINDOWS[1]]
    assert not picker.isVisible()


@pytest.mark.parametrize("title", ["WhatsApp", "Signal"])
def test_what_cannot_be_saved_is_named_and_stays(picker: WindowPicker, qtbot: QtBot, title: str) -> None:
    model = tiles(picker).model()
    place = titles(picker).index(title)
    tiles(picker).setCurrentIndex(model.index(place // model.columnCount(), place % model.columnCount()))
    with qtbot.assertNotEmitted(picker.window_chosen):
        qtbot.keyClick(tiles(picker), Qt.Key.Key_Return)

    assert picker.isVisible()
    assert not button(picker, "Save this window").isEnabled()


def test_esc_cancels(picker: WindowPicker, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(picker.window_chosen):
        qtbot.keyClick(tiles(picker), Qt.Key.Key_Escape)

    assert not picker.isVisible()


def test_letters_typed_on_the_tiles_find(picker: WindowPicker, qtbot: QtBot) -> None:
    qtbot.keyClick(tiles(picker), Qt.Key.Key_F)
    field = picker.findChild(QLineEdit)
    assert field is not None
    qtbot.keyClicks(field, "irefox")

    assert field.text() == "firefox"
    assert titles(picker) == ["Transfer details", "Profile page"]


def test_finding_nothing_says_so(picker: WindowPicker, qtbot: QtBot) -> None:
    field = picker.findChild(QLineEdit)
    assert field is not None
    field.setText("no such window")

    assert picker._empty.text() == "Nothing matches."
    assert not button(picker, "Save this window").isEnabled()


def test_no_windows_says_so(picker: WindowPicker) -> None:
    picker.close()
    picker.open()
    picker.set_windows(WINDOWS[5:])

    assert picker._empty.text() == "No other windows are open."


def test_a_window_gone_since_says_so_and_takes_the_choice_with_it(picker: WindowPicker, qtbot: QtBot) -> None:
    picker.set_windows(WINDOWS[1:])
    model = tiles(picker).model()
    closed = [model.index(*divmod(place, model.columnCount())) for place in (0,)]

    assert titles(picker) == ["Telegram", "Transfer details", "Profile page", "WhatsApp", "Signal"]
    assert [index.data(TileRole.FACT) for index in closed] == ["Closed"]
    assert not button(picker, "Save this window").isEnabled()
    with qtbot.assertNotEmitted(picker.window_chosen):
        tiles(picker).setCurrentIndex(closed[0])
        qtbot.keyClick(tiles(picker), Qt.Key.Key_Return)


def test_no_tile_moves_when_the_windows_change(picker: WindowPicker) -> None:
    """Another window came to the front, one is new: each tile stays where the pointer may be."""
    before, chosen = titles(picker), tiles(picker).currentIndex().data()
    picker.set_windows((window(7, title="New", application="X"), WINDOWS[2], *WINDOWS[:2], *WINDOWS[3:]))

    assert titles(picker) == [*before, "New"]
    assert tiles(picker).currentIndex().data() == chosen


def test_it_asks_again_by_itself_but_not_while_one_is_looked_at(picker: WindowPicker, qtbot: QtBot) -> None:
    picker._watching.setInterval(1)
    with qtbot.waitSignal(picker.refresh_asked):
        pass
    qtbot.keyPress(tiles(picker), Qt.Key.Key_Space)
    with qtbot.assertNotEmitted(picker.refresh_asked), qtbot.waitSignal(picker._watching.timeout):
        pass
    qtbot.keyRelease(tiles(picker), Qt.Key.Key_Space)
    with qtbot.waitSignal(picker.refresh_asked):
        pass
    picker.close()

    assert not picker._watching.isActive()


def test_the_same_windows_again_change_nothing(picker: WindowPicker, qtbot: QtBot) -> None:
    leave = button(picker, "Leave now")
    leave.setFocus()
    with qtbot.assertNotEmitted(tiles(picker).model().modelReset):
        picker.set_windows(WINDOWS)

    assert leave.hasFocus()


def test_asking_again_begins_anew(picker: WindowPicker) -> None:
    picker.set_windows(WINDOWS[1:])
    picker.close()
    picker.open()
    picker.set_windows(WINDOWS[1:])

    assert "Telegram" not in titles(picker)


def picture(colour: Qt.GlobalColor) -> QImage:
    """What a window looks like."""
    made = QImage(1180, 860, QImage.Format.Format_RGB32)
    made.fill(colour)
    return made


def shows(picker: WindowPicker, colour: Qt.GlobalColor) -> bool:
    """Whether any pixel of that colour is painted."""
    painted = tiles(picker).grab().toImage()
    wanted = QColor(colour).rgb()
    places = ((x, y) for y in range(0, painted.height(), 8) for x in range(0, painted.width(), 8))
    return any(painted.pixel(x, y) == wanted for x, y in places)


def test_a_preview_is_there_while_space_is_held_and_no_longer(
    picker: WindowPicker, qtbot: QtBot, qapp: QApplication
) -> None:
    with qtbot.waitSignal(picker.look_asked) as asked:
        qtbot.keyPress(tiles(picker), Qt.Key.Key_Space)
    before = shows(picker, Qt.GlobalColor.magenta)
    picker.show_preview(WINDOWS[0].id, picture(Qt.GlobalColor.magenta))
    while_held = shows(picker, Qt.GlobalColor.magenta)
    qtbot.keyRelease(tiles(picker), Qt.Key.Key_Space)

    assert asked.args[0] == WINDOWS[0]
    assert (before, while_held, shows(picker, Qt.GlobalColor.magenta)) == (False, True, False)


def test_a_preview_that_comes_too_late_is_not_shown(picker: WindowPicker, qtbot: QtBot) -> None:
    qtbot.keyClick(tiles(picker), Qt.Key.Key_Space)
    picker.show_preview(WINDOWS[0].id, picture(Qt.GlobalColor.magenta))

    assert not shows(picker, Qt.GlobalColor.magenta)


@pytest.mark.parametrize("leave", ["focus", "hide", "move"])
def test_a_preview_covers_when_the_person_goes_elsewhere(picker: WindowPicker, qtbot: QtBot, leave: str) -> None:
    qtbot.keyPress(tiles(picker), Qt.Key.Key_Space)
    picker.show_preview(WINDOWS[0].id, picture(Qt.GlobalColor.magenta))
    if leave == "focus":
        button(picker, "Cancel").setFocus(Qt.FocusReason.TabFocusReason)
    elif leave == "hide":
        picker.hide()
        picker.show()
    else:
        qtbot.keyClick(tiles(picker), Qt.Key.Key_Right)

    assert not shows(picker, Qt.GlobalColor.magenta)


def test_what_cannot_be_saved_is_not_looked_at(picker: WindowPicker, qtbot: QtBot) -> None:
    model = tiles(picker).model()
    tiles(picker).setCurrentIndex(model.index(*divmod(titles(picker).index("WhatsApp"), model.columnCount())))
    with qtbot.assertNotEmitted(picker.look_asked):
        qtbot.keyPress(tiles(picker), Qt.Key.Key_Space)


def test_a_new_list_keeps_the_choice(picker: WindowPicker, qtbot: QtBot) -> None:
    qtbot.keyClick(tiles(picker), Qt.Key.Key_Right)
    picker.set_windows((window(9, title="New"), *WINDOWS))

    assert tiles(picker).currentIndex().data() == "Transfer details"


def test_leave_now_is_in_its_corner(picker: WindowPicker, actions: Actions, qtbot: QtBot) -> None:
    with qtbot.waitSignal(actions[ActionId.LEAVE].triggered):
        qtbot.mouseClick(button(picker, "Leave now"), Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("title", HOSTILE_TITLES)
def test_titles_from_outside_are_one_harmless_line(title: str) -> None:
    words = title_of(window(1, title=title))

    assert "\n" not in words
    assert "\u202e" not in words
    assert "\x00" not in words


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_cut_or_nameless(picker: WindowPicker, look: Appearance, qapp: QApplication, scale: float) -> None:
    look.show_in(theme_of(qapp, scale=scale))
    qapp.processEvents()

    assert not faults(picker)


def test_the_model_keeps_qt_s_rules(qtbot: QtBot) -> None:
    model = WindowTilesModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for columns, count in ((3, 5), (1, 5), (2, 4), (3, 0)):
        model.set_columns(columns)
        model.set_rows([window(number) for number in range(count)])
        assert model.rowCount() == -(-count // columns)
        assert tester.model() is model


def test_screen_readers_hear_title_program_and_fact(picker: WindowPicker) -> None:
    said = tiles(picker).model().index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)

    assert said == "Transfer details, Firefox, 40 × 30. Partly behind, saved whole"  # noqa: RUF001
    assert tiles(picker).model().index(0, 1).data(TileRole.SAVABLE) is True


def test_it_stays_above_the_capture_bar(picker: WindowPicker) -> None:
    """The bar is always on top, and on a small screen it stands where Save is."""
    assert picker.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
