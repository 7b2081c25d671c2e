"""The questions one at a time: each kept before the next, each to be put off, the country never from the network."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evidence_desk.domain.answers import Answers, Told
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.models.answer_words import Question, answered_words
from evidence_desk.ui.models.help_words import country_names
from evidence_desk.ui.panels.answering import Answering
from evidence_desk.ui.widgets.choice_card import ChoiceCard
from evidence_desk.workflows.load_steps import shipped_content
from tests.ui.conftest import theme_of
from tests.ui.spoken import nameless_parts, names
from tests.ui.wholeness import wait_until_whole


@pytest.fixture
def panel(look: Appearance, qtbot: QtBot) -> Answering:
    made = Answering(look)
    qtbot.addWidget(made)
    content = shipped_content()
    made.set_countries(country_names(content.countries), "GB")
    made.set_services(content.services.values())
    made.resize(352, 640)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    made.begin(Answers())
    return made


def go_to(panel: Answering, question: Question) -> None:
    while panel.question is not question:
        panel.later.click()


def told(panel: Answering, qtbot: QtBot) -> dict[str, Any]:
    """What pressing *Next* asks to be kept."""
    with qtbot.waitSignal(panel.answered) as asked:
        qtbot.mouseClick(panel.go_on, Qt.MouseButton.LeftButton)
    return dict(asked.args[0])


def test_the_country_of_this_computer_is_one_press_away(panel: Answering, qtbot: QtBot) -> None:
    assert "Which country are you in?" in names(panel)
    assert panel.country.currentText() == "United Kingdom"
    assert told(panel, qtbot) == {"country": "GB"}


def test_the_next_question_comes_only_when_the_answer_is_kept(panel: Answering, qtbot: QtBot) -> None:
    told(panel, qtbot)
    panel.later.click()
    panel.country.setCurrentIndex(0)
    waits = panel.question, panel.go_on.isEnabled()
    panel.show_not_kept("This disk is full.")
    stays = panel.question, panel.go_on.isEnabled(), "This disk is full." in names(panel)
    panel.show_kept(Answers(country="GB"))

    assert waits == (Question.COUNTRY, False)
    assert stays == (Question.COUNTRY, True, True)
    assert panel.question is Question.PAID
    assert "This disk is full." not in names(panel)


@pytest.mark.parametrize(
    ("question", "kept"),
    [
        (Question.PAID, {"paid": Told.YES.value}),
        (Question.POSTED, {"posted": Told.YES.value}),
        (Question.DISTRESS, {"in_distress": True}),
    ],
)
def test_yes_is_chosen_and_kept(panel: Answering, qtbot: QtBot, question: Question, kept: dict[str, Any]) -> None:
    go_to(panel, question)
    before = panel.go_on.isEnabled()
    panel.choices[Told.YES.value].click()

    assert not before, "nothing is chosen before"
    assert told(panel, qtbot) == kept


def test_apps_are_ticked_and_kept(panel: Answering, qtbot: QtBot) -> None:
    go_to(panel, Question.SERVICES)
    QTest.keyClicks(panel.picks.field, "snapch")
    QTest.keyClick(panel.picks.field, Qt.Key.Key_Return)

    assert told(panel, qtbot) == {"services": ("snapchat",), "own_services": ()}


def test_every_question_can_be_put_off(panel: Answering, qtbot: QtBot) -> None:
    passed = []
    with qtbot.assertNotEmitted(panel.answered), qtbot.waitSignal(panel.closed):
        for _ in Question:
            passed.append(panel.question)
            panel.later.click()

    assert passed == list(Question)


def test_the_ages_have_a_page_of_their_own(panel: Answering, qtbot: QtBot) -> None:
    go_to(panel, Question.AGES)
    with qtbot.waitSignal(panel.ages_asked), qtbot.assertNotEmitted(panel.answered):
        qtbot.mouseClick(panel.go_on, Qt.MouseButton.LeftButton)

    assert panel.question is Question.DISTRESS


def test_what_was_answered_before_is_chosen(panel: Answering) -> None:
    panel.begin(Answers(country="US", services=("snapchat",), paid=Told.NO.value, in_distress=True))
    country = panel.country.currentText()
    go_to(panel, Question.PAID)
    paid = panel.choices[Told.NO.value].isChecked()
    go_to(panel, Question.SERVICES)
    services = panel.picks.picked.services
    go_to(panel, Question.DISTRESS)

    assert (country, paid, services) == ("United States", True, ("snapchat",))
    assert panel.choices[Told.YES.value].isChecked()


def test_keys_are_enough(panel: Answering, qtbot: QtBot) -> None:
    go_to(panel, Question.PAID)
    begins = panel.focusWidget()
    QTest.keyClick(begins, Qt.Key.Key_Space)
    QTest.keyClick(panel.focusWidget(), Qt.Key.Key_Down)
    chosen = panel.focusWidget()
    QTest.keyClick(chosen, Qt.Key.Key_Tab)

    assert isinstance(begins, ChoiceCard)
    assert panel.choices[Told.NO.value].isChecked()
    assert panel.focusWidget() is panel.go_on


@pytest.mark.parametrize("question", list(Question))
def test_every_question_is_whole_and_named(panel: Answering, qtbot: QtBot, question: Question) -> None:
    go_to(panel, question)
    wait_until_whole(qtbot, panel)

    assert not nameless_parts(panel)


@pytest.mark.parametrize("question", [Question.PAID, Question.AGES])
def test_nothing_is_cut_with_large_letters(
    panel: Answering, look: Appearance, qapp: QApplication, qtbot: QtBot, question: Question
) -> None:
    look.show_in(theme_of(qapp, scale=2.0))
    panel.resize(1200, 800)
    go_to(panel, question)

    wait_until_whole(qtbot, panel)


def test_answers_are_said_and_open_ones_counted() -> None:
    content = shipped_content()
    countries = dict(country_names(content.countries))
    some = Answers(country="GB", paid="yes", services=("snapchat",), own_services=("Our \u202eforum",), posted="no")

    assert answered_words(Answers(), countries, content.services) == "Nothing answered yet."
    assert answered_words(Answers(paid="no"), countries, content.services) == "You did not pay. 3 questions are open."
    said = answered_words(some, countries, content.services)
    assert said.startswith("United Kingdom. You paid. Apps: Snapchat, ")
    assert said.endswith("Nothing was posted.")
    assert "\u202e" not in said
    assert "1 question is open. " not in answered_words(Answers(in_distress=True, paid="no"), countries, {})
