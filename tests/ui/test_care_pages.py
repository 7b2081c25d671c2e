"""The one question and the page that follows, in the whole program."""

from functools import partial

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evidence_desk.app import Program
from evidence_desk.domain.answers import Answers, Under18
from evidence_desk.domain.cases import Case
from evidence_desk.ui.actions import ActionId
from evidence_desk.vault.vault import Vault
from evidence_desk.workflows.answer_ages import needs_care
from evidence_desk.workflows.write_down import answer
from tests.ui.care_program import PATIENCE_MS, answer_elsewhere, answer_in_window, has_answer
from tests.ui.desk_program import press, words
from tests.ui.test_cases import new_case


def page_words(program: Program) -> str:
    return words(program.rooms.start.currentWidget())


def test_nothing_is_chosen_before_and_it_may_be_answered_later(program: Program, qtbot: QtBot) -> None:
    start = program.rooms.start
    assert "Is anyone in the sexual pictures under 18?" in page_words(program)
    press(qtbot, program.rooms.start_here, "Answer one question")
    assert start.is_asking
    assert start.question.chosen is None
    assert not start.question.go_on.isEnabled()
    press(qtbot, start.question, "Answer later")
    assert start.currentWidget() is program.rooms.start_here
    assert program.state.case is not None
    assert program.state.case.under18 == "not asked"


@pytest.mark.parametrize("at", [Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight])
def test_the_whole_frame_is_the_target_and_keys_choose(program: Program, qtbot: QtBot, at: Qt.AlignmentFlag) -> None:
    program.care.ask()
    question = program.rooms.start.question
    card = question.cards[Under18.NO]
    corner = card.rect().topLeft() if at is Qt.AlignmentFlag.AlignLeft else card.rect().bottomRight()
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton, pos=corner)
    assert [question.chosen] == [Under18.NO]
    with qtbot.waitActive(program.window):
        program.window.activateWindow()
    card.setFocus()
    qtbot.keyClick(card, Qt.Key.Key_Down)
    assert [question.chosen] == [Under18.NONE]
    assert card.height() >= 64


@pytest.mark.parametrize(("answered", "cared"), [(Under18.NOT_SURE, True), (Under18.NONE, False)])
def test_an_answer_is_kept_and_changes_the_page(
    program: Program, qtbot: QtBot, answered: Under18, *, cared: bool
) -> None:
    answer_in_window(program, qtbot, answered)
    start = program.rooms.start
    assert start.currentWidget() is (start.care if cared else program.rooms.start_here)
    assert program.window.list._care.isVisible() is cared
    assert program.background.run(lambda: program._desk.doing(needs_care)) is cared
    says = "Not sure if someone is under 18." if cared else "There are no sexual pictures."
    assert says in page_words(program)


def test_changing_it_to_no_asks_one_thing(program: Program, qtbot: QtBot) -> None:
    answer_in_window(program, qtbot, Under18.YES)
    press(qtbot, program.rooms.start.care, "Change your answer")
    question, dialog = program.rooms.start.question, program.care._dialog
    assert question.chosen is Under18.YES
    question.cards[Under18.NO].click()
    press(qtbot, question, "Continue")
    assert "Items you marked stay shut." in words(dialog)
    press(qtbot, dialog, "Keep it")
    assert [program.state.is_cared] == [True]
    press(qtbot, question, "Continue")
    press(qtbot, dialog, "Change the answer")
    qtbot.waitUntil(lambda: has_answer(program, Under18.NO), timeout=PATIENCE_MS)
    assert not program.state.is_cared
    assert program.rooms.start.currentWidget() is program.rooms.start_here


def test_from_yes_to_not_sure_nothing_is_asked(program: Program, qtbot: QtBot) -> None:
    answer_in_window(program, qtbot, Under18.YES)
    answer_in_window(program, qtbot, Under18.NOT_SURE)
    assert not program.care._dialog.isVisible()
    assert program.state.is_cared


def _answered(kept: Answers, vault: Vault, case: Case) -> Answers:
    return answer(vault, case, kept)


def _has_answers(program: Program, wanted: Answers) -> bool:
    return program.state.registers.answers == wanted


def test_words_and_numbers_follow_the_country(program: Program, qtbot: QtBot) -> None:
    answer_in_window(program, qtbot, Under18.YES)
    for country, talk, ring in (
        ("CA", "Talk to Kids Help Phone", "Ring your local police and ask what to do."),
        ("GB", "Talk to Childline", "Ring 101 and ask what to do."),
    ):
        kept = Answers(country=country)
        program.background.run(partial(program._desk.doing, partial(_answered, kept)))
        program.operations.refresh()
        qtbot.waitUntil(partial(_has_answers, program, kept), timeout=PATIENCE_MS)
        assert talk in page_words(program)
        assert ring in page_words(program)
    assert "0800 1111" in page_words(program)


def test_what_to_say_is_shown_and_copied(program: Program, qtbot: QtBot, qapp: QApplication) -> None:
    answer_in_window(program, qtbot, Under18.YES)
    page = program.rooms.start.care
    press(qtbot, page, "What to say")
    say = next(row.say for row in page.first.rows() if row.say is not None)
    assert say.isVisible()
    assert "I need your help" in words(page)
    press(qtbot, page, "Copy these words")
    assert qapp.clipboard().text() == say.text()
    press(qtbot, page, "What to say")
    assert not say.isVisible()


def test_a_page_says_where_it_goes_and_gives_its_address_where_it_does_not_open(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_in_window(program, qtbot, Under18.YES)
    opened: list[str] = []

    def does_not_open(url: QUrl) -> bool:
        opened.append(url.toString())
        return False

    monkeypatch.setattr(QDesktopServices, "openUrl", does_not_open)
    row = next(each for each in program.rooms.start.care.first.rows() if "Take It Down" in each.entry.title)
    assert "Goes online to takeitdown.ncmec.org" in words(row)
    row.act.click()
    row.act.click()
    assert opened == 2 * ["https://takeitdown.ncmec.org"]
    assert words(row).count("https://takeitdown.ncmec.org") == 1


def test_what_a_command_answers_turns_the_page(program: Program, qtbot: QtBot) -> None:
    answer_elsewhere(program, Under18.YES)
    program.operations.refresh()
    qtbot.waitUntil(lambda: has_answer(program, Under18.YES), timeout=PATIENCE_MS)
    assert program.rooms.start.currentWidget() is program.rooms.start.care


def test_another_case_has_an_answer_of_its_own(program: Program, qtbot: QtBot) -> None:
    answer_in_window(program, qtbot, Under18.YES)
    program.care.ask()
    new_case(program, qtbot)
    qtbot.waitUntil(lambda: has_answer(program, Under18.NOT_ASKED), timeout=PATIENCE_MS)
    assert program.rooms.start.currentWidget() is program.rooms.start_here
    assert not program.window.list._care.isVisible()
    assert program.actions[ActionId.WATCH].isEnabled()
