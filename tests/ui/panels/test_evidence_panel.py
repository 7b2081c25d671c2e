"""The evidence room: looking is asked for, covers drop their pixels, words are kept as they are typed."""

import weakref
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from evidence_desk.domain.evidence import Item, ItemId
from evidence_desk.domain.listed import Listed
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.panels.evidence_facts import Fingerprint, HistoryLines
from evidence_desk.ui.panels.evidence_panel import EvidencePanel
from evidence_desk.ui.tokens import Scheme
from tests.ui.conftest import theme_of
from tests.ui.room_samples import FINGERPRINT, HOSTILE_TITLES, NOW, event, item, listed
from tests.ui.wholeness import wait_until_whole

_ITEMS = [
    item(number, tags=("threat",) if number % 2 else (), note="" if number % 2 else "mine") for number in range(6)
]
_LISTED = [Listed.of(each) for each in _ITEMS]
_WIDE = (1024, 696)


@pytest.fixture
def elsewhere() -> QPushButton:
    """Something in the window that is not in the room."""
    return QPushButton("Elsewhere")


@pytest.fixture
def panel(qapp: QApplication, qtbot: QtBot, look: Appearance, elsewhere: QPushButton) -> Iterator[EvidencePanel]:
    """The room with six items, shown in a window that has the keyboard."""
    window = QWidget()
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    made = EvidencePanel(look, qapp)
    column.addWidget(made)
    column.addWidget(elsewhere)
    _answer(made)
    made.set_items(_LISTED, NOW)
    qtbot.addWidget(window)
    window.resize(*_WIDE)
    window.show()
    window.activateWindow()
    made.take_focus()
    qtbot.waitUntil(lambda: qapp.focusWidget() is made.list)
    yield made
    # The window is held until here: with it would go all that is in it.
    window.hide()


def _answer(panel: EvidencePanel, *more: Item) -> None:
    """Bring what is chosen at once, as the vault does a moment later."""
    known = {each.id: each for each in more or _ITEMS}

    def answer(item_id: str) -> None:
        if item_id in known:
            panel.show_item(known[ItemId(item_id)])

    panel.item_chosen.connect(answer)


def _shown(panel: EvidencePanel) -> Item:
    assert panel.detail.item is not None
    return panel.detail.item


def _picture() -> QImage:
    image = QImage(1180, 860, QImage.Format.Format_RGB32)
    image.fill(QColor("#aa8866"))
    return image


def _looked(panel: EvidencePanel) -> "weakref.ref[QImage]":
    """Ask for the chosen picture, get it, and give up the only other reference to its pixels."""
    QTest.keyClick(panel.list, Qt.Key.Key_Space)
    picture = _picture()
    panel.show_picture(_shown(panel).id, picture)
    assert panel.detail.picture.is_open
    return weakref.ref(picture)


def test_the_newest_is_chosen_and_covered(panel: EvidencePanel) -> None:
    """Opening the room looks at nothing."""
    assert _shown(panel).id == _ITEMS[-1].id
    assert not panel.detail.picture.is_open


def test_space_asks_for_the_picture_and_covers_it_again(panel: EvidencePanel) -> None:
    """From the list, without a pointer."""
    asked = QSignalSpy(panel.look_requested)
    pixels = _looked(panel)
    assert asked.at(0) == [_ITEMS[-1].id]
    assert pixels() is not None
    QTest.keyClick(panel.list, Qt.Key.Key_Space)
    assert not panel.detail.picture.is_open
    assert pixels() is None


def test_a_click_looks_and_covers(panel: EvidencePanel) -> None:
    """As Space does."""
    asked = QSignalSpy(panel.look_requested)
    QTest.mouseClick(panel.detail.picture, Qt.MouseButton.LeftButton)
    panel.show_picture(_shown(panel).id, _picture())
    assert asked.count() == 1
    QTest.mouseClick(panel.detail.picture, Qt.MouseButton.LeftButton)
    assert not panel.detail.picture.is_open
    assert asked.count() == 1


def _choose_another(panel: EvidencePanel, _elsewhere: QPushButton) -> None:
    QTest.keyClick(panel.list, Qt.Key.Key_Down)


def _leave_with_the_keyboard(_panel: EvidencePanel, elsewhere: QPushButton) -> None:
    elsewhere.setFocus(Qt.FocusReason.TabFocusReason)


def _leave_the_room(panel: EvidencePanel, _elsewhere: QPushButton) -> None:
    panel.hide()


def _lose_the_window(panel: EvidencePanel, _elsewhere: QPushButton) -> None:
    panel.window().hide()


def _cover_all(panel: EvidencePanel, _elsewhere: QPushButton) -> None:
    panel.cover()


def _show_another_case(panel: EvidencePanel, _elsewhere: QPushButton) -> None:
    panel.set_items([], NOW)


def _find_it_damaged(panel: EvidencePanel, _elsewhere: QPushButton) -> None:
    panel.replace_item(item(5, tags=("threat",), state="unreadable"))


_WAYS_ON = [
    _choose_another,
    _leave_with_the_keyboard,
    _leave_the_room,
    _lose_the_window,
    _cover_all,
    _show_another_case,
    _find_it_damaged,
]


@pytest.mark.parametrize("move_on", _WAYS_ON)
def test_moving_on_drops_the_pixels(
    panel: EvidencePanel, elsewhere: QPushButton, move_on: Callable[[EvidencePanel, QPushButton], None]
) -> None:
    """The image itself is gone, not only hidden."""
    pixels = _looked(panel)
    move_on(panel, elsewhere)
    assert not panel.detail.picture.is_open
    assert pixels() is None


@pytest.mark.parametrize("move_on", _WAYS_ON)
def test_a_picture_that_comes_too_late_is_not_shown(
    panel: EvidencePanel, elsewhere: QPushButton, move_on: Callable[[EvidencePanel, QPushButton], None]
) -> None:
    """The person has moved on before it was read."""
    asked_for = _shown(panel).id
    QTest.keyClick(panel.list, Qt.Key.Key_Space)
    move_on(panel, elsewhere)
    picture = _picture()
    panel.show_picture(asked_for, picture)
    pixels = weakref.ref(picture)
    del picture
    assert not panel.detail.picture.is_open
    assert pixels() is None


def test_a_picture_nobody_asked_for_is_not_shown(panel: EvidencePanel) -> None:
    """Nothing shows itself."""
    panel.show_picture(_shown(panel).id, _picture())
    panel.show_picture(_ITEMS[0].id, _picture())
    assert not panel.detail.picture.is_open


def test_another_capture_leaves_the_open_picture_alone(panel: EvidencePanel) -> None:
    """Nothing moves under the person."""
    _looked(panel)
    panel.insert_item(listed(99), NOW)
    assert panel.detail.picture.is_open
    assert _shown(panel).id == _ITEMS[-1].id


def test_no_picture_can_be_asked_of_a_damaged_item(panel: EvidencePanel) -> None:
    """The detail says what is left and what to do."""
    panel.replace_item(item(5, state="unreadable"))
    asked = QSignalSpy(panel.look_requested)
    QTest.keyClick(panel.list, Qt.Key.Key_Space)
    QTest.mouseClick(panel.detail.picture, Qt.MouseButton.LeftButton)
    assert asked.count() == 0
    assert any("damaged" in label.text() for label in panel.detail.findChildren(QLabel) if label.isVisible())


def test_trouble_with_looking_is_said_until_the_next_item(panel: EvidencePanel) -> None:
    """And only for the item it belongs to."""
    panel.show_trouble(_ITEMS[0].id, "Not this one.")
    panel.show_trouble(_shown(panel).id, "This picture can't be shown.")
    said = [label.text() for label in panel.detail.findChildren(QLabel) if label.isVisible()]
    assert "This picture can't be shown." in said
    assert "Not this one." not in said
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    said = [label.text() for label in panel.detail.findChildren(QLabel) if label.isVisible()]
    assert "This picture can't be shown." not in said


def test_arrows_tell_which_item_is_shown(panel: EvidencePanel) -> None:
    """So that its history can be brought."""
    told = QSignalSpy(panel.item_chosen)
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    assert told.at(0) == [_ITEMS[-2].id]
    panel.show_history(_ITEMS[-2].id, [event("captured"), event("tagged", added="x"), event("viewed"), event("noted")])
    panel.show_history(_ITEMS[0].id, [event("exported")])
    said = [label.text() for label in panel.detail.findChildren(QLabel) if label.isVisible()]
    assert [words for words in said if words.startswith("You ")] == [
        "You added a tag",
        "You looked at it",
        "You changed the note",
    ]


def test_a_note_by_keyboard_alone(qapp: QApplication, panel: EvidencePanel) -> None:
    """N opens it, typing is told once on leaving, and Kept is said only when it was."""
    edited = QSignalSpy(panel.note_edited)
    QTest.keyClick(panel.list, Qt.Key.Key_N)
    assert qapp.focusWidget() is panel.detail.note.field
    QTest.keyClicks(panel.detail.note.field, "He said tonight")
    assert edited.count() == 0
    QTest.keyClick(panel.detail.note.field, Qt.Key.Key_Tab)
    assert edited.at(0) == [_ITEMS[-1].id, "He said tonight"]
    assert edited.count() == 1
    kept = [label for label in panel.detail.note.findChildren(QLabel) if label.text() == "Kept"]
    assert kept == []
    panel.replace_item(item(5, tags=("threat",), note="He said tonight"))
    assert [label for label in panel.detail.note.findChildren(QLabel) if label.text() == "Kept"]


def test_typing_is_told_after_a_pause(qtbot: QtBot, panel: EvidencePanel) -> None:
    """Nobody has to press anything for it to be kept."""
    QTest.keyClick(panel.list, Qt.Key.Key_N)
    with qtbot.waitSignal(panel.note_edited):
        QTest.keyClicks(panel.detail.note.field, "a")


@pytest.mark.parametrize("move_on", [_choose_another, _leave_the_room, _lose_the_window])
def test_what_was_typed_is_told_to_the_item_it_was_typed_for(
    panel: EvidencePanel, elsewhere: QPushButton, move_on: Callable[[EvidencePanel, QPushButton], None]
) -> None:
    """Nothing unsaved can be lost, because nothing stays unsaved."""
    edited = QSignalSpy(panel.note_edited)
    panel.detail.start_note()
    panel.detail.note.field.setPlainText("half a thou")
    move_on(panel, elsewhere)
    assert [edited.at(place) for place in range(edited.count())] == [[_ITEMS[-1].id, "half a thou"]]


def test_an_answer_does_not_overwrite_what_is_typed_meanwhile(panel: EvidencePanel) -> None:
    """The person types faster than the disk."""
    panel.detail.start_note()
    panel.detail.note.field.setPlainText("one")
    panel.flush()
    panel.detail.note.field.setPlainText("one two")
    panel.replace_item(item(5, tags=("threat",), note="one"))
    assert panel.detail.note.text() == "one two"


def test_a_note_from_elsewhere_waits_for_what_is_typed(panel: EvidencePanel) -> None:
    """And is shown when nothing is being typed."""
    panel.replace_item(item(5, tags=("threat",), note="from a command"))
    assert panel.detail.note.text() == "from a command"
    panel.detail.start_note()
    panel.detail.note.field.setPlainText("from my hand")
    panel.replace_item(item(5, tags=("threat", "new"), note="from another command"))
    assert panel.detail.note.text() == "from my hand"


def test_tags_by_keyboard_alone(qapp: QApplication, panel: EvidencePanel) -> None:
    """T opens the field, Enter says the tag, an empty or known one says nothing."""
    added = QSignalSpy(panel.tag_added)
    for typed in (" who it is ", "   ", "threat"):
        panel.take_focus()
        QTest.keyClick(panel.list, Qt.Key.Key_T)
        field = panel.detail.tags.field
        assert qapp.focusWidget() is field
        QTest.keyClicks(field, typed)
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert [added.at(place) for place in range(added.count())] == [[_ITEMS[-1].id, "who it is"]]


def test_a_tag_can_be_taken_away_while_adding(panel: EvidencePanel) -> None:
    """Chips are no buttons until they do something."""
    removed = QSignalSpy(panel.tag_removed)
    assert not panel.detail.tags.findChildren(QPushButton, options=Qt.FindChildOption.FindDirectChildrenOnly)[1:]
    panel.detail.tags.start_adding()
    buttons = panel.detail.tags.findChildren(QPushButton, options=Qt.FindChildOption.FindDirectChildrenOnly)
    chip = next(button for button in buttons if button.text() == "threat")
    assert chip.accessibleName() == "Take away the tag threat"
    QTest.keyClick(chip, Qt.Key.Key_Space)
    assert removed.at(0) == [_ITEMS[-1].id, "threat"]


def test_escape_gives_up_a_tag_and_goes_on_to_leave_now(panel: EvidencePanel) -> None:
    """A person in doubt can just keep pressing Esc."""
    heard: list[Qt.Key] = []

    class Window(QWidget):
        """Stands for the window that counts."""

        def event(self, event: QEvent) -> bool:
            if event.type() is QEvent.Type.KeyPress:
                heard.append(Qt.Key(event.key()))  # type: ignore[attr-defined]
            return super().event(event)

    window = Window()
    panel.setParent(window)
    panel.show()
    panel.detail.tags.start_adding()
    QTest.keyClicks(panel.detail.tags.field, "abc")
    QTest.keyClick(panel.detail.tags.field, Qt.Key.Key_Escape)
    assert panel.detail.tags.field.text() == ""
    assert panel.detail.tags.field.isHidden()
    assert heard == [Qt.Key.Key_Escape]


def test_the_fingerprint_can_be_read_in_full(panel: EvidencePanel) -> None:
    """By keyboard, and then copied."""
    fingerprint = panel.detail.findChild(Fingerprint)
    assert fingerprint is not None
    show_all = fingerprint.findChild(QPushButton)
    assert show_all is not None
    QTest.keyClick(show_all, Qt.Key.Key_Space)
    digits = fingerprint.findChild(QLabel)
    assert digits is not None
    assert "".join(c for c in digits.text() if c in "0123456789abcdef") == FINGERPRINT
    assert digits.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard


def test_before_anything_is_saved(qapp: QApplication, qtbot: QtBot, look: Appearance) -> None:
    """One sentence, one button; the first item then is chosen by itself."""
    panel = EvidencePanel(look, qapp)
    _answer(panel)
    qtbot.addWidget(panel)
    panel.set_items([], NOW)
    panel.show()
    asked = QSignalSpy(panel.capture_requested)
    panel.take_focus()
    QTest.keyClick(panel.empty.capture, Qt.Key.Key_Space)
    assert asked.count() == 1
    panel.insert_item(listed(0), NOW)
    assert panel.empty.isHidden()
    assert _shown(panel).id == item(0).id


def test_the_same_items_again_keep_the_choice(panel: EvidencePanel) -> None:
    """A refresh does not jump, cover or tell."""
    panel.choose(_ITEMS[2].id)
    told = QSignalSpy(panel.item_chosen)
    panel.choose(ItemId("not here"))
    panel.set_items(_LISTED, NOW)
    assert _shown(panel).id == _ITEMS[2].id
    assert told.count() == 0


@pytest.mark.parametrize("title", HOSTILE_TITLES)
def test_a_hostile_title_breaks_nothing(qtbot: QtBot, panel: EvidencePanel, title: str) -> None:
    """The window does not grow, nothing is cut, nothing is read as markup."""
    width = panel.detail.width()
    hostile = item(50, window_title=title, application=title, tags=(title[:60],))
    _answer(panel, hostile)
    panel.insert_item(Listed.of(hostile), NOW)
    panel.choose(hostile.id)
    wait_until_whole(qtbot, panel)
    assert (panel.window().width(), panel.detail.width()) == (_WIDE[0], width)


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.parametrize("size", [(1024, 696), (640, 400), (1800, 1000)])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_cut_or_nameless(
    qapp: QApplication,
    qtbot: QtBot,
    look: Appearance,
    panel: EvidencePanel,
    scale: float,
    size: tuple[int, int],
    direction: Qt.LayoutDirection,
) -> None:
    """List page and detail page, small and large, in both directions."""
    qapp.setLayoutDirection(direction)
    look.show_in(theme_of(qapp, Scheme.DARK, scale))
    panel.window().resize(round(size[0] * scale), round(size[1] * scale))
    wait_until_whole(qtbot, panel)
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    panel.detail.start_note()
    panel.detail.tags.start_adding()
    wait_until_whole(qtbot, panel)
    assert panel.window().width() == round(size[0] * scale)


def test_a_narrow_room_is_two_pages(qapp: QApplication, qtbot: QtBot, panel: EvidencePanel) -> None:
    """Enter goes to the detail, Back to the list, covered; all of it by keyboard."""
    panel.window().resize(640, 500)
    qtbot.waitUntil(lambda: panel.both.is_folded)
    assert panel.list.isVisible()
    assert not panel.detail.isVisible()
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert panel.detail.isVisible()
    assert not panel.list.isVisible()
    assert qapp.focusWidget() is panel.detail.picture
    QTest.keyClick(panel.detail.picture, Qt.Key.Key_Space)
    panel.show_picture(_shown(panel).id, _picture())
    assert panel.detail.picture.is_open
    QTest.keyClick(panel.both.back, Qt.Key.Key_Space)
    assert panel.list.isVisible()
    assert not panel.detail.picture.is_open


def test_a_click_in_a_narrow_room_opens(qtbot: QtBot, panel: EvidencePanel) -> None:
    """As Enter does."""
    panel.window().resize(640, 500)
    qtbot.waitUntil(lambda: panel.both.is_folded)
    place = panel.list.visualRect(panel.model.index(2, 0)).center()
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert panel.detail.isVisible()
    assert _shown(panel).id == _ITEMS[-2].id


def test_the_corners_of_the_list_let_clicks_through(panel: EvidencePanel) -> None:
    """What rounds the corners is not in the way."""
    panel.choose(_ITEMS[-3].id)
    first = panel.list.visualRect(panel.model.index(1, 0))
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(2, first.center().y()))
    assert _shown(panel).id == _ITEMS[-1].id


def test_the_cover_says_what_it_is(panel: EvidencePanel) -> None:
    """A screen reader hears covered, shown, and how to change it."""
    cover = QAccessible.queryAccessibleInterface(panel.detail.picture)
    assert "Covered" in cover.text(QAccessible.Text.Name)
    _looked(panel)
    assert "shown" in cover.text(QAccessible.Text.Name)


def test_what_was_looked_at_before_takes_no_room(look: Appearance, qtbot: QtBot) -> None:
    """A grid lays out every row it ever had; after a day of looking through items that would be thousands."""
    lines = HistoryLines(look)
    qtbot.addWidget(lines)
    for _ in range(20):
        lines.show_lines([("20:31", "Saved"), ("20:32", "Looked at")])
    grid = lines.layout()

    assert isinstance(grid, QGridLayout)
    assert (grid.rowCount(), grid.count()) == (2, 4)
