"""Get help now as a page: numbers large and chosen by key or mouse, copied only when asked, whole at every size."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.help_words import country_names, help_cards, numbers_only
from evidence_desk.ui.panels.help_entries import HelpBlock
from evidence_desk.ui.panels.help_panel import HelpPanel
from evidence_desk.ui.tokens import Scheme
from evidence_desk.ui.widgets.number_label import NumberLabel
from evidence_desk.workflows.load_steps import shipped_content
from tests.ui.conftest import theme_of
from tests.ui.spoken import nameless_parts, names
from tests.ui.wholeness import wait_until_whole

NOTE = "General information, not legal advice. Checked 22 Nov 2026."


@pytest.fixture
def panel(look: Appearance, qtbot: QtBot) -> HelpPanel:
    made = HelpPanel(look)
    qtbot.addWidget(made)
    made.resize(960, 736)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    fill(made, "GB")
    return made


def fill(panel: HelpPanel, code: str, *, young: bool = False) -> None:
    countries = shipped_content().countries
    panel.set_countries(country_names(countries), code)
    panel.set_cards(help_cards(countries, code, young=young), NOTE)


def first(panel: HelpPanel) -> HelpBlock:
    block = panel.crisis.blocks.cards()[0]
    assert isinstance(block, HelpBlock)
    return block


def test_what_is_told_of_it(panel: HelpPanel, qtbot: QtBot) -> None:
    told = names(panel)

    assert "In danger now, or thinking of ending your life?" in told
    assert "Emergency, ring 999" in told
    assert "Shout, text 85258" in told
    assert "Copy 116 123" in told
    assert NOTE in told
    assert not nameless_parts(panel)
    wait_until_whole(qtbot, panel)


def test_the_keyboard_begins_at_the_first_number_and_has_it_chosen(panel: HelpPanel, qapp: QApplication) -> None:
    panel.take_focus()
    label = first(panel).numbers[0].label
    held = panel.focusWidget()
    QTest.keyClick(label, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert held is label
    assert label.selectedText() == "999"
    assert qapp.clipboard().text() == "999"


def test_a_double_click_takes_all_of_a_number(panel: HelpPanel, qtbot: QtBot) -> None:
    label = next(each for each in panel.findChildren(NumberLabel) if each.text() == "0800 068 4141")
    qtbot.mouseDClick(label, Qt.MouseButton.LeftButton)

    assert label.selectedText() == "0800 068 4141"


def test_tab_goes_from_number_to_its_copy_and_on(panel: HelpPanel) -> None:
    panel.take_focus()
    passed = []
    for _ in range(5):
        passed.append(panel.focusWidget().accessibleName())
        QTest.keyClick(panel.focusWidget(), Qt.Key.Key_Tab)

    assert passed == [
        "Emergency, ring 999", "Copy 999", "Samaritans, ring 116 123", "Copy 116 123", "Open page: Samaritans",
    ]  # fmt: skip


def test_copy_says_which_number_and_ticks_only_that(panel: HelpPanel, qtbot: QtBot) -> None:
    line = first(panel).numbers[0]
    with qtbot.waitSignal(panel.asking.copied) as asked:
        qtbot.mouseClick(line.copy, Qt.MouseButton.LeftButton)

    assert asked.args == ["999"]


def test_a_page_is_named_before_it_is_opened(panel: HelpPanel, qtbot: QtBot) -> None:
    block = panel.crisis.blocks.cards()[1]
    assert isinstance(block, HelpBlock)
    page = block.pages[0]
    with qtbot.waitSignal(panel.asking.page_asked) as asked:
        qtbot.mouseClick(page.open, Qt.MouseButton.LeftButton)
    page.show_trouble()

    assert asked.args == [page]
    assert "Goes online to samaritans.org" in names(panel)
    assert page.open.accessibleDescription().startswith("Goes online to samaritans.org. ")
    assert page.page.url in names(panel)


def test_another_country_is_asked_for_by_hand_only(panel: HelpPanel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(panel.country_chosen):
        fill(panel, "US")
    with qtbot.waitSignal(panel.country_chosen) as asked:
        QTest.keyClick(panel.country, Qt.Key.Key_Home)

    assert asked.args == ["AU"]
    qtbot.waitUntil(lambda: "Crisis Text Line, text 741741" in names(panel))


def test_without_the_list_there_are_still_numbers(panel: HelpPanel, qtbot: QtBot) -> None:
    panel.set_countries((), "")
    panel.set_trouble(numbers_only())
    told = " ".join(names(panel))

    assert all(number in told for number in ("112", "999", "911"))
    assert not panel.country.isVisible()
    assert not panel.findChildren(NumberLabel) or not any(it.isVisible() for it in panel.findChildren(NumberLabel))
    wait_until_whole(qtbot, panel)


@pytest.mark.parametrize(
    ("width", "height", "scale", "scheme"),
    [(640, 296, 1.0, Scheme.DARK), (1280, 592, 2.0, Scheme.LIGHT), (960, 736, 1.0, Scheme.CONTRAST)],
)
def test_nothing_is_cut_at_any_size(
    panel: HelpPanel, look: Appearance, qapp: QApplication, qtbot: QtBot,
    width: int, height: int, scale: float, scheme: Scheme,
) -> None:  # fmt: skip
    look.show_in(theme_of(qapp, scheme, scale))
    panel.resize(width, height)
    wait_until_whole(qtbot, panel)

    assert panel.width() == width


def test_it_mirrors_and_numbers_do_not(panel: HelpPanel, qapp: QApplication, qtbot: QtBot) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    line = first(panel).numbers[0]
    qtbot.waitUntil(lambda: line.copy.x() < line.label.x())

    assert line.label.layoutDirection() is Qt.LayoutDirection.LeftToRight
