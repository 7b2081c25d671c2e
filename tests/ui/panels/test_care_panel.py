"""The question and the care page are whole and named, large and narrow."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from evidence_desk.domain.answers import Under18
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.care_words import first_entries, number_to_ask
from evidence_desk.ui.panels.ages_question import AgesQuestion
from evidence_desk.ui.panels.care_panel import CarePanel
from evidence_desk.workflows.load_steps import shipped_content
from tests.ui.spoken import nameless_parts
from tests.ui.themes import theme_of
from tests.ui.wholeness import faults

SIZES = ((1024, 700, 1.0), (560, 500, 1.0), (1024, 700, 2.0), (1000, 500, 2.0))


def care(look: Appearance, country: str = "CA") -> CarePanel:
    panel, countries = CarePanel(look), shipped_content().countries
    panel.set_help(first_entries(countries, country), number_to_ask(countries, country))
    panel.set_answer(Under18.NOT_SURE)
    return panel


@pytest.mark.parametrize("made", [care, AgesQuestion])
def test_nothing_is_cut_and_everything_is_named(qapp: QApplication, qtbot: QtBot, look: Appearance, made: type) -> None:
    panel: QWidget = made(look)
    qtbot.addWidget(panel)
    panel.show()
    for width, height, scale in SIZES:
        look.show_in(theme_of(qapp, scale=scale))
        panel.resize(width, height)
        qtbot.waitUntil(lambda: not faults(panel))
    assert nameless_parts(panel) == []


def test_each_frame_is_64_high_and_a_radio_button(qtbot: QtBot, look: Appearance) -> None:
    panel = AgesQuestion(look)
    qtbot.addWidget(panel)
    panel.resize(1000, 700)
    panel.show()
    qtbot.waitUntil(lambda: {card.height() for card in panel.cards.values()} == {64})
    for card in panel.cards.values():
        assert QAccessible.queryAccessibleInterface(card).role() is QAccessible.Role.RadioButton
        assert card.accessibleDescription()


def test_an_answer_of_before_is_chosen_and_nothing_is_told_twice(qtbot: QtBot, look: Appearance) -> None:
    panel = AgesQuestion(look)
    qtbot.addWidget(panel)
    told: list[Under18] = []
    panel.answered.connect(told.append)
    panel.ask(Under18.NOT_SURE)
    assert [panel.chosen] == [Under18.NOT_SURE]
    panel.ask(Under18.NOT_ASKED)
    assert (panel.chosen, panel.go_on.isEnabled(), told) == (None, False, [])
    panel.cards[Under18.NONE].click()
    qtbot.mouseClick(panel.go_on, Qt.MouseButton.LeftButton)
    assert told == [Under18.NONE]
