"""Settings say what they do, and each choice is told once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from evidence_desk.capture.hotkey.chords import chord_from
from evidence_desk.capture.hotkey.hotkey import HotkeyState, Standing
from evidence_desk.domain.examined import Examined, ExamState, Reason, Remedy, refused
from evidence_desk.domain.refusals import NoPortal
from evidence_desk.ui.appearance import Appearance, Wish
from evidence_desk.ui.panels.settings_panel import SettingsPanel
from evidence_desk.ui.widgets.switch import Switch
from evidence_desk.ui.widgets.test_cover import TestCover
from tests.ui.conftest import theme_of
from tests.ui.spoken import nameless_parts, names
from tests.ui.wholeness import wait_until_whole

LOOK, BAR, SAVING, LEAVING, PLACE, EXAMINE = range(6)
FOUND = (
    Examined("screen", ExamState.WORKS, Reason.SCREEN_FITS, facts={"size": "3840 x 1080"}, took_ms=9),
    Examined("window", ExamState.LOOK, Reason.NO_OTHER_WINDOW, Remedy.OPEN_A_PROGRAM),
    refused("portal", NoPortal(), ExamState.NOT_HERE),
    Examined("hotkey", ExamState.LOOK, Reason.KEY_TAKEN, Remedy.CHOOSE_KEY, {"key": "Ctrl+Alt+Shift+F9"}),
    Examined("tray", ExamState.NOT_HERE, Reason.NO_TRAY, Remedy.USE_BAR),
    Examined("sync", ExamState.LOOK, Reason.SYNCED, Remedy.KNOW_OF_COPIES, {"service": "Google Drive"}),
)
PATH = "/home/x/desk/" + "a-long-name-" * 12


@pytest.fixture
def panel(look: Appearance, qtbot: QtBot) -> SettingsPanel:
    made = SettingsPanel(look)
    qtbot.addWidget(made)
    made.resize(1024, 696)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    made.look.show_look(Wish.SYSTEM, 100)
    made.bar.show_bar(shown=True, small=False)
    made.place.show_path(PATH)
    made.key.show_key(Standing(HotkeyState.TAKEN, chord_from("Ctrl+Alt+Shift+F9")))
    for found in FOUND:
        made.examine.add(found)
    return made


@pytest.mark.parametrize("section", range(6))
@pytest.mark.parametrize(("width", "height", "scale"), [(640, 296, 1.0), (1280, 592, 2.0), (1024, 696, 1.0)])
def test_every_section_is_whole(
    panel: SettingsPanel, look: Appearance, qapp: QApplication, qtbot: QtBot,
    section: int, width: int, height: int, scale: float,
) -> None:  # fmt: skip
    look.show_in(theme_of(qapp, scale=scale))
    panel.resize(width, height)
    qapp.processEvents()
    qtbot.mouseClick(panel.rows()[section], Qt.MouseButton.LeftButton)
    panel.leaving.explained.show()
    wait_until_whole(qtbot, panel)

    assert panel.width() == width
    assert not nameless_parts(panel)
    assert panel.both.back.isVisible() is (width != 1024)


def test_colours_and_text_size_are_told_together(panel: SettingsPanel, qtbot: QtBot) -> None:
    panel.look.colours.setFocus()
    with qtbot.waitSignal(panel.look.look_chosen) as chosen:
        QTest.keyClick(panel.look.colours, Qt.Key.Key_End)
    with qtbot.waitSignal(panel.look.look_chosen) as larger:
        QTest.keyClick(panel.look.text_size, Qt.Key.Key_Down)

    assert chosen.args == [Wish.CONTRAST, 100]
    assert larger.args == [Wish.CONTRAST, 125]


def test_showing_what_is_set_tells_nothing(panel: SettingsPanel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(panel.look.look_chosen), qtbot.assertNotEmitted(panel.bar.shown_chosen):
        panel.look.show_look(Wish.DARK, 200)
        panel.bar.show_bar(shown=False, small=True)

    assert panel.look.colours.currentText() == "Dark"
    assert panel.look.text_size.currentText() == "200 %"


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_a_switch_says_its_state_in_words(panel: SettingsPanel, qtbot: QtBot, key: Qt.Key) -> None:
    panel.choose(BAR)
    switch = panel.bar.shown
    before = switch.word()
    with qtbot.waitSignal(panel.bar.shown_chosen) as chosen:
        QTest.keyClick(switch, key)
    told = QAccessible.queryAccessibleInterface(switch)

    assert (before, switch.word(), chosen.args) == ("On", "Off", [False])
    assert told is not None
    assert told.role() is QAccessible.Role.CheckBox
    assert told.text(QAccessible.Text.Name) == "Show the capture bar"
    assert not told.state().checked


def test_the_whole_of_a_switch_is_its_target(look: Appearance, qtbot: QtBot) -> None:
    switch = Switch(look, "x")
    qtbot.addWidget(switch)
    switch.show()
    for place in (switch.rect().topLeft(), switch.rect().bottomRight(), switch.rect().center()):
        qtbot.mouseClick(switch, Qt.MouseButton.LeftButton, pos=place)

    assert switch.isChecked()
    assert min(switch.width(), switch.height()) >= 24


def test_leaving_is_explained_before_it_is_tried(panel: SettingsPanel, qtbot: QtBot) -> None:
    panel.choose(LEAVING)
    with qtbot.assertNotEmitted(panel.leave_requested):
        qtbot.mouseClick(panel.leaving.trial, Qt.MouseButton.LeftButton)
    told = " ".join(names(panel))
    begin = panel.focusWidget()
    with qtbot.waitSignal(panel.leave_requested):
        qtbot.mouseClick(panel.leaving.leave, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(panel.leaving.stay, Qt.MouseButton.LeftButton)

    assert begin is panel.leaving.stay
    assert "The desk will close now. What you saved stays saved." in told
    assert "does not erase" in told
    assert not panel.leaving.explained.isVisible()
    assert panel.focusWidget() is panel.leaving.trial


def test_the_place_is_shown_in_full_and_copied_as_it_is(panel: SettingsPanel, qtbot: QtBot) -> None:
    panel.choose(PLACE)
    odd = "/home/x/a\u202eb\n<b>c"
    panel.place.show_path(odd)
    with qtbot.waitSignal(panel.place.copy_asked) as copied:
        qtbot.mouseClick(panel.place.copy, Qt.MouseButton.LeftButton)

    assert copied.args == [odd]
    assert "\u202e" not in panel.place.folder.words()
    assert "There is no passphrase. Anyone using this account can open this." in names(panel)


def test_arrows_go_through_the_sections(panel: SettingsPanel) -> None:
    panel.take_focus()
    for _ in range(LEAVING):
        QTest.keyClick(panel.focusWidget(), Qt.Key.Key_Down)
        QTest.keyClick(panel.focusWidget(), Qt.Key.Key_Space)

    assert panel.rows()[LEAVING].isChecked()
    assert panel.cards.currentIndex() == LEAVING


def test_one_page_at_a_time_where_two_do_not_fit(panel: SettingsPanel, qapp: QApplication, qtbot: QtBot) -> None:
    panel.resize(600, 500)
    qapp.processEvents()
    panel.take_focus()
    QTest.keyClick(panel.focusWidget(), Qt.Key.Key_Return)
    opened = panel.cards.isVisible(), panel.sections.isVisible()
    QTest.keyClick(panel.focusWidget(), Qt.Key.Key_Space)

    assert opened == (True, False)
    assert panel.sections.isVisible()
    assert panel.focusWidget() is panel.rows()[LOOK]


def test_what_the_keyboard_is_on_stays_when_the_pages_fold(
    panel: SettingsPanel, look: Appearance, qapp: QApplication, qtbot: QtBot
) -> None:
    panel.look.text_size.setFocus()
    look.show_in(theme_of(qapp, scale=2.0))
    qapp.processEvents()

    assert panel.both.is_folded
    assert panel.cards.isVisible()
    assert panel.focusWidget() is panel.look.text_size
    panel.both.show_list()
    panel.resize(620, 500)
    qapp.processEvents()
    assert panel.sections.isVisible()


def test_it_mirrors(panel: SettingsPanel, qapp: QApplication) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qapp.processEvents()

    assert middle(panel.sections, panel) > middle(panel.cards, panel)
    assert middle(panel.look.colours, panel) < middle(panel.cards, panel)


def middle(part: QWidget, panel: QWidget) -> int:
    """Where a part stands across."""
    return part.mapTo(panel, part.rect().center()).x()


def test_only_what_exists_is_there(panel: SettingsPanel) -> None:
    assert [row.text() for row in panel.rows()] == [
        "Look",
        "Capture bar",
        "Saving",
        "Safety",
        "Where things are kept",
        "Check this desk",
        "Dates",
    ]


def test_a_test_picture_that_is_gone_offers_no_look(look: Appearance, qtbot: QtBot) -> None:
    cover = TestCover(look, "Whole screen")
    qtbot.addWidget(cover)
    covered = cover.accessibleName()
    cover.shut("Gone")

    assert "Press Space to look" in covered
    assert cover.accessibleName() == "Test picture of “Whole screen”, gone"
