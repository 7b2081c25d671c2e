"""The window arranges: an exit first, every room by key, every part by F6, and nothing lost when it is narrow."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from evidence_desk.domain.checklists import Progress
from evidence_desk.ui.actions import ROOMS, TABLE, ActionId, Actions
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.main_window import MainWindow
from evidence_desk.ui.models.safe_text import isolated
from evidence_desk.ui.panels.status_line import Seals, StatusLine
from evidence_desk.ui.rooms import Rooms
from evidence_desk.ui.tokens import Scheme
from evidence_desk.ui.widgets.nav_row import NavRow
from tests.fake_clock import FakeClock
from tests.ui.conftest import theme_of
from tests.ui.room_samples import HOSTILE_TITLES, NOW, listed
from tests.ui.spoken import nameless_parts, names
from tests.ui.wholeness import faults

F6 = Qt.Key.Key_F6


@pytest.fixture
def actions(look: Appearance) -> Actions:
    return Actions(look)


@pytest.fixture
def window(look: Appearance, actions: Actions, qapp: QApplication, qtbot: QtBot) -> Iterator[MainWindow]:
    rooms = Rooms(qapp, look, FakeClock())
    rooms.evidence.set_items([listed(2), listed(1)], NOW)
    made = MainWindow(qapp, look, actions, rooms.by_action())
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    yield made
    made.close()


@pytest.fixture
def in_case(window: MainWindow) -> MainWindow:
    """The window with a case in it."""
    window.show_case("Case 1")
    window.status.show_seals(Seals(items=14, checked=14))
    return window


def press(window: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(window.windowHandle(), key, modifier)


def region_of(window: MainWindow) -> QWidget:
    """The region the keyboard is in."""
    focused = window.focusWidget()
    assert focused is not None
    return next(each for each in window.regions() if each is focused or each.isAncestorOf(focused))


def test_first_start_has_one_button_and_the_way_out(window: MainWindow) -> None:
    told = names(window)

    assert window.focusWidget() is window.first_start.start
    assert not window.list.isVisible()
    assert "Leave now" in told
    assert "Capture" not in told
    assert not nameless_parts(window)


def test_enter_starts(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.first_start.start_asked):
        press(window, Qt.Key.Key_Return)


def test_a_failed_start_says_why_and_can_be_tried_again(window: MainWindow) -> None:
    window.first_start.set_starting(starting=True)
    window.first_start.show_trouble("This disk is full. Free some space, then try again.")

    assert window.first_start.start.isEnabled()
    assert "This disk is full. Free some space, then try again." in names(window)


def test_rooms_have_keys_in_the_order_shown(in_case: MainWindow) -> None:
    for number, room in enumerate(ROOMS, start=1):
        press(in_case, Qt.Key(Qt.Key.Key_0 + number % 10), Qt.KeyboardModifier.ControlModifier)
        assert in_case.current_room is room
        assert isinstance(in_case.list.chosen_row(), NavRow)
        assert in_case.list.chosen_row().isChecked()  # type: ignore[attr-defined]


def test_rooms_can_not_be_opened_before_there_is_a_case(window: MainWindow) -> None:
    press(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)

    assert window.current_room is None
    assert window.first_start.isVisible()


def test_focus_begins_in_the_room_not_in_the_bars(in_case: MainWindow) -> None:
    for room in ROOMS:
        in_case.open_room(room)
        assert region_of(in_case) in in_case.regions()[2:-1]


@pytest.mark.parametrize("room", [ActionId.EVIDENCE, ActionId.HAND_OVER])
def test_f6_goes_round_and_back(in_case: MainWindow, room: ActionId) -> None:
    in_case.open_room(room)
    begin, seen = region_of(in_case), []
    for _ in range(12):
        press(in_case, F6)
        seen.append(region_of(in_case))
        if seen[-1] is begin:
            break
    back = []
    for _ in range(len(seen)):
        press(in_case, F6, Qt.KeyboardModifier.ShiftModifier)
        back.append(region_of(in_case))

    assert seen[-1] is begin
    assert len(set(seen)) == len(seen) >= 4
    assert {in_case.top, in_case.list, in_case.status} <= set(seen)
    assert back == [*seen[:-1][::-1], begin]


def test_leave_now_is_the_first_stop(in_case: MainWindow) -> None:
    in_case.top.leave.setFocus()
    stops = []
    for _ in range(5):
        press(in_case, Qt.Key.Key_Tab)
        stops.append(in_case.focusWidget())

    assert stops[:4] == [in_case.top.help, in_case.top.capture, in_case.top.more, in_case.top.case]
    assert isinstance(stops[4], NavRow)


def test_shift_tab_reaches_leave_now_with_one_f6(in_case: MainWindow) -> None:
    for _ in range(2):
        press(in_case, F6, Qt.KeyboardModifier.ShiftModifier)
        if region_of(in_case) is in_case.top:
            break

    assert in_case.focusWidget() is in_case.top.leave


def test_rooms_say_how_far_they_are(in_case: MainWindow) -> None:
    in_case.list.set_count(ActionId.EVIDENCE, 14)
    in_case.list.set_progress(ActionId.SUSPEND, Progress(1, 4))
    in_case.list.set_progress(ActionId.REPORT, Progress(5, 5))
    told = names(in_case.list)

    assert [name for name in told if ", " in name] == [
        "Evidence, 14 items",
        "Suspend accounts, 1 of 4 done",
        "Report to platforms, 5 of 5 done",
    ]


@pytest.mark.parametrize(
    ("seals", "words"),
    [
        (Seals(0, 0), "Nothing saved yet"),
        (Seals(14, 9), "Checking 9 of 14…"),
        (Seals(14, 14), "All 14 items sealed and readable"),
        (Seals(14, 14, unreadable=1), "1 item can't be read"),
        (Seals(14, 14, unreadable=2, problems=3), "2 items can't be read"),
        (Seals(14, 14, problems=1), "The history does not fit. Do not delete anything, and ask for help"),
        (Seals(14, 3, check_failed=True), "The items could not all be read back"),
    ],
)
def test_the_line_at_the_bottom_says_what_is_so(look: Appearance, qtbot: QtBot, seals: Seals, words: str) -> None:
    status = StatusLine(look)
    qtbot.addWidget(status)
    status.resize(1280, 40)
    status.show()
    status.show_seals(seals)

    assert words in names(status)
    assert words in status.accessibleName()
    assert ("Look" in names(status)) is bool(seals.unreadable)


@pytest.mark.parametrize("width", [1280, 900, 700, 560, 400])
def test_the_line_at_the_bottom_says_less_before_it_cuts(
    look: Appearance, qtbot: QtBot, qapp: QApplication, width: int
) -> None:
    status = StatusLine(look)
    qtbot.addWidget(status)
    status.show_seals(Seals(14, 14))
    status.resize(width, 40)
    status.show()
    qapp.processEvents()

    assert not faults(status)
    assert status.width() == width
    assert "Anyone using this account can open this" in status.accessibleName()
    assert "Only on this computer, encrypted" in status.toolTip()


def test_titles_from_outside_stay_one_harmless_line(in_case: MainWindow, qapp: QApplication) -> None:
    width = in_case.minimumSizeHint().width()
    for title in HOSTILE_TITLES:
        in_case.top.show_case(title)
        qapp.processEvents()

        assert in_case.minimumSizeHint().width() == width
        assert not any("\n" in name or "\u202e" in name for name in names(in_case.top))


@pytest.mark.parametrize(("width", "scale"), [(700, 1.0), (1280, 2.0)])
def test_a_narrow_window_keeps_every_room_within_reach(
    in_case: MainWindow, look: Appearance, qapp: QApplication, qtbot: QtBot, width: int, scale: float
) -> None:
    look.show_in(theme_of(qapp, scale=scale))
    in_case.resize(width, round(500 * scale))
    qapp.processEvents()
    offered = [action.text() for action in in_case._rooms_menu.actions()]

    assert in_case.width() == width
    assert not in_case.list.isVisible()
    assert in_case.top.rooms.isVisible()
    assert in_case.top.leave.isVisible()
    assert in_case.top.leave.text() == "Leave now"
    assert [words for words in offered if words] == [
        "Start here",
        "Evidence",
        "Accounts",
        "Payments",
        "Suspend accounts",
        "Report to platforms",
        "Cancel payments",
        "More steps",
        "Timeline",
        "Hand over",
        "Settings",
        isolated("Case: Case 1"),
    ]
    assert not faults(in_case.top)


def test_a_wide_window_shows_the_list_again(in_case: MainWindow, qapp: QApplication) -> None:
    in_case.resize(700, 500)
    in_case.resize(1280, 800)
    qapp.processEvents()

    assert in_case.list.isVisible()
    assert not in_case.top.rooms.isVisible()


def test_the_kit_s_measures(in_case: MainWindow) -> None:
    assert in_case.top.height() == 64
    assert in_case.status.height() == 40
    assert in_case.list.width() >= 256
    assert in_case.top.leave.height() == in_case.top.capture.height() == 40


@pytest.mark.parametrize("scheme", list(Scheme))
def test_every_scheme_paints_without_a_word_from_qt(
    in_case: MainWindow, look: Appearance, qapp: QApplication, scheme: Scheme
) -> None:
    look.show_in(theme_of(qapp, scheme))
    picture = in_case.grab().toImage()

    assert picture.pixelColor(400, 90).name() == look.theme.colour("ground").name()
    assert picture.pixelColor(5, 300).name() == look.theme.colour("surface").name()


def test_no_key_means_two_things(actions: Actions) -> None:
    keys = [row.key for row in TABLE if row.key]

    assert len(keys) == len(set(keys))
    assert {row.id for row in TABLE} == set(ActionId)
    assert all(actions[each].text() for each in ActionId)


def test_closing_says_so_once(in_case: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(in_case.closing):
        in_case.close()


def test_a_message_can_be_read_and_closed(in_case: MainWindow, qtbot: QtBot) -> None:
    in_case.banner.say("This disk is full. Free some space, then try again.")
    before = in_case.banner.text()
    qtbot.mouseClick(in_case.banner.findChildren(QWidget)[-1], Qt.MouseButton.LeftButton)

    assert before.startswith("This disk is full.")
    assert not in_case.banner.text()
