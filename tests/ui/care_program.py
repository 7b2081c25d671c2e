"""Turning under-18 care on in the whole program, as the person does or as a command does."""

from pytestqt.qtbot import QtBot

from evidence_desk.app import Program
from evidence_desk.domain.answers import Under18
from evidence_desk.workflows.answer_ages import answer_ages
from tests.ui.desk_program import press

PATIENCE_MS = 60_000


def answer_in_window(program: Program, qtbot: QtBot, answer: Under18) -> None:
    """Open the question and answer it."""
    program.care.ask()
    question = program.rooms.start.question
    question.cards[answer].click()
    press(qtbot, question, "Continue")
    qtbot.waitUntil(lambda: has_answer(program, answer), timeout=PATIENCE_MS)


def has_answer(program: Program, answer: Under18) -> bool:
    """Whether the window knows of it."""
    return program.state.case is not None and program.state.case.under18 == answer


def answer_elsewhere(program: Program, answer: Under18) -> None:
    """A command answers, and the window has not heard of it yet."""
    program.background.run(
        lambda: program._desk.doing(lambda vault, case: answer_ages(vault, case, answer, is_sure=True))
    )
