"""Every room in the smallest window, at 200 % text, in every scheme: nothing cut, everything by key, nothing hidden."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView, QWidget
from pytestqt.qtbot import QtBot

from evidence_desk.domain.checklists import progress
from evidence_desk.guidance.content import load_content
from evidence_desk.guidance.plan import Situation, make_plan
from evidence_desk.resources import resource_path
from evidence_desk.ui.actions import APART, ROOMS, ActionId, Actions
from evidence_desk.ui.appearance import Appearance, Wish
from evidence_desk.ui.connections.checklist_rooms import ROOM_OF
from evidence_desk.ui.main_window import MainWindow
from evidence_desk.ui.models.hand_over_words import HandOverContents
from evidence_desk.ui.models.next_step_words import step_entries
from evidence_desk.ui.panels.status_line import Seals
from evidence_desk.ui.rooms import Rooms
from evidence_desk.ui.tokens import Scheme
from evidence_desk.ui.widgets.list_and_detail import ListAndDetail
from tests.fake_clock import FakeClock
from tests.ui.conftest import theme_of
from tests.ui.room_samples import NOW, listed
from tests.ui.timeline_samples import timeline
from tests.ui.timeline_samples import words as timeline_words
from tests.ui.wholeness import faults, out_of_view, wait_until_whole

SMALL, LARGE_TEXT, JUST_WIDE, WHOLE = (640, 400, 1.0), (1280, 800, 2.0), (960, 600, 1.0), (1280, 800, 1.0)
LOOKS = [
    (SMALL, Scheme.LIGHT), (SMALL, Scheme.DARK), (LARGE_TEXT, Scheme.LIGHT), (LARGE_TEXT, Scheme.CONTRAST),
    (JUST_WIDE, Scheme.LIGHT),
]  # fmt: skip
Size = tuple[int, int, float]


@pytest.fixture(scope="module")
def made(qapp: QApplication, one_look: Appearance) -> Iterator[tuple[MainWindow, Rooms]]:
    """The window with every room filled, made once."""
    rooms, actions = Rooms(qapp, one_look, FakeClock()), Actions(one_look)
    window = MainWindow(qapp, one_look, actions, rooms.by_action())
    fill(rooms, window)
    window.show_case("Case 1")
    window.status.show_seals(Seals(items=14, checked=14))
    window.show()
    yield window, rooms
    window.deleteLater()
    actions.deleteLater()


def fill(rooms: Rooms, window: MainWindow) -> None:
    """What a case with something in it shows; the steps are the real ones, with all their words."""
    content = load_content(resource_path("guidance"))
    lists = content.lists
    for each in lists:
        rooms.lists[each.id].set_rows(each, {}, NOW)
        window.list.set_progress(ROOM_OF[each.id], progress(each, {}))
    plan = make_plan(content, Situation(saved=2))
    now = plan.next_steps
    entries = [[*step_entries(steps, plan.reasons)] for steps in (now.steps, now.waiting)]
    rooms.start_here.set_next(*entries)
    rooms.start_here.set_lists(lists, {each.id: progress(each, {}) for each in lists})
    rooms.start_here.set_note("General information, not legal advice. Last checked 22 Nov 2026. Menus may have moved.")
    rooms.evidence.set_takes_files(takes=True)
    rooms.evidence.adding.show_result(
        "2 of 5 files added.", ["It is of a kind that can't be added. Save it as PDF."] * 3
    )
    rooms.evidence.set_items([listed(number) for number in (3, 2, 1)], NOW)
    rooms.timeline.show_timeline(timeline(), timeline_words())
    rooms.hand_over.set_contents(HandOverContents(3, 1, 4, 5_000_000))
    rooms.settings.look.show_look(Wish.SYSTEM, 100)
    rooms.settings.place.show_path("/home/person/.local/share/desk")


def show_in(window: MainWindow, look: Appearance, qapp: QApplication, size: Size, scheme: Scheme) -> None:
    width, height, scale = size
    theme = theme_of(qapp, scheme, scale)
    if look.theme != theme:
        look.show_in(theme)
    window.resize(width, height)
    qapp.processEvents()


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_every_room_is_whole_and_the_keyboard_sees_what_it_is_on(
    made: tuple[MainWindow, Rooms], look: Appearance, qapp: QApplication, qtbot: QtBot, size: Size, scheme: Scheme
) -> None:
    window, _rooms = made
    show_in(window, look, qapp, size, scheme)
    window.activateWindow()
    qtbot.waitActive(window)
    for room in (*ROOMS, *APART):
        window.open_room(room)
        pairs = window._rooms[room].page.findChildren(ListAndDetail)
        for turn in [turn for both in pairs for turn in (both.show_list, both.show_detail)] or [lambda: None]:
            turn()
            wait_until_uncut(qtbot, window, f"{room} {turn}")
        for stop in stops(window, qapp):
            assert not out_of_view(window, stop), (room, type(stop).__name__, stop.accessibleName())
    assert (window.width(), window.height()) == size[:2]


def wait_until_uncut(qtbot: QtBot, window: MainWindow, where: str) -> None:
    """Qt lays out in turns; what is still wrong after them stays wrong."""

    def uncut() -> None:
        found = cut(window)
        if found:
            raise AssertionError(where, found)

    qtbot.waitUntil(uncut, timeout=20_000)


def cut(window: MainWindow) -> dict[str, list[str]]:
    """What is wrong with what is seen; names of what is not seen are asked for in the room's own tests."""
    return {kind: what for kind, what in faults(window).items() if kind != "nameless"}


def stops(window: MainWindow, qapp: QApplication) -> Iterator[QWidget]:
    """Everything Tab comes to, until it has gone round."""
    seen: list[QWidget] = []
    for _ in range(60):
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Tab)
        qapp.processEvents()
        stop = window.focusWidget()
        assert stop is not None
        if stop in seen:
            return
        seen.append(stop)
        if not isinstance(stop, QTableView):
            yield stop


def test_it_folds_where_the_kit_says(made: tuple[MainWindow, Rooms], look: Appearance, qapp: QApplication) -> None:
    window, rooms = made
    window.open_room(ActionId.EVIDENCE)
    folded: dict[int, tuple[bool, bool]] = {}
    for width in (1280, 959, 800, 799, 640):
        show_in(window, look, qapp, (width, 600, 1.0), Scheme.LIGHT)
        folded[width] = (rooms.evidence.both.is_folded, window.top.rooms.isVisible())

    assert folded == {
        1280: (False, False), 959: (True, False), 800: (True, False), 799: (True, True), 640: (True, True),
    }  # fmt: skip


@pytest.mark.parametrize("size", [SMALL, LARGE_TEXT, JUST_WIDE, (500, 400, 1.0), (800, 600, 1.2), (1000, 800, 2.0)])
def test_help_and_the_way_out_keep_their_words(
    made: tuple[MainWindow, Rooms], look: Appearance, qapp: QApplication, qtbot: QtBot, size: Size
) -> None:
    """Other things give way first; wherever they come back, their words do too."""
    window, _rooms = made
    top = window.top
    window.setMinimumSize(1, 1)
    show_in(window, look, qapp, WHOLE, Scheme.LIGHT)
    whole = top.capture.text(), top.capture.toolTip(), top.help.toolTip()
    show_in(window, look, qapp, size, Scheme.LIGHT)
    window.setMinimumSize(1, 1)
    window.resize(*size[:2])

    def has_room() -> None:
        stands = [part for part in top.tab_stops() if part.isVisible()]
        assert all(part is top.case or part.width() >= part.sizeHint().width() for part in stands)
        assert all(top.rect().contains(part.geometry()) for part in stands)

    qtbot.waitUntil(has_room)
    assert (top.help.text(), top.leave.text()) == ("Get help now", "Leave now")
    assert (top.capture.accessibleName(), top.rooms.accessibleName()) == ("Capture", "Rooms")
    assert top.capture.text() or size[0] / size[2] < 640
    show_in(window, look, qapp, WHOLE, Scheme.LIGHT)
    assert (top.capture.text(), top.capture.toolTip(), top.help.toolTip()) == whole


def test_the_list_of_rooms_scrolls_before_it_cuts(
    made: tuple[MainWindow, Rooms], look: Appearance, qapp: QApplication, qtbot: QtBot
) -> None:
    """A wide window may be too short for seven rooms."""
    window, _rooms = made
    show_in(window, look, qapp, (1000, 400, 1.0), Scheme.LIGHT)
    last = window.list.rows()[-1]
    last.setFocus(Qt.FocusReason.TabFocusReason)
    qapp.processEvents()

    assert window.height() == 400
    wait_until_whole(qtbot, window.list)
    assert not out_of_view(window, last)


def test_rooms_mirror(made: tuple[MainWindow, Rooms], look: Appearance, qapp: QApplication, qtbot: QtBot) -> None:
    window, rooms = made
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    show_in(window, look, qapp, WHOLE, Scheme.LIGHT)

    assert window.list.x() > window._pages.x()
    for room in (*ROOMS, *APART):
        window.open_room(room)
        wait_until_uncut(qtbot, window, room)

    def mirrored() -> None:
        assert rooms.settings.sections.mapTo(window, rooms.settings.rect().topLeft()).x() > window.width() // 3

    qtbot.waitUntil(mirrored)  # Qt lays out in turns
